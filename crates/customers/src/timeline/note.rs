//! Note a call, a complaint or a remark.

use axum::extract::State;
use axum::http::StatusCode;
use chrono::{DateTime, Utc};
use contracts::customers::{CUSTOMER_WRITE, CustomerId, CustomerStandingChanged};
use garde::Validate;
use kernel::audit::{self, Change};
use kernel::http::{Caller, Created, IdempotencyKey, Json, Path};
use kernel::idempotency::{Claim, Repeatable};
use kernel::text::filled_prose;
use kernel::{Actor, Context, Problem, outbox};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::entry::{Entry, Kind, Note};
use super::store;
use super::view::TimelineEntry;
use crate::{Error, MODULE, customers};

#[derive(Clone, Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = TimelineNoteInput)]
pub struct NoteInput {
    #[garde(skip)]
    pub action: Note,
    #[garde(custom(filled_prose(2000)))]
    #[schema(max_length = 2000, format = "filled-prose")]
    pub text: String,
    /// When it was, not after now; now when left out.
    #[garde(skip)]
    pub at: Option<DateTime<Utc>>,
}

type Answer = Repeatable<Created<Json<TimelineEntry>>>;

/// Notes a call, a complaint or a remark, for good: a wrong one is struck out. An `Idempotency-Key` makes it repeatable.
/// Permission: `customer.write`.
#[utoipa::path(post, path = "/customers/{customer_id}/timeline", tag = "customers", operation_id = "note_entry",
    params(("customer_id" = CustomerId, Path), ("Idempotency-Key" = Option<String>, Header)), request_body = NoteInput,
    responses((status = 201, body = TimelineEntry)), security(("bearer" = [])))]
pub async fn note_entry(
    State(context): State<Context>,
    Caller(actor): Caller,
    Path(id): Path<CustomerId>,
    IdempotencyKey(key): IdempotencyKey,
    Json(input): Json<NoteInput>,
) -> Result<Answer, Problem> {
    note(&context, &actor, id, key.as_deref(), input).await
}

async fn note(context: &Context, actor: &Actor, id: CustomerId, key: Option<&str>, input: NoteInput) -> Result<Answer, Problem> {
    actor.permit_anywhere(CUSTOMER_WRITE)?;
    let now = context.clock.now();
    let at = input.at.unwrap_or(now);
    if at > now {
        return Err(Problem::field("/at", "in-the-future", "It has not happened yet"));
    }
    let claim = Claim::new(actor, &format!("note_entry:{id}"), key, &input)?;
    if let Some(view) = Claim::replay(claim.as_ref(), &context.db, MODULE).await? {
        return Ok(answer(id, view, true));
    }
    let mut tx = context.db.begin().await?;
    Claim::take(claim.as_ref(), &tx, MODULE, context.clock.as_ref()).await?;
    let customer = customers::store::lock_present(&tx, id).await?;
    if customer.archived {
        return Err(Error::CustomerArchived.into());
    }
    let entry = Entry::new(customer.id, Kind::Note, input.action.action(), at, &actor.name);
    let entry = Entry { text: Some(input.text.trim().to_owned()), ..entry };
    let change = Change { action: "customer.note", entity: "customer", id: customer.id.0, label: &customer.name, site: None };
    audit::record(&tx, MODULE, change, (None, Some(&entry)), actor, context.clock.as_ref()).await?;
    store::insert(&tx, vec![entry.clone()]).await?;
    let changed = CustomerStandingChanged { id: customer.id };
    outbox::append(&mut tx, MODULE, &changed, actor, context.clock.as_ref()).await?;
    let view = TimelineEntry::new(entry, actor);
    Claim::keep(claim.as_ref(), &tx, MODULE, &view).await?;
    tx.commit().await?;
    Ok(answer(id, view, false))
}

fn answer(customer: CustomerId, view: TimelineEntry, replayed: bool) -> Answer {
    let location = format!("/api/v1/customers/{customer}/timeline/{}", view.id);
    Repeatable { status: StatusCode::CREATED, replayed, body: Created { location, body: Json(view) } }
}
