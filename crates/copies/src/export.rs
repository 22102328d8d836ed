//! The whole database as an archive: each table as JSON Lines, what files it keeps as files, and the schema in words of SQL.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};

use anyhow::Context as _;
use chrono::{DateTime, Utc};
use futures::TryStreamExt;
use sea_orm::sqlx::{AssertSqlSafe, query};
use sha2::{Digest, Sha256};
use tokio::sync::mpsc;

use crate::archive::{Part, Writer, hex};
use crate::catalogue::{self, Table};
use crate::manifest::{CARRY_ALONG, FORMAT, Form, Manifest, TableEntry};
use crate::schema::{self, Schema};
use crate::source::Source;
use crate::value::Value;
use crate::{ddl, totals};

/// Lines go to the thread that compresses in pieces of about this size.
const PIECE: usize = 256 << 10;
/// Bytes beyond that are a file of their own.
const INLINE: usize = 512;

/// How far it is; others look at it meanwhile.
#[derive(Debug, Default)]
pub struct Progress {
    pub rows: AtomicU64,
    pub total: AtomicU64,
}

/// What an export is to have beside the JSON Lines, and what it says of itself.
#[derive(Clone, Copy, Debug)]
pub struct Asked<'a> {
    /// Each table as a file for spreadsheets too.
    pub csv: bool,
    pub version: &'a str,
    pub at: DateTime<Utc>,
}

/// Writes all that the database at `url` holds at this moment to `path`. Memory does not grow with it.
pub async fn export(url: &str, schemas: &[Schema], path: &Path, asked: Asked<'_>, progress: &Progress) -> anyhow::Result<Manifest> {
    let partial = path.with_extension("partial");
    let done = Box::pin(write(url, schemas, &partial, asked, progress)).await;
    if done.is_err() {
        let _ = std::fs::remove_file(&partial);
    }
    let manifest = done?;
    std::fs::rename(&partial, path).with_context(|| format!("{} cannot be written", path.display()))?;
    Ok(manifest)
}

async fn write(url: &str, schemas: &[Schema], path: &Path, asked: Asked<'_>, progress: &Progress) -> anyhow::Result<Manifest> {
    let mut source = Source::snapshot(url).await?;
    let modules = schema::state(&mut source, schemas).await?;
    let tables = catalogue::tables(&mut source).await?;
    let names: Vec<_> = tables.iter().map(|table| table.name.clone()).collect();
    let totals = totals::all(&mut source, &names).await?;
    progress.total.store(count(&mut source, &tables, asked.csv).await?, Ordering::Relaxed);
    let sql = ddl::schema(&mut source).await?;
    let mut writer = Writer::create(path)?;
    let readme = readme(asked);
    writer = tokio::task::spawn_blocking(move || {
        writer.add("README.txt", &mut readme.as_bytes())?;
        writer.add("schema.sql", &mut sql.as_bytes()).map(|()| writer)
    })
    .await??;
    let (writer, rows) = lines(&mut source, &tables, writer, asked.csv, progress).await?;
    let database = source.kind();
    source.close().await?;
    let tables = entries(&tables, &rows, &writer)?;
    let manifest = Manifest {
        format: FORMAT,
        form: Form::Tables,
        ecar: asked.version.to_owned(),
        taken_at: asked.at,
        database,
        modules,
        tables,
        sha256: None,
        totals,
        carry_along: CARRY_ALONG.to_owned(),
    };
    let said = manifest.clone();
    tokio::task::spawn_blocking(move || writer.finish(&said)).await??;
    Ok(manifest)
}

async fn count(source: &mut Source, tables: &[Table], csv: bool) -> anyhow::Result<u64> {
    let mut total = 0;
    for table in tables {
        let rows = source.names(&format!("select cast(count(*) as text) from \"{}\"", table.name)).await?;
        total += rows.first().and_then(|rows| rows.parse::<u64>().ok()).unwrap_or_default();
    }
    Ok(if csv { total * 2 } else { total })
}

/// The tables with their rows and checksums, as they are now: what a restore is compared with.
pub async fn checksums(source: &mut Source) -> anyhow::Result<Vec<TableEntry>> {
    let tables = catalogue::tables(source).await?;
    let (writer, rows) = lines(source, &tables, Writer::nowhere(), false, &Progress::default()).await?;
    entries(&tables, &rows, &writer)
}

