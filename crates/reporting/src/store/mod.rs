//! The only place with queries.

pub mod days;
pub mod debts;
pub mod facts;
pub mod goals;
pub mod leaks;
pub mod months;
pub mod names;
pub mod rows;
pub mod saved;
pub mod shares;
pub mod sites;
pub mod sources;

use sea_orm::Value;

/// Rows of one statement: SQLite takes 32,766 values.
pub fn at_once(columns: usize) -> usize {
    (30_000 / columns.max(1)).clamp(1, 1_000)
}

/// `insert into … (…) values (…), (…)`, and what to do where a row is there.
pub fn insert_many(table: &str, columns: &[&str], rows: usize, conflict: &str) -> String {
    let mut sql = format!("insert into {table} ({}) values ", columns.join(", "));
    for row in 0..rows {
        sql.push_str(if row == 0 { "(" } else { ", (" });
        for column in 0..columns.len() {
            let place = row * columns.len() + column + 1;
            if column > 0 {
                sql.push_str(", ");
            }
            sql.push('$');
            sql.push_str(&place.to_string());
        }
        sql.push(')');
    }
    sql.push_str(conflict);
    sql
}

/// Nothing is kept as none: most of what a fact could count it does not.
pub fn sparse(value: i64) -> Value {
    Value::BigInt(Some(value).filter(|value| *value != 0))
}
