//! The only place with queries on webhooks and what came of telling them.

use chrono::{DateTime, TimeDelta, Utc};
use kernel::vault::{self, Vault};
use kernel::{Context, Problem, Tx, db};
use sea_orm::{ConnectionTrait, DbErr, FromQueryResult, Value};
use uuid::Uuid;

use super::endpoint::{Delivery, Endpoint, Row};
use super::secret::places;

const COLUMNS: &str = "id, name, url, kinds, sites, state, secret, old_secret, old_until, place, attempts, due_at, claim, said, told_at, \
                       user_id, created_by, created_at, version";
/// Of the whole garage.
pub const MOST: usize = 50;
/// Tries that are kept of a webhook.
const KEPT: i64 = 1_000;
/// Whoever tells a webhook something and says nothing for so long is dead.
pub const LEASE: TimeDelta = TimeDelta::minutes(1);
/// Webhooks that are told at once.
const AT_ONCE: usize = 20;

/// The oldest first.
pub async fn all<C: ConnectionTrait>(conn: &C) -> Result<Vec<Endpoint>, Problem> {
    let rows: Vec<Row> = db::all(conn, format!("select {COLUMNS} from webhooks_endpoints order by id"), []).await?;
    rows.into_iter().map(Endpoint::try_from).collect()
}

pub async fn find<C: ConnectionTrait>(conn: &C, id: Uuid) -> Result<Option<Endpoint>, Problem> {
    read(conn, id, "").await
}

/// Nobody else writes to it until the transaction ends.
pub async fn lock(tx: &Tx, id: Uuid) -> Result<Option<Endpoint>, Problem> {
    read(&**tx, id, tx.lock_clause()).await
}

async fn read<C: ConnectionTrait>(conn: &C, id: Uuid, lock: &str) -> Result<Option<Endpoint>, Problem> {
    let sql = format!("select {COLUMNS} from webhooks_endpoints where id = $1{lock}");
    let row: Option<Row> = db::one(conn, sql, [id.into()]).await?;
    row.map(Endpoint::try_from).transpose()
}

/// Writes all of it, in place of what was there.
pub async fn save(tx: &Tx, one: &Endpoint) -> Result<(), Problem> {
    let json = |value: Result<String, serde_json::Error>| value.map_err(|error| Problem::internal(&error));
    let values: [Value; 19] = [
        one.id.into(),
        one.name.clone().into(),
        one.url.clone().into(),
        json(serde_json::to_string(&one.kinds))?.into(),
        json(serde_json::to_string(&one.sites))?.into(),
        one.state.name().into(),
        one.secret.clone().into(),
        one.old_secret.clone().into(),
        one.old_until.into(),
        one.place.into(),
        one.attempts.into(),
        one.due_at.into(),
        one.claim.into(),
        one.said.clone().into(),
        one.told_at.into(),
        one.user_id.into(),
        one.created_by.clone().into(),
        one.created_at.into(),
        one.version.into(),
    ];
    let changed = COLUMNS.split(", ").skip(1).map(|column| format!("{column} = excluded.{column}")).collect::<Vec<_>>().join(", ");
    let places = (1..=values.len()).map(|place| format!("${place}")).collect::<Vec<_>>().join(", ");
    let sql = format!("insert into webhooks_endpoints ({COLUMNS}) values ({places}) on conflict (id) do update set {changed}");
    Ok(db::execute(&**tx, sql, values).await.map(drop)?)
}

/// With what came of it.
pub async fn remove(tx: &Tx, id: Uuid) -> Result<(), DbErr> {
    db::execute(&**tx, "delete from webhooks_deliveries where endpoint_id = $1", [id.into()]).await?;
    db::execute(&**tx, "delete from webhooks_endpoints where id = $1", [id.into()]).await.map(drop)
}

pub async fn is_due<C: ConnectionTrait>(conn: &C, head: i64, now: DateTime<Utc>) -> Result<bool, DbErr> {
    #[derive(FromQueryResult)]
    struct Found {}
    let sql = "select 1 as due from webhooks_endpoints where state = 'active' and due_at <= $1 and place < $2 limit 1";
    Ok(db::one::<Found, _>(conn, sql, [now.into(), head.into()]).await?.is_some())
}

