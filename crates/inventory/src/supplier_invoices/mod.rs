//! What suppliers bill, matched with what was ordered and what came (PRODUCT K3, decision 0032).

pub mod attachments;
mod books;
mod create;
pub mod decide;
mod invoice;
mod list;
pub mod rows;
mod state;
pub mod store;
pub mod view;

use contracts::inventory::{StorePaperChanged, SupplierInvoiceId};
use kernel::audit::Change;
use kernel::{Actor, Problem, SiteId, Tx};
use sea_orm::{ConnectionTrait, DbErr};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::papers::Paper;
use crate::purchases::Purchasing;

pub use invoice::{Approval, BilledLine, Bought, SupplierInvoice};
pub use rows::number_key;
pub use state::InvoiceState;

pub fn routes(purchasing: Purchasing) -> OpenApiRouter {
    OpenApiRouter::new()
        .routes(routes!(list::list_supplier_invoices, create::create_supplier_invoice))
        .routes(routes!(list::get_supplier_invoice))
        .routes(routes!(list::list_unbilled))
        .routes(routes!(decide::match_supplier_invoice))
        .routes(routes!(decide::approve_supplier_invoice))
        .routes(routes!(decide::cancel_supplier_invoice))
        .with_state(purchasing)
}

impl Paper for SupplierInvoice {
    type Id = SupplierInvoiceId;
    type View = view::SupplierInvoiceView;

    async fn lock(tx: &Tx, id: SupplierInvoiceId) -> Result<Option<Self>, DbErr> {
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
