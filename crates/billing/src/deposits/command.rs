//! What every command on a deposit does: begins once, tells what became of it, and answers.

use chrono::{DateTime, Utc};
use contracts::billing::{DepositChanged, DepositId};
use kernel::http::IdempotencyKey;
use kernel::idempotency::Claim;
use kernel::{Actor, Amount, Clock, Permission, Problem, Tx, audit, outbox};
use serde::Serialize;

use super::deposit::{By, audited, pay_of, snapshot};
use super::view::{DepositView, shown};
use super::{Deposits, store};
use crate::MODULE;
use crate::entities::{deposit_entries, deposits};
use crate::invoices::invoice::Invoice;
use crate::invoices::pay::record;
use crate::once::{self, Begun};

/// Not found for who may not at its site. `what` names the operation.
pub async fn begin(
    deposits: &Deposits,
    actor: &Actor,
    (what, id): (&str, DepositId),
    permission: Permission,
    asked: (IdempotencyKey, &impl Serialize),
) -> Result<Begun<DepositView>, Problem> {
    let known = store::find(deposits.context.db.reader(), id).await?.ok_or_else(Problem::not_found)?;
    once::begin(&deposits.context, actor, &format!("{what} {id}"), (permission, known.site_id), asked).await
}

/// Saves what is left of a deposit with the entry that made it so, and tells it.
pub async fn save(
    tx: &mut Tx,
    action: &str,
    (before, deposit): (&DepositChanged, &deposits::Model),
    entry: deposit_entries::Model,
    actor: &Actor,
    clock: &dyn Clock,
) -> Result<(), Problem> {
    store::save(tx, deposit, entry).await?;
    tell(tx, action, (Some(before), deposit), actor, clock).await
}

/// Pays so much of a locked invoice out of a locked deposit or receipt, writes down both, and tells it. `action` is what became of the money.
pub async fn pay(
    tx: &mut Tx,
    action: &str,
    (deposit, invoice): (&mut deposits::Model, &mut Invoice),
    amount: Amount,
    at: DateTime<Utc>,
    (actor, clock): (&Actor, &dyn Clock),
) -> Result<(), Problem> {
    let (was, before) = (invoice.snapshot(), snapshot(deposit));
    let (entry, payment) = pay_of(deposit, invoice, amount, By { name: &actor.name, at })?;
    record(tx, "payment.take", (&was, invoice), payment, (actor, clock)).await?;
    save(tx, action, (&before, deposit), entry, actor, clock).await
}

/// Writes it into the trail, and tells the others.
pub async fn tell(
    tx: &mut Tx,
    action: &str,
    (before, deposit): (Option<&DepositChanged>, &deposits::Model),
    actor: &Actor,
    clock: &dyn Clock,
) -> Result<(), Problem> {
    let now = snapshot(deposit);
    audit::record(tx, MODULE, audited(action, &now), (before, Some(&now)), actor, clock).await?;
    Ok(outbox::append(tx, MODULE, &now, actor, clock).await?)
}

/// Commits, and answers with the deposit as it stands now.
pub async fn finish(tx: Tx, claim: Option<Claim>, deposit: deposits::Model, actor: &Actor) -> Result<DepositView, Problem> {
    let entries = store::entries(&*tx, &[deposit.id]).await?;
    let view = shown(deposit, &entries, actor);
    Claim::keep(claim.as_ref(), &tx, MODULE, &view).await?;
    tx.commit().await?;
    Ok(view)
}
