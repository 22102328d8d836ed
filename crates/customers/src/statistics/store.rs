//! The only place that counts all customers.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use contracts::customers::TagId;
use kernel::{Binds, db};
use sea_orm::{ConnectionTrait, DbErr, FromQueryResult};

use super::period::midnight;
use super::view::{CustomerMonth, LeadSourceCount, TagCount};
use crate::customers::record::{Kind, Language};

#[derive(FromQueryResult)]
pub struct Group {
    pub kind: Kind,
    pub language: Language,
    pub count: i64,
}

pub const GROUPS: &str = "select kind, language, count(*) as count from customers_customers where archived = $1 group by kind, language";

/// How many there are of each kind and language.
pub async fn groups<C: ConnectionTrait>(conn: &C) -> Result<Vec<Group>, DbErr> {
    db::all(conn, GROUPS, [false.into()]).await
}

pub const SOURCES: &str = "select first_source as source, count(*) as count from customers_customers \
                           where archived = $1 and first_source is not null group by first_source order by 2 desc, 1";

/// How they came first.
pub async fn sources<C: ConnectionTrait>(conn: &C) -> Result<Vec<LeadSourceCount>, DbErr> {
    db::all(conn, SOURCES, [false.into()]).await
}

pub const VISIT_SOURCES: &str = "select source, count(*) as count from customers_leads where at >= $1 group by source order by 2 desc, 1";

/// How visits came about since then.
pub async fn visit_sources<C: ConnectionTrait>(conn: &C, since: DateTime<Utc>) -> Result<Vec<LeadSourceCount>, DbErr> {
    db::all(conn, VISIT_SOURCES, [since.timestamp_micros().into()]).await
}

#[derive(FromQueryResult)]
struct Tagged {
    tag_id: TagId,
    count: i64,
}

pub const TAGGED: &str = "select tag_id, count(*) as count from customers_tagged group by tag_id";
/// The archived are few: they are counted one by one and left out of what an index counts.
pub const ARCHIVED: &str = "select t.tag_id, count(*) as count from \
                            (select id from customers_customers where archived = $1) r cross join customers_tagged t \
                            where t.customer_id = r.id group by t.tag_id";

/// How many have which tag, commonest first.
pub async fn tags<C: ConnectionTrait>(conn: &C) -> Result<Vec<TagCount>, DbErr> {
    let archived: HashMap<_, _> =
        db::all::<Tagged, _>(conn, ARCHIVED, [true.into()]).await?.into_iter().map(|row| (row.tag_id, row.count)).collect();
    let count = |row: Tagged| TagCount { tag_id: row.tag_id, count: row.count - archived.get(&row.tag_id).copied().unwrap_or_default() };
    let mut counts: Vec<_> = db::all::<Tagged, _>(conn, TAGGED, []).await?.into_iter().map(count).filter(|one| one.count > 0).collect();
    counts.sort_by_key(|one| (-one.count, one.tag_id));
    Ok(counts)
}

#[derive(FromQueryResult)]
struct Number {
    count: i64,
}

pub const LOST: &str = "select count(*) as count from customers_customers where archived = $1 and last_visit > 0 and last_visit < $2";

/// Whose last visit was before.
pub async fn lost<C: ConnectionTrait>(conn: &C, before: DateTime<Utc>) -> Result<i64, DbErr> {
    let values = [false.into(), before.timestamp_micros().into()];
    Ok(db::one::<Number, _>(conn, LOST, values).await?.map_or(0, |row| row.count))
}

#[derive(FromQueryResult)]
struct Month {
    place: i64,
    customers: i64,
    visits: i64,
    firsts: i64,
}

/// Each month from its first day to that of the next.
pub async fn by_month<C: ConnectionTrait>(conn: &C, days: &[NaiveDate], end: NaiveDate) -> Result<Vec<CustomerMonth>, DbErr> {
    let (sql, binds) = months(days, end);
    let mut rows: Vec<Month> = db::all(conn, sql, binds.0).await?;
    rows.sort_by_key(|row| row.place);
    let month = |(from, row): (&NaiveDate, Month)| CustomerMonth {
        from: *from,
        new_customers: row.customers,
        new_visits: row.firsts,
        returning_visits: (row.visits - row.firsts).max(0),
    };
    Ok(days.iter().zip(rows).map(month).collect())
}

