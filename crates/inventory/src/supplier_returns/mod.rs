//! What goes back to suppliers, and what they credit for it (PRODUCT K4, decision 0032).

mod change;
mod create;
mod credit;
pub mod input;
mod list;
mod rows;
mod ship;
mod state;
pub mod store;
mod supplier_return;
mod view;

use contracts::inventory::{StorePaperChanged, SupplierReturnId};
use kernel::audit::Change;
use kernel::{Actor, Problem, SiteId, Tx};
use sea_orm::{ConnectionTrait, DbErr};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::papers::Paper;
use crate::purchases::Purchasing;

pub use credit::SupplierCreditInput;
pub use state::{ReturnReason, ReturnState};
pub use supplier_return::{ReturnLine, SupplierReturn};

pub fn routes(purchasing: Purchasing) -> OpenApiRouter {
    OpenApiRouter::new()
        .routes(routes!(list::list_supplier_returns, create::create_supplier_return))
        .routes(routes!(list::get_supplier_return))
        .routes(routes!(change::add_supplier_return_line))
        .routes(routes!(change::remove_supplier_return_line))
        .routes(routes!(change::cancel_supplier_return))
        .routes(routes!(ship::ship_supplier_return))
        .routes(routes!(credit::credit_supplier_return))
        .routes(routes!(credit::settle_supplier_return))
        .with_state(purchasing)
}

impl Paper for SupplierReturn {
    type Id = SupplierReturnId;
    type View = view::SupplierReturnView;

    async fn lock(tx: &Tx, id: SupplierReturnId) -> Result<Option<Self>, DbErr> {
        store::lock(tx, id).await
    }

    async fn save(&mut self, tx: &Tx, before: &Self) -> Result<(), Problem> {
        store::save(tx, before, self).await
    }

    async fn view<C: ConnectionTrait>(&self, _: &C, actor: &Actor) -> Result<Self::View, DbErr> {
        Ok(view::whole(self, actor))
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
