//! What each site's days add up to, so that a dashboard reads a few hundred rows whatever happened.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use kernel::{Binds, SiteId, Tx, db};
use sea_orm::{ConnectionTrait, DbErr, FromQueryResult, QueryResult};

use super::{at_once, insert_many, months};
use crate::measures::{ALL, Sums};

/// Adds to the days of sites.
pub async fn add(tx: &Tx, days: &BTreeMap<(SiteId, NaiveDate), Sums>) -> Result<(), DbErr> {
    let columns: Vec<_> = ["site_id", "day"].into_iter().chain(ALL.iter().map(|(_, column)| *column)).collect();
    let add = |(_, column): &(_, &str)| format!("{column} = reporting_days.{column} + excluded.{column}");
    let conflict = format!(" on conflict (site_id, day) do update set {}", ALL.iter().map(add).collect::<Vec<_>>().join(", "));
    let days: Vec<_> = days.iter().collect();
    for chunk in days.chunks(at_once(columns.len())) {
        let sql = insert_many("reporting_days", &columns, chunk.len(), &conflict);
        let mut values = vec![];
        for ((site, day), sums) in chunk {
            values.extend([(*site).into(), (*day).into()]);
            values.extend(sums.columns().map(sea_orm::Value::from));
        }
        db::execute(&**tx, sql, values).await?;
    }
    months::add(tx, days.iter().map(|((site, day), sums)| (*site, *day, *sums))).await?;
    // A day of which nothing is left is none: it is as if it had never been.
    for ((site, day), _) in days.iter().filter(|(_, sums)| sums.0.iter().any(|value| *value < 0)) {
        let sql = format!("delete from reporting_days where site_id = $1 and day = $2 and {}", nothing());
        db::execute(&**tx, sql, [(*site).into(), (*day).into()]).await?;
    }
    Ok(())
}

fn nothing() -> String {
    ALL.map(|(_, column)| format!("{column} = 0")).join(" and ")
}

/// All days and months anew, of all facts.
pub async fn sum_up(tx: &Tx) -> Result<(), DbErr> {
    let columns = ALL.map(|(_, column)| column).join(", ");
    let sums = ALL.map(|(_, column)| format!("cast(coalesce(sum({column}), 0) as bigint)")).join(", ");
    let sql = format!(
        "insert into reporting_days (site_id, day, {columns}) select site_id, day, {sums} from reporting_facts group by site_id, day"
    );
    db::execute(&**tx, sql, []).await?;
    db::execute(&**tx, format!("delete from reporting_days where {}", nothing()), []).await?;
    let days: Vec<SiteDays> = db::all(&**tx, format!("select site_id, day, {columns} from reporting_days"), []).await?;
    months::add(tx, days.iter().map(|day| (day.site_id, day.day, &day.sums))).await
}

/// A site's sums of a day, or of many.
#[derive(Clone, Debug)]
pub struct SiteDays {
    pub site_id: SiteId,
    /// The first of them.
    pub day: NaiveDate,
    pub sums: Sums,
}

impl FromQueryResult for SiteDays {
    fn from_query_result(row: &QueryResult, prefix: &str) -> Result<Self, DbErr> {
        let mut sums = Sums::default();
        for (measure, column) in ALL {
            sums[measure] = row.try_get(prefix, column)?;
        }
        Ok(Self { site_id: row.try_get(prefix, "site_id")?, day: row.try_get(prefix, "day")?, sums })
    }
}

/// Each site's sums of a period.
pub async fn of_period<C: ConnectionTrait>(
    conn: &C,
    sites: Option<&[SiteId]>,
    (from, until): (NaiveDate, NaiveDate),
) -> Result<Vec<SiteDays>, DbErr> {
    let mut binds = Binds::default();
    let sums = ALL.map(|(_, column)| format!("cast(sum({column}) as bigint) as {column}")).join(", ");
    let among = binds.and_among("site_id", sites);
    let (from, until) = (binds.add(from), binds.add(until));
    let sql = format!(
        "select site_id, min(day) as day, {sums} from reporting_days where true{among} and day >= {from} and day <= {until} group by site_id \
         order by site_id"
    );
    db::all(conn, sql, binds.0).await
}

/// Each day of each site.
pub async fn each<C: ConnectionTrait>(
    conn: &C,
    sites: Option<&[SiteId]>,
    (from, until): (NaiveDate, NaiveDate),
) -> Result<Vec<SiteDays>, DbErr> {
    let mut binds = Binds::default();
    let columns = ALL.map(|(_, column)| column).join(", ");
    let among = binds.and_among("site_id", sites);
    let (from, until) = (binds.add(from), binds.add(until));
    let sql = format!(
        "select site_id, day, {columns} from reporting_days where true{among} and day >= {from} and day <= {until} order by site_id, day"
    );
    db::all(conn, sql, binds.0).await
}
