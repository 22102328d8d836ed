//! POST /cheques/{id}/bounce

use axum::extract::State;
use axum::http::StatusCode;
use contracts::billing::{ChequeId, PAYMENT_REFUND};
use garde::Validate;
use kernel::http::{Caller, IdempotencyKey, Json, Path};
use kernel::idempotency::Repeatable;
use kernel::{Actor, Clock, Problem, Tx, text};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::command::{begin, entry, finish};
use super::tables::cheques;
use super::take_back::take_back;
use super::view::ChequeView;
use super::{ChequeState, store};
use crate::Billing;
use crate::once::Begun;

/// The bank did not pay a cheque.
#[derive(Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct BounceCheque {
    /// What the bank says, at most 300 characters.
    #[garde(custom(text::filled_line(300)))]
    #[schema(max_length = 300, format = "filled-line")]
    pub reason: String,
}

/// The cheque came back unpaid: what it paid is due again. Nothing is changed: what came in goes out by new rows.
///
/// `Idempotency-Key` is required. Refused with `cheque-state` unless it is at the bank or has cleared, and with `cheque-paid-back` where some of
/// its money was handed back or moved meanwhile. Permission: `payment.refund`.
#[utoipa::path(
    post, path = "/cheques/{cheque_id}/bounce", operation_id = "bounce_cheque", tag = "billing", security(("bearer" = [])),
    params(("cheque_id" = ChequeId, Path), ("Idempotency-Key" = String, Header)),
    request_body = BounceCheque, responses((status = 200, body = ChequeView))
)]
pub async fn bounce_cheque(
    State(billing): State<Billing>,
    Caller(actor): Caller,
    Path(id): Path<ChequeId>,
    key: IdempotencyKey,
    Json(body): Json<BounceCheque>,
) -> Result<Repeatable<axum::Json<ChequeView>>, Problem> {
    let (replayed, view) = bounce(&billing, &actor, id, key, body).await?;
    Ok(Repeatable { status: StatusCode::OK, replayed, body: axum::Json(view) })
}

async fn bounce(
    billing: &Billing,
    actor: &Actor,
    id: ChequeId,
    key: IdempotencyKey,
    body: BounceCheque,
) -> Result<(bool, ChequeView), Problem> {
    let clock = billing.context.clock.as_ref();
    let (mut tx, claim) = match begin(billing, actor, ("bounce_cheque", id), PAYMENT_REFUND, (key, &body)).await? {
        Begun::Answered(view) => return Ok((true, view)),
        Begun::New { tx, claim } => (tx, claim),
    };
    let before = store::lock(&tx, id).await?.ok_or_else(Problem::not_found)?;
    let cheque = come_back(&mut tx, &before, body.reason, (actor, clock)).await?;
    Ok((false, finish(tx, claim, cheque, actor).await?))
}

/// A locked cheque came back, and what it paid is due again.
pub async fn come_back(
    tx: &mut Tx,
    before: &cheques::Model,
    reason: String,
    (actor, clock): (&Actor, &dyn Clock),
) -> Result<cheques::Model, Problem> {
    let state = before.state.turn(ChequeState::Bounced)?;
    let cheque = cheques::Model { state, since: clock.now(), reason: text::filled(Some(reason)), ..before.clone() };
    // The bank took back what it had paid.
    let back = (before.state == ChequeState::Cleared).then(|| entry(&cheque, before.state, -cheque.amount, (actor, clock)));
    let bounced = entry(&cheque, state, cheque.amount, (actor, clock));
    take_back(tx, &cheque, bounced.id, (actor, clock)).await?;
    let entries = back.into_iter().chain([bounced]).collect();
    store::save(tx, "cheque.bounce", (before, &cheque), entries, (actor, clock)).await?;
    Ok(cheque)
}
