//! Endpoints that clients of the replaced systems know: the workshop manager, the garage back office and the six services.
//!
//! No rules and no tables: each is a translation of one or a few of ECAR's own operations, which are called in this process as the
//! caller, with the caller's token. What ECAR refuses is refused here, in the nearest shape that the old client reads. Where an old
//! answer was a defect (a total that could be patched, an order completed twice) ECAR's own behaviour wins; see
//! `docs/decisions/0112-endpoints-that-clients-know.md`.

mod bookings;
mod cars;
mod garage;
mod invoices;
mod manager;
mod office;
mod orders;
mod papers;
mod people;
mod plumbing;
mod services;

use axum::Router;
use utoipa::openapi::OpenApi;

use plumbing::Route;
pub use plumbing::{Asking, Recent, pages};

/// Every endpoint, in the order of the documents.
fn routes() -> Vec<Route> {
    [manager::routes(), office::routes(), services::routes(), papers::routes()].concat()
}

/// The endpoints, over ECAR's own operations.
pub fn router(asking: &Asking) -> Router {
    plumbing::mount(&routes(), asking)
}

/// What they are, under tags of their own.
pub fn document() -> OpenApi {
    plumbing::document(&routes())
}
