//! Files of another system as tables of texts.
//!
//! A SQLite database, a plain dump of PostgreSQL (or `MySQL`, or SQLite's shell), CSV or JSON; one of them, or a folder or zip of several, with
//! the documents' PDFs beside them. Everything is bounded: a dump is read line by line, and no more is kept than [`MOST_BYTES`].

mod copied;
mod csv_file;
mod dump;
mod json_file;
mod papers;
mod sqlite;
mod statement;
mod table;

use std::fs::File;
use std::io::{BufReader, Read};
use std::path::Path;

use kernel::Problem;

pub use papers::Papers;
pub use table::{Record, Tables};

/// Text that is kept in memory, of all tables together.
pub const MOST_BYTES: usize = 1 << 30;
/// A line of a dump, a statement or a file of JSON.
pub const LONGEST: usize = 64 << 20;

const SQLITE: &[u8] = b"SQLite format 3\0";
const ZIP: &[u8] = b"PK\x03\x04";

/// What was read.
pub struct Source {
    pub tables: Tables,
    pub papers: Papers,
}

pub fn unreadable(what: &str) -> Problem {
    Problem::field("/file", "unreadable", format!("{what}: send a SQLite database, a plain dump, CSV or JSON, or a zip of them"))
}

pub fn too_large() -> Problem {
    Problem::field("/file", "too-large", "There is more in it than fits into memory: leave tables out that ECAR does not take")
}

/// Reads a file or a folder.
pub async fn open(path: &Path) -> Result<Source, Problem> {
    let mut tables = Tables::default();
    if path.is_dir() {
        read_folder(path, path, &mut tables).await?;
        return found(tables, Papers::Folder(path.to_owned()));
    }
    if begins(path, ZIP)? {
        let folder = papers::unpacked(path)?;
        read_folder(folder.path(), folder.path(), &mut tables).await?;
        return found(tables, Papers::Unpacked(folder));
    }
    read_file(path, &stem(path), &mut tables).await?;
    found(tables, Papers::None)
}

fn found(tables: Tables, papers: Papers) -> Result<Source, Problem> {
    if tables.is_empty() { Err(unreadable("No table was found in it")) } else { Ok(Source { tables, papers }) }
}

/// The files in it, and those in its folders.
async fn read_folder(root: &Path, folder: &Path, tables: &mut Tables) -> Result<(), Problem> {
    let entries = std::fs::read_dir(folder).map_err(|error| Problem::internal(&error))?;
    let mut paths: Vec<_> = entries.flatten().map(|entry| entry.path()).collect();
    paths.sort();
    for path in paths {
        if path.is_dir() {
            Box::pin(read_folder(root, &path, tables)).await?;
        } else if is_data(&path) {
            read_file(&path, &stem(&path), tables).await?;
        }
    }
    Ok(())
}

/// PDFs and pictures are looked at when a document names them.
fn is_data(path: &Path) -> bool {
    let extension = path.extension().unwrap_or_default().to_string_lossy().to_lowercase();
    ["csv", "json", "sql", "dump", "sqlite", "sqlite3", "db"].contains(&extension.as_str())
}

fn stem(path: &Path) -> String {
    path.file_stem().unwrap_or_default().to_string_lossy().into_owned()
}

/// What it is, its first bytes say.
async fn read_file(path: &Path, name: &str, tables: &mut Tables) -> Result<(), Problem> {
    if begins(path, SQLITE)? {
        return sqlite::read(path, tables).await;
    }
    let extension = path.extension().unwrap_or_default().to_string_lossy().to_lowercase();
    match extension.as_str() {
        "csv" => csv_file::read(open_file(path)?, name, tables),
        "json" => json_file::read(open_file(path)?, name, tables),
        _ if looks_like_json(path)? => json_file::read(open_file(path)?, name, tables),
        _ => dump::read(open_file(path)?, tables),
    }
}

fn open_file(path: &Path) -> Result<BufReader<File>, Problem> {
    File::open(path).map(BufReader::new).map_err(|_| unreadable("It cannot be opened"))
}

fn first_bytes(path: &Path) -> Result<Vec<u8>, Problem> {
    let mut bytes = vec![];
    open_file(path)?.take(64).read_to_end(&mut bytes).map_err(|_| unreadable("It cannot be read"))?;
    Ok(bytes)
}

fn begins(path: &Path, with: &[u8]) -> Result<bool, Problem> {
    Ok(first_bytes(path)?.starts_with(with))
}

fn looks_like_json(path: &Path) -> Result<bool, Problem> {
    Ok(first_bytes(path)?.iter().find(|byte| !byte.is_ascii_whitespace()).is_some_and(|byte| matches!(byte, b'[' | b'{')))
}
