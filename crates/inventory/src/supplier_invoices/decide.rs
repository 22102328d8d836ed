//! POST /supplier-invoices/{id}/match, /approve and /cancel

use std::collections::BTreeSet;

use axum::extract::State;
use contracts::inventory::{PURCHASE_APPROVE, PURCHASE_INVOICE, SupplierInvoiceId};
use garde::Validate;
use kernel::http::{Json, Path};
use kernel::text::filled_line;
use kernel::{Context, Permission, Problem};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::books::Books;
use super::invoice::SupplierInvoice;
use super::state::InvoiceState;
use super::store;
use super::view::SupplierInvoiceView;
use crate::fields::NAME;
use crate::papers::{self, Answer, Begun, Work, begin};
use crate::purchases::Purchasing;
use crate::purchases::command::Asked;
use crate::purchases::input::Nothing;

/// Why.
#[derive(Clone, Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = StoreReason)]
pub struct Reason {
    #[garde(custom(filled_line(NAME)))]
    #[schema(max_length = 200, format = "filled-line")]
    pub reason: String,
}

/// Matches an invoice again, with what came since; what agrees then is billed. Permission: `purchase.invoice`.
#[utoipa::path(
    post, path = "/supplier-invoices/{supplier_invoice_id}/match", operation_id = "match_supplier_invoice", tag = "inventory",
    security(("bearer" = [])),
    params(("supplier_invoice_id" = SupplierInvoiceId, Path), ("Idempotency-Key" = Option<String>, Header)),
    request_body = Nothing,
    responses((status = 200, body = SupplierInvoiceView))
)]
pub async fn match_supplier_invoice(
    State(purchasing): State<Purchasing>,
    asked: Asked,
    Path(id): Path<SupplierInvoiceId>,
    Json(body): Json<Nothing>,
) -> Result<Answer<SupplierInvoice>, Problem> {
    run(&purchasing.context, asked, ("supplier_invoice.match", id), PURCHASE_INVOICE, &body, |work, books, _| {
        work.now.expect(&[InvoiceState::Differs])?;
        books.meet(&mut work.now);
        Ok(())
    })
    .await
}

/// Accepts what differs on an invoice, for a reason: what did not come is paid for all the same, and a price that differs goes into the
/// average cost of what is still there. Permission: `purchase.approve`.
#[utoipa::path(
    post, path = "/supplier-invoices/{supplier_invoice_id}/approve", operation_id = "approve_supplier_invoice", tag = "inventory",
    security(("bearer" = [])),
    params(("supplier_invoice_id" = SupplierInvoiceId, Path), ("Idempotency-Key" = Option<String>, Header)),
    request_body = Reason,
    responses((status = 200, body = SupplierInvoiceView))
)]
pub async fn approve_supplier_invoice(
    State(purchasing): State<Purchasing>,
    asked: Asked,
    Path(id): Path<SupplierInvoiceId>,
    Json(body): Json<Reason>,
) -> Result<Answer<SupplierInvoice>, Problem> {
    run(&purchasing.context, asked, ("supplier_invoice.approve", id), PURCHASE_APPROVE, &body, |work, _, context| {
        Ok(work.now.approve(work.actor.name.clone(), body.reason.trim().to_owned(), context.clock.now())?)
    })
    .await
}

/// Cancels an invoice that was written down wrong: what it billed is not billed, and its number is free again.
/// Permission: `purchase.invoice`; `purchase.approve` once it is billed.
#[utoipa::path(
    post, path = "/supplier-invoices/{supplier_invoice_id}/cancel", operation_id = "cancel_supplier_invoice", tag = "inventory",
    security(("bearer" = [])),
    params(("supplier_invoice_id" = SupplierInvoiceId, Path), ("Idempotency-Key" = Option<String>, Header)),
    request_body = Reason,
    responses((status = 200, body = SupplierInvoiceView))
)]
pub async fn cancel_supplier_invoice(
    State(purchasing): State<Purchasing>,
    asked: Asked,
    Path(id): Path<SupplierInvoiceId>,
    Json(body): Json<Reason>,
) -> Result<Answer<SupplierInvoice>, Problem> {
    run(&purchasing.context, asked, ("supplier_invoice.cancel", id), PURCHASE_INVOICE, &body, |work, _, _| {
        if work.now.state == InvoiceState::Billed {
            work.actor.permit(PURCHASE_APPROVE, work.now.site_id)?;
        }
        Ok(work.now.cancel(body.reason.trim().to_owned())?)
    })
    .await
}

async fn run(
    context: &Context,
    asked: Asked,
    (action, id): (&'static str, SupplierInvoiceId),
    permission: Permission,
    body: &impl Serialize,
    decide: impl FnOnce(&mut Work<SupplierInvoice>, &Books, &Context) -> Result<(), Problem>,
) -> Result<Answer<SupplierInvoice>, Problem> {
    let command = match begin::<SupplierInvoiceView>(asked, context, (action, id), body).await? {
        Begun::Already(view) => return Ok(papers::replayed::<SupplierInvoice>(view)),
        Begun::Now(command) => command,
    };
    // What it is for never changes: the orders are locked before the invoice, as deliveries lock them.
    let known = store::find(&*command.tx, id).await?.ok_or_else(Problem::not_found)?;
    command.actor.permit(permission, known.site_id)?;
    let bought = || known.lines.iter().filter_map(|line| line.of.as_ref());
    let (orders, lines): (BTreeSet<_>, BTreeSet<_>) = bought().map(|of| (of.order_id, of.line_id)).unzip();
    let books = Books::lock(&command.tx, known.site_id, &orders, &lines).await?;
    let mut work = command.open::<SupplierInvoice>(id, permission, |invoice| invoice.site_id).await?;
    decide(&mut work, &books, context)?;
    let actor = work.actor.clone();
    books.close(&mut work.tx, (Some(&work.before), &mut work.now), &actor, context.clock.as_ref()).await?;
    work.close(context).await
}
