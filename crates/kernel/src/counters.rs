//! Numbers without gaps: a counter row, raised in the transaction that uses the number (TESTING 0.4).

use sea_orm::{DbErr, FromQueryResult};

use crate::{Db, Tx, db};

#[derive(FromQueryResult)]
struct Row {
    value: i64,
}

/// The next number of the series `name` of a module; the first is 1. The row stays locked until the transaction ends,
/// so take it as late as the use case allows.
pub async fn next(tx: &Tx, module: &str, name: &str) -> Result<i64, DbErr> {
    raise(tx, module, name, 1).await
}

/// Whether a number of the series was ever taken: a look that keeps nobody waiting.
pub async fn is_begun(db: &Db, module: &str, name: &str) -> Result<bool, DbErr> {
    let sql = format!("select value from {module}_counters where name = $1");
    Ok(db::one::<Row, _>(db.reader(), sql, [name.into()]).await?.is_some())
}

/// Raises the series by `by` (0 only locks it) and returns the new value.
pub async fn raise(tx: &Tx, module: &str, name: &str, by: i64) -> Result<i64, DbErr> {
    let sql = format!(
        "insert into {module}_counters (name, value) values ($1, $2) \
         on conflict (name) do update set value = {module}_counters.value + excluded.value returning value"
    );
    let row = db::one::<Row, _>(&**tx, sql, [name.into(), by.into()]).await?;
    row.map(|row| row.value).ok_or_else(|| DbErr::RecordNotFound(format!("counter {name}")))
}
