//! The tables of a SQLite file. It is opened for reading alone, and neither views nor triggers of it are asked for anything.

use std::path::Path;

use futures::TryStreamExt;
use kernel::Problem;
use sea_orm::sqlx::sqlite::{SqliteConnectOptions, SqliteConnection, SqliteRow};
use sea_orm::sqlx::{AssertSqlSafe, Connection, Row, raw_sql};

use super::table::{Record, Tables};
use super::unreadable;

pub async fn read(path: &Path, tables: &mut Tables) -> Result<(), Problem> {
    let options = SqliteConnectOptions::new().filename(path).read_only(true).immutable(true).pragma("trusted_schema", "OFF");
    let mut connection = SqliteConnection::connect_with(&options).await.map_err(broken)?;
    let names = "select name from sqlite_master where type = 'table' and name not like 'sqlite\\_%' escape '\\' order by name";
    for name in texts(&mut connection, names.to_owned()).await? {
        read_table(&mut connection, &name, tables).await?;
    }
    connection.close().await.map_err(broken)
}

async fn texts(connection: &mut SqliteConnection, sql: String) -> Result<Vec<String>, Problem> {
    let rows = raw_sql(AssertSqlSafe(sql)).fetch_all(connection).await.map_err(broken)?;
    rows.iter().map(|row| row.try_get_unchecked(0).map_err(broken)).collect()
}

async fn read_table(connection: &mut SqliteConnection, name: &str, tables: &mut Tables) -> Result<(), Problem> {
    let columns = texts(connection, format!("select name from pragma_table_info({}) order by cid", quoted(name, '\''))).await?;
    let Some(model) = tables.model(name, &columns) else {
        let rows = texts(connection, format!("select cast(count(*) as text) from {}", quoted(name, '"'))).await?;
        tables.ignore(name, rows.first().and_then(|rows| rows.parse().ok()).unwrap_or_default());
        return Ok(());
    };
    let cells: Vec<_> = columns.iter().map(|column| format!("cast({} as blob)", quoted(column, '"'))).collect();
    let sql = AssertSqlSafe(format!("select {} from {}", cells.join(", "), quoted(name, '"')));
    let mut rows = raw_sql(sql).fetch(connection);
    let mut place = 0;
    while let Some(row) = rows.try_next().await.map_err(broken)? {
        place += 1;
        tables.add(model, record(place, &columns, &row)?)?;
    }
    Ok(())
}

fn record(place: u64, columns: &[String], row: &SqliteRow) -> Result<Record, Problem> {
    let cells: Result<Vec<Option<Vec<u8>>>, _> = (0..columns.len()).map(|at| row.try_get_unchecked(at)).collect();
    Ok(Record::of(place, columns.iter().cloned().zip(cells.map_err(broken)?)))
}

/// A name in SQL.
fn quoted(name: &str, quote: char) -> String {
    format!("{quote}{}{quote}", name.replace(quote, &format!("{quote}{quote}")))
}

#[expect(clippy::needless_pass_by_value, reason = "used as map_err(broken)")]
fn broken(error: sea_orm::sqlx::Error) -> Problem {
    unreadable(&format!("The SQLite database cannot be read ({error})"))
}
