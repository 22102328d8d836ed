//! API keys: programs that act for the garage, with permissions of their own at chosen sites.
//!
//! A key is `ecar_` and 256 random bits; it is shown once, and we keep its SHA-256. Every request looks it up, so its end
//! counts at once. Whoever makes a key gives it nothing they do not hold themselves; from then on it is the garage's, and
//! stays when its maker leaves.

mod authenticate;
mod create;
mod key;
mod list;
mod revoke;
pub mod store;
mod view;

use std::sync::Arc;

use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::Identity;

pub use authenticate::ApiKeys;
pub use key::PREFIX;

pub fn router() -> OpenApiRouter<Arc<Identity>> {
    OpenApiRouter::new().routes(routes!(list::list_api_keys, create::create_api_key)).routes(routes!(revoke::revoke_api_key))
}
