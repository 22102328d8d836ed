//! Sales as Xero takes them in: a line for each account and rate of an invoice; what a credit note takes back is below zero.

use kernel::Amount;
use kernel::export::{Cell, Table};

use super::Book;
use crate::accounting::entry::{Entry, Journal, Posted, percent};

const TITLES: [&str; 27] = [
    "*ContactName",
    "EmailAddress",
    "POAddressLine1",
    "POAddressLine2",
    "POAddressLine3",
    "POAddressLine4",
    "POCity",
    "PORegion",
    "POPostalCode",
    "POCountry",
    "*InvoiceNumber",
    "Reference",
    "*InvoiceDate",
    "*DueDate",
    "InventoryItemCode",
    "*Description",
    "*Quantity",
    "*UnitAmount",
    "Discount",
    "*AccountCode",
    "*TaxType",
    "TrackingName1",
    "TrackingOption1",
    "TrackingName2",
    "TrackingOption2",
    "Currency",
    "BrandingTheme",
];

pub fn table(book: &Book) -> Table {
    let sales = book.entries.iter().map(|numbered| &numbered.entry).filter(|entry| entry.journal == Journal::Sales);
    let mut rows = vec![];
    for entry in sales {
        // Stamp duty is a line of its own without VAT.
        let asked = entry.lines.iter().filter(|line| line.is_sale || (line.rate.is_none() && !line.is_customers));
        rows.extend(asked.map(|line| row(book, entry, line)));
    }
    Table { name: format!("{}-xero", book.name()), titles: TITLES.to_vec(), rows }
}

fn row(book: &Book, entry: &Entry, line: &Posted) -> Vec<Cell> {
    let mut cells = vec![Cell::Empty; TITLES.len()];
    let amount: Amount = line.credit - line.debit;
    let date = entry.piece_on.format("%d/%m/%Y").to_string();
    cells[0] = entry.customer.as_ref().map(|customer| customer.name.clone()).into();
    cells[10] = Cell::Text(entry.piece.clone());
    cells[11] = Cell::Text(entry.label.clone());
    cells[12] = Cell::Text(date.clone());
    cells[13] = Cell::Text(date);
    cells[15] = Cell::Text(line.label.clone());
    cells[16] = Cell::Number("1".to_owned());
    cells[17] = Cell::Number(book.decimal(amount));
    cells[19] = Cell::Text(line.account.clone());
    cells[20] = Cell::Text(line.rate.map_or_else(|| "0 %".to_owned(), percent));
    cells[25] = Cell::Text(book.export.currency.clone());
    cells
}
