//! Merge two customers.

use axum::extract::State;
use contracts::customers::{CUSTOMER_MERGE, CustomerId, TagId};
use garde::Validate;
use kernel::http::{Caller, IfMatch, Json, Path};
use kernel::{Actor, Context, Problem, Tx, merging, outbox};
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::merge::{Kept, Merge, absorb};
use super::store;
use super::view::MergeView;
use crate::consents::consent::{Decision, Source, stricter};
use crate::customers::announce::announce;
use crate::customers::customer::Customer;
use crate::standing::revenue;
use crate::standing::store::{NAMED, add_up};
use crate::timeline::entry::Entry;
use crate::{MODULE, consents, contacts, customers, tags, timeline};

#[derive(Clone, Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = MergeCustomers)]
pub struct MergeInput {
    /// Who becomes part of the customer in the path.
    #[garde(skip)]
    pub from: CustomerId,
}

/// Makes another customer part of this one: vehicles, orders, invoices, contacts, tags, notes and what is due follow, what was printed stays,
/// and of consents the refusal counts. The other's address leads here. It can be undone for 24 hours. Permission: `customer.merge`.
#[utoipa::path(post, path = "/customers/{customer_id}/merge", tag = "customers", operation_id = "merge_customers",
    params(("customer_id" = CustomerId, Path), ("If-Match" = Option<String>, Header)), request_body = MergeInput,
    responses((status = 200, body = MergeView)), security(("bearer" = [])))]
pub async fn merge_customers(
    State(context): State<Context>,
    Caller(actor): Caller,
    Path(id): Path<CustomerId>,
    read_version: IfMatch,
    Json(input): Json<MergeInput>,
) -> Result<Json<MergeView>, Problem> {
    actor.permit_anywhere(CUSTOMER_MERGE)?;
    let merge = merge(&context, &actor, id, input.from, &read_version).await?;
    Ok(Json(MergeView::new(merge, &actor, context.clock.now())))
}

async fn merge(context: &Context, actor: &Actor, into: CustomerId, from: CustomerId, read_version: &IfMatch) -> Result<Merge, Problem> {
    let clock = context.clock.as_ref();
    let mut tx = context.db.begin().await?;
    let (mut stays, mut goes) = store::lock_both(&tx, into, from).await?;
    read_version.check(stays.version)?;
    let before = (stays.clone(), goes.clone());
    let (mut kept, contact) = absorb(&mut stays, &mut goes)?;
    contacts::store::insert(&tx, contact.into_iter().collect()).await?;
    kept.refusals = keep_refusals(&tx, context, actor, into, from).await?;
    kept.tags = take_in_tags(&tx, &mut stays, &goes).await?;
    let merge = record(context, actor, &before.1.name, (into, from), &kept)?;
    store::insert(&tx, merge.clone()).await?;
    merging::merge(&tx, MODULE, merge.kernel(), &NAMED).await?;
    let taken_in = Entry::of_merge(into, "merged", (from, &before.1.name), merge.at, &actor.name);
    timeline::store::insert(&tx, vec![taken_in]).await?;
    // The one who goes first: their external reference may be the other's now.
    customers::store::save(&tx, &mut goes).await?;
    customers::store::save(&tx, &mut stays).await?;
    add_up(&tx, into).await?;
    add_up(&tx, from).await?;
    revenue::recount(&tx, [into, from]).await?;
    announce(&mut tx, "customer.merge", Some(&before.1), &goes, actor, clock).await?;
    announce(&mut tx, "customer.merge", Some(&before.0), &stays, actor, clock).await?;
    outbox::append(&mut tx, MODULE, &merge.told(&goes, &stays), actor, clock).await?;
    tx.commit().await?;
    Ok(merge)
}

fn record(
    context: &Context,
    actor: &Actor,
    from_name: &str,
    (into_id, from_id): (CustomerId, CustomerId),
    kept: &Kept,
) -> Result<Merge, Problem> {
    Ok(Merge {
        id: Uuid::now_v7(),
        from_id,
        from_name: from_name.to_owned(),
        into_id,
        kept: serde_json::to_string(kept).map_err(|error| Problem::internal(&error))?,
        by_name: actor.name.clone(),
        at: context.clock.now(),
        undone_at: None,
        undone_by: None,
    })
}

/// The tags of both are on the one who stays; the one who goes keeps theirs for an undo. Gives the added ones.
async fn take_in_tags(tx: &Tx, stays: &mut Customer, goes: &Customer) -> Result<Vec<TagId>, Problem> {
    let had = stays.tags();
    let added: Vec<_> = goes.tags().into_iter().filter(|tag| !had.contains(tag)).collect();
    for tag in &added {
        tags::store::put_on(tx, *tag, stays.id).await?;
    }
    stays.tags = tags::store::add_up(tx, stays.id).await?;
    Ok(added)
}

/// What one of both refused, both refuse. Gives the added decisions.
async fn keep_refusals(tx: &Tx, context: &Context, actor: &Actor, into: CustomerId, from: CustomerId) -> Result<Vec<Uuid>, Problem> {
    let (stays, goes) = (consents::store::log(&**tx, into).await?, consents::store::log(&**tx, from).await?);
    let refused = |(channel, purpose)| Decision {
        id: Uuid::now_v7(),
        customer_id: into,
        channel,
        purpose,
        granted: false,
        source: Source::Merge,
        note: None,
        by_name: actor.name.clone(),
        at: context.clock.now(),
    };
    let added: Vec<_> = stricter(&stays, &goes).into_iter().map(refused).collect();
    let ids = added.iter().map(|decision| decision.id).collect();
    consents::store::insert(tx, added).await?;
    Ok(ids)
}
