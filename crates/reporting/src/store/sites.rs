//! Sites, as identity told of them.

use kernel::{Amount, SiteId, Tx, db};
use sea_orm::{ConnectionTrait, DbErr, FromQueryResult};

use crate::sites::{Site, Sites};

#[derive(FromQueryResult)]
struct Row {
    id: SiteId,
    name: String,
    time_zone: String,
    currency: String,
    labour_rate: Amount,
}

pub async fn all<C: ConnectionTrait>(conn: &C) -> Result<Sites, DbErr> {
    let sql = "select id, name, time_zone, currency, labour_rate from reporting_sites order by id";
    let rows: Vec<Row> = db::all(conn, sql, []).await?;
    let site = |Row { id, name, time_zone, currency, labour_rate }: Row| {
        (id, Site { id, name, zone: time_zone.parse().unwrap_or(chrono_tz::Tz::UTC), currency, labour_rate })
    };
    Ok(Sites(rows.into_iter().map(site).collect()))
}

pub async fn save(tx: &Tx, site: &Site) -> Result<(), DbErr> {
    let sql = "insert into reporting_sites (id, name, time_zone, currency, labour_rate) values ($1, $2, $3, $4, $5) on conflict (id) do update \
               set name = excluded.name, time_zone = excluded.time_zone, currency = excluded.currency, labour_rate = excluded.labour_rate";
    let values = [site.id.into(), site.name.clone().into(), site.zone.name().into(), site.currency.clone().into(), site.labour_rate.into()];
    db::execute(&**tx, sql, values).await.map(drop)
}

/// Whether screens were told nothing of a site for a while, in milliseconds; from now on they were.
pub async fn tells(tx: &Tx, site: SiteId, now: i64, a_while: i64) -> Result<bool, DbErr> {
    let sql = "insert into reporting_told (site_id, told_at) values ($1, $2) on conflict (site_id) do update set told_at = excluded.told_at \
               where reporting_told.told_at <= $3";
    Ok(db::execute(&**tx, sql, [site.into(), now.into(), (now - a_while).into()]).await?.rows_affected() == 1)
}
