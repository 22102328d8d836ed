//! What each site's months changed of what stands there: what was before a day is a few months and the days of one.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use kernel::{Binds, SiteId, Tx, db};
use sea_orm::{ConnectionTrait, DbErr, FromQueryResult, Value};

use super::{at_once, insert_many};
use crate::goals::month_of;
use crate::measures::{Measure, Sums};
use crate::standing::Opening;

const COLUMNS: [&str; 4] = ["site_id", "month", "stock_change", "dead"];

/// Adds what changed on days to their months.
pub async fn add<'a>(tx: &Tx, days: impl Iterator<Item = (SiteId, NaiveDate, &'a Sums)>) -> Result<(), DbErr> {
    let mut months = BTreeMap::<(SiteId, NaiveDate), Opening>::new();
    for (site, day, sums) in days.filter(|(_, _, sums)| sums[Measure::StockChange] != 0 || sums[Measure::Dead] != 0) {
        let month = months.entry((site, month_of(day))).or_default();
        *month = month.after(sums);
    }
    let conflict = " on conflict (site_id, month) do update set stock_change = reporting_months.stock_change + excluded.stock_change, \
                    dead = reporting_months.dead + excluded.dead";
    let months: Vec<_> = months.into_iter().collect();
    for chunk in months.chunks(at_once(COLUMNS.len())) {
        let sql = insert_many("reporting_months", &COLUMNS, chunk.len(), conflict);
        let values = chunk
            .iter()
            .flat_map(|((site, month), of)| -> [Value; 4] { [(*site).into(), (*month).into(), of.stock.into(), of.dead.into()] });
        db::execute(&**tx, sql, values.collect::<Vec<_>>()).await?;
    }
    // A month of which nothing is left is none.
    for ((site, month), _) in &months {
        let sql = "delete from reporting_months where site_id = $1 and month = $2 and stock_change = 0 and dead = 0";
        db::execute(&**tx, sql, [(*site).into(), (*month).into()]).await?;
    }
    Ok(())
}

#[derive(FromQueryResult)]
struct Row {
    site_id: SiteId,
    stock: i64,
    dead: i64,
}

/// What was there at each site before a day.
pub async fn before<C: ConnectionTrait>(conn: &C, sites: &[SiteId], day: NaiveDate) -> Result<BTreeMap<SiteId, Opening>, DbErr> {
    if sites.is_empty() {
        return Ok(BTreeMap::new());
    }
    let mut binds = Binds::default();
    let (first, of_months) = (binds.add(month_of(day)), binds.list(sites.iter().copied()));
    let (of_days, until) = (binds.list(sites.iter().copied()), binds.add(day));
    let sql = format!(
        "select site_id, cast(sum(stock_change) as bigint) as stock, cast(sum(dead) as bigint) as dead from \
         (select site_id, stock_change, dead from reporting_months where site_id in ({of_months}) and month < {first} union all \
         select site_id, stock_change, dead from reporting_days where site_id in ({of_days}) and day >= {first} and day < {until}) as changed \
         group by site_id"
    );
    let rows: Vec<Row> = db::all(conn, sql, binds.0).await?;
    Ok(rows.into_iter().map(|Row { site_id, stock, dead }| (site_id, Opening { stock, dead })).collect())
}
