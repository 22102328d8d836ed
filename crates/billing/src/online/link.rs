//! `POST /invoices/{id}/pay-link`, and its end

use std::sync::Arc;

use axum::Json as Answer;
use axum::extract::State;
use axum::http::StatusCode;
use chrono::{DateTime, Utc};
use contracts::billing::{InvoiceId, PAYMENT_TAKE};
use garde::Validate;
use kernel::http::{Caller, Created, Json, Path};
use kernel::{Actor, Problem, Tx, audit};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{Online, links};
use crate::MODULE;
use crate::error::Error;
use crate::invoices::invoice::{Invoice, audited};
use crate::invoices::{State as InvoiceState, store};

/// A body without fields.
#[derive(Clone, Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = PayNothing)]
pub struct Nothing {}

/// A new link. Its address is shown here and never again.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct PayLink {
    /// Where the customer pays, whole.
    #[schema(example = "https://garage.example/p/…")]
    pub url: String,
    pub expires_at: DateTime<Utc>,
}

/// How many links were ended.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct RevokedLinks {
    #[schema(minimum = 0)]
    pub revoked: u64,
}

/// What the trail says of a link: nothing that opens it.
#[derive(Serialize)]
struct Linked {
    expires_at: DateTime<Utc>,
}

/// Makes a link by which the customer pays what is due, for 90 days: it is in this answer and nowhere else. Those made before go on working.
/// Refused with `not-issued` on a draft. Permission: `payment.take`.
#[utoipa::path(post, path = "/invoices/{invoice_id}/pay-link", tag = "billing", operation_id = "link_invoice",
    security(("bearer" = [])), params(("invoice_id" = InvoiceId, Path)), request_body = Nothing,
    responses((status = 201, body = PayLink)))]
pub async fn link_invoice(
    State(online): State<Arc<Online>>,
    Caller(actor): Caller,
    Path(id): Path<InvoiceId>,
    _body: Json<Nothing>,
) -> Result<(StatusCode, Created<Answer<PayLink>>), Problem> {
    let context = online.context();
    let tx = context.db.begin().await?;
    let invoice = locked(&tx, id, &actor).await?;
    if invoice.state() == InvoiceState::Draft {
        return Err(Error::NotIssued.into());
    }
    let (token, link) = links::make(id, invoice.site_id, &actor.name, context.clock.now())?;
    let made = PayLink { url: format!("{}/p/{token}", online.public_url), expires_at: link.expires_at };
    links::insert(&tx, link).await?;
    let seen = Linked { expires_at: made.expires_at };
    let state = invoice.snapshot();
    audit::record(&tx, MODULE, audited("invoice.linked", &state), (None, Some(&seen)), &actor, context.clock.as_ref()).await?;
    tx.commit().await?;
    Ok((StatusCode::CREATED, Created { location: format!("/api/v1/invoices/{id}"), body: Answer(made) }))
}

/// Ends all links of an invoice before their time. What was begun with them may still be paid at the provider. Permission: `payment.take`.
#[utoipa::path(post, path = "/invoices/{invoice_id}/pay-link/revoke", tag = "billing", operation_id = "revoke_pay_links",
    security(("bearer" = [])), params(("invoice_id" = InvoiceId, Path)), request_body = Nothing,
    responses((status = 200, body = RevokedLinks)))]
pub async fn revoke_pay_links(
    State(online): State<Arc<Online>>,
    Caller(actor): Caller,
    Path(id): Path<InvoiceId>,
    _body: Json<Nothing>,
) -> Result<Answer<RevokedLinks>, Problem> {
    let context = online.context();
    let tx = context.db.begin().await?;
    let invoice = locked(&tx, id, &actor).await?;
    let revoked = RevokedLinks { revoked: links::revoke(&tx, id, context.clock.now()).await? };
    if revoked.revoked > 0 {
        let state = invoice.snapshot();
        let change = audited("invoice.link_revoked", &state);
        audit::record(&tx, MODULE, change, (None, Some(&revoked)), &actor, context.clock.as_ref()).await?;
    }
    tx.commit().await?;
    Ok(Answer(revoked))
}

async fn locked(tx: &Tx, id: InvoiceId, actor: &Actor) -> Result<Invoice, Problem> {
    let invoice = store::lock(tx, id).await?.ok_or_else(Problem::not_found)?;
    actor.permit(PAYMENT_TAKE, invoice.site_id)?;
    Ok(invoice)
}
