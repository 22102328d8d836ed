//! Warranty on what was sold, and comebacks (docs/decisions/0037-warranty.md).

pub mod comeback;
pub mod demo;
mod follow;
mod list;
mod migration;
mod of_order;
mod report;
mod sold;
mod store;
mod terms;
mod update;

use std::sync::Arc;

use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::Workshop;

pub use comeback::ComebackJob;
pub use follow::follow;
pub use migration::CreateWarranties;

pub fn router(workshop: Arc<Workshop>) -> OpenApiRouter {
    OpenApiRouter::new()
        .routes(routes!(list::list_warranties))
        .routes(routes!(of_order::list_order_warranties))
        .routes(routes!(terms::get_warranty_terms, terms::set_warranty_terms))
        .routes(routes!(update::set_line_warranty))
        .routes(routes!(comeback::get_comeback, comeback::set_comeback, comeback::remove_comeback))
        .routes(routes!(report::report_comebacks))
        .with_state(workshop)
}
