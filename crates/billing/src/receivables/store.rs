//! The only place with queries of receivables.

use chrono::NaiveDate;
use contracts::customers::CustomerId;
use kernel::{Amount, Binds, SiteId, db};
use sea_orm::{ConnectionTrait, DbErr, FromQueryResult};

use super::aging::{AgeSince, Aged};

/// What one customer owes in one currency.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Debt {
    pub customer_id: CustomerId,
    pub customer_name: String,
    pub currency: String,
    pub current: Amount,
    pub first: Amount,
    pub second: Amount,
    pub third: Amount,
    pub older: Amount,
    /// What credited invoices were paid beyond what they ask for.
    pub credit: Amount,
    pub invoices: i64,
    /// The day that counts of the oldest.
    pub oldest: Option<NaiveDate>,
}

impl Debt {
    pub fn aged(&self) -> Aged {
        let Self { current, first, second, third, older, .. } = *self;
        Aged { current, first, second, third, older, total: current + first + second + third + older }
    }
}

/// By customer and currency.
pub async fn debts<C: ConnectionTrait>(
    conn: &C,
    sites: Option<&[SiteId]>,
    bounds: [NaiveDate; 4],
    since: AgeSince,
) -> Result<Vec<Debt>, DbErr> {
    let mut binds = Binds::default();
    let [today, one, two, three] = bounds.map(|day| binds.add(day));
    let sites = binds.and_among("site_id", sites);
    let day = if since == AgeSince::Due { "due_on" } else { "issued_on" };
    let sum = |what: &str, when: &str| format!("cast(coalesce(sum(case when {when} then {what} else 0 end), 0) as bigint)");
    let of = |when: String| sum("due", &format!("due > 0 and {when}"));
    let (current, first) = (of(format!("{day} >= {today}")), of(format!("{day} < {today} and {day} >= {one}")));
    let (second, third) = (of(format!("{day} < {one} and {day} >= {two}")), of(format!("{day} < {two} and {day} >= {three}")));
    let (older, credit) = (of(format!("{day} < {three}")), sum("-due", "due < 0"));
    let sql = format!(
        "select customer_id, max(customer_name) as customer_name, currency, {current} as current, {first} as first, {second} as second, \
         {third} as third, {older} as older, {credit} as credit, cast(sum(case when due > 0 then 1 else 0 end) as bigint) as invoices, \
         min(case when due > 0 then {day} end) as oldest from billing_invoices \
         where due <> 0 and state <> 'draft'{sites} group by customer_id, currency"
    );
    db::all(conn, sql, binds.0).await
}

/// What is left of what somebody paid ahead or on account.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Credit {
    pub customer_id: CustomerId,
    pub customer_name: String,
    pub currency: String,
    pub open: Amount,
}

pub async fn credits<C: ConnectionTrait>(conn: &C, sites: Option<&[SiteId]>) -> Result<Vec<Credit>, DbErr> {
    let mut binds = Binds::default();
    let sites = binds.and_among("site_id", sites);
    let sql = format!(
        "select customer_id, max(customer_name) as customer_name, currency, cast(sum(open) as bigint) as open from billing_deposits \
         where open > 0{sites} group by customer_id, currency"
    );
    db::all(conn, sql, binds.0).await
}
