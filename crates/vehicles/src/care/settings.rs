//! What the garage has set for all vehicles: one row a name, written as a whole.

use kernel::{Problem, Tx, db};
use sea_orm::{ConnectionTrait, FromQueryResult};
use serde::Serialize;
use serde::de::DeserializeOwned;

/// Where a garage that set nothing begins.
const FIRST: i64 = 1;

#[derive(FromQueryResult)]
struct Row {
    value: String,
    version: i64,
}

/// The setting and its version; the usual one where nothing was set.
pub async fn read<T: DeserializeOwned + Default, C: ConnectionTrait>(conn: &C, name: &str) -> Result<(T, i64), Problem> {
    let sql = "select value, version from vehicles_settings where name = $1";
    let Some(row) = db::one::<Row, _>(conn, sql, [name.into()]).await? else { return Ok((T::default(), FIRST)) };
    let value = serde_json::from_str(&row.value).map_err(|error| Problem::internal(&error))?;
    Ok((value, row.version))
}

/// Overwrites it as the next version.
pub async fn write<T: Serialize>(tx: &Tx, name: &str, value: &T, before: i64) -> Result<i64, Problem> {
    let text = serde_json::to_string(value).map_err(|error| Problem::internal(&error))?;
    let sql = "insert into vehicles_settings (name, value, version) values ($1, $2, $3) \
               on conflict (name) do update set value = excluded.value, version = excluded.version";
    db::execute(&**tx, sql, [name.into(), text.into(), (before + 1).into()]).await?;
    Ok(before + 1)
}
