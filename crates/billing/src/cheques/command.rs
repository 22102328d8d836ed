//! What every step of a cheque does: begins once, moves, and answers.

use contracts::billing::ChequeId;
use kernel::http::IdempotencyKey;
use kernel::idempotency::Claim;
use kernel::{Actor, Amount, Clock, Permission, Problem, Tx};
use serde::Serialize;
use uuid::Uuid;

use super::tables::{cheque_entries, cheques};
use super::view::{ChequeView, shown};
use super::{ChequeState, store};
use crate::once::{self, Begun};
use crate::{Billing, MODULE};

/// Not found for who may not at its site. `what` names the operation.
pub async fn begin(
    billing: &Billing,
    actor: &Actor,
    (what, id): (&str, ChequeId),
    permission: Permission,
    asked: (IdempotencyKey, &impl Serialize),
) -> Result<Begun<ChequeView>, Problem> {
    let known = store::find(billing.context.db.reader(), id).await?.ok_or_else(Problem::not_found)?;
    once::begin(&billing.context, actor, &format!("{what} {id}"), (permission, known.site_id), asked).await
}

/// The entry of a cheque that came to this state; `amount` is below zero where it stood so before.
pub fn entry(cheque: &cheques::Model, state: ChequeState, amount: Amount, (actor, clock): (&Actor, &dyn Clock)) -> cheque_entries::Model {
    cheque_entries::Model { id: Uuid::now_v7(), cheque_id: cheque.id, state, amount, by_name: actor.name.clone(), at: clock.now() }
}

/// Commits, and answers with the cheque as it stands now.
pub async fn finish(tx: Tx, claim: Option<Claim>, cheque: cheques::Model, actor: &Actor) -> Result<ChequeView, Problem> {
    let view = shown(cheque, actor);
    Claim::keep(claim.as_ref(), &tx, MODULE, &view).await?;
    tx.commit().await?;
    Ok(view)
}
