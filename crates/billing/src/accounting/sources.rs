//! The documents of money of a site: the only place with queries of them for accounting.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Tz;
use contracts::customers::CustomerId;
use contracts::identity::SiteCard;
use contracts::workshop::LineKind;
use kernel::money::{Levy, VatGroup, totals};
use kernel::{Amount, BasisPoints, Currency, Problem, db};
use sea_orm::{ConnectionTrait, DbErr, FromQueryResult, Value};
use uuid::Uuid;

use super::entry::{Deed, Sold, Source};
use crate::drawer::TenderSum;
use crate::invoices::Tender;
use crate::invoices::invoice::{CustomerRef, local_day};
use crate::series::zone;

/// Which documents: of a site in its currency, of a time, and all of them or those of no export.
#[derive(Clone, Debug)]
pub struct Which<'a> {
    pub site: &'a SiteCard,
    pub begins: DateTime<Utc>,
    pub ends: DateTime<Utc>,
    pub is_open_only: bool,
}

impl Which<'_> {
    /// Site, currency, begin and end.
    pub fn binds(&self) -> [Value; 4] {
        [self.site.id.into(), self.site.currency.clone().into(), self.begins.into(), self.ends.into()]
    }

    /// A condition on the column of the document's id.
    fn left(&self, id: &str) -> String {
        if self.is_open_only {
            format!(" and not exists (select 1 from billing_journal_entries e where e.id = {id})")
        } else {
            String::new()
        }
    }

    /// An issued invoice or a credit note.
    fn issued(&self, alias: &str) -> String {
        let left = self.left(&format!("{alias}.id"));
        format!(
            "{alias}.site_id = $1 and {alias}.currency = $2 and {alias}.number is not null and {alias}.issued_at >= $3 and {alias}.issued_at < $4{left}"
        )
    }
}

/// In the order that they happened.
pub async fn all<C: ConnectionTrait>(conn: &C, which: &Which<'_>) -> Result<Vec<Source>, Problem> {
    let zone = zone(which.site)?;
    let mut sources = sales(conn, which).await?;
    sources.extend(money(conn, which, zone).await?);
    sources.extend(differences(conn, which).await?);
    sources.sort_by_key(|source| (source.on, source.at, source.id));
    Ok(sources)
}

/// Invoices and credit notes, in any order.
pub async fn sales<C: ConnectionTrait>(conn: &C, which: &Which<'_>) -> Result<Vec<Source>, Problem> {
    let mut sources = invoices(conn, which).await?;
    sources.extend(credit_notes(conn, which).await?);
    Ok(sources)
}

#[derive(FromQueryResult)]
struct Document {
    id: Uuid,
    number: String,
    customer_id: CustomerId,
    customer_name: String,
    rounding: Amount,
    stamp_duty: Amount,
    issued_at: DateTime<Utc>,
    issued_on: NaiveDate,
    /// Of a credit note, in JSON.
    vat_groups: Option<String>,
    levies: Option<String>,
}

impl Document {
    fn source(self, sold: Vec<Sold>, (levy, vat): (Amount, Vec<VatGroup>), is_credit: bool) -> Source {
        let Self { id, number, customer_id, customer_name, rounding, stamp_duty, issued_at, issued_on, .. } = self;
        let deed = Deed::Sale { sold, levy, vat, rounding, stamp_duty, is_credit };
        let customer = Some(CustomerRef { id: customer_id, name: customer_name });
        Source { id, deed, piece: number, on: issued_on, at: issued_at, customer }
    }
}

#[derive(FromQueryResult)]
struct Part {
    document: Uuid,
    kind: LineKind,
    vat_rate: BasisPoints,
    is_exempt: bool,
    levy_rate: BasisPoints,
    net: Amount,
}

type Parts = HashMap<Uuid, Vec<Sold>>;

async fn parts<C: ConnectionTrait>(conn: &C, sql: String, which: &Which<'_>) -> Result<Parts, DbErr> {
    let mut parts = Parts::new();
    for Part { document, kind, vat_rate, is_exempt, levy_rate, net } in db::all::<Part, _>(conn, sql, which.binds()).await? {
        parts.entry(document).or_default().push(Sold { kind, rate: vat_rate, is_exempt, levy_rate, net });
    }
    Ok(parts)
}

