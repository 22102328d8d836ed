//! POST /deposits/{id}/apply

use axum::extract::State;
use axum::http::StatusCode;
use contracts::billing::{DepositId, InvoiceId, InvoicePaid, PAYMENT_TAKE};
use garde::Validate;
use kernel::http::{Caller, IdempotencyKey, Json, Path};
use kernel::idempotency::{Claim, Repeatable};
use kernel::{Actor, Amount, Problem, audit, outbox};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::deposit::{By, audited, pay_of, snapshot};
use super::view::{DepositView, shown};
use super::{Deposits, store};
use crate::MODULE;
use crate::error::Error;
use crate::invoices::pay::positive;
use crate::invoices::{invoice, store as invoices};

/// An invoice to pay with what is left.
#[derive(Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ApplyDeposit {
    /// An issued one of the same customer and site.
    #[garde(skip)]
    pub invoice_id: InvoiceId,
    /// Of what is left, at most what is due; all that can be when left out.
    #[serde(default)]
    #[garde(inner(custom(positive)))]
    #[schema(value_type = Option<i64>, minimum = 1, maximum = 1_000_000_000_000_i64)]
    pub amount: Option<Amount>,
}

/// Pays an issued invoice with what is left of a deposit: a supplement, or the customer's next order.
///
/// `Idempotency-Key` is required. Refused with `not-issued`, `of-another`, `overpayment`, and with `deposit-used` when that much is not
/// left. Permission: `payment.take`.
#[utoipa::path(
    post, path = "/deposits/{deposit_id}/apply", operation_id = "apply_deposit", tag = "billing", security(("bearer" = [])),
    params(("deposit_id" = DepositId, Path), ("Idempotency-Key" = String, Header)),
    request_body = ApplyDeposit, responses((status = 200, body = DepositView))
)]
pub async fn apply_deposit(
    State(deposits): State<Deposits>,
    Caller(actor): Caller,
    Path(id): Path<DepositId>,
    key: IdempotencyKey,
    Json(body): Json<ApplyDeposit>,
) -> Result<Repeatable<axum::Json<DepositView>>, Problem> {
    let (replayed, view) = apply(&deposits, &actor, id, key, body).await?;
    Ok(Repeatable { status: StatusCode::OK, replayed, body: axum::Json(view) })
}

async fn apply(
    deposits: &Deposits,
    actor: &Actor,
    id: DepositId,
    key: IdempotencyKey,
    body: ApplyDeposit,
) -> Result<(bool, DepositView), Problem> {
    let (db, clock) = (&deposits.context.db, deposits.context.clock.as_ref());
    let known = store::find(db.reader(), id).await?.ok_or_else(Problem::not_found)?;
    actor.permit(PAYMENT_TAKE, known.site_id)?;
    let claim = Claim::new(actor, &format!("apply_deposit {id}"), key.required()?.0.as_deref(), &body)?;
    if let Some(view) = Claim::replay(claim.as_ref(), db, MODULE).await? {
        return Ok((true, view));
    }

    let mut tx = db.begin().await?;
    Claim::take(claim.as_ref(), &tx, MODULE, clock).await?;
    let unknown = || Problem::field("/invoice_id", "unknown", "there is no such invoice");
    // Invoices before deposits, as issuing locks them.
    let mut invoice =
        invoices::lock(&tx, body.invoice_id).await?.filter(|invoice| actor.may(PAYMENT_TAKE, invoice.site_id)).ok_or_else(unknown)?;
    let mut deposit = store::lock(&tx, id).await?.ok_or_else(Problem::not_found)?;
    let (was, before) = (invoice.snapshot(), snapshot(&deposit));
    let most = body.amount.unwrap_or_else(|| deposit.open.min(invoice.due()));
    if most > deposit.open || deposit.open.is_zero() {
        return Err(Error::DepositUsed { open: deposit.open }.into());
    }
    if most > invoice.due() && invoice.issued().is_some() {
        return Err(Error::Overpayment { due: invoice.due() }.into());
    }
    let by = By { name: &actor.name, at: clock.now() };
    let (entry, payment) = pay_of(&mut deposit, &mut invoice, most, by)?.ok_or(Error::Overpayment { due: Amount::ZERO })?;
    invoices::save_payment(&tx, &mut invoice, payment).await?;
    store::save(&tx, &deposit, entry).await?;
    let (paid, after) = (invoice.snapshot(), snapshot(&deposit));
    audit::record(&tx, MODULE, invoice::audited("payment.take", &paid), (Some(&was), Some(&paid)), actor, clock).await?;
    audit::record(&tx, MODULE, audited("deposit.apply", &after), (Some(&before), Some(&after)), actor, clock).await?;
    outbox::append(&mut tx, MODULE, &InvoicePaid(paid), actor, clock).await?;
    outbox::append(&mut tx, MODULE, &after, actor, clock).await?;
    let entries = store::entries(&*tx, &[id]).await?;
    let view = shown(deposit, &entries, actor);
    Claim::keep(claim.as_ref(), &tx, MODULE, &view).await?;
    tx.commit().await?;
    Ok((false, view))
}
