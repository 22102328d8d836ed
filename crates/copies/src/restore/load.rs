//! The rows of an archive into tables that are there: parsed on a thread of its own, written in large pieces, all in one transaction.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{BufRead, BufReader, Read};
use std::path::Path;
use std::sync::atomic::Ordering;

use anyhow::{Context as _, bail};
use sea_orm::sqlx::postgres::PgConnection;
use sea_orm::sqlx::sqlite::SqliteConnection;
use sea_orm::sqlx::{AssertSqlSafe, query};
use sha2::{Digest, Sha256};
use tokio::sync::mpsc;
use zip::ZipArchive;

use crate::archive::{Reader, hex};
use crate::catalogue::{self, Table};
use crate::export::{Progress, lines_name};
use crate::manifest::{Kind, Manifest};
use crate::source::Source;
use crate::value::{Cell, Line, Value};

/// SQLite takes 32,766 values in a statement.
const MOST_VALUES: usize = 30_000;
const MOST_ROWS: usize = 500;
const PIECE: usize = 256 << 10;

type Row = Vec<Value>;

pub async fn all(source: &mut Source, file: &Path, manifest: &Manifest, progress: &Progress) -> anyhow::Result<()> {
    let tables = catalogue::in_order(catalogue::tables(source).await?);
    progress.total.store(manifest.tables.iter().map(|table| table.rows).sum(), Ordering::Relaxed);
    let by_name: BTreeMap<_, _> = tables.iter().map(|table| (table.name.as_str(), table)).collect();
    for entry in &manifest.tables {
        let table = by_name.get(entry.name.as_str()).with_context(|| format!("there is no table {} in this schema", entry.name))?;
        let mut names = (names(&table.columns), names(&entry.columns));
        names.0.sort_unstable();
        names.1.sort_unstable();
        if names.0 != names.1 {
            bail!("{} has other columns here than in the archive", entry.name);
        }
    }
    if source.kind() == Kind::Sqlite {
        // It has its name only when it is finished: a power cut costs the restore and nothing else.
        source.run("pragma journal_mode = delete; pragma synchronous = off; pragma foreign_keys = off; pragma cache_size = -65536").await?;
    }
    source.run("begin").await?;
    let indexes = drop_indexes(source).await?;
    // What the schema's steps put in is in the archive too, as it became.
    for table in tables.iter().rev().filter(|table| manifest.tables.iter().any(|entry| entry.name == table.name)) {
        source.run(&format!("delete from \"{}\"", table.name)).await?;
    }
    let path = file.to_owned();
    let mut views = tokio::task::spawn_blocking(move || Views::open(&path)).await??;
    for table in tables.iter().filter(|table| manifest.tables.iter().any(|entry| entry.name == table.name)) {
        views = load(source, views, table, progress).await.with_context(|| format!("{} cannot be restored", table.name))?;
    }
    for index in indexes {
        source.run(&index).await?;
    }
    if source.kind() == Kind::Sqlite {
        let stray = source.texts("select \"table\" from pragma_foreign_key_check").await?;
        if !stray.is_empty() {
            bail!("{} rows name others that are not there", stray.len());
        }
    }
    source.run("commit").await
}

fn names(columns: &[catalogue::Column]) -> Vec<&str> {
    columns.iter().map(|column| column.name.as_str()).collect()
}

/// Takes the indexes away that no constraint needs, and says how they are made again: filling a table is faster without.
async fn drop_indexes(source: &mut Source) -> anyhow::Result<Vec<String>> {
    let sql = match source.kind() {
        Kind::Sqlite => "select name, sql from sqlite_master where type = 'index' and sql is not null",
        Kind::Postgres => {
            "select c.relname::text, pg_get_indexdef(i.indexrelid) from pg_index i join pg_class c on c.oid = i.indexrelid \
             where c.relnamespace = current_schema()::regnamespace \
             and not exists (select 1 from pg_constraint k where k.conindid = i.indexrelid)"
        }
    };
    let mut made = vec![];
    for row in source.texts(sql).await? {
        if let [Some(name), Some(sql)] = row.as_slice() {
            source.run(&format!("drop index \"{name}\"")).await?;
            made.push(sql.clone());
        }
    }
    Ok(made)
}

