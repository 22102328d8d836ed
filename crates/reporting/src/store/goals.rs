//! What figures are to be.

use chrono::NaiveDate;
use kernel::{Binds, SiteId, Tx, db};
use sea_orm::{ConnectionTrait, DbErr, FromQueryResult};

use crate::goals::Goal;

#[derive(FromQueryResult)]
struct Row {
    site_id: SiteId,
    month: NaiveDate,
    kpi: String,
    value: i64,
}

/// Those of sites from a month until another.
pub async fn of<C: ConnectionTrait>(conn: &C, sites: &[SiteId], (from, until): (NaiveDate, NaiveDate)) -> Result<Vec<Goal>, DbErr> {
    if sites.is_empty() {
        return Ok(vec![]);
    }
    let mut binds = Binds::default();
    let among = binds.list(sites.iter().copied());
    let (from, until) = (binds.add(from), binds.add(until));
    let sql = format!(
        "select site_id, month, kpi, value from reporting_goals where site_id in ({among}) and month >= {from} and month <= {until} \
         order by site_id, month, kpi"
    );
    let rows: Vec<Row> = db::all(conn, sql, binds.0).await?;
    Ok(rows.into_iter().map(|Row { site_id, month, kpi, value }| Goal { site_id, month, kpi, value }).collect())
}

/// One in place of what was.
pub async fn put(tx: &Tx, goal: &Goal) -> Result<(), DbErr> {
    let sql = "insert into reporting_goals (site_id, month, kpi, value) values ($1, $2, $3, $4) \
               on conflict (site_id, month, kpi) do update set value = excluded.value";
    db::execute(&**tx, sql, [goal.site_id.into(), goal.month.into(), goal.kpi.clone().into(), goal.value.into()]).await.map(drop)
}

pub async fn remove(tx: &Tx, site: SiteId, month: NaiveDate, kpi: &str) -> Result<(), DbErr> {
    let sql = "delete from reporting_goals where site_id = $1 and month = $2 and kpi = $3";
    db::execute(&**tx, sql, [site.into(), month.into(), kpi.into()]).await.map(drop)
}
