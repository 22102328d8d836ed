//! What a takeover did, or would do: by table, by row that was refused, and in money before and after.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Refused rows that a report names; the table's count has all of them.
pub const NAMED: usize = 5_000;

/// What became of the rows of one kind.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = TakeoverTable)]
pub struct TableReport {
    /// `accounts`, `customers`, `vehicles`, `products`, `stock`, `visits`, `invoices` or `papers`
    pub name: String,
    pub read: u64,
    pub made: u64,
    pub changed: u64,
    pub same: u64,
    pub refused: u64,
    /// Of another system, and nothing that ECAR keeps: drafts, staff, sales without a vehicle among visits.
    pub left: u64,
}

/// A row that was not taken, and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = TakeoverRefused)]
pub struct Refused {
    pub table: String,
    /// Its key in the other system, or its line where it has none.
    pub row: String,
    pub field: String,
    pub reason: String,
    /// What it is worth, in minor units, where it counts towards a total and could be read.
    pub amount: Option<i64>,
}

/// A sum in the other system and here, in minor units; pieces in thousandths.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = TakeoverTotal)]
pub struct Total {
    /// `invoices`, `payments`, `open`, `void`, `stock_quantity` or `stock_value`
    pub name: String,
    pub before: i64,
    pub after: i64,
    /// What of the difference the refused rows are.
    pub refused: i64,
}

/// A table that ECAR takes nothing of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = TakeoverIgnored)]
pub struct Ignored {
    pub name: String,
    pub rows: u64,
}

/// The whole difference report.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = TakeoverReport)]
pub struct Report {
    /// `manager`, `office` or `services`
    pub system: String,
    pub currency: String,
    pub tables: Vec<TableReport>,
    pub totals: Vec<Total>,
    /// The first 5,000.
    pub refused: Vec<Refused>,
    pub ignored: Vec<Ignored>,
}

impl Report {
    pub fn table(&mut self, name: &str) -> &mut TableReport {
        let place = self.tables.iter().position(|table| table.name == name).unwrap_or_else(|| {
            self.tables.push(TableReport { name: name.to_owned(), ..TableReport::default() });
            self.tables.len() - 1
        });
        &mut self.tables[place]
    }

    pub fn total(&mut self, name: &str) -> &mut Total {
        let place = self.totals.iter().position(|total| total.name == name).unwrap_or_else(|| {
            self.totals.push(Total { name: name.to_owned(), before: 0, after: 0, refused: 0 });
            self.totals.len() - 1
        });
        &mut self.totals[place]
    }

    pub fn refuse(&mut self, refused: Refused) {
        self.table(&refused.table.clone()).refused += 1;
        if self.refused.len() < NAMED {
            self.refused.push(refused);
        }
    }

    /// The refused rows as CSV: table, row, field, reason, amount.
    pub fn refused_rows(&self) -> String {
        let mut lines = csv::Writer::from_writer(vec![]);
        let _ = lines.write_record(["table", "row", "field", "reason", "amount"]);
        for Refused { table, row, field, reason, amount } in &self.refused {
            let amount = amount.map(|amount| amount.to_string()).unwrap_or_default();
            let texts = [table, row, field, reason].map(|text| kernel::export::harmless(text));
            let _ = lines.write_record(texts.iter().map(AsRef::<str>::as_ref).chain([amount.as_str()]));
        }
        String::from_utf8(lines.into_inner().unwrap_or_default()).unwrap_or_default()
    }

    /// Whether each sum is the same but for what was refused.
    pub fn adds_up(&self) -> bool {
        self.totals.iter().all(|total| total.before == total.after + total.refused)
    }
}
