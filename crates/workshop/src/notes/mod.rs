//! Notes on an order: for the customer, for the desk, for the technicians. Only ever added to (docs/decisions/0036-notes.md).

mod add;
mod correct;
pub mod demo;
mod list;
mod migration;
mod note;
mod store;
mod view;
mod withdraw;

use std::sync::Arc;

use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::Workshop;

pub use migration::CreateNotes;
pub use store::for_customer;

pub fn router(workshop: Arc<Workshop>) -> OpenApiRouter {
    OpenApiRouter::new()
        .routes(routes!(list::list_notes, add::add_note))
        .routes(routes!(correct::correct_note))
        .routes(routes!(withdraw::withdraw_note))
        .with_state(workshop)
}