type Rows = BTreeMap<String, u64>;

fn entries(tables: &[Table], rows: &Rows, writer: &Writer) -> anyhow::Result<Vec<TableEntry>> {
    let hashes: BTreeMap<_, _> = writer.entries().iter().map(|entry| (entry.name.as_str(), entry.sha256.as_str())).collect();
    let entry = |table: &Table| {
        let sha256 = hashes.get(lines_name(&table.name).as_str()).context("a table was not written")?;
        let rows = rows.get(&table.name).copied().unwrap_or_default();
        Ok(TableEntry { name: table.name.clone(), rows, sha256: (*sha256).to_owned(), columns: table.columns.clone() })
    };
    tables.iter().map(entry).collect()
}

/// Where a table's lines are in the archive.
pub fn lines_name(table: &str) -> String {
    format!("tables/{table}.jsonl")
}

/// Reads every table into the writer, which compresses on a thread of its own.
async fn lines(source: &mut Source, tables: &[Table], writer: Writer, csv: bool, progress: &Progress) -> anyhow::Result<(Writer, Rows)> {
    let (parts, taken) = mpsc::channel(8);
    let writing = tokio::task::spawn_blocking(move || writer.take(taken));
    let read = read_all(source, tables, &parts, csv, progress).await;
    drop(parts);
    // Where the thread stopped, its reason is the reason.
    let writer = writing.await??;
    Ok((writer, read?))
}

async fn read_all(
    source: &mut Source,
    tables: &[Table],
    parts: &mpsc::Sender<Part>,
    csv: bool,
    progress: &Progress,
) -> anyhow::Result<Rows> {
    let mut rows = Rows::new();
    for table in tables {
        rows.insert(table.name.clone(), read(source, table, &mut Lines::json(parts, table), progress).await?);
        if csv {
            read(source, table, &mut Lines::csv(parts, table)?, progress).await?;
        }
    }
    Ok(rows)
}

/// One table; how many rows.
async fn read(source: &mut Source, table: &Table, lines: &mut Lines<'_>, progress: &Progress) -> anyhow::Result<u64> {
    lines.begin().await?;
    let sql = AssertSqlSafe(table.select(source.kind()));
    let mut count = 0;
    let unread = || format!("a row of {} cannot be read", table.name);
    macro_rules! rows {
        ($connection:expr, $of:path) => {{
            let mut found = query(sql).persistent(false).fetch($connection);
            while let Some(row) = found.try_next().await? {
                let values = table.columns.iter().enumerate().map(|(place, column)| $of(&row, place, column.holds));
                let values: Vec<Value> = values.collect::<Result<_, _>>().with_context(unread)?;
                count += 1;
                progress.rows.fetch_add(1, Ordering::Relaxed);
                lines.add(count, &values).await?;
            }
        }};
    }
    match source {
        Source::Sqlite(connection) => rows!(connection, Value::of_sqlite),
        Source::Postgres(connection) => rows!(connection, Value::of_postgres),
    }
    lines.end().await?;
    Ok(count)
}

/// A table on its way into the archive.
struct Lines<'a> {
    parts: &'a mpsc::Sender<Part>,
    table: &'a Table,
    name: String,
    is_csv: bool,
    piece: Vec<u8>,
}

impl<'a> Lines<'a> {
    fn json(parts: &'a mpsc::Sender<Part>, table: &'a Table) -> Self {
        Self { parts, table, name: lines_name(&table.name), is_csv: false, piece: vec![] }
    }

    fn csv(parts: &'a mpsc::Sender<Part>, table: &'a Table) -> anyhow::Result<Self> {
        // Spreadsheets need the mark to read UTF-8 as such.
        let mut lines = Self { parts, table, name: format!("csv/{}.csv", table.name), is_csv: true, piece: vec![0xEF, 0xBB, 0xBF] };
        lines.cells(table.columns.iter().map(|column| column.name.clone()))?;
        Ok(lines)
    }

    async fn begin(&self) -> anyhow::Result<()> {
        self.send(Part::Begin { name: self.name.clone(), spooled: self.table.has_bytes() && !self.is_csv }).await
    }

