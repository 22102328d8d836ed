//! Writing terms.

use sea_orm::{DbErr, Value};
use uuid::Uuid;

use super::vocabulary;
use crate::{Binds, Tx, db};

/// Replaces the terms of a record.
pub async fn index(tx: &Tx, terms_table: &str, id: Uuid, terms: Vec<String>) -> Result<(), DbErr> {
    forget(tx, terms_table, &[id]).await?;
    insert(tx, terms_table, terms.into_iter().map(|term| (id, term)).collect()).await
}

/// Removes what these records were found by.
pub async fn forget<I: Into<Value> + Copy>(tx: &Tx, terms_table: &str, ids: &[I]) -> Result<(), DbErr> {
    for chunk in ids.chunks(500) {
        let mut binds = Binds::default();
        let places = binds.list(chunk.iter().copied());
        db::execute(&**tx, format!("delete from {terms_table} where id in ({places})"), binds.0).await?;
    }
    Ok(())
}

/// Adds terms of many records at once, for imports and demo data.
pub async fn insert(tx: &Tx, terms_table: &str, mut rows: Vec<(Uuid, String)>) -> Result<(), DbErr> {
    rows.retain(|(_, term)| !term.is_empty());
    rows.sort();
    rows.dedup();
    for chunk in rows.chunks(5_000) {
        let places: Vec<_> = (0..chunk.len()).map(|row| format!("(${}, ${})", row * 2 + 1, row * 2 + 2)).collect();
        let values = chunk.iter().flat_map(|(id, term)| [Value::from(*id), Value::from(term.clone())]);
        db::execute(&**tx, format!("insert into {terms_table} (id, term) values {}", places.join(", ")), values).await?;
    }
    vocabulary::learn(tx, terms_table, rows.iter().map(|(_, term)| term.as_str())).await
}
