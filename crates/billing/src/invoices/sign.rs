//! The customer signs a draft; where it is made anew afterwards, that is seen, and it is signed again.

use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use chrono::{DateTime, Utc};
use contracts::billing::{INVOICE_ISSUE, INVOICE_READ, InvoiceId};
use garde::Validate;
use kernel::files::{self, LONGEST_DRAWING, NewFile, Prepared, Shown, drawn, serve};
use kernel::http::{Caller, Created, IdempotencyKey, Json, Path};
use kernel::idempotency::{Claim, Repeatable};
use kernel::text::filled_line;
use kernel::{Problem, audit};
use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::invoice::{Invoice, audited};
use super::signed::{InvoiceChange, Signed};
use super::{signatures, store};
use crate::entities::signatures as rows;
use crate::{Billing, MODULE};

/// The customer's signature under a draft.
#[derive(Clone, Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SignInvoice {
    /// The customer, or who stands for them.
    #[garde(custom(filled_line(200)))]
    #[schema(max_length = 200, format = "filled-line")]
    pub by_name: String,
    /// What was drawn: a PNG in base64.
    #[garde(length(max = LONGEST_DRAWING))]
    #[schema(max_length = 200_000)]
    pub signature: String,
}

/// A signature, and what is not as it was signed.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct InvoiceSignature {
    pub id: Uuid,
    pub signed_at: DateTime<Utc>,
    pub signed_by: String,
    /// Who took it.
    pub recorded_by: String,
    /// SHA-256 of what was signed.
    pub hash: String,
    /// Nothing while the invoice is as it was signed.
    pub changes: Vec<InvoiceChange>,
}

/// The signatures of an invoice.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct InvoiceSignatures {
    /// Newest first: that one counts.
    pub items: Vec<InvoiceSignature>,
    /// The site's invoices are issued only as they were signed.
    pub required: bool,
    /// sign
    pub actions: Vec<String>,
}

/// The bytes of a drawing.
#[derive(ToSchema)]
#[schema(value_type = String, format = Binary)]
#[expect(dead_code, reason = "only describes the response")]
pub struct DrawingBytes(Vec<u8>);

/// Keeps the customer's signature under a draft as it stands now.
///
/// Refused with `already-issued`, and with `order-reopened` while the work order is open again. Permission: `invoice.issue`.
#[utoipa::path(post, path = "/invoices/{invoice_id}/signatures", tag = "billing", operation_id = "sign_invoice",
    params(("invoice_id" = InvoiceId, Path), ("Idempotency-Key" = Option<String>, Header)), request_body = SignInvoice,
    responses((status = 201, body = InvoiceSignature)), security(("bearer" = [])))]
pub async fn sign_invoice(
    State(billing): State<Billing>,
    Caller(actor): Caller,
    Path(id): Path<InvoiceId>,
    key: IdempotencyKey,
    Json(body): Json<SignInvoice>,
) -> Result<Repeatable<Created<Json<InvoiceSignature>>>, Problem> {
    let (db, clock) = (&billing.context.db, billing.context.clock.as_ref());
    let owner = store::owner(db.reader(), id).await?.ok_or_else(Problem::not_found)?;
    actor.permit(INVOICE_ISSUE, owner.site_id)?;
    let claim = Claim::new(&actor, &format!("sign_invoice {id}"), key.0.as_deref(), &body)?;
    if let Some(view) = Claim::replay(claim.as_ref(), db, MODULE).await? {
        return Ok(answer(id, view, true));
    }
    let prepared = drawn(Some(&body.signature)).await?.ok_or_else(|| Problem::field("/signature", "required", "is needed"))?;
    let tx = db.begin().await?;
    Claim::take(claim.as_ref(), &tx, MODULE, clock).await?;
    let invoice = store::lock(&tx, id).await?.ok_or_else(Problem::not_found)?;
    invoice.check_issuable()?;
    if signatures::of(&*tx, id).await?.len() as u64 >= signatures::MOST {
        return Err(Problem::conflict("too-many-signatures", "The invoice was signed too often"));
    }
    let row = row(&invoice, body.by_name.trim(), &actor.name, clock.now())?;
    let file = drawing(&row, prepared);
    signatures::insert(&tx, row.clone()).await?;
    files::store::insert(&tx, MODULE, &file).await?;
    let snapshot = invoice.snapshot();
    let told = Told { signed_by: &row.by_name, hash: &row.hash };
    audit::record(&tx, MODULE, audited("invoice.sign", &snapshot), (None, Some(&told)), &actor, clock).await?;
    let view = view(row, &Signed::of(&invoice))?;
    Claim::keep(claim.as_ref(), &tx, MODULE, &view).await?;
    tx.commit().await?;
    Ok(answer(id, view, false))
}

