//! An order takes another shape: some of its jobs become an order of their own, two orders become one, one is begun anew, or it is for
//! another vehicle (PRODUCT D7).

mod copy;
mod merge;
mod rules;
mod split;
mod vehicle;

use std::sync::Arc;

use contracts::identity::SiteCard;
use kernel::{Problem, SiteId};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::Workshop;

pub fn router(workshop: Arc<Workshop>) -> OpenApiRouter {
    OpenApiRouter::new()
        .routes(routes!(split::split_work_order))
        .routes(routes!(merge::merge_work_order))
        .routes(routes!(copy::copy_work_order))
        .routes(routes!(vehicle::change_vehicle))
        .with_state(workshop)
}

impl Workshop {
    /// The site where something begins: it is open.
    pub async fn open_site(&self, id: SiteId) -> Result<SiteCard, Problem> {
        let site = self.sites.cards(&[id]).await?.into_iter().next().ok_or_else(Problem::not_found)?;
        if site.closed_at.is_some() {
            return Err(Problem::conflict("site-closed", "The site is closed"));
        }
        Ok(site)
    }
}
