//! An order takes another shape: some of its jobs become an order of their own, two orders become one, one is begun anew, or it is for
//! another vehicle (PRODUCT D7).

mod copy;
mod merge;
mod rules;
mod split;
mod vehicle;

use std::sync::Arc;

use contracts::identity::SiteCard;
use kernel::{Actor, Problem, SiteId, Tx, audit};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::pricing::follow_fees;
use crate::work_orders::fact::Fact;
use crate::work_orders::view;
use crate::work_orders::work_order::WorkOrder;
use crate::work_orders::{events, store};
use crate::{MODULE, Workshop};

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
    async fn open_site(&self, id: SiteId) -> Result<SiteCard, Problem> {
        let site = self.sites.cards(&[id]).await?.into_iter().next().ok_or_else(Problem::not_found)?;
        if site.closed_at.is_some() {
            return Err(Problem::conflict("site-closed", "The site is closed"));
        }
        Ok(site)
    }

    /// Writes an order that came of another one, as opening does: history, number, news, parts and trail.
    async fn begin(&self, tx: &mut Tx, order: &mut WorkOrder, site: &SiteCard, actor: &Actor) -> Result<(), Problem> {
        let clock = self.context.clock.as_ref();
        follow_fees(tx, order).await?;
        let fact = Fact::Opened { concern: order.concern.clone() };
        store::record(tx, order.id, std::slice::from_ref(&fact), &actor.name, order.opened_at).await?;
        store::insert(tx, order, site).await?;
        events::announce(tx, order, &fact, actor, clock).await?;
        let nothing = WorkOrder { jobs: vec![], ..order.clone() };
        events::announce_parts(tx, (&nothing, &*order), &fact, actor, clock).await?;
        let told = view::whole(order, &Actor::system());
        Ok(audit::record(tx, MODULE, order.audited("work_order.opened"), (None, Some(&told)), actor, clock).await?)
    }
}
