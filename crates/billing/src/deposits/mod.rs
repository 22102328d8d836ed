//! Deposits: money that a customer pays on a work order before there is an invoice (PRODUCT 1.M, M3). Why it is as it is:
//! docs/decisions/0056-deposits.md.
//!
//! Owns the deposits of each work order and what stands on customers' accounts ([`crate::receipts`]), with their receipt numbers (`AC-LAC-2026-00042`, without gaps, by site and year) and the entries
//! that say what each was used for. A deposit is open until invoices and refunds used it up.
//!
//! Refuses: a deposit on an order that is invoiced, closed or cancelled (`nothing-ahead`), using or handing back more than is left
//! (`deposit-used`), and an invoice of another customer, site or currency (`of-another`).

mod apply;
pub mod command;
pub mod deposit;
mod list;
mod refund;
pub mod store;
mod take;
mod use_up;
pub mod view;

use std::sync::Arc;

use contracts::identity::Sites;
use contracts::workshop::WorkOrders;
use kernel::Context;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub use use_up::use_up;

/// What the operations work with.
#[derive(Clone)]
pub struct Deposits {
    pub context: Context,
    /// Their codes and time zones.
    pub sites: Arc<dyn Sites>,
    /// Whose an order is.
    pub work_orders: Arc<dyn WorkOrders>,
}

pub fn routes(deposits: Deposits) -> OpenApiRouter {
    OpenApiRouter::new()
        .routes(routes!(list::list_deposits, take::take_deposit))
        .routes(routes!(apply::apply_deposit))
        .routes(routes!(refund::refund_deposit))
        .with_state(deposits)
}
