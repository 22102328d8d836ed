//! Where files are kept: `<module>_files`.

use chrono::{DateTime, Utc};
use sea_orm::{ConnectionTrait, DbBackend, DbErr, FromQueryResult, Value};
use sea_orm_migration::{MigrationName, MigrationTrait, SchemaManager};
use uuid::Uuid;

use super::{Media, Prepared};
use crate::{Tx, db};

/// The step that creates `<module>_files`.
pub struct CreateFiles(pub &'static str);

impl MigrationName for CreateFiles {
    fn name(&self) -> &'static str {
        "create_files"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for CreateFiles {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let module = self.0;
        let (uuid, time, bytes) = match manager.get_database_backend() {
            DbBackend::Postgres => ("uuid", "timestamp with time zone", "bytea"),
            _ => ("uuid_blob", "timestamp_with_timezone_text", "blob"),
        };
        // The bytes stand last, so that what is listed is read without them.
        let table = format!(
            "create table {module}_files (id {uuid} not null primary key, record {uuid} not null, name varchar not null, \
             media varchar not null, size bigint not null, by_name varchar not null, at {time} not null, thumbnail {bytes}, \
             bytes {bytes} not null)"
        );
        let index = format!("create index {module}_files_record on {module}_files (record, at, id)");
        for statement in [table, index] {
            manager.get_connection().execute_unprepared(&statement).await?;
        }
        Ok(())
    }
}

/// A file to keep.
pub struct NewFile {
    pub id: Uuid,
    /// The record it belongs to.
    pub record: Uuid,
    pub name: String,
    pub prepared: Prepared,
    pub by_name: String,
    pub at: DateTime<Utc>,
}

/// What is listed of a file.
#[derive(Clone, Debug, FromQueryResult)]
pub struct FileRow {
    pub id: Uuid,
    pub record: Uuid,
    pub name: String,
    pub media: String,
    pub size: i64,
    pub by_name: String,
    pub at: DateTime<Utc>,
}

#[derive(FromQueryResult)]
struct Bytes {
    bytes: Vec<u8>,
}

#[derive(FromQueryResult)]
struct Count {
    number: i64,
}

const LISTED: &str = "id, record, name, media, size, by_name, at";

pub async fn insert(tx: &Tx, module: &str, file: &NewFile) -> Result<(), DbErr> {
    let sql = format!(
        "insert into {module}_files (id, record, name, media, size, by_name, at, thumbnail, bytes) \
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)"
    );
    let size = i64::try_from(file.prepared.bytes.len()).unwrap_or(i64::MAX);
    let values: [Value; 9] = [
        file.id.into(),
        file.record.into(),
        file.name.as_str().into(),
        file.prepared.media.name().into(),
        size.into(),
        file.by_name.as_str().into(),
        file.at.into(),
        file.prepared.thumbnail.clone().into(),
        file.prepared.bytes.clone().into(),
    ];
    db::execute(&**tx, sql, values).await.map(|_| ())
}

/// The files of a record, newest first.
pub async fn list<C: ConnectionTrait>(conn: &C, module: &str, record: Uuid) -> Result<Vec<FileRow>, DbErr> {
    let sql = format!("select {LISTED} from {module}_files where record = $1 order by at desc, id desc");
    db::all(conn, sql, [record.into()]).await
}

/// How many a record has.
pub async fn count<C: ConnectionTrait>(conn: &C, module: &str, record: Uuid) -> Result<u64, DbErr> {
    let sql = format!("select cast(count(*) as bigint) as number from {module}_files where record = $1");
    let found = db::one::<Count, _>(conn, sql, [record.into()]).await?;
    Ok(found.map_or(0, |row| u64::try_from(row.number).unwrap_or(0)))
}

/// A file of this record.
pub async fn find<C: ConnectionTrait>(conn: &C, module: &str, record: Uuid, id: Uuid) -> Result<Option<FileRow>, DbErr> {
    let sql = format!("select {LISTED} from {module}_files where id = $1 and record = $2");
    db::one(conn, sql, [id.into(), record.into()]).await
}

/// What it holds, or its thumbnail; nothing when it has none.
pub async fn bytes<C: ConnectionTrait>(conn: &C, module: &str, id: Uuid, thumbnail: bool) -> Result<Option<Vec<u8>>, DbErr> {
    let column = if thumbnail { "thumbnail" } else { "bytes" };
    let sql = format!("select {column} as bytes from {module}_files where id = $1 and {column} is not null");
    Ok(db::one::<Bytes, _>(conn, sql, [id.into()]).await?.map(|row| row.bytes))
}

pub async fn delete(tx: &Tx, module: &str, id: Uuid) -> Result<(), DbErr> {
    db::execute(&**tx, format!("delete from {module}_files where id = $1"), [id.into()]).await.map(|_| ())
}

impl FileRow {
    /// What it is: only what [`Media`] knows was ever kept.
    pub fn media(&self) -> Media {
        Media::from_name(&self.media).unwrap_or(Media::Pdf)
    }
}
