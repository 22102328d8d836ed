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

use chrono::NaiveDate;
use kernel::{Binds, db};
use sea_orm::{ConnectionTrait, DbErr, FromQueryResult, Value};
use uuid::Uuid;

/// Which days of a list are read, before which of its rows, and how many.
#[derive(Clone, Copy)]
pub struct Window {
    pub from: NaiveDate,
    pub until: NaiveDate,
    /// The last of the page before.
    pub before: Option<(NaiveDate, Uuid)>,
    pub limit: u64,
}

impl Window {
    /// The latest rows of a table that are in one of the parts. Of each part its end of the index is read, and no more.
    async fn latest<T: FromQueryResult, C: ConnectionTrait>(
        self,
        conn: &C,
        table: &str,
        parts: Vec<String>,
        mut binds: Binds,
    ) -> Result<Vec<T>, DbErr> {
        if parts.is_empty() {
            return Ok(vec![]);
        }
        let Self { from, until, before, limit } = self;
        let (from, until) = (binds.add(from), binds.add(until));
        let before = before.map_or_else(String::new, |(day, id)| format!(" and (day, id) < ({}, {})", binds.add(day), binds.add(id)));
        let part = |(place, part): (usize, String)| {
            format!(
                "select * from (select * from {table} where {part} and day >= {from} and day <= {until}{before} \
                 order by day desc, id desc limit {limit}) as part_{place}"
            )
        };
        let parts: Vec<_> = parts.into_iter().enumerate().map(part).collect();
        let sql = format!("select * from ({}) as parts order by day desc, id desc limit {limit}", parts.join(" union all "));
        db::all(conn, sql, binds.0).await
    }
}

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