/// Takes what is due and has something to hear; who dies with it leaves it due again when the lease ends.
pub async fn claim(tx: &Tx, claim: Uuid, head: i64, now: DateTime<Utc>) -> Result<Vec<Endpoint>, Problem> {
    let lock = if tx.backend() == kernel::Backend::Postgres { " for update skip locked" } else { "" };
    let sql = format!(
        "update webhooks_endpoints set due_at = $1, claim = $2 where id in (select id from webhooks_endpoints where state = 'active' \
         and due_at <= $3 and place < $4 order by due_at, id limit {AT_ONCE}{lock}) returning {COLUMNS}"
    );
    let rows: Vec<Row> = db::all(&**tx, sql, [(now + LEASE).into(), claim.into(), now.into(), head.into()]).await?;
    rows.into_iter().map(Endpoint::try_from).collect()
}

pub async fn insert_delivery(tx: &Tx, one: &Delivery) -> Result<(), DbErr> {
    let values: [Value; 11] = [
        one.id.into(),
        one.endpoint_id.into(),
        one.event_id.into(),
        one.kind.clone().into(),
        one.attempt.into(),
        one.is_trial.into(),
        one.is_taken.into(),
        one.status.into(),
        one.duration_ms.into(),
        one.said.clone().into(),
        one.at.into(),
    ];
    let sql = "insert into webhooks_deliveries (id, endpoint_id, event_id, kind, attempt, is_trial, is_taken, status, duration_ms, said, at) \
               values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)";
    db::execute(&**tx, sql, values).await.map(drop)
}

/// Forgets what came of it long ago.
pub async fn forget_old(tx: &Tx, endpoint: Uuid) -> Result<(), DbErr> {
    let sql = format!(
        "delete from webhooks_deliveries where endpoint_id = $1 and id <= \
         (select id from webhooks_deliveries where endpoint_id = $1 order by id desc limit 1 offset {KEPT})"
    );
    db::execute(&**tx, sql, [endpoint.into()]).await.map(drop)
}

/// The newest first, up to `limit`.
pub async fn deliveries<C: ConnectionTrait>(conn: &C, endpoint: Uuid, before: Option<Uuid>, limit: u64) -> Result<Vec<Delivery>, DbErr> {
    let mut binds = kernel::Binds::default();
    let of = binds.add(endpoint);
    let earlier = before.map_or_else(String::new, |id| format!(" and id < {}", binds.add(id)));
    let sql = format!(
        "select id, endpoint_id, event_id, kind, attempt, is_trial, is_taken, status, duration_ms, said, at from webhooks_deliveries \
         where endpoint_id = {of}{earlier} order by id desc limit {limit}"
    );
    db::all(conn, sql, binds.0).await
}

/// Seals with the vault's first key what is not sealed with it.
pub async fn seal_all(context: &Context, vault: &Vault) -> Result<(), vault::Error> {
    let tx = context.db.begin().await.map_err(Problem::from)?;
    for mut one in all(&*tx).await? {
        let [place, old_place] = places(one.id);
        let anew = vault.sealed_anew(&place, &one.secret)?;
        let old_anew = one.old_secret.as_ref().map(|old| vault.sealed_anew(&old_place, old)).transpose()?.flatten();
        if anew.is_none() && old_anew.is_none() {
            continue;
        }
        one.secret = anew.unwrap_or(one.secret);
        one.old_secret = old_anew.or(one.old_secret);
        save(&tx, &one).await?;
    }
    tx.commit().await.map_err(Problem::from)?;
    Ok(())
}

/// Whether the database holds secrets that some key sealed.
pub async fn are_sealed(context: &Context) -> Result<bool, DbErr> {
    #[derive(FromQueryResult)]
    struct Secret {
        secret: String,
    }
    let all: Vec<Secret> = db::all(context.db.reader(), "select secret from webhooks_endpoints", []).await?;
    Ok(all.iter().any(|one| vault::is_sealed(&one.secret)))
}
