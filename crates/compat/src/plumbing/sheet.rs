//! A CSV file that a form brought, line by line.

use csv::{ReaderBuilder, StringRecord, Trim};

use super::{Ask, Reply, Upload};

/// More lines of a file are sent in parts, or taken in by ECAR's own imports.
const MOST: usize = 500;

pub struct Sheet {
    titles: Vec<String>,
    records: Vec<Option<StringRecord>>,
}

/// A line with its number in the file; one that cannot be read has no cells.
pub struct Line<'a> {
    pub number: usize,
    titles: &'a [String],
    record: Option<&'a StringRecord>,
}

impl Sheet {
    /// Of the field `name`; its titles are in its first line.
    pub fn of(ask: &Ask, name: &str, file: &Upload) -> Result<Self, Reply> {
        let wrong = || Reply::field(name, super::reply::said(ask.family, "This file is no CSV.", "Ce fichier n'est pas un CSV."));
        let mut reader = ReaderBuilder::new().flexible(true).trim(Trim::All).from_reader(file.bytes.as_slice());
        let titles: Vec<_> = reader.headers().map_err(|_| wrong())?.iter().map(str::to_lowercase).collect();
        let records: Vec<_> = reader.into_records().take(MOST + 1).map(Result::ok).collect();
        if records.len() > MOST {
            return Err(Reply::field(name, format!("{MOST} lignes au plus par fichier.")));
        }
        Ok(Self { titles, records })
    }

    pub fn lines(&self) -> impl Iterator<Item = Line<'_>> {
        // Titles are the first line, and people count from one.
        self.records.iter().enumerate().map(|(at, record)| Line { number: at + 2, titles: &self.titles, record: record.as_ref() })
    }
}

impl Line<'_> {
    /// What stands under a title; none where nothing does.
    pub fn cell(&self, title: &str) -> Option<&str> {
        let place = self.titles.iter().position(|it| it == title)?;
        self.record?.get(place).filter(|cell| !cell.is_empty())
    }
}
