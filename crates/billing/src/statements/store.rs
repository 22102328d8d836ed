//! The only place with queries of statements.

use chrono::{DateTime, Utc};
use contracts::customers::CustomerId;
use contracts::identity::SiteCard;
use kernel::{Amount, db};
use sea_orm::{ConnectionTrait, DbErr, FromQueryResult, Value};

/// Whose account, in the site's currency.
#[derive(Clone, Copy, Debug)]
pub struct Account<'a> {
    pub site: &'a SiteCard,
    pub customer: CustomerId,
}

/// A document that moved the account.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Moved {
    /// `invoice`, `opening`, `credit_note`, `payment`, `refund`, `withheld`, `bounced`, `deposit` or `deposit_refund`
    pub kind: String,
    pub number: String,
    /// Of an invoice: the customer's own order numbers.
    pub po_number: Option<String>,
    /// Above zero for what the customer owes more.
    pub amount: Amount,
    pub at: DateTime<Utc>,
}

/// What moved, in any order. What a deposit pays of an invoice moved the account when it came in.
const MOVES: &str = "select 'invoice' as kind, i.number, i.total as amount, i.issued_at as at, i.po_number from billing_invoices i \
     where i.site_id = $1 and i.currency = $2 and i.customer_id = $3 and i.number is not null \
     union all select 'opening', i.document, i.total, i.created_at, null from billing_invoices i \
     where i.site_id = $1 and i.currency = $2 and i.customer_id = $3 and i.document is not null \
     and (i.total <> 0 or i.document_total is null) \
     union all select 'credit_note', n.number, -n.total, n.issued_at, null from billing_credit_notes n \
     where n.site_id = $1 and n.currency = $2 and n.customer_id = $3 \
     union all select p.kind, coalesce(i.number, i.document), case when p.kind in ('refund', 'bounced') then p.amount else -p.amount end, p.at, null \
     from billing_payments p join billing_invoices i on i.id = p.invoice_id \
     where i.site_id = $1 and i.currency = $2 and i.customer_id = $3 and p.kind in ('payment', 'refund', 'withheld', 'bounced') \
     union all select 'deposit', d.number, -d.amount, d.at, null from billing_deposits d \
     where d.site_id = $1 and d.currency = $2 and d.customer_id = $3 and d.from_invoice_id is null \
     union all select case when exists (select 1 from billing_cheque_entries b where b.id = r.id) then 'bounced' else 'deposit_refund' end, \
     d.number, r.amount, r.at, null from billing_deposit_entries r \
     join billing_deposits d on d.id = r.deposit_id \
     where d.site_id = $1 and d.currency = $2 and d.customer_id = $3 and r.invoice_id is null";

fn binds(of: Account<'_>, more: &[DateTime<Utc>]) -> Vec<Value> {
    let whose = [of.site.id.into(), of.site.currency.clone().into(), of.customer.into()];
    whose.into_iter().chain(more.iter().map(|at| (*at).into())).collect()
}

/// The oldest first.
pub async fn moves<C: ConnectionTrait>(
    conn: &C,
    of: Account<'_>,
    (begins, ends): (DateTime<Utc>, DateTime<Utc>),
    limit: u64,
) -> Result<Vec<Moved>, DbErr> {
    let sql = format!(
        "select m.kind, m.number, m.po_number, m.amount, m.at from ({MOVES}) m where m.at >= $4 and m.at < $5 order by m.at, m.number limit {limit}"
    );
    db::all(conn, sql, binds(of, &[begins, ends])).await
}

#[derive(FromQueryResult)]
struct Sum {
    amount: Amount,
}

/// What was owed at an instant, less what was the customer's.
pub async fn balance<C: ConnectionTrait>(conn: &C, of: Account<'_>, at: DateTime<Utc>) -> Result<Amount, DbErr> {
    let sql = format!("select cast(coalesce(sum(m.amount), 0) as bigint) as amount from ({MOVES}) m where m.at < $4");
    let sum: Option<Sum> = db::one(conn, sql, binds(of, &[at])).await?;
    Ok(sum.map_or(Amount::ZERO, |sum| sum.amount))
}

/// Who owes something at a site that fell due before a day, with what they owe that did.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Late {
    pub customer_id: CustomerId,
    pub due: Amount,
}

pub async fn late<C: ConnectionTrait>(conn: &C, site: &SiteCard, before: chrono::NaiveDate, limit: u64) -> Result<Vec<Late>, DbErr> {
    let sql = format!(
        "select customer_id, cast(sum(due) as bigint) as due from billing_invoices where site_id = $1 and currency = $2          and due > 0 and due <> 0 and state <> 'draft' and due_on < $3 group by customer_id order by customer_id limit {limit}"
    );
    db::all(conn, sql, [site.id.into(), site.currency.clone().into(), before.into()]).await
}
