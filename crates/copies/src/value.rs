//! One value, from either database, as JSON and as a cell of a spreadsheet.

use std::borrow::Cow;
use std::fmt;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use chrono::{DateTime, NaiveDate, NaiveTime, SecondsFormat, Utc};
use sea_orm::sqlx::postgres::PgRow;
use sea_orm::sqlx::sqlite::SqliteRow;
use sea_orm::sqlx::{Error, Row};
use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use uuid::Uuid;

use crate::catalogue::Holds;

#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    Null,
    Bool(bool),
    Integer(i64),
    Real(f64),
    Text(String),
    Uuid(Uuid),
    Instant(DateTime<Utc>),
    Date(NaiveDate),
    Time(NaiveTime),
    Bytes(Vec<u8>),
}

/// The two kinds of row are read alike.
macro_rules! read {
    ($row:expr, $place:expr, $holds:expr) => {{
        let (row, place) = ($row, $place);
        match $holds {
            Holds::Bool => row.try_get_unchecked::<Option<bool>, _>(place)?.map(Value::Bool),
            Holds::Integer => row.try_get_unchecked::<Option<i64>, _>(place)?.map(Value::Integer),
            Holds::Real => row.try_get_unchecked::<Option<f64>, _>(place)?.map(Value::Real),
            Holds::Text => row.try_get_unchecked::<Option<String>, _>(place)?.map(Value::Text),
            Holds::Uuid => row.try_get_unchecked::<Option<Uuid>, _>(place)?.map(Value::Uuid),
            Holds::Instant => row.try_get_unchecked::<Option<DateTime<Utc>>, _>(place)?.map(Value::Instant),
            Holds::Date => row.try_get_unchecked::<Option<NaiveDate>, _>(place)?.map(Value::Date),
            Holds::Time => row.try_get_unchecked::<Option<NaiveTime>, _>(place)?.map(Value::Time),
            Holds::Bytes => row.try_get_unchecked::<Option<Vec<u8>>, _>(place)?.map(Value::Bytes),
        }
        .unwrap_or(Value::Null)
    }};
}

impl Value {
    pub fn of_sqlite(row: &SqliteRow, place: usize, holds: Holds) -> Result<Self, Error> {
        Ok(read!(row, place, holds))
    }

    pub fn of_postgres(row: &PgRow, place: usize, holds: Holds) -> Result<Self, Error> {
        Ok(read!(row, place, holds))
    }

    /// As JSON has it. Instants have six decimals on either database.
    pub fn write_json(&self, line: &mut Vec<u8>) -> serde_json::Result<()> {
        match self {
            Self::Null => line.extend_from_slice(b"null"),
            Self::Bool(flag) => serde_json::to_writer(line, flag)?,
            Self::Integer(number) => serde_json::to_writer(line, number)?,
            Self::Real(number) => serde_json::to_writer(line, number)?,
            Self::Text(text) => serde_json::to_writer(line, text)?,
            Self::Bytes(bytes) => serde_json::to_writer(line, &STANDARD.encode(bytes))?,
            other => {
                line.push(b'"');
                line.extend_from_slice(other.plain().as_bytes());
                line.push(b'"');
            }
        }
        Ok(())
    }

    /// As a text; empty where there is nothing.
    pub fn plain(&self) -> String {
        match self {
            Self::Null => String::new(),
            Self::Bool(flag) => flag.to_string(),
            Self::Integer(number) => number.to_string(),
            Self::Real(number) => number.to_string(),
            Self::Text(text) => text.clone(),
            Self::Uuid(id) => id.to_string(),
            Self::Instant(at) => at.to_rfc3339_opts(SecondsFormat::Micros, true),
            Self::Date(date) => date.to_string(),
            Self::Time(time) => time.format("%H:%M:%S%.6f").to_string(),
            Self::Bytes(bytes) => STANDARD.encode(bytes),
        }
    }

    /// As a cell: what somebody typed stays text, and is no formula when a spreadsheet opens it.
    pub fn cell(&self) -> String {
        let text = self.plain();
        let is_typed = matches!(self, Self::Text(_)) && text.starts_with(['=', '+', '-', '@', '\t', '\r']);
        if is_typed { format!("'{text}") } else { text }
    }

    /// Back from JSON.
    pub fn of_json(cell: Cell<'_>, holds: Holds) -> anyhow::Result<Self> {
        Ok(match (holds, cell) {
            (_, Cell::Null) => Self::Null,
            (Holds::Bool, Cell::Bool(flag)) => Self::Bool(flag),
            (Holds::Integer, Cell::Integer(number)) => Self::Integer(number),
            (Holds::Real, Cell::Real(number)) => Self::Real(number),
            (Holds::Text, Cell::Text(text)) => Self::Text(text.into_owned()),
            (Holds::Uuid, Cell::Text(text)) => Self::Uuid(text.parse()?),
            (Holds::Instant, Cell::Text(text)) => Self::Instant(text.parse()?),
            (Holds::Date, Cell::Text(text)) => Self::Date(text.parse()?),
            (Holds::Time, Cell::Text(text)) => Self::Time(text.parse()?),
            (Holds::Bytes, Cell::Text(text)) => Self::Bytes(STANDARD.decode(text.as_bytes())?),
            (holds, cell) => anyhow::bail!("{cell:?} is no {holds:?}"),
        })
    }
}

