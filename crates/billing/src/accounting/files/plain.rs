//! A line for each side of each entry, as people read it.

use kernel::export::{Cell, Table};

use super::Book;

const TITLES: [&str; 13] = [
    "number",
    "journal",
    "date",
    "piece",
    "piece_date",
    "account",
    "account_label",
    "customer",
    "label",
    "debit",
    "credit",
    "currency",
    "document_id",
];

pub fn table(book: &Book) -> Table {
    let mut rows = vec![];
    for numbered in &book.entries {
        let (number, entry) = (numbered.number, &numbered.entry);
        for line in &entry.lines {
            let customer = entry.customer.as_ref().map(|customer| customer.name.clone());
            rows.push(vec![
                Cell::Number(number.to_string()),
                Cell::Text(book.words.journal(entry.journal).to_owned()),
                Cell::Text(entry.on.to_string()),
                Cell::Text(entry.piece.clone()),
                Cell::Text(entry.piece_on.to_string()),
                Cell::Text(line.account.clone()),
                Cell::Text(line.label.clone()),
                customer.into(),
                Cell::Text(entry.label.clone()),
                Cell::Number(book.decimal(line.debit)),
                Cell::Number(book.decimal(line.credit)),
                Cell::Text(book.export.currency.clone()),
                Cell::Text(entry.id.to_string()),
            ]);
        }
    }
    Table { name: book.name(), titles: TITLES.to_vec(), rows }
}
