//! Invoices: drafted from completed work, issued under a number, paid, refunded.

use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::Billing;

pub mod document;
pub mod get;
pub mod invoice;
pub mod issue;
mod list;
pub mod pay;
pub mod pdf;
pub mod refund;
pub mod settings;
mod sign;
pub mod signatures;
mod signed;
pub mod store;
pub mod view;

pub use invoice::{PaymentKind, State, Tender};
pub use view::InvoiceExemption;

pub fn routes(billing: Billing) -> OpenApiRouter {
    OpenApiRouter::new()
        .routes(routes!(list::list_invoices))
        .routes(routes!(list::count_invoices))
        .routes(routes!(get::get_invoice))
        .routes(routes!(issue::issue_invoice))
        .routes(routes!(pay::take_payment))
        .routes(routes!(refund::refund_payment))
        .routes(routes!(pdf::print_invoice))
        .routes(routes!(sign::list_invoice_signatures, sign::sign_invoice))
        .routes(routes!(sign::get_invoice_signature))
        .routes(routes!(settings::get_invoice_settings, settings::set_invoice_settings))
        .with_state(billing)
}
