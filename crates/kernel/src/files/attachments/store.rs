//! The only place that queries attachments: `<module>_attachments`, each beside the file of the same id.

use sea_orm::{ConnectionTrait, DbErr, FromQueryResult, Value};
use uuid::Uuid;

use super::attachment::Stored;
use crate::files::{NewFile, store};
use crate::{Binds, Tx, db};

const COLUMNS: &str = "files.id, files.record, files.name, files.media, files.size, files.by_name, files.at, \
    kept.note, kept.removed_at, kept.withdrawn_at, kept.withdrawn_by, kept.reason";

#[derive(FromQueryResult)]
struct Count {
    number: i64,
}

/// Keeps the file and what is said of it.
pub async fn insert(tx: &Tx, module: &str, file: &NewFile, note: Option<&str>) -> Result<(), DbErr> {
    store::insert(tx, module, file).await?;
    let sql = format!("insert into {module}_attachments (id, record, note) values ($1, $2, $3)");
    let values: [Value; 3] = [file.id.into(), file.record.into(), note.map(str::to_owned).into()];
    db::execute(&**tx, sql, values).await.map(drop)
}

/// What some documents have, without what was taken away: the newest first.
pub async fn standing_of<C: ConnectionTrait>(conn: &C, module: &str, records: &[Uuid]) -> Result<Vec<Stored>, DbErr> {
    let mut binds = Binds::default();
    let among = binds.and_among("kept.record", Some(records));
    let sql = format!(
        "select {COLUMNS} from {module}_attachments kept join {module}_files files on files.id = kept.id \
         where kept.removed_at is null{among} order by kept.id desc"
    );
    db::all(conn, sql, binds.0).await
}

/// Of this document, also when it was taken away.
pub async fn find<C: ConnectionTrait>(conn: &C, module: &str, record: Uuid, id: Uuid) -> Result<Option<Stored>, DbErr> {
    let sql = format!(
        "select {COLUMNS} from {module}_attachments kept join {module}_files files on files.id = kept.id \
         where kept.id = $1 and kept.record = $2"
    );
    db::one(conn, sql, [id.into(), record.into()]).await
}

/// How many a document has, without what was taken away.
pub async fn count<C: ConnectionTrait>(conn: &C, module: &str, record: Uuid) -> Result<u64, DbErr> {
    let sql = format!("select cast(count(*) as bigint) as number from {module}_attachments where record = $1 and removed_at is null");
    let found = db::one::<Count, _>(conn, sql, [record.into()]).await?;
    Ok(found.map_or(0, |row| u64::try_from(row.number).unwrap_or(0)))
}

/// What may become of one.
pub async fn save(tx: &Tx, module: &str, kept: &Stored) -> Result<(), DbErr> {
    let sql = format!("update {module}_attachments set removed_at = $1, withdrawn_at = $2, withdrawn_by = $3, reason = $4 where id = $5");
    let values: [Value; 5] =
        [kept.removed_at.into(), kept.withdrawn_at.into(), kept.withdrawn_by.clone().into(), kept.reason.clone().into(), kept.id.into()];
    db::execute(&**tx, sql, values).await.map(drop)
}

/// What was taken away before then (seconds since 1970) goes for good, bytes and all.
pub async fn forget(tx: &Tx, module: &str, before: i64) -> Result<(), DbErr> {
    let gone = format!("select id from {module}_attachments where removed_at < $1");
    db::execute(&**tx, format!("delete from {module}_files where id in ({gone})"), [before.into()]).await?;
    db::execute(&**tx, format!("delete from {module}_attachments where removed_at < $1"), [before.into()]).await.map(drop)
}

/// What is kept with some documents is kept with another from now on: they became one.
pub async fn move_to(tx: &Tx, module: &str, from: &[Uuid], to: Uuid) -> Result<(), DbErr> {
    for table in ["attachments", "files"] {
        let mut binds = Binds::default();
        let target = binds.add(to);
        let among = binds.and_among("record", Some(from));
        let is_one = format!("id in (select id from {module}_attachments)");
        let sql = format!("update {module}_{table} set record = {target} where {is_one}{among}");
        db::execute(&**tx, sql, binds.0).await?;
    }
    Ok(())
}

/// What is kept with a document that is no more goes with it.
pub async fn discard(tx: &Tx, module: &str, record: Uuid, at: i64) -> Result<(), DbErr> {
    let sql = format!("update {module}_attachments set removed_at = $1 where record = $2 and removed_at is null");
    db::execute(&**tx, sql, [at.into(), record.into()]).await.map(drop)
}
