//! The closing gate: what stands in the way of completing an order, by the rules that its site chose (docs/decisions/0034-closing-gate.md),
//! and of beginning it: a deposit (0058), and what its customer owes (0075).

mod allow_credit;
mod allowed;
mod credit;
mod migration;
mod pass;
pub mod rule;
mod settings;
mod show;
mod store;

use std::sync::Arc;

use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::Workshop;

pub use allowed::CreditAllowed;
pub use credit::credit;
pub use migration::{AllowCredit, CreateGates};
pub use pass::{Passing, begin, pass};
pub use store::levels;

pub fn router(workshop: Arc<Workshop>) -> OpenApiRouter {
    OpenApiRouter::new()
        .routes(routes!(show::show_gate))
        .routes(routes!(allow_credit::allow_credit))
        .routes(routes!(settings::get_gate_rules, settings::set_gate_rules))
        .with_state(workshop)
}
