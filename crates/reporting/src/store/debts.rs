//! What was open, and when: of a day those are read that were open on it or later, and no more.

use chrono::NaiveDate;
use kernel::{Binds, SiteId, Tx, db};
use sea_orm::{ConnectionTrait, DbErr, FromQueryResult, QueryResult, Value};

use super::{at_once, insert_many};
use crate::debts::Owed;

const COLUMNS: [&str; 6] = ["invoice_id", "since", "site_id", "ends", "due_on", "open"];

/// Whatever is open still ends then.
const NEVER: Option<NaiveDate> = NaiveDate::from_ymd_opt(9999, 12, 31);

pub async fn forget(tx: &Tx, owed: &[&Owed]) -> Result<(), DbErr> {
    for owed in owed {
        let sql = "delete from reporting_debts where invoice_id = $1 and since = $2";
        db::execute(&**tx, sql, [owed.invoice.into(), owed.since.into()]).await?;
    }
    Ok(())
}

pub async fn insert(tx: &Tx, owed: &[&Owed]) -> Result<(), DbErr> {
    for chunk in owed.chunks(at_once(COLUMNS.len())) {
        let sql = insert_many("reporting_debts", &COLUMNS, chunk.len(), "");
        let values = chunk.iter().flat_map(|owed| -> [Value; 6] {
            let Owed { invoice, site_id, since, until, due_on, open } = **owed;
            [invoice.into(), since.into(), site_id.into(), until.or(NEVER).into(), due_on.into(), open.into()]
        });
        db::execute(&**tx, sql, values.collect::<Vec<_>>()).await?;
    }
    Ok(())
}

/// Two days, of which there may be none: then it has no end.
pub type Span = (Option<NaiveDate>, Option<NaiveDate>);

/// Sums of each age, in their order.
struct Ages(Vec<i64>);

impl FromQueryResult for Ages {
    fn from_query_result(row: &QueryResult, prefix: &str) -> Result<Self, DbErr> {
        row.column_names().iter().map(|column| row.try_get(prefix, column)).collect::<Result<_, _>>().map(Self)
    }
}

/// The sum of each age, by the day on which it fell due.
fn sums(due: &str, ages: &[Span], binds: &mut Binds) -> String {
    let mut sums = vec![];
    for (place, (from, until)) in ages.iter().enumerate() {
        let from = from.map_or_else(String::new, |day| format!(" and {due} >= {}", binds.add(day)));
        let until = until.map_or_else(String::new, |day| format!(" and {due} <= {}", binds.add(day)));
        sums.push(format!("cast(coalesce(sum(case when true{from}{until} then open else 0 end), 0) as bigint) as sum_{place}"));
    }
    sums.join(", ")
}

/// What sites are owed now.
pub async fn now<C: ConnectionTrait>(conn: &C, sites: &[SiteId], ages: &[Span]) -> Result<Vec<i64>, DbErr> {
    let mut binds = Binds::default();
    let sums = sums("day", ages, &mut binds);
    let among = binds.list(sites.iter().copied());
    let sql = format!("select {sums} from reporting_days where site_id in ({among}) and open <> 0");
    Ok(db::one::<Ages, _>(conn, sql, binds.0).await?.map(|ages| ages.0).unwrap_or_default())
}

/// What they were owed at the end of a day.
pub async fn on<C: ConnectionTrait>(conn: &C, sites: &[SiteId], day: NaiveDate, ages: &[Span]) -> Result<Vec<i64>, DbErr> {
    let mut binds = Binds::default();
    let sums = sums("due_on", ages, &mut binds);
    let among = binds.list(sites.iter().copied());
    let (ends, since) = (binds.add(day), binds.add(day));
    let sql = format!("select {sums} from reporting_debts where site_id in ({among}) and ends > {ends} and since <= {since}");
    Ok(db::one::<Ages, _>(conn, sql, binds.0).await?.map(|ages| ages.0).unwrap_or_default())
}

#[derive(FromQueryResult)]
struct Sum {
    sum: i64,
}

/// What they sold on credit in a period.
pub async fn credit_sales<C: ConnectionTrait>(conn: &C, sites: &[SiteId], (from, until): (NaiveDate, NaiveDate)) -> Result<i64, DbErr> {
    let mut binds = Binds::default();
    let among = binds.list(sites.iter().copied());
    let (from, until) = (binds.add(from), binds.add(until));
    let sql = format!(
        "select cast(coalesce(sum(credit_sales), 0) as bigint) as sum from reporting_days where site_id in ({among}) and day >= {from} and day <= {until}"
    );
    Ok(db::one::<Sum, _>(conn, sql, binds.0).await?.map_or(0, |found| found.sum))
}
