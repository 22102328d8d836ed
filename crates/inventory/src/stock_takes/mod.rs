//! Counting what lies there, blind, and moving what differs once somebody approved it (PRODUCT J7, decision 0033).

mod count;
mod create;
mod decide;
mod list;
mod state;
mod store;
mod take;
mod view;

use contracts::inventory::{StockTakeId, StorePaperChanged};
use kernel::audit::Change;
use kernel::{Actor, Problem, SiteId, Tx};
use sea_orm::{ConnectionTrait, DbErr};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::papers::Paper;
use crate::purchases::Purchasing;

pub use state::TakeState;
pub use take::StockTake;

pub fn routes(purchasing: Purchasing) -> OpenApiRouter {
    OpenApiRouter::new()
        .routes(routes!(list::list_stock_takes, create::create_stock_take))
        .routes(routes!(list::get_stock_take))
        .routes(routes!(list::list_stock_take_lines))
        .routes(routes!(count::count_stock))
        .routes(routes!(decide::finish_stock_take))
        .routes(routes!(decide::recount_stock_take))
        .routes(routes!(decide::approve_stock_take))
        .routes(routes!(decide::cancel_stock_take))
        .with_state(purchasing)
}

impl Paper for StockTake {
    type Id = StockTakeId;
    type View = view::StockTakeView;

    async fn lock(tx: &Tx, id: StockTakeId) -> Result<Option<Self>, DbErr> {
        store::lock(tx, id).await
    }

    async fn save(&mut self, tx: &Tx, before: &Self) -> Result<(), Problem> {
        store::save(tx, before, self).await
    }

    async fn view<C: ConnectionTrait>(&self, conn: &C, actor: &Actor) -> Result<Self::View, DbErr> {
        view::whole(conn, self, actor).await
    }

    fn sites(&self) -> Vec<SiteId> {
        vec![self.site_id]
    }

    fn version(&self) -> i64 {
        self.version
    }

    fn version_of(view: &Self::View) -> i64 {
        view.version
    }

    fn changed(&self, _: SiteId) -> StorePaperChanged {
        self.changed()
    }

    fn audited<'a>(&'a self, action: &'a str) -> Change<'a> {
        self.audited(action)
    }
}
