//! Pay: what people earn at a site from which day on, and what that comes to in a period (docs/decisions/0050-pay.md).

mod back_flags;
pub mod demo;
mod earned;
mod list;
mod migration;
mod remove;
mod report;
mod save;
mod store;
mod terms;

use std::sync::Arc;

use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::Workshop;

pub use migration::CreatePay;
pub use store::{hourly, until};

pub fn router(workshop: Arc<Workshop>) -> OpenApiRouter {
    OpenApiRouter::new()
        .routes(routes!(list::list_pay_terms, save::save_pay_terms))
        .routes(routes!(remove::remove_pay_terms))
        .routes(routes!(report::show_pay_report))
        .routes(routes!(report::export_pay_report))
        .with_state(workshop)
}
