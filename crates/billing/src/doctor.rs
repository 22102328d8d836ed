//! Checks what must hold whatever happened: numbers without gaps, sums that add up.

use std::collections::HashMap;

use contracts::billing::InvoiceId;
use kernel::money::{Taxed, totals};
use kernel::{Currency, Db, db};
use sea_orm::{ColumnTrait, DatabaseTransaction, DbErr, EntityTrait, FromQueryResult, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

use crate::credit_notes::totals as credited;
use crate::drawer::TenderSum;
use crate::entities::{credit_notes, invoices, lines};
use crate::invoices::Tender;

const AT_ONCE: u64 = 500;

/// A sentence for each thing that is wrong; none when all is well. Memory stays small however many invoices there are.
pub async fn doctor(db: &Db) -> Result<Vec<String>, DbErr> {
    let mut findings = series(db, "billing_invoices").await?;
    findings.extend(series(db, "billing_credit_notes").await?);
    findings.extend(credits(db).await?);
    findings.extend(payments(db).await?);
    findings.extend(drafts(db).await?);
    findings.extend(sums(db).await?);
    findings.extend(openings(db).await?);
    findings.extend(series(db, "billing_deposits").await?);
    findings.extend(deposits(db).await?);
    findings.extend(cheques(db).await?);
    findings.extend(closes(db).await?);
    findings.extend(checkouts(db).await?);
    findings.extend(crate::accounting::doctor(db).await?);
    findings.extend(crate::loyalty::doctor::doctor(db).await?);
    Ok(findings)
}

#[derive(FromQueryResult)]
struct Series {
    name: String,
    count: i64,
    different: i64,
    first: i64,
    last: i64,
    counter: Option<i64>,
}

/// Each series runs from 1 to its counter.
async fn series(db: &Db, table: &str) -> Result<Vec<String>, DbErr> {
    let sql = format!(
        "select s.series as name, s.count, s.different, s.first, s.last, c.value as counter from \
         (select series, count(*) as count, count(distinct sequence) as different, min(sequence) as first, max(sequence) as last \
         from {table} where series is not null group by series) s left join billing_counters c on c.name = s.series order by s.series"
    );
    let all: Vec<Series> = db::all(db.reader(), sql, []).await?;
    let is_whole = |row: &Series| row.first == 1 && row.last == row.count && row.different == row.count && row.counter == Some(row.last);
    let tell = |row: &Series| {
        let counter = row.counter.unwrap_or_default();
        format!(
            "series {}: {} documents with {} numbers from {} to {}, counter at {counter}",
            row.name, row.count, row.different, row.first, row.last
        )
    };
    Ok(all.iter().filter(|row| !is_whole(row)).map(tell).collect())
}

/// What is due by customer and currency: for comparing with what customers say of themselves.
pub async fn dues(db: &Db) -> Result<Vec<(Uuid, String, kernel::Amount)>, DbErr> {
    #[derive(FromQueryResult)]
    struct Row {
        customer_id: Uuid,
        currency: String,
        amount: kernel::Amount,
    }
    let sql = "select customer_id, currency, cast(sum(due) as bigint) as amount from billing_invoices \
               where state <> 'draft' and due <> 0 group by customer_id, currency order by customer_id, currency";
    let rows = db::all::<Row, _>(db.reader(), sql, []).await?;
    Ok(rows.into_iter().map(|row| (row.customer_id, row.currency, row.amount)).collect())
}

#[derive(FromQueryResult)]
struct Found {
    id: Uuid,
}

async fn ids(db: &Db, sql: &str) -> Result<Vec<Uuid>, DbErr> {
    Ok(db::all::<Found, _>(db.reader(), sql, []).await?.into_iter().map(|row| row.id).collect())
}

/// Paid is the sum of the payments less the refunds and never below zero, due is what is left of the total, and the state says so.
async fn payments(db: &Db) -> Result<Vec<String>, DbErr> {
    let unpaid = "select i.id from billing_invoices i left join (select invoice_id, \
                  sum(case when kind in ('refund', 'moved', 'bounced', 'taken_back') then -amount else amount end) as amount from billing_payments group by invoice_id) p on p.invoice_id = i.id where i.paid <> coalesce(p.amount, 0) order by i.id";
    let due = "select id from billing_invoices where due <> total - paid - credited \
               or (document is null and ((due < 0 and credited = 0) or paid < 0)) order by id";
    let state = "select id from billing_invoices where state <> case when number is null and document is null then 'draft' when due = 0 or (due < 0 and document is null) then 'paid' \
                 when paid <> 0 then 'part_paid' else 'issued' end order by id";
    let mut findings = vec![];
    for (sql, fault) in [
        (unpaid, "paid is not the sum of its payments less its refunds"),
        (due, "due is not total less paid and credited"),
        (state, "its state is wrong"),
    ] {
        findings.extend(ids(db, sql).await?.into_iter().map(|id| format!("invoice {id}: {fault}")));
    }
    Ok(findings)
}

/// What is open of an opening entry is the sum of what it is made up of; it has no VAT and no number of ours.
async fn openings(db: &Db) -> Result<Vec<String>, DbErr> {
    let sql = "select i.id from billing_invoices i left join (select invoice_id, sum(amount) as amount from billing_openings \
               group by invoice_id) o on o.invoice_id = i.id where (i.document is null and o.amount is not null) or (i.document is not null \
               and (i.total <> coalesce(o.amount, 0) or i.vat <> 0 or i.stamp_duty <> 0 or i.number is not null or i.series is not null)) \
               order by i.id";
    Ok(ids(db, sql).await?.into_iter().map(|id| format!("opening entry {id}: it is not the sum of its entries")).collect())
}

/// What is left of a deposit is its amount less its entries and never below zero, and what it paid is on the invoice that it paid.
async fn deposits(db: &Db) -> Result<Vec<String>, DbErr> {
    let left = "select d.id from billing_deposits d left join (select deposit_id, sum(amount) as amount from billing_deposit_entries \
                group by deposit_id) e on e.deposit_id = d.id where d.open <> d.amount - coalesce(e.amount, 0) or d.open < 0 order by d.id";
    let paid = "select e.invoice_id as id from (select invoice_id, sum(amount) as amount from billing_deposit_entries \
                where invoice_id is not null group by invoice_id) e left join (select invoice_id, sum(case when kind = 'taken_back' then -amount else amount end) as amount \
                from billing_payments where kind in ('deposit', 'receipt', 'taken_back') group by invoice_id) p on p.invoice_id = e.invoice_id where e.amount <> coalesce(p.amount, 0) \
                order by e.invoice_id";
    let moved = "select p.id from billing_payments p left join billing_deposits d on d.number = p.reference and d.from_invoice_id = p.invoice_id \
                 where p.kind = 'moved' and (d.id is null or d.amount <> p.amount) union all select d.id from billing_deposits d \
                 where d.from_invoice_id is not null and not exists (select 1 from billing_payments p \
                 where p.invoice_id = d.from_invoice_id and p.kind = 'moved' and p.reference = d.number)";
    let mut findings: Vec<_> =
        ids(db, left).await?.into_iter().map(|id| format!("deposit {id}: what is left is not what is left")).collect();
    findings.extend(ids(db, moved).await?.into_iter().map(|id| format!("{id}: what left the invoice is not what came on account")));
    findings.extend(ids(db, paid).await?.into_iter().map(|id| format!("invoice {id}: it was not paid what deposits gave")));
    Ok(findings)
}

/// A credit note is the sum of its lines, no line is taken back beyond itself, and an invoice knows what is credited of it.
async fn credits(db: &Db) -> Result<Vec<String>, DbErr> {
    let known = "select i.id from billing_invoices i left join (select invoice_id, sum(total) as total from billing_credit_notes \
                 group by invoice_id) n on n.invoice_id = i.id where i.credited <> coalesce(n.total, 0) \
                 or (i.document is null and i.credited > i.total) order by i.id";
    let lines = "select n.id from billing_credit_notes n left join (select credit_note_id, sum(net) as net from billing_credit_lines \
                 group by credit_note_id) l on l.credit_note_id = n.id where n.net <> coalesce(l.net, 0) \
                 or (n.levies is null and n.gross <> n.net + n.vat) or n.total <> n.gross + n.rounding + n.stamp_duty order by n.id";
    let over = "select l.line_id as id from billing_lines l join (select line_id, sum(net) as net, sum(quantity) as quantity \
                from billing_credit_lines group by line_id) c on c.line_id = l.line_id \
                where abs(c.net) > abs(l.net) or c.quantity > l.quantity order by l.line_id";
    let mut findings = vec![];
    for (sql, what) in [
        (known, "invoice {}: what is credited is not the sum of its credit notes"),
        (lines, "credit note {}: it is not the sum of its lines"),
        (over, "line {}: more of it was taken back than it was"),
    ] {
        findings.extend(ids(db, sql).await?.into_iter().map(|id| what.replace("{}", &id.to_string())));
    }
    findings.extend(levied(db).await?);
    Ok(findings)
}

/// The few credit notes that take levies back: net, levies and VAT are the gross.
async fn levied(db: &Db) -> Result<Vec<String>, DbErr> {
    let query = credit_notes::Entity::find().filter(credit_notes::Column::Levies.is_not_null()).order_by_asc(credit_notes::Column::Id);
    let adds_up = |note: &credit_notes::Model| {
        let sum = credited(note);
        sum.net + sum.levied() + sum.vat == sum.gross
    };
    let notes = query.all(db.reader()).await?;
    let torn = notes.iter().filter(|note| !adds_up(note));
    Ok(torn.map(|note| format!("credit note {}: its levies do not add up", note.id)).collect())
}

/// A cheque stands as its last entry says, and what it paid was taken back when it bounced, and not before.
async fn cheques(db: &Db) -> Result<Vec<String>, DbErr> {
    let state = "select c.id from billing_cheques c left join billing_cheque_entries e on e.cheque_id = c.id \
                 and not exists (select 1 from billing_cheque_entries later where later.cheque_id = c.id and later.id > e.id) \
                 where c.state <> coalesce(e.state, 'in_hand') order by c.id";
    let back = "select c.id from billing_cheques c left join (select cheque_id, sum(amount) as amount from billing_cheque_entries \
                where state = 'bounced' group by cheque_id) b on b.cheque_id = c.id \
                left join billing_deposits d on d.id = c.deposit_id where coalesce(b.amount, 0) <> case when c.state = 'bounced' then c.amount \
                else 0 end or (c.state = 'bounced' and d.open <> 0) order by c.id";
    let mut findings: Vec<_> =
        ids(db, state).await?.into_iter().map(|id| format!("cheque {id}: it is not where its last entry says")).collect();
    findings.extend(ids(db, back).await?.into_iter().map(|id| format!("cheque {id}: what it paid was not taken back when it bounced")));
    Ok(findings)
}

/// A checkout that is paid paid its invoice, or its customer's account, what was asked for.
async fn checkouts(db: &Db) -> Result<Vec<String>, DbErr> {
    let sql = "select c.id from billing_checkouts c left join (select reference, sum(amount) as amount from (\
               select reference, amount from billing_payments where tender = 'online' and kind = 'payment' \
               union all select reference, amount from billing_deposits where tender = 'online') m group by reference) p \
               on p.reference = c.reference where c.state = 'paid' and c.amount <> coalesce(p.amount, 0) order by c.id";
    Ok(ids(db, sql).await?.into_iter().map(|id| format!("checkout {id}: what was paid online is on no invoice and no account")).collect())
}

/// What a close expected is what it began with and its movements, and what it began with is what the close before it kept.
async fn closes(db: &Db) -> Result<Vec<String>, DbErr> {
    let chain = "select c.id from billing_day_closes c left join billing_day_closes b on b.site_id = c.site_id and b.sequence = c.sequence - 1 \
                 where c.begun_with <> coalesce(b.kept, 0) or (b.id is null and c.sequence > 1) order by c.id";
    let mut findings: Vec<_> =
        ids(db, chain).await?.into_iter().map(|id| format!("day close {id}: it does not begin with what was kept")).collect();
    let sql = "select c.id, c.tenders, c.begun_with, e.tender, cast(sum(e.amount) as bigint) as moved from billing_day_closes c \
               join billing_day_entries e on e.close_id = c.id group by c.id, c.tenders, c.begun_with, e.tender order by c.id";
    for row in db::all::<Counted, _>(db.reader(), sql, []).await? {
        let tenders: Vec<TenderSum> = serde_json::from_str(&row.tenders).unwrap_or_default();
        let begun_with = if row.tender == Tender::Cash { row.begun_with } else { kernel::Amount::ZERO };
        let expected = tenders.into_iter().find(|sum| sum.tender == row.tender).map(|sum| sum.expected);
        if expected != Some(begun_with + row.moved) {
            findings.push(format!("day close {}: what it expected is not what moved", row.id));
        }
    }
    Ok(findings)
}

#[derive(FromQueryResult)]
struct Counted {
    id: Uuid,
    tenders: String,
    begun_with: kernel::Amount,
    tender: Tender,
    moved: kernel::Amount,
}

/// A work order has one draft at most for each who pays.
async fn drafts(db: &Db) -> Result<Vec<String>, DbErr> {
    let sql = "select work_order_id as id from billing_invoices where state = 'draft' group by work_order_id, payer_id having count(*) > 1";
    Ok(ids(db, sql).await?.into_iter().map(|id| format!("work order {id}: more than one draft")).collect())
}

#[derive(FromQueryResult)]
struct Line {
    invoice_id: InvoiceId,
    net: kernel::Amount,
    vat_rate: kernel::BasisPoints,
    exempt_from: Option<kernel::BasisPoints>,
    levy_rate: kernel::BasisPoints,
    quantity: kernel::Quantity,
    unit_price_with_tax: Option<kernel::Amount>,
}

impl Line {
    fn taxed(&self) -> Taxed {
        let taxed = Taxed { net: self.net, rate: self.vat_rate, is_exempt: self.exempt_from.is_some(), levy: self.levy_rate, told: None };
        taxed.told(self.quantity, self.unit_price_with_tax)
    }
}

/// Stored totals are those of the lines.
async fn sums(db: &Db) -> Result<Vec<String>, DbErr> {
    let mut findings = vec![];
    let mut after = None;
    loop {
        let mut query =
            invoices::Entity::find().filter(invoices::Column::Document.is_null()).order_by_asc(invoices::Column::Id).limit(AT_ONCE);
        if let Some(last) = after {
            query = query.filter(invoices::Column::Id.gt(last));
        }
        let instant = db.snapshot().await?;
        let chunk = query.all(&instant).await?;
        let (Some(first), Some(last)) = (chunk.first(), chunk.last()) else { return Ok(findings) };
        let mut lines = lines_between(&instant, first.id, last.id).await?;
        findings.extend(chunk.iter().filter(|row| !adds_up(row, &lines.remove(&row.id).unwrap_or_default())).map(tell));
        after = Some(last.id);
    }
}

async fn lines_between(instant: &DatabaseTransaction, first: InvoiceId, last: InvoiceId) -> Result<HashMap<InvoiceId, Vec<Line>>, DbErr> {
    use lines::Column::{ExemptFrom, InvoiceId, LevyRate, Net, Quantity, UnitPriceWithTax, VatRate};
    let columns = [InvoiceId, Net, VatRate, ExemptFrom, LevyRate, Quantity, UnitPriceWithTax];
    let between = lines::Entity::find().select_only().columns(columns).filter(lines::Column::InvoiceId.between(first, last));
    let mut by_invoice = HashMap::<_, Vec<_>>::new();
    for line in between.into_model::<Line>().all(instant).await? {
        by_invoice.entry(line.invoice_id).or_default().push(line);
    }
    Ok(by_invoice)
}

fn adds_up(row: &invoices::Model, lines: &[Line]) -> bool {
    let Some(currency) = Currency::from_code(&row.currency) else { return false };
    let sum = totals(currency, lines.iter().map(Line::taxed), row.stamp_duty);
    (sum.net, sum.vat, sum.gross, sum.rounding, sum.total) == (row.net, row.vat, row.gross, row.rounding, row.total)
}

fn tell(row: &invoices::Model) -> String {
    format!("invoice {}: stored totals are not those of its lines", row.id)
}
