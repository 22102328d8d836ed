//! Papers kept with suppliers' invoices: above all the supplier's own (docs/decisions/0089-attachments.md). The rules are the kernel's; an
//! invoice is settled once it is billed or cancelled.

mod change;
mod read;

use async_trait::async_trait;
use axum::extract::DefaultBodyLimit;
use contracts::inventory::{PURCHASE_INVOICE, PURCHASE_READ, SupplierInvoiceId};
use kernel::files::LARGEST_REQUEST;
use kernel::files::attachments::{Keeper, Kept};
use kernel::{Actor, Context, Permission, Problem, Tx, outbox};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use uuid::Uuid;

use super::invoice::SupplierInvoice;
use super::state::InvoiceState;
use super::store;
use crate::MODULE;
use crate::purchases::Purchasing;

pub fn routes(purchasing: Purchasing) -> OpenApiRouter {
    OpenApiRouter::new()
        .routes(routes!(read::list_supplier_invoice_attachments))
        .routes(routes!(read::get_supplier_invoice_attachment, change::remove_supplier_invoice_attachment))
        .routes(routes!(change::restore_supplier_invoice_attachment))
        .routes(routes!(change::withdraw_supplier_invoice_attachment))
        .with_state(purchasing)
}

/// What takes larger bodies than other operations.
pub fn uploads(purchasing: Purchasing) -> OpenApiRouter {
    OpenApiRouter::new()
        .routes(routes!(change::add_supplier_invoice_attachment))
        .layer(DefaultBodyLimit::max(LARGEST_REQUEST))
        .with_state(purchasing)
}

#[async_trait]
impl Keeper for Purchasing {
    const MODULE: &'static str = MODULE;
    const ENTITY: &'static str = "supplier_invoice";
    const READING: Permission = PURCHASE_READ;
    const WRITING: Permission = PURCHASE_INVOICE;

    fn context(&self) -> &Context {
        &self.context
    }

    async fn find(&self, record: Uuid) -> Result<Option<Kept>, Problem> {
        Ok(store::find(self.context.db.reader(), SupplierInvoiceId(record)).await?.map(|invoice| kept(&invoice)))
    }

    async fn lock(&self, tx: &Tx, record: Uuid) -> Result<Option<Kept>, Problem> {
        Ok(store::lock(tx, SupplierInvoiceId(record)).await?.map(|invoice| kept(&invoice)))
    }

    async fn tell(&self, tx: &mut Tx, kept: &Kept, actor: &Actor) -> Result<(), Problem> {
        let invoice = store::find(&**tx, SupplierInvoiceId(kept.record)).await?.ok_or_else(Problem::not_found)?;
        Ok(outbox::append(tx, MODULE, &invoice.changed(), actor, self.context.clock.as_ref()).await?)
    }
}

fn kept(invoice: &SupplierInvoice) -> Kept {
    let is_settled = invoice.state != InvoiceState::Differs;
    Kept { record: invoice.id.0, site: invoice.site_id, label: invoice.number.clone(), is_settled }
}
