//! The file of accounting entries that French tax inspectors read. Source: livre des procédures fiscales, A47 A-1.

use chrono::NaiveDate;
use kernel::{Amount, Problem};

use super::Book;
use crate::accounting::entry::{Entry, Journal, Posted};

const COLUMNS: [&str; 18] = [
    "JournalCode",
    "JournalLib",
    "EcritureNum",
    "EcritureDate",
    "CompteNum",
    "CompteLib",
    "CompAuxNum",
    "CompAuxLib",
    "PieceRef",
    "PieceDate",
    "EcritureLib",
    "Debit",
    "Credit",
    "EcritureLet",
    "DateLet",
    "ValidDate",
    "Montantdevise",
    "Idevise",
];

/// `123456789FEC20261231.txt`: of the SIREN, or the site's code where there is none, and the last day.
pub fn name(book: &Book) -> String {
    let siren: String = book.site.tax_id.chars().filter(char::is_ascii_digit).take(9).collect();
    let who = if siren.len() == 9 { siren } else { book.site.code.clone() };
    format!("{who}FEC{}.txt", day(book.export.until_day))
}

/// Tabs, a decimal comma, and no quotes: no field can hold a tab or a line break.
pub fn file(book: &Book) -> Result<Vec<u8>, Problem> {
    let mut writer = csv::WriterBuilder::new().delimiter(b'\t').quote_style(csv::QuoteStyle::Never).from_writer(vec![]);
    let unwritten = |error: csv::Error| Problem::internal(&error);
    writer.write_record(COLUMNS).map_err(unwritten)?;
    for numbered in &book.entries {
        for line in &numbered.entry.lines {
            writer.write_record(row(book, numbered.number, &numbered.entry, line)).map_err(unwritten)?;
        }
    }
    writer.into_inner().map_err(|error| Problem::internal(&error))
}

fn row(book: &Book, number: i64, entry: &Entry, line: &Posted) -> [String; 18] {
    let customer = entry.customer.as_ref().filter(|_| line.is_customers);
    [
        code(entry.journal).to_owned(),
        book.words.journal(entry.journal).to_owned(),
        number.to_string(),
        day(entry.on),
        line.account.clone(),
        plain(&line.label),
        customer.map(|customer| customer.id.0.simple().to_string()).unwrap_or_default(),
        customer.map(|customer| plain(&customer.name)).unwrap_or_default(),
        plain(&entry.piece),
        day(entry.piece_on),
        plain(&entry.label),
        comma(book, line.debit),
        comma(book, line.credit),
        String::new(),
        String::new(),
        day(book.export.until_day),
        String::new(),
        String::new(),
    ]
}

fn code(journal: Journal) -> &'static str {
    match journal {
        Journal::Sales => "VE",
        Journal::Cash => "CA",
        Journal::Bank => "BQ",
        Journal::Other => "OD",
    }
}

fn day(day: NaiveDate) -> String {
    day.format("%Y%m%d").to_string()
}

fn comma(book: &Book, amount: Amount) -> String {
    book.decimal(amount).replace('.', ",")
}

fn plain(text: &str) -> String {
    text.chars().map(|letter| if letter.is_control() { ' ' } else { letter }).collect()
}
