//! Papers kept with invoices (PRODUCT Z6; docs/decisions/0089-attachments.md). The rules are the kernel's; an invoice is settled once it
//! has a number.

mod change;
mod read;

use async_trait::async_trait;
use axum::extract::DefaultBodyLimit;
use contracts::billing::{INVOICE_ISSUE, INVOICE_READ, InvoiceAttached, InvoiceId};
use kernel::files::LARGEST_REQUEST;
use kernel::files::attachments::{Keeper, Kept};
use kernel::{Actor, Context, Permission, Problem, Tx, outbox};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use uuid::Uuid;

use crate::invoices::State;
use crate::invoices::invoice::Invoice;
use crate::invoices::store;
use crate::{Billing, MODULE};

pub fn routes(billing: Billing) -> OpenApiRouter {
    OpenApiRouter::new()
        .routes(routes!(read::list_invoice_attachments))
        .routes(routes!(read::get_invoice_attachment, change::remove_invoice_attachment))
        .routes(routes!(change::restore_invoice_attachment))
        .routes(routes!(change::withdraw_invoice_attachment))
        .with_state(billing)
}

/// What takes larger bodies than other operations.
pub fn uploads(billing: Billing) -> OpenApiRouter {
    OpenApiRouter::new().routes(routes!(change::add_invoice_attachment)).layer(DefaultBodyLimit::max(LARGEST_REQUEST)).with_state(billing)
}

#[async_trait]
impl Keeper for Billing {
    const MODULE: &'static str = MODULE;
    const ENTITY: &'static str = "invoice";
    const READING: Permission = INVOICE_READ;
    const WRITING: Permission = INVOICE_ISSUE;

    fn context(&self) -> &Context {
        &self.context
    }

    async fn find(&self, record: Uuid) -> Result<Option<Kept>, Problem> {
        Ok(store::find(self.context.db.reader(), InvoiceId(record)).await?.map(|invoice| kept(&invoice)))
    }

    async fn lock(&self, tx: &Tx, record: Uuid) -> Result<Option<Kept>, Problem> {
        Ok(store::lock(tx, InvoiceId(record)).await?.map(|invoice| kept(&invoice)))
    }

    async fn tell(&self, tx: &mut Tx, kept: &Kept, actor: &Actor) -> Result<(), Problem> {
        let told = InvoiceAttached { id: InvoiceId(kept.record), site_id: kept.site };
        Ok(outbox::append(tx, MODULE, &told, actor, self.context.clock.as_ref()).await?)
    }
}

fn kept(invoice: &Invoice) -> Kept {
    let state = invoice.snapshot();
    let label = state.number.unwrap_or_else(|| "draft".to_owned());
    Kept { record: invoice.id.0, site: invoice.site_id, label, is_settled: state.state != State::Draft.code() }
}
