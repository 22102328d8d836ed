//! Customers who are handed what is kept of them, and those who are forgotten. docs/decisions/0114-erasure.md.
//!
//! Owns the log of erasures. States: `kept` (documents are left until a law lets them go) → `done`; `done` at once where there are none.
//! Refuses whom something is under way for (`erasure-open`). What other modules keep, they forget when they hear `customer.erased`.

mod asking;
mod erase;
pub mod erasure;
mod finish;
mod get;
mod list;
mod mine;
mod person;
mod store;
mod subject;
mod view;
mod wipe;

use std::sync::Arc;

use contracts::identity::{Sites, Staff};
use contracts::subjects::SubjectData;
use kernel::{Actor, Context, Permission, Problem};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub use erase::erase;
pub use finish::Finishing;
pub use get::outlook;
pub use wipe::is_erased;

/// What the operations work with.
#[derive(Clone)]
pub struct Erasures {
    pub context: Context,
    pub sites: Arc<dyn Sites>,
    pub staff: Arc<dyn Staff>,
    /// The modules that keep something of customers.
    pub subjects: Vec<Arc<dyn SubjectData>>,
}

impl Erasures {
    /// It concerns every site: the permission at each of them, and no program.
    async fn permit(&self, actor: &Actor, permission: Permission) -> Result<(), Problem> {
        actor.session()?;
        let sites = self.sites.cards(&[]).await?;
        if actor.may_anywhere(permission) && sites.iter().all(|site| actor.may(permission, site.id)) {
            return Ok(());
        }
        Err(Problem::forbidden(permission))
    }
}

pub fn router(erasures: Erasures) -> OpenApiRouter {
    OpenApiRouter::new()
        .routes(routes!(subject::export_subject))
        .routes(routes!(get::get_erasure))
        .routes(routes!(erase::erase_customer))
        .routes(routes!(list::list_erasures))
        .routes(routes!(mine::get_my_data))
        .routes(routes!(mine::export_my_data))
        .routes(routes!(mine::erase_my_data))
        .with_state(erasures)
}
