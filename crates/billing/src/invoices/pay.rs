//! `POST /invoices/{id}/payments`

use axum::extract::State;
use axum::http::StatusCode;
use contracts::billing::{InvoiceId, InvoicePaid, InvoiceRefunded, InvoiceState, PAYMENT_TAKE, PaymentId};
use garde::Validate;
use kernel::http::{Caller, IdempotencyKey, Json, Path, Versioned};
use kernel::idempotency::{Claim, Repeatable};
use kernel::money::MAX_AMOUNT;
use kernel::{Actor, Amount, Clock, Problem, Tx, audit, outbox, text};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::invoice::{Invoice, PaymentKind, Tender, audited};
use super::store;
use super::view::{self, InvoiceView};
use crate::cheques::{Details, check, keep, reference};
use crate::entities::payments;
use crate::{Billing, MODULE, loyalty};

/// Money received for an invoice.
#[derive(Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TakePayment {
    #[garde(skip)]
    pub tender: Tender,
    /// In minor units of the invoice's currency; more than zero, at most what is due.
    #[garde(custom(positive))]
    #[schema(value_type = i64, minimum = 1, maximum = 1_000_000_000_000_i64)]
    pub amount: Amount,
    /// Cheque or transfer number, at most 200 characters.
    #[garde(custom(text::line(200)))]
    #[schema(max_length = 200, format = "line")]
    pub reference: Option<String>,
    /// Of a cheque: what is written on it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[garde(dive)]
    pub cheque: Option<Details>,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "garde hands out references")]
pub fn positive<C>(amount: &Amount, _: &C) -> garde::Result {
    if (1..=MAX_AMOUNT).contains(&amount.0) { Ok(()) } else { Err(garde::Error::new("an amount is more than zero and at most 10^12")) }
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "garde hands out references")]
pub fn not_negative<C>(amount: &Amount, _: &C) -> garde::Result {
    if (0..=MAX_AMOUNT).contains(&amount.0) { Ok(()) } else { Err(garde::Error::new("an amount is not negative and at most 10^12")) }
}

/// Takes a payment, whole or in part; several tenders are several payments.
///
/// `Idempotency-Key` is required: the same key pays once. Refused beside a cheque that is none with `not-a-cheque` or `wrong-key`, with `not-issued` on a draft and with `overpayment` when
/// it is more than is due. Points pay with `points`: refused with `points-off` where there are none and with `points-not-here` on what was open before this
/// system; at the amount with `not-whole-points`, `too-few-points` and `not-enough-points`. Permission: `payment.take`.
#[utoipa::path(
    post,
    path = "/invoices/{invoice_id}/payments",
    tag = "billing",
    params(("invoice_id" = String, Path, format = Uuid), ("Idempotency-Key" = String, Header)),
    request_body = TakePayment,
    responses(
        (status = 200, body = InvoiceView)
    ),
    security(("bearer" = []))
)]
pub async fn take_payment(
    State(billing): State<Billing>,
    Caller(actor): Caller,
    Path(id): Path<InvoiceId>,
    key: IdempotencyKey,
    Json(body): Json<TakePayment>,
) -> Result<Repeatable<Versioned<InvoiceView>>, Problem> {
    let (replayed, view) = take(&billing, &actor, id, key, body).await?;
    Ok(Repeatable { status: StatusCode::OK, replayed, body: Versioned(view.version, view) })
}

async fn take(
    billing: &Billing,
    actor: &Actor,
    id: InvoiceId,
    key: IdempotencyKey,
    body: TakePayment,
) -> Result<(bool, InvoiceView), Problem> {
    let (db, clock) = (&billing.context.db, billing.context.clock.as_ref());
    let owner = store::owner(db.reader(), id).await?.ok_or_else(Problem::not_found)?;
    actor.permit(PAYMENT_TAKE, owner.site_id)?;
    check(body.tender, body.cheque.as_ref())?;
    let claim = Claim::new(actor, &format!("take_payment {id}"), key.required()?.0.as_deref(), &body)?;
    if let Some(view) = Claim::replay(claim.as_ref(), db, MODULE).await? {
        return Ok((true, view));
    }

    let mut tx = db.begin().await?;
    Claim::take(claim.as_ref(), &tx, MODULE, clock).await?;
    let mut invoice = store::lock(&tx, id).await?.ok_or_else(Problem::not_found)?;
    let TakePayment { tender, amount, reference, cheque } = body;
    pay(&mut tx, &mut invoice, Received { tender, amount, reference, cheque }, actor, clock).await?;
    let payments = store::payments(&*tx, id).await?;
    let view = view::with_credits(&*tx, view::view(actor, invoice, None, payments, clock.now().date_naive())).await?;
    Claim::keep(claim.as_ref(), &tx, MODULE, &view).await?;
    tx.commit().await?;
    Ok((false, view))
}

/// Money that came in for an invoice: how, how much, and the number of the cheque, the transfer or the payment online.
#[derive(Clone, Debug)]
pub struct Received {
    pub tender: Tender,
    pub amount: Amount,
    pub reference: Option<String>,
    pub cheque: Option<Details>,
}

/// Pays a locked invoice with it, writes that down, and tells it.
pub async fn pay(tx: &mut Tx, invoice: &mut Invoice, money: Received, actor: &Actor, clock: &dyn Clock) -> Result<(), Problem> {
    let before = invoice.snapshot();
    invoice.pay(money.amount)?;
    let id = PaymentId::new();
    if money.tender == Tender::Points {
        loyalty::spend(tx, invoice, (id, money.amount), (actor, clock)).await?;
    }
    let payment = payments::Model {
        id,
        invoice_id: invoice.id,
        kind: PaymentKind::Payment,
        tender: money.tender,
        amount: money.amount,
        reference: reference(money.reference, money.cheque.as_ref()),
        reason: None,
        by_name: actor.name.clone(),
        at: clock.now(),
    };
    record(tx, "payment.take", (&before, invoice), payment.clone(), (actor, clock)).await?;
    keep::of_payment(tx, money.cheque, (invoice, &payment), (actor, clock)).await
}

/// Writes down what paid a locked invoice, or what left it, and tells it; `before` is the invoice without it.
pub async fn record(
    tx: &mut Tx,
    action: &str,
    (before, invoice): (&InvoiceState, &mut Invoice),
    payment: payments::Model,
    (actor, clock): (&Actor, &dyn Clock),
) -> Result<(), Problem> {
    let is_out = payment.kind.is_out();
    store::save_payment(tx, invoice, payment).await?;
    loyalty::follow(tx, invoice, (actor, clock)).await?;
    let after = invoice.snapshot();
    audit::record(tx, MODULE, audited(action, &after), (Some(before), Some(&after)), actor, clock).await?;
    let told = if is_out {
        outbox::append(tx, MODULE, &InvoiceRefunded(after), actor, clock).await
    } else {
        outbox::append(tx, MODULE, &InvoicePaid(after), actor, clock).await
    };
    Ok(told?)
}
