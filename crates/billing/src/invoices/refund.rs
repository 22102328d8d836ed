//! `POST /invoices/{id}/refunds`

use axum::extract::State;
use axum::http::StatusCode;
use contracts::billing::{InvoiceId, PAYMENT_REFUND, PaymentId};
use garde::Validate;
use kernel::http::{Caller, IdempotencyKey, Json, Path, Versioned};
use kernel::idempotency::{Claim, Repeatable};
use kernel::{Actor, Amount, Problem, Tx, text};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::invoice::{Invoice, PaymentKind, Tender, refunded};
use super::pay::positive;
use super::pay::record;
use super::store;
use super::view::{self, InvoiceView};
use crate::entities::payments;
use crate::error::Error;
use crate::{Billing, MODULE, loyalty};

/// Money handed back of what was paid.
#[derive(Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RefundPayment {
    #[garde(skip)]
    pub tender: Tender,
    /// In minor units of the invoice's currency; more than zero, at most what is paid.
    #[garde(custom(positive))]
    #[schema(value_type = i64, minimum = 1, maximum = 1_000_000_000_000_i64)]
    pub amount: Amount,
    /// At most 500 characters.
    #[garde(custom(text::filled_line(500)))]
    #[schema(max_length = 500, format = "filled-line")]
    pub reason: String,
    /// Cheque or transfer number, at most 200 characters.
    #[garde(custom(text::line(200)))]
    #[schema(max_length = 200, format = "line")]
    pub reference: Option<String>,
}

/// Hands money back, whole or in part. It becomes due again; only a credit note lowers what an invoice asks for.
///
/// `Idempotency-Key` is required: the same key refunds once. Refused with `not-issued` on a draft, with `refund-over-paid` when
/// it is more than is paid, and with `refund-over-limit` at the amount when the invoice's refunds come to more than the caller's
/// role allows. What points paid goes back in points: refused at the amount with `paid-with-points` in money, and with `more-than-points-paid`. Permission: `payment.refund`.
#[utoipa::path(
    post,
    path = "/invoices/{invoice_id}/refunds",
    tag = "billing",
    params(("invoice_id" = String, Path, format = Uuid), ("Idempotency-Key" = String, Header)),
    request_body = RefundPayment,
    responses(
        (status = 200, body = InvoiceView)
    ),
    security(("bearer" = []))
)]
pub async fn refund_payment(
    State(billing): State<Billing>,
    Caller(actor): Caller,
    Path(id): Path<InvoiceId>,
    key: IdempotencyKey,
    Json(body): Json<RefundPayment>,
) -> Result<Repeatable<Versioned<InvoiceView>>, Problem> {
    let (replayed, view) = refund(&billing, &actor, id, key, body).await?;
    Ok(Repeatable { status: StatusCode::OK, replayed, body: Versioned(view.version, view) })
}

async fn refund(
    billing: &Billing,
    actor: &Actor,
    id: InvoiceId,
    key: IdempotencyKey,
    body: RefundPayment,
) -> Result<(bool, InvoiceView), Problem> {
    let (db, clock) = (&billing.context.db, billing.context.clock.as_ref());
    let owner = store::owner(db.reader(), id).await?.ok_or_else(Problem::not_found)?;
    actor.permit(PAYMENT_REFUND, owner.site_id)?;
    let claim = Claim::new(actor, &format!("refund_payment {id}"), key.required()?.0.as_deref(), &body)?;
    if let Some(view) = Claim::replay(claim.as_ref(), db, MODULE).await? {
        return Ok((true, view));
    }

    let mut tx = db.begin().await?;
    Claim::take(claim.as_ref(), &tx, MODULE, clock).await?;
    let mut invoice = store::lock(&tx, id).await?.ok_or_else(Problem::not_found)?;
    let (before, so_far) = (invoice.snapshot(), refunded(&store::payments(&*tx, id).await?));
    invoice.refund(body.amount)?;
    let (now, refund_id) = (clock.now(), PaymentId::new());
    if body.tender == Tender::Points {
        loyalty::give_back(&tx, &invoice, (refund_id, body.amount), (actor, clock)).await?;
    } else {
        check_money(&tx, (&invoice, actor), so_far, body.amount).await?;
    }
    let refund = payments::Model {
        id: refund_id,
        invoice_id: id,
        kind: PaymentKind::Refund,
        tender: body.tender,
        amount: body.amount,
        reference: text::filled(body.reference),
        reason: text::filled(Some(body.reason)),
        by_name: actor.name.clone(),
        at: now,
    };
    record(&mut tx, "payment.refund", (&before, &mut invoice), refund, (actor, clock)).await?;
    let payments = store::payments(&*tx, id).await?;
    let view = view::with_credits(&*tx, view::view(actor, invoice, None, payments, now.date_naive())).await?;
    Claim::keep(claim.as_ref(), &tx, MODULE, &view).await?;
    tx.commit().await?;
    Ok((false, view))
}

/// What goes back in money was paid in money, and is no more than the role allows; it is taken off the invoice already.
async fn check_money(tx: &Tx, (invoice, actor): (&Invoice, &Actor), so_far: Amount, amount: Amount) -> Result<(), Problem> {
    let by_points = loyalty::spent(&**tx, invoice.id).await?;
    if !by_points.is_zero() && invoice.paid() < by_points {
        return Err(loyalty::Error::PaidWithPoints { amount: by_points }.into());
    }
    let limits = actor.limits(invoice.site_id);
    match limits.refund.filter(|_| !limits.allows_refund(so_far + amount)) {
        Some(most) => Err(Error::RefundOverLimit { most, so_far, currency: invoice.currency }.into()),
        None => Ok(()),
    }
}
