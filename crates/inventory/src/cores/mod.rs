//! Old parts that are worth a deposit (PRODUCT J10): expected → in hand → sent → credited, or the customer keeps it. Workshop tells what its
//! orders bring and what came; the way back to the supplier, and the credit that may come late, are the store's.

mod core;
mod credit;
mod list;
mod send;
mod store;
mod tell;
mod view;

use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::purchases::Purchasing;

pub use self::core::{Core, CoreState};
pub use tell::hear;

pub fn routes(purchasing: Purchasing) -> OpenApiRouter {
    OpenApiRouter::new()
        .routes(routes!(list::list_cores))
        .routes(routes!(send::send_core))
        .routes(routes!(credit::credit_core))
        .with_state(purchasing)
}
