//! A part that was ordered for a job which no longer wants it (PRODUCT J4): what is kept for stock anyway goes back to the shelf without
//! a question; of what was ordered for the job alone somebody says whether it stays, goes back to its supplier, or is scrapped.

mod ask;
mod decide;
mod list;
mod store;
mod view;

use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::entities;
use crate::purchases::Purchasing;

pub use ask::{Freed, ask};
pub use store::forget;
pub use view::Decision;

pub type Leftover = entities::leftovers::Model;

pub fn routes(purchasing: Purchasing) -> OpenApiRouter {
    OpenApiRouter::new().routes(routes!(list::list_leftovers)).routes(routes!(decide::decide_leftover)).with_state(purchasing)
}
