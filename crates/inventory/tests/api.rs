//! Inventory over HTTP, its listener, importer, ports and demonstration data.

#![expect(clippy::unwrap_used, reason = "a test that cannot be set up must fail")]

#[path = "api/catalogue.rs"]
mod catalogue;
#[path = "api/cores.rs"]
mod cores;
#[path = "api/demo.rs"]
mod demo;
#[path = "api/garage.rs"]
mod garage;
#[path = "api/import.rs"]
mod import;
#[path = "api/issues.rs"]
mod issues;
#[path = "api/labels.rs"]
mod labels;
#[path = "api/layers.rs"]
mod layers;
#[path = "api/ledger.rs"]
mod ledger;
#[path = "api/locations.rs"]
mod locations;
#[path = "api/numbers.rs"]
mod numbers;
#[path = "api/price_lists.rs"]
mod price_lists;
#[path = "api/purchases.rs"]
mod purchases;
#[path = "api/reservations.rs"]
mod reservations;
#[path = "api/stock.rs"]
mod stock;
#[path = "api/stock_takes.rs"]
mod stock_takes;
#[path = "api/store_laws.rs"]
mod store_laws;
#[path = "api/supplier_invoices.rs"]
mod supplier_invoices;
#[path = "api/supplier_returns.rs"]
mod supplier_returns;
#[path = "api/transfers.rs"]
mod transfers;
#[path = "api/value.rs"]
mod value;
#[path = "api/workshop.rs"]
mod workshop;
