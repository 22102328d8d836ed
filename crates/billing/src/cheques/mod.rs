//! Cheques until the bank has paid them (PRODUCT 1.N, N1). Why it is as it is: docs/decisions/0076-cheques.md.
//!
//! Owns what is written on cheques, where they are, and what became of each. The money is payments' and deposits': a cheque that bounces takes
//! it back by rows of theirs.
//!
//! Refuses a step that its state does not allow (`cheque-state`), also for who was slower.

mod bank;
mod bounce;
mod cheque;
mod clear;
mod command;
pub mod demo;
pub mod keep;
mod list;
mod store;
mod summary;
pub mod tables;
mod take_back;
mod view;

use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::Billing;

pub use cheque::{ChequeState, Details, check, reference};

pub fn routes(billing: Billing) -> OpenApiRouter {
    OpenApiRouter::new()
        .routes(routes!(list::list_cheques))
        .routes(routes!(summary::summarise_cheques))
        .routes(routes!(bank::bank_cheques))
        .routes(routes!(clear::clear_cheque))
        .routes(routes!(bounce::bounce_cheque))
        .with_state(billing)
}
