//! The endpoints that clients of the replaced systems know: each by a row of a table, what those systems did wrong, and a person's day
//! with each of them by curl.

mod defects;
mod known;
mod manager;
mod office;
mod services;
mod sessions;
mod table;

use std::collections::BTreeSet;

use chrono::{Datelike, TimeDelta, Utc};
use serde_json::Value;

/// Every endpoint of the document, as `GET /api/cars/{}/`.
fn documented() -> BTreeSet<String> {
    let document = serde_json::to_value(compat::document()).unwrap();
    let paths = document["paths"].as_object().unwrap();
    let operations = paths.iter().flat_map(|(path, item)| {
        item.as_object().unwrap().keys().map(move |method| format!("{} {}", method.to_uppercase(), table::bare(path)))
    });
    operations.collect()
}

/// Some weeks from now: the demonstration's bookings are nearer.
#[expect(clippy::disallowed_methods, reason = "the program has the clock of the machine")]
fn tuesday(weeks: i64) -> chrono::NaiveDate {
    let today = Utc::now().date_naive();
    today + TimeDelta::days(7 * weeks + 1 - i64::from(today.weekday().num_days_from_monday()))
}

#[test]
fn every_endpoint_has_a_row() {
    let rows: BTreeSet<_> = [manager::rows(), office::rows(), services::rows()].concat().iter().map(table::Row::operation).collect();
    let without: Vec<_> = documented().difference(&rows).cloned().collect();
    assert!(without.is_empty(), "without a row: {without:#?}");
}

#[test]
fn the_document_is_the_one_that_is_checked_in() {
    let text = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/../../openapi-compat.json")).unwrap();
    let kept: Value = serde_json::from_str(&text).unwrap();
    assert_eq!(kept, serde_json::to_value(compat::document()).unwrap(), "write it anew: ecar openapi --clients > openapi-compat.json");
}
