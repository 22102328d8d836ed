//! POST /deposits/{id}/apply

use axum::extract::State;
use axum::http::StatusCode;
use contracts::billing::{DepositId, InvoiceId, PAYMENT_TAKE};
use garde::Validate;
use kernel::http::{Caller, IdempotencyKey, Json, Path};
use kernel::idempotency::Repeatable;
use kernel::{Actor, Amount, Problem};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::command::{begin, finish, pay};
use super::view::DepositView;
use super::{Deposits, store};
use crate::invoices::pay::positive;
use crate::invoices::store as invoices;
use crate::once::Begun;

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
    let clock = deposits.context.clock.as_ref();
    let (mut tx, claim) = match begin(deposits, actor, ("apply_deposit", id), PAYMENT_TAKE, (key, &body)).await? {
        Begun::Answered(view) => return Ok((true, view)),
        Begun::New { tx, claim } => (tx, claim),
    };
    let unknown = || Problem::field("/invoice_id", "unknown", "there is no such invoice");
    // Invoices before deposits, as issuing locks them.
    let mut invoice =
        invoices::lock(&tx, body.invoice_id).await?.filter(|invoice| actor.may(PAYMENT_TAKE, invoice.site_id)).ok_or_else(unknown)?;
    let mut deposit = store::lock(&tx, id).await?.ok_or_else(Problem::not_found)?;
    let amount = body.amount.unwrap_or_else(|| deposit.open.min(invoice.due()));
    pay(&mut tx, "deposit.apply", (&mut deposit, &mut invoice), amount, clock.now(), (actor, clock)).await?;
    Ok((false, finish(tx, claim, deposit, actor).await?))
}
