//! POST /deposits/{id}/refund

use axum::extract::State;
use axum::http::StatusCode;
use contracts::billing::{DepositId, PAYMENT_REFUND};
use kernel::http::{Caller, IdempotencyKey, Json, Path};
use kernel::idempotency::Repeatable;
use kernel::{Actor, Problem, text};

use super::command::{begin, finish, save};
use super::deposit::{By, Return, hand_back, handed_back, snapshot};
use super::view::DepositView;
use super::{Deposits, store};
use crate::invoices::refund::RefundPayment;
use crate::once::Begun;

/// Hands back what is left of a deposit, or a part: the work is not done, or costs less.
///
/// `Idempotency-Key` is required. Refused with `deposit-used` when that much is not left, and with `refund-over-limit` at the amount when
/// it is more than the caller's role allows. Permission: `payment.refund`.
#[utoipa::path(
    post, path = "/deposits/{deposit_id}/refund", operation_id = "refund_deposit", tag = "billing", security(("bearer" = [])),
    params(("deposit_id" = DepositId, Path), ("Idempotency-Key" = String, Header)),
    request_body = RefundPayment, responses((status = 200, body = DepositView))
)]
pub async fn refund_deposit(
    State(deposits): State<Deposits>,
    Caller(actor): Caller,
    Path(id): Path<DepositId>,
    key: IdempotencyKey,
    Json(body): Json<RefundPayment>,
) -> Result<Repeatable<axum::Json<DepositView>>, Problem> {
    let (replayed, view) = refund(&deposits, &actor, id, key, body).await?;
    Ok(Repeatable { status: StatusCode::OK, replayed, body: axum::Json(view) })
}

async fn refund(
    deposits: &Deposits,
    actor: &Actor,
    id: DepositId,
    key: IdempotencyKey,
    body: RefundPayment,
) -> Result<(bool, DepositView), Problem> {
    let clock = deposits.context.clock.as_ref();
    body.tender.money()?;
    let (mut tx, claim) = match begin(deposits, actor, ("refund_deposit", id), PAYMENT_REFUND, (key, &body)).await? {
        Begun::Answered(view) => return Ok((true, view)),
        Begun::New { tx, claim } => (tx, claim),
    };
    let mut deposit = store::lock(&tx, id).await?.ok_or_else(Problem::not_found)?;
    let (before, so_far) = (snapshot(&deposit), handed_back(&store::entries(&*tx, &[id]).await?));
    let RefundPayment { tender, amount, reason, reference } = body;
    let back = Return { amount, tender, reason: reason.trim().to_owned(), reference: text::filled(reference) };
    let limits = actor.limits(deposit.site_id);
    let entry = hand_back(&mut deposit, back, (so_far, limits), By { name: &actor.name, at: clock.now() })?;
    save(&mut tx, "deposit.refund", (&before, &deposit), entry, actor, clock).await?;
    Ok((false, finish(tx, claim, deposit, actor).await?))
}