/// A value of a line of JSON, before it is known what it stands for.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell<'a> {
    Null,
    Bool(bool),
    Integer(i64),
    Real(f64),
    Text(Cow<'a, str>),
    /// Bytes that are a file of their own in the archive, with their SHA-256.
    File {
        file: String,
        sha256: String,
    },
}

struct Cells;

impl<'de> Visitor<'de> for Cells {
    type Value = Cell<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value of a row")
    }

    fn visit_unit<E>(self) -> Result<Cell<'de>, E> {
        Ok(Cell::Null)
    }

    fn visit_bool<E>(self, flag: bool) -> Result<Cell<'de>, E> {
        Ok(Cell::Bool(flag))
    }

    fn visit_i64<E>(self, number: i64) -> Result<Cell<'de>, E> {
        Ok(Cell::Integer(number))
    }

    fn visit_u64<E: serde::de::Error>(self, number: u64) -> Result<Cell<'de>, E> {
        i64::try_from(number).map(Cell::Integer).map_err(E::custom)
    }

    fn visit_f64<E>(self, number: f64) -> Result<Cell<'de>, E> {
        Ok(Cell::Real(number))
    }

    fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Cell<'de>, E> {
        Ok(Cell::Text(Cow::Borrowed(text)))
    }

    fn visit_str<E>(self, text: &str) -> Result<Cell<'de>, E> {
        Ok(Cell::Text(Cow::Owned(text.to_owned())))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Cell<'de>, A::Error> {
        let (mut file, mut sha256) = (String::new(), String::new());
        while let Some((key, value)) = map.next_entry::<String, String>()? {
            match key.as_str() {
                "file" => file = value,
                "sha256" => sha256 = value,
                _ => return Err(serde::de::Error::custom("only files are named so")),
            }
        }
        Ok(Cell::File { file, sha256 })
    }
}

impl<'de> Deserialize<'de> for Cell<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Cells)
    }
}

/// A line: its cells beside the names of their columns, in the order in which they stand.
pub struct Line<'a>(pub Vec<(Cell<'a>, Cell<'a>)>);

struct Lines;

impl<'de> Visitor<'de> for Lines {
    type Value = Line<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a row")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Line<'de>, A::Error> {
        let mut cells = Vec::with_capacity(24);
        while let Some(entry) = map.next_entry()? {
            cells.push(entry);
        }
        Ok(Line(cells))
    }
}

impl<'de> Deserialize<'de> for Line<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(Lines)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_is_the_same_after_json() {
        let at: DateTime<Utc> = "2026-11-20T08:00:00.000120Z".parse().unwrap();
        let values = [
            (Holds::Bool, Value::Bool(true)),
            (Holds::Integer, Value::Integer(i64::MIN)),
            (Holds::Integer, Value::Integer(i64::MAX)),
            (Holds::Text, Value::Text("\"é\n\\ \u{1} تونس".into())),
            (Holds::Text, Value::Text(String::new())),
            (Holds::Uuid, Value::Uuid(Uuid::max())),
            (Holds::Instant, Value::Instant(at)),
            (Holds::Date, Value::Date(at.date_naive())),
            (Holds::Time, Value::Time(at.time())),
            (Holds::Bytes, Value::Bytes((0..=255).collect())),
            (Holds::Text, Value::Null),
        ];
        for (holds, value) in values {
            let mut line = vec![];
            value.write_json(&mut line).unwrap();
            assert_eq!(Value::of_json(serde_json::from_slice(&line).unwrap(), holds).unwrap(), value);
        }
    }

    #[test]
    fn a_value_of_another_kind_is_refused() {
        assert!(Value::of_json(Cell::Text("12".into()), Holds::Integer).is_err());
        assert!(Value::of_json(Cell::Integer(1), Holds::Bool).is_err());
        assert!(serde_json::from_str::<Cell<'_>>("[1]").is_err());
    }

    #[test]
    fn what_was_typed_is_no_formula_and_numbers_stay_numbers() {
        for typed in ["=1+1", "+1", "-1", "@x", "\tx", "\rx"] {
            assert_eq!(Value::Text(typed.into()).cell(), format!("'{typed}"));
        }
        assert_eq!(Value::Text("a=b".into()).cell(), "a=b");
        assert_eq!(Value::Integer(-5).cell(), "-5");
    }
}
