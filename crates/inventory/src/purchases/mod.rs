//! What is bought: purchase orders, what came of them, and what should be ordered.

mod change_lines;
pub mod command;
pub mod create;
mod distribute;
mod end;
mod fulfil;
mod get;
pub mod input;
mod list;
mod order_short;
mod print;
mod purchase_order;
mod receive;
mod reorder;
mod rows;
mod send;
mod state;
pub mod store;
mod substitute;
mod update;
pub mod view;

use std::sync::Arc;

use contracts::documents::Press;
use contracts::identity::Sites;
use kernel::Context;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub use print::Papers;
pub use purchase_order::{PurchaseLine, PurchaseOrder, SupplierLabel};
pub use rows::{line_rows, order_row};
pub use state::PurchaseState;

/// What the operations work with.
#[derive(Clone)]
pub struct Purchasing {
    pub context: Context,
    /// Their codes, currencies and time zones.
    pub sites: Arc<dyn Sites>,
    pub press: Press,
}

pub fn routes(purchasing: Purchasing) -> OpenApiRouter {
    OpenApiRouter::new()
        .routes(routes!(list::list_purchase_orders, create::create_purchase_order))
        .routes(routes!(order_short::order_short))
        .routes(routes!(reorder::list_reorder))
        .routes(routes!(reorder::reorder))
        .routes(routes!(get::get_purchase_order, update::update_purchase_order))
        .routes(routes!(print::print_purchase_order))
        .routes(routes!(change_lines::add_purchase_line))
        .routes(routes!(change_lines::update_purchase_line, change_lines::remove_purchase_line))
        .routes(routes!(send::send_purchase_order))
        .routes(routes!(receive::receive_purchase_order))
        .routes(routes!(substitute::substitute_purchase_line))
        .routes(routes!(end::close_purchase_order))
        .routes(routes!(end::cancel_purchase_order))
        .with_state(purchasing)
}
