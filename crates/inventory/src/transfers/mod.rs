//! Parts that go from one site to another (PRODUCT X2, decision 0033).

mod create;
mod go;
mod list;
mod rows;
mod state;
pub mod store;
mod transfer;
mod view;

use contracts::inventory::{StorePaperChanged, TransferId};
use kernel::audit::Change;
use kernel::{Actor, Permission, Problem, SiteId, Tx};
use sea_orm::{ConnectionTrait, DbErr};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::papers::Paper;
use crate::purchases::Purchasing;

pub use state::{TransferState, TransferStep};
pub use transfer::{Part, Place, Transfer, TransferLine};

pub fn routes(purchasing: Purchasing) -> OpenApiRouter {
    OpenApiRouter::new()
        .routes(routes!(list::list_transfers, create::create_transfer))
        .routes(routes!(list::get_transfer))
        .routes(routes!(go::ship_transfer))
        .routes(routes!(go::receive_transfer))
        .routes(routes!(go::explain_transfer))
        .routes(routes!(go::cancel_transfer))
        .with_state(purchasing)
}

/// Held at one of the two sites; told to be missing at one where the actor works, and hidden where they work at none.
fn permit_at_either(actor: &Actor, permission: Permission, sites: [SiteId; 2]) -> Result<(), Problem> {
    let held = sites.into_iter().find(|site| actor.may(permission, *site));
    let seen = || sites.into_iter().find(|site| actor.sees(*site));
    actor.permit(permission, held.or_else(seen).unwrap_or(sites[0]))
}

impl Paper for Transfer {
    type Id = TransferId;
    type View = view::TransferView;

    async fn lock(tx: &Tx, id: TransferId) -> Result<Option<Self>, DbErr> {
        store::lock(tx, id).await
    }

    async fn save(&mut self, tx: &Tx, before: &Self) -> Result<(), Problem> {
        store::save(tx, before, self).await
    }

    async fn view<C: ConnectionTrait>(&self, conn: &C, actor: &Actor) -> Result<Self::View, DbErr> {
        view::whole(conn, self, actor).await
    }

    fn sites(&self) -> Vec<SiteId> {
        vec![self.from.site_id, self.to.site_id]
    }

    fn version(&self) -> i64 {
        self.version
    }

    fn version_of(view: &Self::View) -> i64 {
        view.version
    }

    fn changed(&self, site: SiteId) -> StorePaperChanged {
        self.changed(site)
    }

    fn audited<'a>(&'a self, action: &'a str) -> Change<'a> {
        self.audited(action)
    }
}
