//! `POST /invoices/together/preview`

use axum::Json as Answer;
use axum::extract::State;
use kernel::http::{Caller, Json};
use kernel::money::Totals;
use kernel::{Amount, Problem};
use serde::Serialize;
use utoipa::ToSchema;

use super::order::{OrderPart, together};
use super::read::{self, Drafts};
use crate::Billing;
use crate::invoices::invoice::{CustomerRef, Invoice};
use crate::invoices::store;

/// What one invoice of the drafts would ask for.
#[derive(Debug, Serialize, ToSchema)]
pub struct TogetherPreview {
    pub customer: CustomerRef,
    pub orders: Vec<OrderPart>,
    pub totals: Totals,
    /// What the drafts would ask for one by one, in minor units of the totals' currency: each with its stamp duty.
    pub apart: Amount,
}

/// What one invoice of several drafts would ask for. Nothing changes. Refused as issuing is. Permission: `invoice.issue`.
#[utoipa::path(
    post, path = "/invoices/together/preview", operation_id = "preview_together", tag = "billing", security(("bearer" = [])),
    request_body = Drafts, responses((status = 200, body = TogetherPreview))
)]
pub async fn preview_together(
    State(billing): State<Billing>,
    Caller(actor): Caller,
    Json(drafts): Json<Drafts>,
) -> Result<Answer<TogetherPreview>, Problem> {
    let conn = billing.context.db.reader();
    read::owner(conn, &actor, &drafts).await?;
    let found = read::named(&drafts, &store::find_many(conn, &drafts.invoice_ids).await?)?;
    let invoice = together(&found, billing.context.clock.now())?;
    let apart = found.iter().map(|draft| draft.totals().total).sum();
    let totals = invoice.totals();
    let Invoice { customer, together: orders, .. } = invoice;
    Ok(Answer(TogetherPreview { customer, orders, totals, apart }))
}
