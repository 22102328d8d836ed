//! Erase a customer.

use axum::extract::State;
use contracts::customers::{CUSTOMER_ERASE, CustomerId};
use contracts::identity::UserId;
use contracts::subjects::CustomerErased;
use kernel::audit::{self, Change};
use kernel::http::{Caller, Json, Path};
use kernel::{Actor, Problem, outbox};

use super::erasure::{Erasure, refused, word};
use super::view::ErasureView;
use super::{Erasures, store, wipe};
use crate::{Error, MODULE, customers};

/// Forgets a customer as far as the law lets it: what no law keeps goes at once, documents on their day. Who has work under way or owes
/// something is refused (`erasure-open`, whose `errors` name each). It cannot be undone; asked again it answers as the first time.
/// Permission: `customer.erase` at every site, in a session of one's own.
#[utoipa::path(post, path = "/customers/{customer_id}/erase", tag = "customers", operation_id = "erase_customer",
    params(("customer_id" = CustomerId, Path)),
    responses((status = 200, body = ErasureView)), security(("bearer" = [])))]
pub async fn erase_customer(
    State(erasures): State<Erasures>,
    Caller(actor): Caller,
    Path(id): Path<CustomerId>,
) -> Result<Json<ErasureView>, Problem> {
    erasures.permit(&actor, CUSTOMER_ERASE).await?;
    let customer = customers::store::find(erasures.context.db.reader(), id).await?;
    Ok(Json(erase(&erasures, customer.id, &actor).await?.into()))
}

/// `actor` is ECAR's own where the customer asked.
pub async fn erase(erasures: &Erasures, id: CustomerId, actor: &Actor) -> Result<Erasure, Problem> {
    let (db, clock) = (&erasures.context.db, erasures.context.clock.as_ref());
    if let Some(known) = store::of_customer(db.reader(), id).await? {
        return Ok(known);
    }
    let ids = store::person(db.reader(), id).await?;
    let (open, hold) = futures::try_join!(erasures.unsettled(&ids), erasures.legal_hold(&ids))?;
    if !open.is_empty() {
        return Err(refused(&open));
    }
    let accounts = accounts(erasures, &ids).await?;
    let mut tx = db.begin().await?;
    let known = wipe::lock(&tx, &ids).await?;
    if let Some(done) = store::of_customer(&*tx, id).await? {
        return Ok(done);
    }
    // Merged in between: it is about another now.
    let customer = known.iter().find(|one| one.id == id && one.merged_into.is_none()).ok_or(Error::CustomerMerged)?;
    let word = word(customer.language);
    let asked_by = (!actor.is_system()).then(|| actor.name.clone());
    let erasure = Erasure::ask(id, asked_by, hold, clock.now());
    wipe::forget(&mut tx, known, word, actor, clock).await?;
    store::insert(&tx, erasure.clone()).await?;
    let with_documents = erasure.done_at.is_some();
    if with_documents {
        wipe::forget_documents(&tx, &ids).await?;
    }
    let change = Change { action: "customer.erase", entity: "customer", id: id.0, label: word, site: None };
    audit::record(&tx, MODULE, change, (None, Some(&erasure)), actor, clock).await?;
    let told = CustomerErased { id, ids, word: word.to_owned(), accounts, with_documents };
    outbox::append(&mut tx, MODULE, &told, actor, clock).await?;
    tx.commit().await?;
    Ok(erasure)
}

/// Accounts at the portal that are theirs: by the addresses of the customer, and of the contacts who may look at the vehicles.
async fn accounts(erasures: &Erasures, ids: &[CustomerId]) -> Result<Vec<UserId>, Problem> {
    let emails = wipe::emails(erasures.context.db.reader(), ids).await?;
    if emails.is_empty() {
        return Ok(vec![]);
    }
    erasures.staff.accounts_of_customers(&emails).await
}
