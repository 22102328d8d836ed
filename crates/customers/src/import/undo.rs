//! Taking back what an import did to a customer.

use contracts::customers::CustomerId;
use kernel::import::{CHANGED_SINCE, Kept, RowError};
use kernel::{Actor, Clock, Problem, Tx};

use crate::customers::announce::announce;
use crate::customers::customer::Customer;
use crate::customers::store::{self, Keys};
use crate::timeline;

/// What stays as it is, and why.
pub async fn undo(
    tx: &mut Tx,
    kept: &Kept,
    shown: &[(&str, &'static str)],
    actor: &Actor,
    clock: &dyn Clock,
) -> Result<Vec<RowError>, Problem> {
    let before = store::lock(tx, CustomerId(kept.record)).await?;
    if before.merged_into.is_some() {
        return Ok(whole("The customer was merged into another"));
    }
    if kept.created { archive(tx, kept, before, actor, clock).await } else { put_back(tx, kept, before, shown, actor, clock).await }
}

async fn archive(tx: &mut Tx, kept: &Kept, before: Customer, actor: &Actor, clock: &dyn Clock) -> Result<Vec<RowError>, Problem> {
    if before.version != kept.version {
        return Ok(whole(CHANGED_SINCE));
    }
    if before.last_visit > 0 || !before.balances().is_empty() {
        return Ok(whole("The customer was served since"));
    }
    if timeline::store::is_expected(tx, before.id).await? {
        return Ok(whole("The customer has an appointment or a work order"));
    }
    let mut customer = before.clone();
    customer.archived = true;
    store::save(tx, &mut customer).await?;
    announce(tx, "customer.archive", Some(&before), &customer, actor, clock).await?;
    Ok(vec![])
}

async fn put_back(
    tx: &mut Tx,
    kept: &Kept,
    before: Customer,
    shown: &[(&str, &'static str)],
    actor: &Actor,
    clock: &dyn Clock,
) -> Result<Vec<RowError>, Problem> {
    let (back, mut left) = kept.put_back(&before, shown)?;
    // Not of the import, and not written with a customer.
    let (balance, no_shows, last_visit) = (before.balance, before.no_shows, before.last_visit);
    let (balances, tags) = (before.balances.clone(), before.tags.clone());
    let mut customer = Customer { balance, balances, no_shows, last_visit, tags, ..of_events(&before, back) };
    if let Some(reference) = customer.external_ref.clone().filter(|reference| Some(reference) != before.external_ref.as_ref()) {
        let keys = Keys { refs: vec![reference.as_str()], ..Keys::default() };
        if !store::matching(&**tx, tx.lock_clause(), &keys).await?.is_empty() {
            customer.external_ref.clone_from(&before.external_ref);
            left.push(RowError::new("external_ref", "Another customer has it now"));
        }
    }
    if customer != before {
        store::save(tx, &mut customer).await?;
        announce(tx, "customer.undo_import", Some(&before), &customer, actor, clock).await?;
    }
    Ok(left)
}

/// How they came, and when first, is not of a file.
fn of_events(before: &Customer, back: Customer) -> Customer {
    let (first_visit, first_source, last_source) = (before.first_visit, before.first_source, before.last_source);
    Customer { first_visit, first_source, last_source, ..back }
}

fn whole(reason: &str) -> Vec<RowError> {
    vec![RowError::new("", reason)]
}
