//! A dump as text, line by line: `COPY … FROM stdin` blocks, and `INSERT` statements with or without columns.

use std::collections::HashMap;
use std::io::{BufRead, Read};

use kernel::Problem;

use super::copied;
use super::statement::{self, Statement, bare};
use super::table::{Record, Tables};
use super::{LONGEST, too_large, unreadable};

/// A dump that says so writes `\'` in texts.
const MYSQL: &[&[u8]] = &[b"-- MySQL dump", b"-- MariaDB dump", b"/*!40101", b"/*M!"];

/// How far a dump is read.
struct Dump<'a> {
    tables: &'a mut Tables,
    /// The columns of tables, where a statement leaves them out.
    columns: HashMap<String, Vec<String>>,
    /// How many rows of each were read.
    places: HashMap<String, u64>,
    escapes: bool,
}

pub fn read(mut file: impl BufRead, tables: &mut Tables) -> Result<(), Problem> {
    let mut dump = Dump { tables, columns: HashMap::new(), places: HashMap::new(), escapes: false };
    let (mut line, mut pending) = (vec![], vec![]);
    while next(&mut file, &mut line)? {
        if pending.is_empty() {
            dump.escapes |= MYSQL.iter().any(|mark| line.starts_with(mark));
            if let Some((table, columns)) = copied::heading(&line) {
                dump.copy(&mut file, &table, &columns)?;
                continue;
            }
            if !statement::begins(&line) {
                continue;
            }
        }
        pending.extend_from_slice(&line);
        if pending.len() > LONGEST {
            return Err(too_large());
        }
        if statement::is_whole(&pending, dump.escapes) {
            dump.run(&pending)?;
            pending.clear();
        }
    }
    Ok(())
}

/// The next line with its end; false behind the last.
fn next(file: &mut impl BufRead, line: &mut Vec<u8>) -> Result<bool, Problem> {
    line.clear();
    let read = file.by_ref().take(LONGEST as u64).read_until(b'\n', line).map_err(|_| unreadable("It cannot be read"))?;
    if read == LONGEST { Err(too_large()) } else { Ok(read > 0) }
}

impl Dump<'_> {
    fn copy(&mut self, file: &mut impl BufRead, table: &str, columns: &[String]) -> Result<(), Problem> {
        let model = self.tables.model(table, columns);
        let mut line = vec![];
        while next(file, &mut line)? {
            let row = line.strip_suffix(b"\n").unwrap_or(&line);
            let row = row.strip_suffix(b"\r").unwrap_or(row);
            if row == b"\\." {
                return Ok(());
            }
            let place = self.place(table);
            match model {
                Some(model) => self.tables.add(model, Record::of(place, columns.iter().cloned().zip(copied::cells(row))))?,
                None => self.tables.ignore(table, 1),
            }
        }
        Err(unreadable("The dump ends in the middle of a table"))
    }

    fn run(&mut self, text: &[u8]) -> Result<(), Problem> {
        match statement::parse(text, self.escapes) {
            Some(Statement::Create { table, columns }) => drop(self.columns.insert(bare(&table), columns)),
            Some(Statement::Insert { table, columns, rows }) => {
                let columns = if columns.is_empty() { self.columns.get(&bare(&table)).cloned().unwrap_or_default() } else { columns };
                let model = self.tables.model(&bare(&table), &columns);
                for row in rows {
                    let place = self.place(&table);
                    match model {
                        Some(model) => self.tables.add(model, Record::of(place, columns.iter().cloned().zip(row)))?,
                        None => self.tables.ignore(&bare(&table), 1),
                    }
                }
            }
            None => {}
        }
        Ok(())
    }

    fn place(&mut self, table: &str) -> u64 {
        let place = self.places.entry(table.to_owned()).or_default();
        *place += 1;
        *place
    }
}
