//! The only place with queries of alerts. Each count is of what is open, which stays small.

use chrono::{DateTime, NaiveDate, Utc};
use kernel::{Binds, SiteId, db};
use sea_orm::{ConnectionTrait, DbErr, FromQueryResult};

/// How many are one thing, how many the other, and how many are either.
#[derive(Clone, Copy, Debug, Default, FromQueryResult)]
pub struct Two {
    pub first: i64,
    pub second: i64,
    pub either: i64,
}

fn sum(when: &str) -> String {
    format!("cast(coalesce(sum(case when {when} then 1 else 0 end), 0) as bigint)")
}

/// Overdue ones, and rejected ones.
pub async fn e_invoices<C: ConnectionTrait>(conn: &C, sites: Option<&[SiteId]>, now: DateTime<Utc>) -> Result<Two, DbErr> {
    let mut binds = Binds::default();
    binds.add(now);
    let sites = binds.and_among("site_id", sites);
    let [overdue, rejected, either] = ["overdue_at <= $1", "state = 'rejected'", "overdue_at <= $1 or state = 'rejected'"].map(sum);
    let sql = format!(
        "select {overdue} as first, {rejected} as second, {either} as either from billing_einvoices where state <> 'accepted'{sites}"
    );
    Ok(db::one(conn, sql, binds.0).await?.unwrap_or_default())
}

/// In hand and due on a day or before, and bounced since an instant.
pub async fn cheques<C: ConnectionTrait>(conn: &C, sites: Option<&[SiteId]>, due: NaiveDate, since: DateTime<Utc>) -> Result<Two, DbErr> {
    let mut binds = Binds::default();
    let (due, since) = (binds.add(due), binds.add(since));
    let sites = binds.and_among("site_id", sites);
    let (in_hand, bounced) = (sum("state = 'in_hand'"), sum("state = 'bounced'"));
    let sql = format!(
        "select {in_hand} as first, {bounced} as second, count(*) as either from billing_cheques \
         where ((state = 'in_hand' and due_on <= {due}) or (state = 'bounced' and since >= {since})){sites}"
    );
    Ok(db::one(conn, sql, binds.0).await?.unwrap_or_default())
}

#[derive(FromQueryResult)]
struct One {
    count: i64,
}

/// Proposed, and not paid meanwhile.
pub async fn letters<C: ConnectionTrait>(conn: &C, sites: Option<&[SiteId]>) -> Result<i64, DbErr> {
    let mut binds = Binds::default();
    let sites = binds.and_among("r.site_id", sites);
    let sql = format!(
        "select count(*) as count from billing_dunning_letters r where r.state = 'proposed'{sites} and exists (select 1 from \
         billing_dunning_lines l join billing_invoices i on i.id = l.invoice_id where l.letter_id = r.id and i.due > 0)"
    );
    Ok(db::one::<One, _>(conn, sql, binds.0).await?.map_or(0, |row| row.count))
}
