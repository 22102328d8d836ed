//! What an import does or would do, row by row and field by field, as CSV that is safe to open in a spreadsheet.

use serde::Serialize;
use serde_json::Value;

use super::{Outcome, RowError};
use crate::export::harmless;

/// Lines kept; beyond that only the counts say what happened.
const LINES_KEPT: usize = 50_000;

/// A field that a row changes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// As it is called in the mapping.
    pub field: &'static str,
    pub before: String,
    pub after: String,
}

/// What differs between two states of a record. `fields`: what a property is called in the mapping.
pub fn differences<T: Serialize>(before: &T, after: &T, fields: &[(&str, &'static str)]) -> Vec<Difference> {
    let (before, after) = (serde_json::to_value(before).unwrap_or_default(), serde_json::to_value(after).unwrap_or_default());
    let of = |(property, field): &(&str, &'static str)| {
        let (before, after) = (shown(&before[*property]), shown(&after[*property]));
        (before != after).then_some(Difference { field, before, after })
    };
    fields.iter().filter_map(of).collect()
}

fn shown(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

/// The report while it is written.
pub(super) struct Report {
    lines: csv::Writer<Vec<u8>>,
    left: usize,
}

impl Report {
    pub fn new() -> Self {
        let mut report = Self { lines: csv::Writer::from_writer(vec![]), left: LINES_KEPT + 1 };
        report.line(["line", "outcome", "field", "before", "after", "error"]);
        report
    }

    pub fn add(&mut self, line: u64, outcome: &Result<Outcome, RowError>) {
        let line = line.to_string();
        match outcome {
            Ok(Outcome::Created) => self.line([&line, "created", "", "", "", ""]),
            Ok(Outcome::Unchanged) => self.line([&line, "unchanged", "", "", "", ""]),
            Ok(Outcome::Updated(differences)) => {
                for Difference { field, before, after } in differences {
                    self.line([&line, "updated", field, &harmless(before), &harmless(after), ""]);
                }
            }
            Err(error) => self.line([&line, "refused", error.field, "", "", &harmless(&error.message)]),
        }
    }

    fn line(&mut self, cells: [&str; 6]) {
        if self.left > 0 {
            self.left -= 1;
            let _ = self.lines.write_record(cells);
        }
    }

    pub fn text(self) -> String {
        String::from_utf8(self.lines.into_inner().unwrap_or_default()).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Serialize)]
    struct Car {
        make: &'static str,
        km: Option<i64>,
    }

    #[test]
    fn a_row_says_what_it_changes_and_nothing_that_runs() {
        let (before, after) = (Car { make: "Kia", km: None }, Car { make: "=HYPERLINK(1)", km: Some(84_300) });
        let differences = differences(&before, &after, &[("make", "make"), ("km", "odometer_km")]);
        let mut report = Report::new();
        report.add(2, &Ok(Outcome::Updated(differences)));
        report.add(3, &Ok(Outcome::Created));
        report.add(4, &Err(RowError::new("vin", "Another vehicle has it")));
        let lines = [
            "line,outcome,field,before,after,error",
            "2,updated,make,Kia,'=HYPERLINK(1),",
            "2,updated,odometer_km,,84300,",
            "3,created,,,,",
            "4,refused,vin,,,Another vehicle has it",
        ];
        assert_eq!(report.text().lines().collect::<Vec<_>>(), lines);
    }
}
