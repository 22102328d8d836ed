//! The only place with queries on gateways.

use chrono::{DateTime, TimeDelta, Utc};
use kernel::vault::{self, Vault};
use kernel::{Context, Problem, SiteId, db};
use sea_orm::{ConnectionTrait, DbErr, EntityTrait, FromQueryResult};

use super::gateway::{Entity, SmsGateway, place};

/// Those of all sites; paused ones and those that are switched off too.
pub async fn all<C: ConnectionTrait>(conn: &C) -> Result<Vec<SmsGateway>, DbErr> {
    Entity::find().all(conn).await
}

pub async fn find<C: ConnectionTrait>(conn: &C, site: SiteId) -> Result<Option<SmsGateway>, DbErr> {
    Entity::find_by_id(site).one(conn).await
}

#[derive(FromQueryResult)]
struct Count {
    count: i64,
}

async fn count<C: ConnectionTrait, const N: usize>(conn: &C, sql: &str, values: [sea_orm::Value; N]) -> Result<i64, DbErr> {
    let found: Option<Count> = db::one(conn, sql, values).await?;
    Ok(found.map_or(0, |row| row.count))
}

/// How many text messages of a site wait, as far as a thousand.
pub async fn waiting<C: ConnectionTrait>(conn: &C, site: SiteId) -> Result<i64, DbErr> {
    let sql = "select count(*) as count from (select id from notifications_messages where site_id = $1 and state = 'queued' and channel = 'sms' \
               limit 1000) waiting";
    count(conn, sql, [site.into()]).await
}

/// How many tries a site's gateway has left in this minute.
pub async fn room<C: ConnectionTrait>(conn: &C, gateway: &SmsGateway, now: DateTime<Utc>) -> Result<usize, DbErr> {
    let sql = "select count(*) as count from notifications_tries where site_id = $1 and channel = 'sms' and began_at > $2";
    let begun = count(conn, sql, [gateway.site_id.into(), (now - TimeDelta::minutes(1)).into()]).await?;
    Ok(usize::try_from(i64::from(gateway.per_minute) - begun).unwrap_or(0))
}

/// Seals with the vault's first key what is not sealed with it.
pub async fn seal_all(context: &Context, vault: &Vault) -> Result<(), vault::Error> {
    let tx = context.db.begin().await.map_err(Problem::from)?;
    for row in Entity::find().all(&*tx).await.map_err(Problem::from)? {
        let Some(sealed) = &row.secret else { continue };
        let Some(anew) = vault.sealed_anew(&place(row.site_id), sealed)? else { continue };
        let sql = "update notifications_sms_gateways set secret = $1 where site_id = $2";
        db::execute(&*tx, sql, [anew.into(), row.site_id.into()]).await.map_err(Problem::from)?;
    }
    tx.commit().await.map_err(Problem::from)?;
    Ok(())
}

/// Whether the database holds secrets that some key sealed.
pub async fn are_sealed(context: &Context) -> Result<bool, DbErr> {
    let all = Entity::find().all(context.db.reader()).await?;
    Ok(all.iter().filter_map(|row| row.secret.as_deref()).any(vault::is_sealed))
}
