//! Which articles were used before on a vehicle and on its model (PRODUCT G5, docs/decisions/0059-parts-used-before.md).
//!
//! Owns a projection of what orders that are done took, in counts by site, vehicle or model, job and article; every saved change of an order
//! keeps it. Orders are where it comes from: nothing here is the only place of anything.

mod follow;
mod migration;
mod model;
pub mod store;
mod suggest;

use std::sync::Arc;

use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::Workshop;

pub use follow::{follow, of_demo};
pub use migration::CreateUsedParts;
pub use model::Model;

pub fn router(workshop: Arc<Workshop>) -> OpenApiRouter {
    OpenApiRouter::new().routes(routes!(suggest::suggest_parts)).with_state(workshop)
}
