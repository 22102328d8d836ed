//! Undo a merge.

use axum::extract::State;
use contracts::customers::{CUSTOMER_MERGE, CustomerId, CustomerUnmerged};
use kernel::http::{Caller, Json, Path};
use kernel::{Actor, Context, Problem, Tx, merging, outbox};
use uuid::Uuid;

use super::merge::{Kept, Merge, part};
use super::store;
use super::view::MergeView;
use crate::consents::consent::{Decision, by_default, last};
use crate::customers::announce::announce;
use crate::customers::customer::Customer;
use crate::standing::revenue;
use crate::standing::store::{NAMED, add_up};
use crate::timeline::entry::Entry;
use crate::{MODULE, consents, contacts, customers, tags, timeline};

/// Issued since the merge, to the one who stayed: it is theirs.
const ISSUED_SINCE: &str = "select invoice_id from customers_invoices where issued_at > $2";

/// Takes a merge back within 24 hours: what it moved goes back, what was made or changed since stays. Permission: `customer.merge`.
#[utoipa::path(post, path = "/customers/{customer_id}/merges/{merge_id}/undo", tag = "customers", operation_id = "undo_merge",
    params(("customer_id" = CustomerId, Path), ("merge_id" = Uuid, Path)),
    responses((status = 200, body = MergeView)), security(("bearer" = [])))]
pub async fn undo_merge(
    State(context): State<Context>,
    Caller(actor): Caller,
    Path((id, merge_id)): Path<(CustomerId, Uuid)>,
) -> Result<Json<MergeView>, Problem> {
    actor.permit_anywhere(CUSTOMER_MERGE)?;
    let merge = undo(&context, &actor, id, merge_id).await?;
    Ok(Json(MergeView::new(merge, &actor, context.clock.now())))
}

async fn undo(context: &Context, actor: &Actor, customer: CustomerId, id: Uuid) -> Result<Merge, Problem> {
    let clock = context.clock.as_ref();
    let known = store::find(context.db.reader(), customer, id).await?;
    let mut tx = context.db.begin().await?;
    let (mut stays, mut goes) = store::lock_both(&tx, known.into_id, known.from_id).await?;
    let mut merge = store::find(&*tx, customer, id).await?;
    merge.check_undoable(&stays, clock.now())?;
    let before = (stays.clone(), goes.clone());
    let kept: Kept = serde_json::from_str(&merge.kept).map_err(|error| Problem::internal(&error))?;
    if let Some(contact) = kept.contact {
        contacts::store::delete(&tx, contact).await?;
    }
    take_back_refusals(&tx, context, actor, &merge, &kept.refusals).await?;
    for tag in &kept.tags {
        tags::store::take_off(&tx, *tag, stays.id).await?;
    }
    stays.tags = tags::store::add_up(&tx, stays.id).await?;
    part(&mut stays, &mut goes, kept);
    merging::keep(&tx, MODULE, merge.id, "customers_invoices", ISSUED_SINCE, merge.at).await?;
    merging::unmerge(&tx, MODULE, merge.kernel(), &NAMED).await?;
    timeline::store::follow_records(&tx, merge.kernel()).await?;
    customers::store::save(&tx, &mut stays).await?;
    customers::store::save(&tx, &mut goes).await?;
    add_up(&tx, stays.id).await?;
    add_up(&tx, goes.id).await?;
    revenue::recount(&tx, [stays.id, goes.id]).await?;
    (merge.undone_at, merge.undone_by) = (Some(clock.now()), Some(actor.name.clone()));
    store::save(&tx, merge.clone()).await?;
    let parted = |one: CustomerId, other: &Customer| Entry::of_merge(one, "unmerged", (other.id, &other.name), clock.now(), &actor.name);
    timeline::store::insert(&tx, vec![parted(stays.id, &goes), parted(goes.id, &stays)]).await?;
    announce(&mut tx, "customer.unmerge", Some(&before.0), &stays, actor, clock).await?;
    announce(&mut tx, "customer.unmerge", Some(&before.1), &goes, actor, clock).await?;
    outbox::append(&mut tx, MODULE, &CustomerUnmerged(merge.told(&goes, &stays)), actor, clock).await?;
    tx.commit().await?;
    Ok(merge)
}

/// Where the refusal that the merge added still counts, what counted before it is decided again.
async fn take_back_refusals(tx: &Tx, context: &Context, actor: &Actor, merge: &Merge, refusals: &[Uuid]) -> Result<(), Problem> {
    let log = consents::store::log(&**tx, merge.into_id).await?;
    let mut again = vec![];
    for refusal in log.iter().filter(|one| refusals.contains(&one.id)) {
        if last(&log, refusal.channel, refusal.purpose).is_some_and(|one| one.id == refusal.id) {
            let earlier: Vec<_> = log.iter().filter(|one| one.id < refusal.id).cloned().collect();
            let granted = last(&earlier, refusal.channel, refusal.purpose).map_or_else(|| by_default(refusal.purpose), |one| one.granted);
            let (id, at) = (Uuid::now_v7(), context.clock.now());
            again.push(Decision { id, granted, at, by_name: actor.name.clone(), ..refusal.clone() });
        }
    }
    Ok(consents::store::insert(tx, again).await?)
}
