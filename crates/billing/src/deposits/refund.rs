//! POST /deposits/{id}/refund

use axum::extract::State;
use axum::http::StatusCode;
use contracts::billing::{DepositId, PAYMENT_REFUND};
use kernel::http::{Caller, IdempotencyKey, Json, Path};
use kernel::idempotency::{Claim, Repeatable};
use kernel::{Actor, Problem, audit, outbox, text};

use super::deposit::{By, Return, audited, hand_back, handed_back, snapshot};
use super::view::{DepositView, shown};
use super::{Deposits, store};
use crate::MODULE;
use crate::invoices::refund::RefundPayment;

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
    let (db, clock) = (&deposits.context.db, deposits.context.clock.as_ref());
    let known = store::find(db.reader(), id).await?.ok_or_else(Problem::not_found)?;
    actor.permit(PAYMENT_REFUND, known.site_id)?;
    let claim = Claim::new(actor, &format!("refund_deposit {id}"), key.required()?.0.as_deref(), &body)?;
    if let Some(view) = Claim::replay(claim.as_ref(), db, MODULE).await? {
        return Ok((true, view));
    }

    let mut tx = db.begin().await?;
    Claim::take(claim.as_ref(), &tx, MODULE, clock).await?;
    let mut deposit = store::lock(&tx, id).await?.ok_or_else(Problem::not_found)?;
    let (before, so_far) = (snapshot(&deposit), handed_back(&store::entries(&*tx, &[id]).await?));
    let RefundPayment { tender, amount, reason, reference } = body;
    let back = Return { amount, tender, reason: reason.trim().to_owned(), reference: text::filled(reference) };
    let by = By { name: &actor.name, at: clock.now() };
    let entry = hand_back(&mut deposit, back, (so_far, actor.limits(known.site_id)), by)?;
    store::save(&tx, &deposit, entry).await?;
    let after = snapshot(&deposit);
    audit::record(&tx, MODULE, audited("deposit.refund", &after), (Some(&before), Some(&after)), actor, clock).await?;
    outbox::append(&mut tx, MODULE, &after, actor, clock).await?;
    let entries = store::entries(&*tx, &[id]).await?;
    let view = shown(deposit, &entries, actor);
    Claim::keep(claim.as_ref(), &tx, MODULE, &view).await?;
    tx.commit().await?;
    Ok((false, view))
}
