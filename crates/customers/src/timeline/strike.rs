//! Strike out a note.

use axum::extract::State;
use contracts::customers::{CUSTOMER_WRITE, CustomerId, CustomerStandingChanged};
use kernel::audit::{self, Change};
use kernel::http::{Caller, Json, Path};
use kernel::{Context, Problem, outbox};
use uuid::Uuid;

use super::store;
use super::view::TimelineEntry;
use crate::{Error, MODULE, customers};

/// Strikes out what was noted wrongly: it stays, crossed out. Permission: `customer.write`.
#[utoipa::path(post, path = "/customers/{customer_id}/timeline/{entry_id}/strike", tag = "customers", operation_id = "strike_entry",
    params(("customer_id" = CustomerId, Path), ("entry_id" = Uuid, Path)),
    responses((status = 200, body = TimelineEntry)), security(("bearer" = [])))]
pub async fn strike_entry(
    State(context): State<Context>,
    Caller(actor): Caller,
    Path((id, entry_id)): Path<(CustomerId, Uuid)>,
) -> Result<Json<TimelineEntry>, Problem> {
    actor.permit_anywhere(CUSTOMER_WRITE)?;
    let clock = context.clock.as_ref();
    let mut tx = context.db.begin().await?;
    let customer = customers::store::lock_present(&tx, id).await?;
    if customer.archived {
        return Err(Error::CustomerArchived.into());
    }
    let before = store::find(&*tx, customer.id, entry_id).await?;
    let mut entry = before.clone();
    entry.strike(&actor.name, clock.now())?;
    let change = Change { action: "customer.strike_note", entity: "customer", id: customer.id.0, label: &customer.name, site: None };
    audit::record(&tx, MODULE, change, (Some(&before), Some(&entry)), &actor, clock).await?;
    store::save(&tx, entry.clone()).await?;
    outbox::append(&mut tx, MODULE, &CustomerStandingChanged { id: customer.id }, &actor, clock).await?;
    tx.commit().await?;
    Ok(Json(TimelineEntry::new(entry, &actor)))
}
