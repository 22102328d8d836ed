//! The cells of a sheet, one after the other, as text.

use chrono::{Days, NaiveDate};
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::Fault;
use super::formats::{Formats, Shown};
use super::parts::{attribute, text_of};

pub struct Cells<'a> {
    reader: Reader<&'a [u8]>,
    strings: &'a [Box<str>],
    formats: &'a Formats,
    is_1904: bool,
    row: u32,
    column: u32,
}

/// A cell while it is read.
struct Cell {
    kind: String,
    shown: Shown,
    text: String,
}

impl<'a> Cells<'a> {
    pub fn new(xml: &'a str, strings: &'a [Box<str>], formats: &'a Formats, is_1904: bool) -> Self {
        Self { reader: Reader::from_str(xml), strings, formats, is_1904, row: 0, column: 0 }
    }

    /// The next cell that says something: row, column (from 0) and text.
    pub fn next_cell(&mut self) -> Result<Option<(u32, u32, String)>, Fault> {
        loop {
            match self.reader.read_event().map_err(|_| Fault::Unreadable)? {
                Event::Start(start) if start.local_name().as_ref() == "row" => {
                    if let Some(number) = attribute(&start, "r")? {
                        self.row = number.parse::<u32>().ok().and_then(|number| number.checked_sub(1)).ok_or(Fault::Unreadable)?;
                    }
                    self.column = 0;
                }
                Event::End(end) if end.local_name().as_ref() == "row" => self.row = self.row.checked_add(1).ok_or(Fault::TooLarge)?,
                Event::End(end) if end.local_name().as_ref() == "sheetData" => return Ok(None),
                Event::Empty(start) if start.local_name().as_ref() == "row" => {
                    let number = attribute(&start, "r")?.and_then(|number| number.parse::<u32>().ok());
                    self.row = number.unwrap_or_else(|| self.row.saturating_add(1));
                }
                Event::Empty(start) if start.local_name().as_ref() == "c" => {
                    self.place(&start)?;
                    self.column = self.column.saturating_add(1);
                }
                Event::Start(start) if start.local_name().as_ref() == "c" => {
                    self.place(&start)?;
                    let cell = self.cell(&start)?;
                    let (row, column, text) = (self.row, self.column, self.shown(cell)?);
                    self.column = self.column.saturating_add(1);
                    if !text.is_empty() {
                        return Ok(Some((row, column, text)));
                    }
                }
                Event::Eof => return Ok(None),
                _ => {}
            }
        }
    }

    /// Cells that do not say where they stand follow each other.
    fn place(&mut self, start: &BytesStart) -> Result<(), Fault> {
        if let Some(place) = attribute(start, "r")? {
            self.column = column(&place).ok_or(Fault::Unreadable)?;
        }
        Ok(())
    }

    fn cell(&mut self, start: &BytesStart) -> Result<Cell, Fault> {
        let shown = self.formats.of(attribute(start, "s")?.as_deref());
        let mut cell = Cell { kind: attribute(start, "t")?.unwrap_or_default(), shown, text: String::new() };
        // Values, and texts that stand in the cell itself; not the formula that gave them, nor how they are pronounced.
        let (mut is_value, mut is_spoken) = (false, false);
        loop {
            let event = self.reader.read_event().map_err(|_| Fault::Unreadable)?;
            match &event {
                Event::Start(start) => match start.local_name().as_ref() {
                    "v" | "t" => is_value = true,
                    "rPh" => is_spoken = true,
                    _ => {}
                },
                Event::End(end) => match end.local_name().as_ref() {
                    "c" => return Ok(cell),
                    "v" | "t" => is_value = false,
                    "rPh" => is_spoken = false,
                    _ => {}
                },
                Event::Eof => return Err(Fault::Unreadable),
                other if is_value && !is_spoken => text_of(other, &mut cell.text)?,
                _ => {}
            }
        }
    }

