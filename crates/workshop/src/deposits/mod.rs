//! The deposit that an order asks for before its work begins (PRODUCT F11, docs/decisions/0058-deposits-asked-for.md).
//!
//! Owns what is asked, and a projection of what billing holds on each order, which its events keep. The money itself, its receipts and what
//! becomes of it are billing's.

mod ask;
mod migration;
pub mod rule;
pub mod store;
mod tables;
mod usual;

use std::sync::Arc;

use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::Workshop;

pub use ask::{AskForDeposit, amounts, chosen, shares};
pub use migration::{AskForDeposits, KeepUsualDeposits};
pub use rule::{Deposit, DepositAsk};
pub use usual::UsualDeposit;

pub fn router(workshop: Arc<Workshop>) -> OpenApiRouter {
    OpenApiRouter::new().routes(routes!(ask::ask_for_deposit)).with_state(workshop)
}
