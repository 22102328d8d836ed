//! JSON: what Django's `dumpdata` writes, a list of objects, an answer of an API, or an object of such lists.

use std::io::{BufRead, Read};

use kernel::Problem;
use serde_json::{Map, Value};

use super::table::{Record, Tables};
use super::{LONGEST, too_large, unreadable};

pub fn read(file: impl BufRead, table: &str, tables: &mut Tables) -> Result<(), Problem> {
    let mut bytes = vec![];
    file.take(LONGEST as u64 * 4 + 1).read_to_end(&mut bytes).map_err(|_| unreadable("It cannot be read"))?;
    if bytes.len() > LONGEST * 4 {
        return Err(too_large());
    }
    let value = serde_json::from_slice(&bytes).map_err(|error| unreadable(&format!("A JSON file cannot be read ({error})")))?;
    drop(bytes);
    take(value, table, tables)
}

fn take(value: Value, table: &str, tables: &mut Tables) -> Result<(), Problem> {
    match value {
        Value::Array(rows) => (1..).zip(rows).try_for_each(|(place, row)| add(row, place, table, tables)),
        Value::Object(mut lists) => match lists.remove("results") {
            Some(results) => take(results, table, tables),
            None => lists.into_iter().filter(|(_, list)| list.is_array()).try_for_each(|(name, list)| take(list, &name, tables)),
        },
        _ => Err(unreadable("A JSON file has no list of rows")),
    }
}

fn add(row: Value, place: u64, table: &str, tables: &mut Tables) -> Result<(), Problem> {
    let Value::Object(mut row) = row else { return Err(unreadable("A JSON list has rows that are no objects")) };
    let table = match (row.remove("model"), row.remove("fields")) {
        // `{"model": "shop.vehicle", "pk": 4, "fields": {…}}`
        (Some(Value::String(model)), Some(Value::Object(fields))) => {
            let key = row.remove("pk").unwrap_or_default();
            row = fields;
            row.insert("id".to_owned(), key);
            model.replace('.', "_")
        }
        // A vehicle has a model too.
        (model, _) => {
            row.extend(model.map(|model| ("model".to_owned(), model)));
            table.to_owned()
        }
    };
    let columns: Vec<_> = row.keys().cloned().collect();
    let Some(model) = tables.model(&table, &columns) else {
        tables.ignore(&table, 1);
        return Ok(());
    };
    tables.add(model, record(place, row))
}

fn record(place: u64, row: Map<String, Value>) -> Record {
    let text = |value| match value {
        Value::String(text) => Some(text),
        Value::Number(number) => Some(number.to_string()),
        Value::Bool(flag) => Some(flag.to_string()),
        // An object that another refers to: by its key.
        Value::Object(object) => object.get("id").map(|id| id.to_string().trim_matches('"').to_owned()),
        Value::Null | Value::Array(_) => None,
    };
    Record::of(place, row.into_iter().map(|(column, value)| (column, text(value).map(String::into_bytes))))
}
