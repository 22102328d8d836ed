//! The journal as the program named `QuickBooks` takes it in.

use kernel::Amount;
use kernel::export::{Cell, Table};

use super::Book;

const TITLES: [&str; 8] = ["Journal No", "Journal Date", "Account Name", "Debits", "Credits", "Description", "Name", "Currency"];

pub fn table(book: &Book) -> Table {
    let mut rows = vec![];
    for numbered in &book.entries {
        let entry = &numbered.entry;
        for line in &entry.lines {
            let side = |amount: Amount| if amount.is_zero() { Cell::Empty } else { Cell::Number(book.decimal(amount)) };
            let customer = entry.customer.as_ref().filter(|_| line.is_customers).map(|customer| customer.name.clone());
            rows.push(vec![
                Cell::Number(numbered.number.to_string()),
                Cell::Text(entry.on.format("%d/%m/%Y").to_string()),
                Cell::Text(format!("{} {}", line.account, line.label)),
                side(line.debit),
                side(line.credit),
                Cell::Text(entry.label.clone()),
                customer.into(),
                Cell::Text(book.export.currency.clone()),
            ]);
        }
    }
    Table { name: format!("{}-quickbooks", book.name()), titles: TITLES.to_vec(), rows }
}