    async fn add(&mut self, number: u64, values: &[Value]) -> anyhow::Result<()> {
        if self.is_csv {
            let cells: Vec<_> = values.iter().enumerate().map(|(place, value)| self.cell(number, values, place, value)).collect();
            self.cells(cells.into_iter())?;
        } else {
            self.line(number, values).await?;
        }
        if self.piece.len() >= PIECE { self.flush().await } else { Ok(()) }
    }

    async fn line(&mut self, number: u64, values: &[Value]) -> anyhow::Result<()> {
        for (place, (column, value)) in self.table.columns.iter().zip(values).enumerate() {
            self.piece.push(if place == 0 { b'{' } else { b',' });
            serde_json::to_writer(&mut self.piece, &column.name)?;
            self.piece.push(b':');
            match large(value) {
                None => value.write_json(&mut self.piece)?,
                Some(bytes) => {
                    let name = file_name(self.table, number, values, place, bytes);
                    let sha256 = hex(&Sha256::digest(bytes));
                    self.piece.extend_from_slice(format!("{{\"file\":\"{name}\",\"sha256\":\"{sha256}\"}}").as_bytes());
                    self.send(Part::File { name, bytes: bytes.to_vec() }).await?;
                }
            }
        }
        self.piece.extend_from_slice(b"}\n");
        Ok(())
    }

    fn cell(&self, number: u64, values: &[Value], place: usize, value: &Value) -> String {
        large(value).map_or_else(|| value.cell(), |bytes| file_name(self.table, number, values, place, bytes))
    }

    fn cells(&mut self, cells: impl Iterator<Item = String>) -> anyhow::Result<()> {
        let mut writer = csv::Writer::from_writer(&mut self.piece);
        writer.write_record(cells)?;
        Ok(writer.flush()?)
    }

    async fn flush(&mut self) -> anyhow::Result<()> {
        let piece = std::mem::take(&mut self.piece);
        self.send(Part::Data(piece)).await
    }

    async fn end(&mut self) -> anyhow::Result<()> {
        self.flush().await?;
        self.send(Part::End).await
    }

    async fn send(&self, part: Part) -> anyhow::Result<()> {
        self.parts.send(part).await.ok().context("the archive cannot be written")
    }
}

fn large(value: &Value) -> Option<&[u8]> {
    match value {
        Value::Bytes(bytes) if bytes.len() > INLINE => Some(bytes),
        _ => None,
    }
}

/// By the row's id where it has one, so that a person finds it.
fn file_name(table: &Table, number: u64, values: &[Value], place: usize, bytes: &[u8]) -> String {
    let row = table.id().map_or_else(|| number.to_string(), |id| values[id].plain());
    let ending = match bytes {
        [0xFF, 0xD8, 0xFF, ..] => "jpg",
        [0x89, b'P', b'N', b'G', ..] => "png",
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => "webp",
        [b'%', b'P', b'D', b'F', ..] => "pdf",
        [b'<', b'?', b'x', b'm', b'l', ..] => "xml",
        [b'P', b'K', 3, 4, ..] => "zip",
        _ => "bin",
    };
    format!("files/{}/{row}-{}.{ending}", table.name, table.columns[place].name)
}

fn readme(asked: Asked<'_>) -> String {
    format!(
        "All data of a garage, as ECAR {} wrote them on {}.\n\n\
         tables/     every table as JSON Lines: a row a line, amounts in minor units, instants in UTC\n\
         csv/        the same for spreadsheets, where it was asked for\n\
         files/      photos and documents; the lines of tables name them\n\
         schema.sql  the tables as the database described them\n\
         manifest.json  rows and checksums of each table, and totals to compare\n\n\
         `ecar restore FILE` puts all of it into an empty database, SQLite or PostgreSQL.\n\n{CARRY_ALONG}\n",
        asked.version, asked.at
    )
}

/// Whether the two say the same of every table; else which differs.
pub fn difference(said: &[TableEntry], found: &[TableEntry]) -> Option<String> {
    let found: BTreeMap<_, _> = found.iter().map(|entry| (entry.name.as_str(), entry)).collect();
    said.iter().find_map(|entry| match found.get(entry.name.as_str()) {
        None => Some(format!("the table {} is not there", entry.name)),
        Some(other) if other.rows != entry.rows => Some(format!("{} has {} rows and not {}", entry.name, other.rows, entry.rows)),
        Some(other) if other.sha256 != entry.sha256 => Some(format!("the rows of {} are not the same", entry.name)),
        Some(_) => None,
    })
}
