//! What a row of another system is to become.

use std::collections::HashSet;

use crate::source::Record;

/// What it adds to a sum of the report: its name and so many minor units, or thousandths of pieces.
pub type Worth = Vec<(&'static str, i64)>;

/// By the fields of an importer.
pub type Values = Vec<(&'static str, String)>;

/// The field that is wrong, and a sentence.
pub type Wrong = (&'static str, String);

/// The row that it belongs to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parent {
    /// `customers`, `vehicles` or `products`
    pub kind: &'static str,
    pub key: String,
    /// The column that names it.
    pub field: &'static str,
}

/// A row for one of the importers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Entry {
    /// Its key there.
    pub key: String,
    pub values: Values,
    pub parent: Option<Parent>,
    /// The name of its site there.
    pub site: Option<String>,
    pub worth: Worth,
    /// The file that is kept with it.
    pub paper: Option<String>,
}

/// A row, read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Read {
    Taken(Box<Entry>),
    Refused {
        row: String,
        field: &'static str,
        reason: String,
        worth: Worth,
    },
    /// Nothing that ECAR keeps.
    Left,
}

impl Read {
    pub fn refused(row: &Record, field: &'static str, reason: impl Into<String>) -> Self {
        Self::Refused { row: row.label(), field, reason: reason.into(), worth: vec![] }
    }
}

/// Adds a value where there is one.
pub fn put(values: &mut Values, field: &'static str, text: Option<&str>) {
    values.extend(text.map(|text| (field, text.to_owned())));
}

/// Words on one line, at most so many letters.
pub fn words(text: &str, most: usize) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(most).collect()
}

/// Sees to it that nothing is told twice.
#[derive(Default)]
pub struct Once(HashSet<String>);

impl Once {
    /// False where it was told before; spaces and dashes do not tell two apart.
    pub fn is_new(&mut self, text: &str) -> bool {
        self.0.insert(text.chars().filter(|letter| letter.is_alphanumeric()).collect::<String>().to_uppercase())
    }
}

/// The key of a row that can be read, and is the first with it.
pub fn key_of(row: &Record, once: &mut Once) -> Result<String, Read> {
    if row.is_broken {
        return Err(Read::refused(row, "", "It is not written in UTF-8"));
    }
    let key = row.key().ok_or_else(|| Read::refused(row, "id", "It has no id"))?;
    if once.is_new(key) { Ok(key.to_owned()) } else { Err(Read::refused(row, "id", "Another row has the same id")) }
}
