//! A table of texts, and which rows of which tables are kept.

use std::collections::BTreeMap;

use kernel::Problem;

use super::{MOST_BYTES, too_large};
use crate::systems::Model;

/// A row: values by column, as columns are compared.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Record {
    /// Where it stands in its file or table, from 1.
    pub place: u64,
    values: BTreeMap<String, String>,
    /// Its bytes are no text.
    pub is_broken: bool,
}

impl Record {
    /// Of texts as bytes; empty ones are left out, as what is null.
    pub fn of(place: u64, cells: impl Iterator<Item = (String, Option<Vec<u8>>)>) -> Self {
        let mut record = Self { place, ..Self::default() };
        for (column, bytes) in cells {
            match bytes.map(String::from_utf8) {
                Some(Ok(text)) if !text.trim().is_empty() && !text.contains('\0') => {
                    record.values.insert(normal(&column), text.trim().to_owned());
                }
                Some(Ok(text)) if text.contains('\0') => record.is_broken = true,
                Some(Err(_)) => record.is_broken = true,
                _ => {}
            }
        }
        record
    }

    /// By any of these names, as [`normal`] has them.
    pub fn get(&self, names: &[&str]) -> Option<&str> {
        names.iter().find_map(|name| self.values.get(*name)).map(String::as_str)
    }

    /// What it is known by there.
    pub fn key(&self) -> Option<&str> {
        self.get(&["id", "pk", "cin", "vin"])
    }

    /// Its key, or its line.
    pub fn label(&self) -> String {
        self.key().map_or_else(|| format!("line {}", self.place), str::to_owned)
    }

    fn weight(&self) -> usize {
        self.values.iter().map(|(column, text)| column.len() + text.len() + 64).sum()
    }
}

/// `phoneNumber`, `phone_number` and `Phone number` are one column.
pub fn normal(column: &str) -> String {
    column.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_ascii_lowercase()
}

/// The rows of one kind.
pub type Table = Vec<Record>;

/// All that was read.
#[derive(Debug, Default)]
pub struct Tables {
    pub known: BTreeMap<Model, Table>,
    /// Rows of tables that ECAR takes nothing of.
    pub ignored: BTreeMap<String, u64>,
    weight: usize,
}

impl Tables {
    pub fn is_empty(&self) -> bool {
        self.known.is_empty() && self.ignored.is_empty()
    }

    /// Whose rows a table of these columns has; none where ECAR takes nothing of it, which is noted.
    pub fn model(&mut self, table: &str, columns: &[String]) -> Option<Model> {
        let columns: Vec<_> = columns.iter().map(|column| normal(column)).collect();
        let model = Model::of(table, &columns);
        match model {
            Some(model) => drop(self.known.entry(model).or_default()),
            None => drop(self.ignored.entry(table.to_owned()).or_default()),
        }
        model
    }

    pub fn add(&mut self, model: Model, record: Record) -> Result<(), Problem> {
        self.weight += record.weight();
        if self.weight > MOST_BYTES {
            return Err(too_large());
        }
        self.known.entry(model).or_default().push(record);
        Ok(())
    }

    pub fn ignore(&mut self, table: &str, rows: u64) {
        *self.ignored.entry(table.to_owned()).or_default() += rows;
    }

    pub fn rows(&self, model: Model) -> &[Record] {
        self.known.get(&model).map(Vec::as_slice).unwrap_or_default()
    }
}
