//! Backups, and what is written down of each.

use chrono::{DateTime, Utc};
use copies::{Kept, Settings, backup};
use kernel::{Context, db};
use sea_orm::{DbErr, FromQueryResult};
use uuid::Uuid;

use super::schemas;
use crate::config::Config;

/// What became of a backup.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Backup {
    pub started_at: DateTime<Utc>,
    pub name: Option<String>,
    /// Where it is kept, without a secret.
    pub place: String,
    pub bytes: Option<i64>,
    pub sealed: bool,
    /// Why there is none.
    pub error: Option<String>,
}

const COLUMNS: &str = "started_at, name, place, bytes, sealed, error";

/// The last backup that is there, and the last try, which may be the same.
pub async fn latest(context: &Context) -> Result<(Option<Backup>, Option<Backup>), DbErr> {
    let reader = context.db.reader();
    let made = format!("select {COLUMNS} from program_backups where name is not null order by started_at desc limit 1");
    let tried = format!("select {COLUMNS} from program_backups order by started_at desc limit 1");
    Ok((db::one(reader, made, []).await?, db::one(reader, tried, []).await?))
}

/// Notes that a backup begins; none when another program began the one that is due.
pub async fn begin(context: &Context, settings: &Settings, due: Option<DateTime<Utc>>) -> Result<Option<Uuid>, DbErr> {
    let tx = context.db.begin().await?;
    let id = Uuid::now_v7();
    let sql =
        "insert into program_backups (id, due_at, started_at, place, sealed) values ($1, $2, $3, $4, $5) on conflict (due_at) do nothing";
    let values = [id.into(), due.into(), context.clock.now().into(), settings.store.described().into(), settings.key.is_some().into()];
    let begun = db::execute(&*tx, sql, values).await?.rows_affected() == 1;
    tx.commit().await?;
    Ok(begun.then_some(id))
}

async fn end(context: &Context, id: Uuid, done: &anyhow::Result<Kept>) -> Result<(), DbErr> {
    let (kept, error) = match done {
        Ok(kept) => (Some(kept), None),
        Err(error) => (None, Some(format!("{error:#}"))),
    };
    let bytes = kept.map(|kept| i64::try_from(kept.bytes).unwrap_or(i64::MAX));
    let sql = "update program_backups set finished_at = $1, name = $2, bytes = $3, error = $4 where id = $5";
    let values = [context.clock.now().into(), kept.map(|kept| kept.name.clone()).into(), bytes.into(), error.into(), id.into()];
    let tx = context.db.begin().await?;
    db::execute(&*tx, sql, values).await?;
    tx.commit().await
}

/// Takes the backup that was begun, and writes down what came of it.
pub async fn take(config: &Config, context: &Context, settings: &Settings, id: Uuid) -> anyhow::Result<Kept> {
    let done = Box::pin(backup(&config.database(), &schemas(config)?, settings, env!("CARGO_PKG_VERSION"), context.clock.now())).await;
    end(context, id, &done).await?;
    done
}

/// A backup that somebody asks for. A database that this version has not met yet is backed up too, without a note.
pub async fn take_now(config: &Config, context: &Context, settings: &Settings) -> anyhow::Result<Kept> {
    match begin(context, settings, None).await {
        Ok(Some(id)) => take(config, context, settings, id).await,
        _ => Box::pin(backup(&config.database(), &schemas(config)?, settings, env!("CARGO_PKG_VERSION"), context.clock.now())).await,
    }
}