    fn shown(&self, cell: Cell) -> Result<String, Fault> {
        match cell.kind.as_str() {
            "s" => {
                let place = cell.text.trim().parse::<usize>().map_err(|_| Fault::Unreadable)?;
                self.strings.get(place).map(ToString::to_string).ok_or(Fault::Unreadable)
            }
            "str" | "inlineStr" | "d" => Ok(cell.text),
            "b" => Ok(if cell.text.trim() == "1" { "true".into() } else { "false".into() }),
            // `#N/A` and its like say nothing.
            "e" => Ok(String::new()),
            _ => Ok(number(cell.text.trim(), cell.shown, self.is_1904)),
        }
    }
}

/// `BC12` is 54.
fn column(place: &str) -> Option<u32> {
    let mut letters = place.bytes().take_while(u8::is_ascii_alphabetic);
    let number = letters.try_fold(0_u32, |number, letter| {
        let digit = u32::from(letter.to_ascii_uppercase() - b'A') + 1;
        number.checked_mul(26)?.checked_add(digit)
    })?;
    number.checked_sub(1)
}

/// As a person sees it: no more digits than a spreadsheet keeps.
fn number(text: &str, shown: Shown, is_1904: bool) -> String {
    let Ok(number) = text.parse::<f64>() else { return text.to_owned() };
    if !number.is_finite() {
        return text.to_owned();
    }
    match shown {
        Shown::Number => digits(number),
        Shown::Percent => format!("{} %", digits(number * 100.0)),
        Shown::Day => day(number, is_1904).unwrap_or_else(|| digits(number)),
        Shown::Time => time(number.fract()),
    }
}

/// Fifteen digits count.
fn digits(number: f64) -> String {
    let rounded: f64 = format!("{number:.14e}").parse().unwrap_or(number);
    // Zero has no sign.
    if rounded == 0.0 { "0".into() } else { rounded.to_string() }
}

/// The days since the end of 1899, of which the year 1900 has a day too many; or since 1904.
fn day(number: f64, is_1904: bool) -> Option<String> {
    let seconds = (number.fract() * 86_400.0).round();
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "checked to be within the days that are written")]
    let whole = (0.0..3_000_000.0).contains(&number).then_some(number.trunc() as u64)?;
    let first = if is_1904 {
        NaiveDate::from_ymd_opt(1904, 1, 1)?
    } else if whole < 60 {
        NaiveDate::from_ymd_opt(1899, 12, 31)?
    } else {
        NaiveDate::from_ymd_opt(1899, 12, 30)?
    };
    let date = first.checked_add_days(Days::new(whole))?;
    if seconds == 0.0 { Some(date.to_string()) } else { Some(format!("{date} {}", time(number.fract()))) }
}

fn time(fraction: f64) -> String {
    #[expect(clippy::cast_possible_truncation, reason = "less than a day")]
    let seconds = (fraction.abs() * 86_400.0).round() as i64;
    format!("{:02}:{:02}:{:02}", seconds / 3_600 % 24, seconds / 60 % 60, seconds % 60)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_as_people_see_them() {
        let cases = [
            ("84300", Shown::Number, "84300"),
            ("0.30000000000000004", Shown::Number, "0.3"),
            ("98123456", Shown::Number, "98123456"),
            ("120.5", Shown::Number, "120.5"),
            ("-1.2E3", Shown::Number, "-1200"),
            ("-0", Shown::Number, "0"),
            ("0.19", Shown::Percent, "19 %"),
            ("0.07", Shown::Percent, "7 %"),
            ("45973", Shown::Day, "2025-11-12"),
            ("45973.5", Shown::Day, "2025-11-12 12:00:00"),
            ("1", Shown::Day, "1900-01-01"),
            ("61", Shown::Day, "1900-03-01"),
            ("0.25", Shown::Time, "06:00:00"),
            ("-5", Shown::Day, "-5"),
            ("text", Shown::Number, "text"),
        ];
        for (text, shown, expected) in cases {
            assert_eq!(number(text, shown, false), expected, "{text}");
        }
        assert_eq!(number("44511", Shown::Day, true), "2025-11-12");
    }

    #[test]
    fn columns_have_letters() {
        assert_eq!((column("A1"), column("Z9"), column("AA1"), column("BC12"), column("7")), (Some(0), Some(25), Some(26), Some(54), None));
    }
}
