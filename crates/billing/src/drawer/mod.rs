//! The drawer: what money moved at a site since its last close, and the close itself (PRODUCT 1.M, M10; scenario 3.3 step 11).
//! docs/decisions/0067-closing-the-day.md.
//!
//! Owns closes and which movements each took. A close is written once. Refuses a close over another sum than was shown (`money-moved`), a
//! difference without a reason (`reason-missing`), and keeping more cash than was counted (`kept-over-counted`).

mod close;
mod count;
mod get;
mod list;
mod store;
mod view;

use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::Billing;

pub use count::TenderSum;

pub fn routes(billing: Billing) -> OpenApiRouter {
    OpenApiRouter::new().routes(routes!(get::get_drawer)).routes(routes!(close::close_day, list::list_day_closes)).with_state(billing)
}