/// The archive, and another view of it by which the files of rows are found.
struct Views {
    lines: ZipArchive<File>,
    files: ZipArchive<File>,
}

impl Views {
    fn open(file: &Path) -> anyhow::Result<Self> {
        Ok(Self { lines: Reader::open_whole(file)?.zip, files: Reader::open_whole(file)?.zip })
    }
}

async fn load(source: &mut Source, views: Views, table: &Table, progress: &Progress) -> anyhow::Result<Views> {
    let (rows, mut taken) = mpsc::channel::<Vec<Row>>(4);
    let parsed = table.clone();
    let at_once = (MOST_VALUES / table.columns.len().max(1)).clamp(1, MOST_ROWS);
    let reading = tokio::task::spawn_blocking(move || parse(views, &parsed, at_once, &rows));
    let written = match source {
        Source::Sqlite(connection) => sqlite(connection, table, at_once, &mut taken, progress).await,
        Source::Postgres(connection) => postgres(connection, table, &mut taken, progress).await,
    };
    drop(taken);
    let read = reading.await?;
    written?;
    read
}

/// Reads the lines of a table and hands its rows on, so many at once.
fn parse(mut views: Views, table: &Table, at_once: usize, rows: &mpsc::Sender<Vec<Row>>) -> anyhow::Result<Views> {
    let mut lines = BufReader::with_capacity(PIECE, views.lines.by_name(&lines_name(&table.name))?);
    let (mut line, mut batch, mut number) = (vec![], vec![], 0_u64);
    while lines.read_until(b'\n', &mut line)? > 0 {
        number += 1;
        batch.push(row(&line, table, &mut views.files).with_context(|| format!("line {number}"))?);
        line.clear();
        let weight: usize = batch.last().map_or(0, weight);
        if batch.len() >= at_once || weight > PIECE {
            rows.blocking_send(std::mem::take(&mut batch)).ok().context("the rows are not taken")?;
        }
    }
    if !batch.is_empty() {
        rows.blocking_send(batch).ok().context("the rows are not taken")?;
    }
    drop(lines);
    Ok(views)
}

fn weight(row: &Row) -> usize {
    row.iter().map(|value| if let Value::Bytes(bytes) = value { bytes.len() } else { 0 }).sum()
}

/// The values in the order of the table's columns.
fn row(line: &[u8], table: &Table, files: &mut ZipArchive<File>) -> anyhow::Result<Row> {
    let Line(cells) = serde_json::from_slice(line)?;
    let mut values: Vec<Option<Value>> = vec![None; table.columns.len()];
    for (expected, (name, cell)) in cells.into_iter().enumerate() {
        let Cell::Text(name) = name else { bail!("a column has no name") };
        let is_it = |place: usize| table.columns.get(place).is_some_and(|column| column.name == *name);
        let place = if is_it(expected) { Some(expected) } else { (0..table.columns.len()).find(|place| is_it(*place)) };
        let place = place.with_context(|| format!("there is no column {name}"))?;
        let value = match cell {
            Cell::File { file, sha256 } => Value::Bytes(bytes(files, &file, &sha256)?),
            cell => Value::of_json(cell, table.columns[place].holds).with_context(|| format!("column {name}"))?,
        };
        values[place] = Some(value);
    }
    values.into_iter().collect::<Option<Vec<_>>>().context("a column is missing")
}

fn bytes(files: &mut ZipArchive<File>, name: &str, sha256: &str) -> anyhow::Result<Vec<u8>> {
    let mut bytes = vec![];
    files.by_name(name).with_context(|| format!("{name} is not in the archive"))?.read_to_end(&mut bytes)?;
    if hex(&Sha256::digest(&bytes)) != sha256 {
        bail!("{name} was changed");
    }
    Ok(bytes)
}