async fn invoices<C: ConnectionTrait>(conn: &C, which: &Which<'_>) -> Result<Vec<Source>, Problem> {
    let issued = which.issued("i");
    let documents = format!(
        "select i.id, i.number, i.customer_id, i.customer_name, i.rounding, i.stamp_duty, i.issued_at, i.issued_on, null as vat_groups, null as levies \
         from billing_invoices i where {issued}"
    );
    let lines = format!(
        "select l.invoice_id as document, l.kind, l.vat_rate, l.exempt_from is not null as is_exempt, l.levy_rate, cast(sum(l.net) as bigint) as net \
         from billing_invoices i join billing_lines l on l.invoice_id = i.id where {issued} \
         group by l.invoice_id, l.kind, l.vat_rate, l.exempt_from is not null, l.levy_rate order by 1, 2, 3, 4, 5"
    );
    let mut parts = parts(conn, lines, which).await?;
    let currency = currency(which.site)?;
    let documents: Vec<Document> = db::all(conn, documents, which.binds()).await?;
    let source = |document: Document| {
        let sold = parts.remove(&document.id).unwrap_or_default();
        let sum = totals(currency, sold.iter().map(Sold::taxed), Amount::ZERO);
        document.source(sold, (sum.levied(), sum.vat_groups), false)
    };
    Ok(documents.into_iter().map(source).collect())
}

async fn credit_notes<C: ConnectionTrait>(conn: &C, which: &Which<'_>) -> Result<Vec<Source>, Problem> {
    let issued = which.issued("n");
    let documents = format!(
        "select n.id, n.number, n.customer_id, n.customer_name, n.rounding, n.stamp_duty, n.issued_at, n.issued_on, n.vat_groups, n.levies \
         from billing_credit_notes n where {issued}"
    );
    let lines = format!(
        "select c.credit_note_id as document, l.kind, c.vat_rate, c.exempt_from is not null as is_exempt, c.levy_rate, cast(sum(c.net) as bigint) as net \
         from billing_credit_notes n join billing_credit_lines c on c.credit_note_id = n.id join billing_lines l on l.line_id = c.line_id \
         where {issued} group by c.credit_note_id, l.kind, c.vat_rate, c.exempt_from is not null, c.levy_rate order by 1, 2, 3, 4, 5"
    );
    let mut parts = parts(conn, lines, which).await?;
    let documents: Vec<Document> = db::all(conn, documents, which.binds()).await?;
    let source = |document: Document| {
        let sold = parts.remove(&document.id).unwrap_or_default();
        let vat = vat_groups(document.vat_groups.as_deref().unwrap_or("[]"))?;
        let levies: Vec<Levy> =
            serde_json::from_str(document.levies.as_deref().unwrap_or("[]")).map_err(|error| Problem::internal(&error))?;
        let levy = levies.iter().map(|levy| levy.amount).sum();
        Ok(document.source(sold, (levy, vat), true))
    };
    documents.into_iter().map(source).collect()
}

pub fn vat_groups(json: &str) -> Result<Vec<VatGroup>, Problem> {
    serde_json::from_str(json).map_err(|error| Problem::internal(&error))
}

pub fn currency(site: &SiteCard) -> Result<Currency, Problem> {
    Currency::from_code(&site.currency).ok_or_else(|| Problem::internal(&format!("{} is no currency", site.currency)))
}

#[derive(FromQueryResult)]
struct Money {
    id: Uuid,
    /// `paid`, `applied`, `withheld`, `ahead`, `bounced`, `bounced_ahead` or `cleared`
    deed: String,
    tender: Tender,
    /// Below zero for what was handed back.
    amount: Amount,
    number: String,
    customer_id: CustomerId,
    customer_name: String,
    at: DateTime<Utc>,
}

