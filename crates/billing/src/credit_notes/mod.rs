//! Credit notes: what an invoice asked for is taken back, whole or in part, and the invoice stays as it is (decision 0065).
//!
//! A credit note is issued when it is made and never changes. It refuses to take back more than is left of a line (`more-than-invoiced`) or
//! nothing (`nothing-to-credit`), and what has no number of ours (`not-issued`).

mod get;
mod input;
mod issue;
mod list;
pub mod note;
mod pdf;
mod preview;
pub mod store;
mod surplus;
mod view;

use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::Billing;

pub use get::read;
pub use input::{CreditInput, CreditedLine, Surplus};
pub use issue::take_back;
pub use pdf::styled;
pub use view::{CreditNoteLabel, exemption, totals};

pub fn routes(billing: Billing) -> OpenApiRouter {
    OpenApiRouter::new()
        .routes(routes!(list::list_credit_notes))
        .routes(routes!(get::get_credit_note))
        .routes(routes!(pdf::print_credit_note))
        .routes(routes!(issue::issue_credit_note))
        .routes(routes!(preview::preview_credit_note))
        .with_state(billing)
}
