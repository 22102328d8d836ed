//! POST /cheques/{id}/clear

use axum::extract::State;
use axum::http::StatusCode;
use contracts::billing::{ChequeId, PAYMENT_TAKE};
use kernel::Problem;
use kernel::http::{Caller, IdempotencyKey, Json, Path};
use kernel::idempotency::Repeatable;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::command::{begin, entry, finish};
use super::tables::cheques;
use super::view::ChequeView;
use super::{ChequeState, store};
use crate::Billing;
use crate::once::Begun;

/// Clearing takes no choices.
#[derive(Debug, Serialize, Deserialize, garde::Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ClearCheque {}

/// The bank paid the cheque: from now on its money is the bank's account's.
///
/// `Idempotency-Key` is required. Refused with `cheque-state` unless it is at the bank. Permission: `payment.take`.
#[utoipa::path(
    post, path = "/cheques/{cheque_id}/clear", operation_id = "clear_cheque", tag = "billing", security(("bearer" = [])),
    params(("cheque_id" = ChequeId, Path), ("Idempotency-Key" = String, Header)),
    request_body = ClearCheque, responses((status = 200, body = ChequeView))
)]
pub async fn clear_cheque(
    State(billing): State<Billing>,
    Caller(actor): Caller,
    Path(id): Path<ChequeId>,
    key: IdempotencyKey,
    Json(body): Json<ClearCheque>,
) -> Result<Repeatable<axum::Json<ChequeView>>, Problem> {
    let clock = billing.context.clock.as_ref();
    let (mut tx, claim) = match begin(&billing, &actor, ("clear_cheque", id), PAYMENT_TAKE, (key, &body)).await? {
        Begun::Answered(view) => return Ok(Repeatable { status: StatusCode::OK, replayed: true, body: axum::Json(view) }),
        Begun::New { tx, claim } => (tx, claim),
    };
    let before = store::lock(&tx, id).await?.ok_or_else(Problem::not_found)?;
    let state = before.state.turn(ChequeState::Cleared)?;
    let cheque = cheques::Model { state, since: clock.now(), ..before.clone() };
    let cleared = entry(&cheque, state, cheque.amount, (&actor, clock));
    store::save(&mut tx, "cheque.clear", (&before, &cheque), vec![cleared], (&actor, clock)).await?;
    let view = finish(tx, claim, cheque, &actor).await?;
    Ok(Repeatable { status: StatusCode::OK, replayed: false, body: axum::Json(view) })
}