pub fn months(days: &[NaiveDate], end: NaiveDate) -> (String, Binds) {
    let mut binds = Binds::default();
    let ends = days.iter().skip(1).chain([&end]);
    let month = |(place, (from, until)): (usize, (&NaiveDate, &NaiveDate))| {
        let (from, until) = (midnight(*from), midnight(*until));
        let archived = binds.add(false);
        let (day, next) = (binds.add(from), binds.add(until));
        let (since, before) = (binds.add(from.timestamp_micros()), binds.add(until.timestamp_micros()));
        format!(
            "select cast({place} as bigint) as place, \
             (select count(*) from customers_customers where archived = {archived} and created_at >= {day} and created_at < {next}) as customers, \
             (select count(*) from customers_visits v where v.at >= {since} and v.at < {before} \
              and not exists (select 1 from customers_comebacks c where c.work_order_id = v.work_order_id)) as visits, \
             (select count(*) from customers_customers where first_visit >= {since} and first_visit < {before}) as firsts"
        )
    };
    let parts: Vec<_> = days.iter().zip(ends).enumerate().map(month).collect();
    (parts.join(" union all "), binds)
}

#[cfg(test)]
mod tests {
    use kernel::{Backend, Tx};
    use sea_orm::{Statement, Value};
    use testkit::TestDatabase;

    use super::*;
    use crate::standing::revenue::greatest_of;

    /// The steps by which the database goes about it. PostgreSQL is kept from what it would do with an empty table.
    async fn plan(tx: &Tx, sql: &str, values: Vec<Value>) -> Vec<String> {
        let (explain, column) = match tx.backend() {
            Backend::Postgres => ("explain", "QUERY PLAN"),
            Backend::Sqlite => ("explain query plan", "detail"),
        };
        let statement = Statement::from_sql_and_values(tx.get_database_backend(), format!("{explain} {sql}"), values);
        tx.query_all_raw(statement).await.unwrap().iter().map(|row| row.try_get("", column).unwrap()).collect()
    }

    #[tokio::test]
    async fn every_figure_is_counted_in_an_index() {
        let database = TestDatabase::create().await;
        let db = database.db().await;
        kernel::schema::migrate::<crate::Migrator>(db.writer()).await.unwrap();
        let tx = db.begin().await.unwrap();
        if tx.backend() == Backend::Postgres {
            for way in ["seqscan", "bitmapscan"] {
                db::execute(&*tx, format!("set local enable_{way} = off"), []).await.unwrap();
            }
        }
        let day = |text: &str| text.parse().unwrap();
        let (sql, binds) = months(&[day("2026-10-01"), day("2026-11-01")], day("2026-12-01"));
        let cases: [(&str, Vec<Value>, &[&str]); 7] = [
            (GROUPS, vec![false.into()], &["customers_customers_kinds"]),
            (SOURCES, vec![false.into()], &["customers_customers_source"]),
            (VISIT_SOURCES, vec![0_i64.into()], &["customers_leads_at"]),
            (TAGGED, vec![], &["customers_tagged"]),
            (LOST, vec![false.into(), 9_i64.into()], &["customers_customers_last_visit"]),
            (&greatest_of(10), vec!["2026".into(), "TND".into()], &["customers_revenue_greatest"]),
            (&sql, binds.0, &["customers_customers_created", "customers_visits_at", "customers_customers_first_visit"]),
        ];
        for (sql, values, indexes) in cases {
            let steps = plan(&tx, sql, values).await;
            for index in indexes {
                assert!(steps.iter().any(|step| step.contains(index)), "{sql}: {steps:?}");
            }
            let whole = |step: &String| {
                step.contains("Seq Scan") || (step.starts_with("SCAN ") && !step.contains("INDEX") && !step.contains("CONSTANT"))
            };
            assert!(!steps.iter().any(whole), "{sql}: {steps:?}");
        }
    }
}