async fn sqlite(
    connection: &mut SqliteConnection,
    table: &Table,
    at_once: usize,
    rows: &mut mpsc::Receiver<Vec<Row>>,
    progress: &Progress,
) -> anyhow::Result<()> {
    let statement = |rows: usize| {
        let places = format!("({})", vec!["?"; table.columns.len()].join(","));
        format!("insert into \"{}\" ({}) values {}", table.name, quoted(table), vec![places; rows].join(","))
    };
    let full = statement(at_once);
    while let Some(batch) = rows.recv().await {
        let count = batch.len();
        let sql = if count == at_once { full.clone() } else { statement(count) };
        let mut insert = query(AssertSqlSafe(sql)).persistent(count == at_once);
        for value in batch.into_iter().flatten() {
            insert = match value {
                Value::Null => insert.bind(None::<i64>),
                Value::Bool(flag) => insert.bind(flag),
                Value::Integer(number) => insert.bind(number),
                Value::Real(number) => insert.bind(number),
                Value::Text(text) => insert.bind(text),
                Value::Uuid(id) => insert.bind(id),
                Value::Instant(at) => insert.bind(at),
                Value::Date(date) => insert.bind(date),
                Value::Time(time) => insert.bind(time),
                Value::Bytes(bytes) => insert.bind(bytes),
            };
        }
        insert.execute(&mut *connection).await?;
        progress.rows.fetch_add(count as u64, Ordering::Relaxed);
    }
    Ok(())
}

fn quoted(table: &Table) -> String {
    table.columns.iter().map(|column| format!("\"{}\"", column.name)).collect::<Vec<_>>().join(", ")
}

async fn postgres(
    connection: &mut PgConnection,
    table: &Table,
    rows: &mut mpsc::Receiver<Vec<Row>>,
    progress: &Progress,
) -> anyhow::Result<()> {
    let sql = format!("copy \"{}\" ({}) from stdin", table.name, quoted(table));
    let mut copy = connection.copy_in_raw(&sql).await?;
    let mut piece = vec![];
    while let Some(batch) = rows.recv().await {
        for row in &batch {
            copy_line(row, &mut piece);
        }
        progress.rows.fetch_add(batch.len() as u64, Ordering::Relaxed);
        if piece.len() >= PIECE {
            copy.send(std::mem::take(&mut piece)).await?;
        }
    }
    copy.send(piece).await?;
    copy.finish().await?;
    Ok(())
}

/// A row as COPY reads it.
fn copy_line(row: &Row, piece: &mut Vec<u8>) {
    for (place, value) in row.iter().enumerate() {
        if place > 0 {
            piece.push(b'\t');
        }
        match value {
            Value::Null => piece.extend_from_slice(b"\\N"),
            Value::Text(text) => copy_text(text, piece),
            Value::Bytes(bytes) => {
                piece.extend_from_slice(b"\\\\x");
                piece.extend_from_slice(hex(bytes).as_bytes());
            }
            other => piece.extend_from_slice(other.plain().as_bytes()),
        }
    }
    piece.push(b'\n');
}

fn copy_text(text: &str, piece: &mut Vec<u8>) {
    for byte in text.bytes() {
        match byte {
            b'\\' => piece.extend_from_slice(b"\\\\"),
            b'\t' => piece.extend_from_slice(b"\\t"),
            b'\n' => piece.extend_from_slice(b"\\n"),
            b'\r' => piece.extend_from_slice(b"\\r"),
            byte => piece.push(byte),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_of_copy_says_what_the_row_says() {
        let mut piece = vec![];
        copy_line(&vec![Value::Null, Value::Text("a\tb\\N\n".into()), Value::Bytes(vec![0, 255]), Value::Bool(true)], &mut piece);
        assert_eq!(String::from_utf8(piece).unwrap(), "\\N\ta\\tb\\\\N\\n\t\\\\x00ff\ttrue\n");
    }
}
