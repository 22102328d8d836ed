//! The workshop manager's endpoints: sign-in at the root, all else under `/api/v1/…/`, and the names that its documents list.

mod appointments;
mod audit;
mod categories;
mod customers;
mod dashboards;
mod figures;
mod inventory;
mod invoices;
mod mechanics;
mod product_sheet;
mod products;
mod promotions;
mod search;
mod service_requests;
pub use service_requests::invoice_of;
pub mod session;
mod sites;
mod sold;
mod usage;
mod vehicles;

use crate::plumbing::Route;

pub fn routes() -> Vec<Route> {
    [
        session::routes(),
        customers::routes(),
        vehicles::routes(),
        mechanics::routes(),
        sites::routes(),
        products::routes(),
        product_sheet::routes(),
        inventory::routes(),
        service_requests::routes(),
        usage::routes(),
        invoices::routes(),
        appointments::routes(),
        categories::routes(),
        promotions::routes(),
        search::routes(),
        audit::routes(),
        dashboards::routes(),
        figures::routes(),
    ]
    .concat()
}
