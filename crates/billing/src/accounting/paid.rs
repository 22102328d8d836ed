//! VAT on what is paid: what the invoices that moved in a time had told at its end, less what they had at its beginning.

use std::collections::{BTreeMap, HashMap};

use chrono::{DateTime, Utc};
use kernel::money::{Taxed, totals};
use kernel::{Amount, BasisPoints, Currency, Problem, db};
use sea_orm::{ConnectionTrait, FromQueryResult};
use uuid::Uuid;

use super::recognised::{Kind, Standing};
use super::sources::{Which, vat_groups};
use super::vat::RateSum;

/// Invoices of a site that were paid, refunded or credited in the time.
const MOVED: &str = "select i.id from billing_invoices i where i.site_id = $1 and i.currency = $2 and i.number is not null and (\
     exists (select 1 from billing_payments p where p.invoice_id = i.id and p.at >= $3 and p.at < $4) \
     or exists (select 1 from billing_credit_notes n where n.invoice_id = i.id and n.issued_at >= $3 and n.issued_at < $4))";

#[derive(FromQueryResult)]
struct Line {
    invoice: Uuid,
    rate: BasisPoints,
    is_exempt: bool,
    levy: BasisPoints,
    net: Amount,
    stamp_duty: Amount,
    rounding: Amount,
}

impl Line {
    fn taxed(&self) -> Taxed {
        Taxed { net: self.net, rate: self.rate, is_exempt: self.is_exempt, levy: self.levy, told: None }
    }
}

#[derive(FromQueryResult)]
struct Note {
    invoice: Uuid,
    vat_groups: String,
    total: Amount,
    at: DateTime<Utc>,
}

#[derive(FromQueryResult)]
struct Paid {
    invoice: Uuid,
    amount: Amount,
    at: DateTime<Utc>,
}

/// An invoice before the time and after it.
#[derive(Clone, Debug, Default)]
struct Sides {
    before: Standing,
    after: Standing,
}

pub async fn told_by_payment<C: ConnectionTrait>(
    conn: &C,
    which: &Which<'_>,
    currency: Currency,
) -> Result<BTreeMap<Kind, RateSum>, Problem> {
    let mut sides = HashMap::<Uuid, Sides>::new();
    for (invoice, lines) in lines(conn, which).await? {
        let (stamp_duty, rounding) = lines.first().map_or((Amount::ZERO, Amount::ZERO), |line| (line.stamp_duty, line.rounding));
        let sum = totals(currency, lines.iter().map(Line::taxed), stamp_duty).rounded_by(rounding);
        let mut standing = Standing::default();
        standing.invoiced(&sum.vat_groups, sum.total);
        sides.insert(invoice, Sides { before: standing.clone(), after: standing });
    }
    for note in notes(conn, which).await? {
        let (Some(sides), groups) = (sides.get_mut(&note.invoice), vat_groups(&note.vat_groups)?) else { continue };
        sides.after.credited(&groups, note.total);
        if note.at < which.begins {
            sides.before.credited(&groups, note.total);
        }
    }
    for payment in payments(conn, which).await? {
        let Some(sides) = sides.get_mut(&payment.invoice) else { continue };
        sides.after.paid += payment.amount;
        if payment.at < which.begins {
            sides.before.paid += payment.amount;
        }
    }
    Ok(told(sides.values()))
}

fn told<'a>(sides: impl Iterator<Item = &'a Sides>) -> BTreeMap<Kind, RateSum> {
    let mut sums = BTreeMap::<Kind, RateSum>::new();
    for Sides { before, after } in sides {
        let told_before = before.recognised();
        for (kind, (base, vat)) in after.recognised() {
            let (base_before, vat_before) = told_before.get(&kind).copied().unwrap_or_default();
            let sum = sums.entry(kind).or_insert_with(|| RateSum::of(kind));
            sum.base += base - base_before;
            sum.vat += vat - vat_before;
        }
    }
    sums
}

async fn lines<C: ConnectionTrait>(conn: &C, which: &Which<'_>) -> Result<HashMap<Uuid, Vec<Line>>, Problem> {
    let sql = format!(
        "select l.invoice_id as invoice, l.vat_rate as rate, l.exempt_from is not null as is_exempt, l.levy_rate as levy, cast(sum(l.net) as bigint) as net, \
         max(i.stamp_duty) as stamp_duty, max(i.rounding) as rounding from billing_lines l join billing_invoices i on i.id = l.invoice_id \
         where l.invoice_id in ({MOVED}) group by l.invoice_id, l.vat_rate, l.exempt_from is not null, l.levy_rate"
    );
    let mut by_invoice = HashMap::<Uuid, Vec<Line>>::new();
    for line in db::all::<Line, _>(conn, sql, which.binds()).await? {
        by_invoice.entry(line.invoice).or_default().push(line);
    }
    Ok(by_invoice)
}

async fn notes<C: ConnectionTrait>(conn: &C, which: &Which<'_>) -> Result<Vec<Note>, Problem> {
    let sql = format!(
        "select n.invoice_id as invoice, n.vat_groups, n.total, n.issued_at as at from billing_credit_notes n \
         where n.issued_at < $4 and n.invoice_id in ({MOVED})"
    );
    Ok(db::all(conn, sql, which.binds()).await?)
}

async fn payments<C: ConnectionTrait>(conn: &C, which: &Which<'_>) -> Result<Vec<Paid>, Problem> {
    let sql = format!(
        "select p.invoice_id as invoice, case when p.kind in ('refund', 'moved', 'bounced', 'taken_back') then -p.amount else p.amount end as amount, p.at \
         from billing_payments p where p.at < $4 and p.invoice_id in ({MOVED})"
    );
    Ok(db::all(conn, sql, which.binds()).await?)
}