/// What the trail keeps.
#[derive(Serialize)]
struct Told<'a> {
    signed_by: &'a str,
    hash: &'a str,
}

fn answer(id: InvoiceId, view: InvoiceSignature, replayed: bool) -> Repeatable<Created<Json<InvoiceSignature>>> {
    let location = format!("/api/v1/invoices/{id}/signatures/{}", view.id);
    Repeatable { status: StatusCode::CREATED, replayed, body: Created { location, body: Json(view) } }
}

fn row(invoice: &Invoice, by_name: &str, recorded_by: &str, at: DateTime<Utc>) -> Result<rows::Model, Problem> {
    let (content, hash) = Signed::of(invoice).text()?;
    let (by_name, recorded_by) = (by_name.to_owned(), recorded_by.to_owned());
    Ok(rows::Model { id: Uuid::now_v7(), invoice_id: invoice.id, by_name, recorded_by, hash, content, at })
}

fn drawing(row: &rows::Model, prepared: Prepared) -> NewFile {
    let (name, by_name) = ("signature.png".to_owned(), row.by_name.clone());
    NewFile { id: row.id, record: row.invoice_id.0, name, prepared, by_name, at: row.at }
}

fn view(row: rows::Model, now: &Signed) -> Result<InvoiceSignature, Problem> {
    let signed: Signed = serde_json::from_str(&row.content).map_err(|error| Problem::internal(&error))?;
    Ok(InvoiceSignature {
        id: row.id,
        signed_at: row.at,
        signed_by: row.by_name,
        recorded_by: row.recorded_by,
        hash: row.hash,
        changes: signed.changes(now),
    })
}

/// The signatures of an invoice, and what changed since each. Permission: `invoice.read`.
#[utoipa::path(get, path = "/invoices/{invoice_id}/signatures", tag = "billing", operation_id = "list_invoice_signatures",
    params(("invoice_id" = InvoiceId, Path)), responses((status = 200, body = InvoiceSignatures)), security(("bearer" = [])))]
pub async fn list_invoice_signatures(
    State(billing): State<Billing>,
    Caller(actor): Caller,
    Path(id): Path<InvoiceId>,
) -> Result<Json<InvoiceSignatures>, Problem> {
    let reader = billing.context.db.reader();
    let invoice = store::find(reader, id).await?.ok_or_else(Problem::not_found)?;
    actor.permit(INVOICE_READ, invoice.site_id)?;
    let now = Signed::of(&invoice);
    let items = signatures::of(reader, id).await?.into_iter().map(|row| view(row, &now)).collect::<Result<_, _>>()?;
    let required = super::settings::required(reader, invoice.site_id).await?;
    let possible: &[_] = if invoice.check_issuable().is_ok() { &[("sign", INVOICE_ISSUE)] } else { &[] };
    let actions = actor.allowed(invoice.site_id, possible).into_iter().map(str::to_owned).collect();
    Ok(Json(InvoiceSignatures { items, required, actions }))
}

/// What a customer drew under an invoice. Permission: `invoice.read`.
#[utoipa::path(get, path = "/invoices/{invoice_id}/signatures/{signature_id}", tag = "billing", operation_id = "get_invoice_signature",
    params(("invoice_id" = InvoiceId, Path), ("signature_id" = Uuid, Path)),
    responses(
        (status = 200, content((DrawingBytes = "image/png"), (DrawingBytes = "image/jpeg"))),
        (status = 304, description = "The copy named by If-None-Match is the present one")
    ), security(("bearer" = [])))]
pub async fn get_invoice_signature(
    State(billing): State<Billing>,
    Caller(actor): Caller,
    Path((id, signature)): Path<(InvoiceId, Uuid)>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let reader = billing.context.db.reader();
    let owner = store::owner(reader, id).await?.ok_or_else(Problem::not_found)?;
    actor.permit(INVOICE_READ, owner.site_id)?;
    let row = files::store::find(reader, MODULE, id.0, signature).await?.ok_or_else(Problem::not_found)?;
    let bytes = files::store::bytes(reader, MODULE, signature, false).await?.ok_or_else(Problem::not_found)?;
    let media = row.media();
    Ok(serve(Shown { name: row.name, media, bytes, tag: row.id.simple().to_string() }, &headers))
}
