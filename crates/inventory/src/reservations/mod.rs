//! What open work orders want of the shelf, and what is put aside for them.

pub mod claims;
mod list;
pub mod restate;
pub mod store;
mod view;

use kernel::Context;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub use claims::{Claims, ReservationKind, Shortage};

pub fn routes() -> OpenApiRouter<Context> {
    OpenApiRouter::new().routes(routes!(list::list_reservations))
}
