//! The only place with queries on gateways.

use chrono::{DateTime, TimeDelta, Utc};
use kernel::vault::{self, Vault};
use kernel::{Context, Problem, SiteId, db};
use sea_orm::{ActiveEnum, ConnectionTrait, DbErr, EntityTrait, FromQueryResult, PrimaryKeyTrait};
use serde::Serialize;
use utoipa::ToSchema;

use super::gateway::{Entity, place};
use super::{Line, whatsapp};
use crate::messages::Channel;

/// The ways of all sites; paused ones and those that are switched off too.
pub async fn all<C: ConnectionTrait>(conn: &C) -> Result<Vec<Line>, DbErr> {
    let texts = Entity::find().all(conn).await?.into_iter().map(Line::Sms);
    let whatsapp = whatsapp::gateway::Entity::find().all(conn).await?.into_iter().map(Line::Whatsapp);
    Ok(texts.chain(whatsapp).collect())
}

/// By which of them a site sends short messages.
pub async fn channels<C: ConnectionTrait>(conn: &C, site: SiteId) -> Result<Vec<Channel>, DbErr> {
    let lines = all(conn).await?.into_iter().filter(|line| line.is_enabled() && line.site() == site);
    Ok(lines.map(|line| line.channel()).collect())
}

/// As a site chose it.
pub async fn find<E: EntityTrait<PrimaryKey: PrimaryKeyTrait<ValueType = SiteId>>, C: ConnectionTrait>(
    conn: &C,
    site: SiteId,
) -> Result<Option<E::Model>, DbErr> {
    E::find_by_id(site).one(conn).await
}

#[derive(FromQueryResult)]
struct Count {
    count: i64,
}

async fn count<C: ConnectionTrait, const N: usize>(conn: &C, sql: &str, values: [sea_orm::Value; N]) -> Result<i64, DbErr> {
    let found: Option<Count> = db::one(conn, sql, values).await?;
    Ok(found.map_or(0, |row| row.count))
}

/// How many messages of a site wait for a channel, as far as a thousand.
pub async fn waiting<C: ConnectionTrait>(conn: &C, site: SiteId, channel: Channel) -> Result<i64, DbErr> {
    let sql = "select count(*) as count from (select id from notifications_messages where site_id = $1 and state = 'queued' and channel = $2 \
               limit 1000) waiting";
    count(conn, sql, [site.into(), channel.to_value().into()]).await
}

/// What a site sent by a channel in a month, and what that cost as far as prices were known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, FromQueryResult, ToSchema)]
pub struct SentInMonth {
    pub messages: i64,
    /// Of text messages: providers take money for each.
    pub parts: i64,
    /// Millionths of the currency.
    pub cost: i64,
}

/// Counted from the tries that a provider took, or may have.
pub async fn month<C: ConnectionTrait>(conn: &C, site: SiteId, channel: Channel, since: DateTime<Utc>) -> Result<SentInMonth, DbErr> {
    let sql = "select count(*) as messages, cast(coalesce(sum(coalesce(parts, 1)), 0) as bigint) as parts, \
               cast(coalesce(sum(cost), 0) as bigint) as cost from notifications_tries where site_id = $1 and channel = $2 and began_at >= $3 \
               and (outcome is null or outcome in ('taken', 'delivered', 'unknown'))";
    let found: Option<SentInMonth> = db::one(conn, sql, [site.into(), channel.to_value().into(), since.into()]).await?;
    Ok(found.unwrap_or(SentInMonth { messages: 0, parts: 0, cost: 0 }))
}

/// How many tries a site's way has left in this minute.
pub async fn room<C: ConnectionTrait>(conn: &C, line: &Line, now: DateTime<Utc>) -> Result<usize, DbErr> {
    let sql = "select count(*) as count from notifications_tries where site_id = $1 and channel = $2 and began_at > $3";
    let since = now - TimeDelta::minutes(1);
    let begun = count(conn, sql, [line.site().into(), line.channel().to_value().into(), since.into()]).await?;
    Ok(usize::try_from(i64::from(line.per_minute()) - begun).unwrap_or(0))
}

/// Seals with the vault's first key what is not sealed with it.
pub async fn seal_all(context: &Context, vault: &Vault) -> Result<(), vault::Error> {
    let tx = context.db.begin().await.map_err(Problem::from)?;
    for secret in secrets(&*tx).await.map_err(Problem::from)? {
        let Some(anew) = vault.sealed_anew(&secret.place, &secret.sealed)? else { continue };
        let sql = format!("update {} set {} = $1 where site_id = $2", secret.table, secret.column);
        db::execute(&*tx, &sql, [anew.into(), secret.site.into()]).await.map_err(Problem::from)?;
    }
    tx.commit().await.map_err(Problem::from)?;
    Ok(())
}

/// Whether the database holds secrets that some key sealed.
pub async fn are_sealed(context: &Context) -> Result<bool, DbErr> {
    Ok(secrets(context.db.reader()).await?.iter().any(|secret| vault::is_sealed(&secret.sealed)))
}

/// Something sealed, and where it is.
struct Secret {
    site: SiteId,
    place: String,
    sealed: String,
    table: &'static str,
    column: &'static str,
}

async fn secrets<C: ConnectionTrait>(conn: &C) -> Result<Vec<Secret>, DbErr> {
    let mut secrets = vec![];
    let mut keep = |site, place, sealed: Option<String>, table, column| {
        secrets.extend(sealed.map(|sealed| Secret { site, place, sealed, table, column }));
    };
    for row in Entity::find().all(conn).await? {
        keep(row.site_id, place(row.site_id), row.secret, "notifications_sms_gateways", "secret");
    }
    for row in whatsapp::gateway::Entity::find().all(conn).await? {
        let [secret, signing] = whatsapp::gateway::places(row.site_id);
        keep(row.site_id, secret, row.secret, "notifications_whatsapp_gateways", "secret");
        keep(row.site_id, signing, row.signing, "notifications_whatsapp_gateways", "signing");
    }
    Ok(secrets)
}
