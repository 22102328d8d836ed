//! The first sheet of an .xlsx workbook as lines of text, so that what reads files need know one format only.
//!
//! Cells come as a person sees them: dates as dates, percentages as percentages, a formula as its result. Nothing of a workbook is run,
//! and nothing outside it is read. What unpacks to more than it should is refused before it is kept: the parts are unpacked within
//! one allowance, and rows, columns and texts are counted while they are read.
//!
//! Source: ECMA-376, part 1, 18.2 (workbook), 18.3 (sheets), 18.4 (shared strings), 18.8.30 (number formats).

mod cells;
mod formats;
mod parts;
mod strings;

use crate::Problem;
use cells::Cells;
use formats::Formats;
use parts::{Parts, Place};

/// Between the cells of a line, where no text has it; and before the first, to say that it does.
pub const SEPARATOR: u8 = 0x1f;

/// Of the workbook as it is sent.
const MAX_PACKED: usize = 32 << 20;
/// Of its parts together.
const MAX_UNPACKED: u64 = 192 << 20;
const MAX_ROWS: u32 = 200_000;
const MAX_COLUMNS: u32 = 200;
/// Of the lines that come out.
const MAX_TEXT: usize = 128 << 20;

/// Whether the file is a workbook: a ZIP archive, by its first bytes.
pub fn is_one(file: &[u8]) -> bool {
    file.starts_with(b"PK\x03\x04")
}

/// The lines of the first sheet, each on the line of its row.
pub fn lines(file: &[u8]) -> Result<Vec<u8>, Problem> {
    read(file).map_err(Problem::from)
}

/// What is wrong with a workbook.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fault {
    Unreadable,
    TooLarge,
}

impl From<Fault> for Problem {
    fn from(fault: Fault) -> Self {
        match fault {
            Fault::Unreadable => {
                Self::field("/file", "workbook-unreadable", "The workbook cannot be read: save it as .xlsx, without a password, or as CSV")
            }
            Fault::TooLarge => Self::field(
                "/file",
                "workbook-too-large",
                format!("The workbook is too large: at most {MAX_ROWS} rows and {MAX_COLUMNS} columns; save it as CSV or in parts"),
            ),
        }
    }
}

fn read(file: &[u8]) -> Result<Vec<u8>, Fault> {
    if file.len() > MAX_PACKED {
        return Err(Fault::TooLarge);
    }
    let mut parts = Parts::open(file, MAX_UNPACKED)?;
    let Place { sheet, strings, styles, is_1904 } = parts.first_sheet()?;
    let strings = parts.read(&strings)?.map(|xml| strings::read(&xml)).transpose()?.unwrap_or_default();
    let formats = parts.read(&styles)?.map(|xml| Formats::read(&xml)).transpose()?.unwrap_or_default();
    let sheet = parts.read(&sheet)?.ok_or(Fault::Unreadable)?;
    let mut lines = Lines { text: vec![SEPARATOR], row: 0, column: 0 };
    let mut cells = Cells::new(&sheet, &strings, &formats, is_1904);
    while let Some((row, column, text)) = cells.next_cell()? {
        lines.put(row, column, &text)?;
    }
    Ok(lines.text)
}

/// The text while it is written: rows and columns that are left out are empty.
struct Lines {
    text: Vec<u8>,
    row: u32,
    column: u32,
}

impl Lines {
    /// Rows and columns are counted from 0, and come in their order.
    fn put(&mut self, row: u32, column: u32, text: &str) -> Result<(), Fault> {
        if row >= MAX_ROWS || column >= MAX_COLUMNS {
            return Err(Fault::TooLarge);
        }
        if row < self.row || (row == self.row && column < self.column) {
            return Err(Fault::Unreadable);
        }
        if row > self.row {
            self.text.extend(std::iter::repeat_n(b'\n', (row - self.row) as usize));
            (self.row, self.column) = (row, 0);
        }
        self.text.extend(std::iter::repeat_n(SEPARATOR, (column - self.column) as usize));
        self.column = column;
        // A line of a cell is no line of the file, and a quotation mark is a letter like others.
        let plain = text.chars().map(|letter| if letter.is_control() { ' ' } else { letter }).collect::<String>();
        let plain = plain.trim();
        if plain.contains('"') {
            self.text.extend_from_slice(format!("\"{}\"", plain.replace('"', "\"\"")).as_bytes());
        } else {
            self.text.extend_from_slice(plain.as_bytes());
        }
        if self.text.len() > MAX_TEXT { Err(Fault::TooLarge) } else { Ok(()) }
    }
}

#[cfg(test)]
mod tests;
