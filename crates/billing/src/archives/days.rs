//! What each day comes to, and all days since the beginning.

use std::collections::BTreeMap;

use kernel::{Amount, Problem};
use serde::Serialize;

use super::record::Record;

/// Amounts in minor units.
#[derive(Clone, Copy, Default, Serialize)]
struct Sum {
    documents: i64,
    total: Amount,
}

impl Sum {
    fn add(&mut self, total: Amount) {
        self.documents += 1;
        self.total += total;
    }
}

#[derive(Clone, Copy, Default)]
struct Day {
    invoices: Sum,
    credit_notes: Sum,
    deposits: Sum,
}

/// What invoices and credit notes came to before the first day.
#[derive(Clone, Copy, Debug, Default)]
pub struct Before {
    pub invoiced: Amount,
    pub credited: Amount,
}

/// The days that documents were issued on.
#[derive(Default)]
pub struct Days(BTreeMap<String, Day>);

#[derive(Serialize)]
struct Row<'a> {
    day: &'a str,
    invoices: i64,
    invoiced: Amount,
    credit_notes: i64,
    credited: Amount,
    deposits: i64,
    taken: Amount,
    /// Invoices less credit notes, since the site's first.
    since_beginning: Amount,
    /// Both added, which only grows.
    moved_since_beginning: Amount,
}

impl Days {
    pub fn add(&mut self, record: &Record<'_>) {
        let day = self.0.entry(record.on.clone()).or_default();
        let sum = match record.kind {
            "invoice" => &mut day.invoices,
            "credit_note" => &mut day.credit_notes,
            _ => &mut day.deposits,
        };
        sum.add(record.total);
    }

    /// `totals.csv`
    pub fn csv(&self, before: Before) -> Result<Vec<u8>, Problem> {
        let unwritten = |error: csv::Error| Problem::internal(&error);
        let mut writer = csv::Writer::from_writer(vec![]);
        let Before { mut invoiced, mut credited } = before;
        for (day, Day { invoices, credit_notes, deposits }) in &self.0 {
            invoiced += invoices.total;
            credited += credit_notes.total;
            let row = Row {
                day,
                invoices: invoices.documents,
                invoiced: invoices.total,
                credit_notes: credit_notes.documents,
                credited: credit_notes.total,
                deposits: deposits.documents,
                taken: deposits.total,
                since_beginning: invoiced - credited,
                moved_since_beginning: invoiced + credited,
            };
            writer.serialize(row).map_err(unwritten)?;
        }
        writer.into_inner().map_err(|error| Problem::internal(&error))
    }
}
