//! The garage back office's endpoints, under `/api/`: what its documents count, and what it really answered.

mod accounts;
mod car_sheets;
mod cars;
mod customers;
mod invoices;
mod items;
mod mileage;
mod notifications;
mod services;

pub use accounts::view as person;

use crate::plumbing::Route;

pub fn routes() -> Vec<Route> {
    [
        accounts::routes(),
        customers::routes(),
        cars::routes(),
        car_sheets::routes(),
        services::routes(),
        items::routes(),
        invoices::routes(),
        notifications::routes(),
        mileage::routes(),
    ]
    .concat()
}