async fn money<C: ConnectionTrait>(conn: &C, which: &Which<'_>, zone: Tz) -> Result<Vec<Source>, Problem> {
    let (of_payment, of_deposit) = (which.left("p.id"), which.left("d.id"));
    let (of_entry, of_cheque) = (which.left("r.id"), which.left("b.id"));
    let sql = format!(
        "select p.id, case when p.kind in ('payment', 'refund') then 'paid' when p.kind in ('withheld', 'bounced') then p.kind else 'applied' end as deed, p.tender, \
           case when p.kind in ('refund', 'moved', 'taken_back') then -p.amount else p.amount end as amount, coalesce(i.number, i.document) as number, \
           i.customer_id, i.customer_name, p.at \
         from billing_payments p join billing_invoices i on i.id = p.invoice_id \
         where i.site_id = $1 and i.currency = $2 and p.at >= $3 and p.at < $4{of_payment} \
         union all select d.id, 'ahead', d.tender, d.amount, d.number, d.customer_id, d.customer_name, d.at from billing_deposits d \
         where d.site_id = $1 and d.currency = $2 and d.from_invoice_id is null and d.at >= $3 and d.at < $4{of_deposit} \
         union all select r.id, case when exists (select 1 from billing_cheque_entries b where b.id = r.id) then 'bounced_ahead' else 'ahead' end, \
           r.tender, -r.amount, d.number, d.customer_id, d.customer_name, r.at \
         from billing_deposit_entries r join billing_deposits d on d.id = r.deposit_id \
         where d.site_id = $1 and d.currency = $2 and r.at >= $3 and r.at < $4 and r.invoice_id is null{of_entry} \
         union all select b.id, 'cleared', 'cheque', b.amount, c.number, c.customer_id, c.customer_name, b.at from billing_cheque_entries b \
         join billing_cheques c on c.id = b.cheque_id \
         where b.state = 'cleared' and c.site_id = $1 and c.currency = $2 and b.at >= $3 and b.at < $4{of_cheque}"
    );
    let rows: Vec<Money> = db::all(conn, sql, which.binds()).await?;
    let source = |row: Money| {
        let Money { id, deed, tender, amount, number, customer_id, customer_name, at } = row;
        let deed = match deed.as_str() {
            "paid" => Deed::Paid { tender, amount },
            "applied" => Deed::Applied { amount },
            "withheld" => Deed::Withheld { amount },
            "bounced" => Deed::Bounced { amount, is_ahead: false },
            "bounced_ahead" => Deed::Bounced { amount: -amount, is_ahead: true },
            "cleared" => Deed::Cleared { amount },
            _ => Deed::Ahead { tender, amount },
        };
        let customer = Some(CustomerRef { id: customer_id, name: customer_name });
        Source { id, deed, piece: number, on: local_day(at, zone), at, customer }
    };
    Ok(rows.into_iter().map(source).collect())
}

#[derive(FromQueryResult)]
struct Close {
    id: Uuid,
    sequence: i64,
    on_day: NaiveDate,
    at: DateTime<Utc>,
    tenders: String,
}

/// Closes that counted something else than was expected.
async fn differences<C: ConnectionTrait>(conn: &C, which: &Which<'_>) -> Result<Vec<Source>, Problem> {
    let left = which.left("c.id");
    let sql = format!(
        "select c.id, c.sequence, c.on_day, c.at, c.tenders from billing_day_closes c \
         where c.site_id = $1 and c.currency = $2 and c.at >= $3 and c.at < $4{left}"
    );
    let mut sources = vec![];
    for Close { id, sequence, on_day, at, tenders } in db::all::<Close, _>(conn, sql, which.binds()).await? {
        let sums: Vec<TenderSum> = serde_json::from_str(&tenders).map_err(|error| Problem::internal(&error))?;
        let differences: Vec<_> =
            sums.into_iter().filter(|sum| !sum.difference.is_zero()).map(|sum| (sum.tender, sum.difference)).collect();
        if !differences.is_empty() {
            sources.push(Source { id, deed: Deed::Counted { differences }, piece: sequence.to_string(), on: on_day, at, customer: None });
        }
    }
    Ok(sources)
}
