//! Tables for spreadsheets: CSV and XLSX. What others typed into a cell stays text when the file is opened, and never a formula.

use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use rust_xlsxwriter::{Format, Workbook, XlsxError};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::Problem;

/// More rows than that are asked for in parts: a file is made in memory.
pub const MOST_ROWS: usize = 20_000;

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = ExportFormat)]
pub enum FileFormat {
    #[default]
    Csv,
    Xlsx,
}

#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    Text(String),
    /// A decimal number as text, so that no cent is lost on the way.
    Number(String),
    Empty,
}

impl From<Option<String>> for Cell {
    fn from(text: Option<String>) -> Self {
        text.map_or(Self::Empty, Self::Text)
    }
}

impl From<String> for Cell {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

/// Rows under their titles.
#[derive(Clone, Debug, Default)]
pub struct Table {
    /// Of the file, without its ending.
    pub name: String,
    pub titles: Vec<&'static str>,
    pub rows: Vec<Vec<Cell>>,
}

impl Table {
    /// The file as an answer that a browser saves.
    pub fn answer(&self, format: FileFormat) -> Result<Response, Problem> {
        let (bytes, kind, ending) = match format {
            FileFormat::Csv => (self.csv()?, "text/csv; charset=utf-8", "csv"),
            FileFormat::Xlsx => (self.xlsx()?, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx"),
        };
        let disposition = format!("attachment; filename=\"{}.{ending}\"", self.name);
        let disposition = HeaderValue::from_str(&disposition).map_err(|error| Problem::internal(&error))?;
        Ok(([(header::CONTENT_TYPE, HeaderValue::from_static(kind)), (header::CONTENT_DISPOSITION, disposition)], bytes).into_response())
    }

    /// UTF-8 with a byte order mark, which spreadsheets need to read it as such.
    pub fn csv(&self) -> Result<Vec<u8>, Problem> {
        let mut writer = csv::Writer::from_writer(vec![0xEF, 0xBB, 0xBF]);
        let unwritten = |error: csv::Error| Problem::internal(&error);
        writer.write_record(&self.titles).map_err(unwritten)?;
        for row in &self.rows {
            writer.write_record(row.iter().map(plain)).map_err(unwritten)?;
        }
        writer.into_inner().map_err(|error| Problem::internal(&error))
    }

    pub fn xlsx(&self) -> Result<Vec<u8>, Problem> {
        self.workbook().map_err(|error| Problem::internal(&error))
    }

    fn workbook(&self) -> Result<Vec<u8>, XlsxError> {
        let mut book = Workbook::new();
        let bold = Format::new().set_bold();
        let sheet = book.add_worksheet();
        for (column, title) in (0..).zip(&self.titles) {
            sheet.write_string_with_format(0, column, *title, &bold)?;
        }
        for (row, cells) in (1..).zip(&self.rows) {
            for (column, cell) in (0..).zip(cells) {
                match cell {
                    // A string cell is never calculated.
                    Cell::Text(text) => sheet.write_string(row, column, text)?,
                    Cell::Number(number) => sheet.write_number(row, column, number.parse::<f64>().unwrap_or_default())?,
                    Cell::Empty => continue,
                };
            }
        }
        sheet.set_freeze_panes(1, 0)?;
        book.save_to_buffer()
    }
}

/// A text that begins as a formula does gets an apostrophe. Source: OWASP, CSV injection.
pub fn harmless(text: &str) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{text}") } else { text.to_owned() }
}

fn plain(cell: &Cell) -> String {
    match cell {
        Cell::Text(text) => harmless(text),
        Cell::Number(text) => text.clone(),
        Cell::Empty => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(texts: &[&str]) -> Table {
        let rows = texts.iter().map(|text| vec![Cell::Text((*text).to_owned()), Cell::Number("-1.500".into())]).collect();
        Table { name: "t".into(), titles: vec!["name", "amount"], rows }
    }

    #[test]
    fn what_looks_like_a_formula_stays_text_and_numbers_stay_numbers() {
        let csv = table(&["=cmd|' /C calc'!A0", "+216 98", "-1", "@sum", "\tx", "a,\"b\"\nc", "ليلى"]).csv().unwrap();
        let text = String::from_utf8(csv).unwrap();
        assert!(text.starts_with('\u{FEFF}'));
        for cell in ["'=cmd|' /C calc'!A0,-1.500", "'+216 98,", "'-1,", "'@sum,", "'\tx,", "\"a,\"\"b\"\"\nc\",", "ليلى,"] {
            assert!(text.contains(cell), "{cell} in {text}");
        }
    }

    #[test]
    fn a_workbook_is_a_zip_file() {
        assert!(table(&["=1+1"]).xlsx().unwrap().starts_with(b"PK"));
    }
}
