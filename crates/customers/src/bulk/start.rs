//! Start a bulk action.

use axum::extract::State as Shared;
use axum::http::StatusCode;
use contracts::customers::{CUSTOMER_READ, CustomerId, TagId};
use garde::Validate;
use kernel::export::MOST_ROWS;
use kernel::http::{Caller, Json, Query};
use kernel::paging::PageQuery;
use kernel::{Actor, Context, Problem};
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::action::Action;
use super::store::{self, Bulk, State};
use super::view::BulkView;
use crate::customers::list::ListQuery;
use crate::customers::store::{Filter, find_many, read};
use crate::{Error, tags};

const AT_ONCE: u64 = 1_000;

#[derive(Clone, Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = StartBulk)]
pub struct BulkInput {
    #[garde(skip)]
    pub action: Action,
    /// These customers; without it all that the filters of the query string let through, 20,000 at most.
    #[garde(length(min = 1, max = 1000))]
    #[schema(min_items = 1, max_items = 1000)]
    pub ids: Option<Vec<CustomerId>>,
    /// What is put on (`tag`) or taken off (`untag`).
    #[garde(skip)]
    pub tag_id: Option<TagId>,
}

/// Begins to do the same to many customers. Who a rule forbids it for is skipped. Permission: `customer.archive` to archive and restore,
/// `customer.write` to refuse offers, tag and untag; and `customer.read`.
#[utoipa::path(post, path = "/customers/bulk", tag = "customers", operation_id = "start_bulk",
    params(ListQuery), request_body = BulkInput,
    responses((status = 202, body = BulkView)), security(("bearer" = [])))]
pub async fn start_bulk(
    Shared(context): Shared<Context>,
    Caller(actor): Caller,
    Query(query): Query<ListQuery>,
    Json(input): Json<BulkInput>,
) -> Result<(StatusCode, Json<BulkView>), Problem> {
    actor.permit_anywhere(input.action.needs())?;
    actor.permit_anywhere(CUSTOMER_READ)?;
    let tag = tag(&context, &input).await?;
    let customers = match input.ids {
        Some(ids) => find_many(context.db.reader(), &ids).await?.into_iter().map(|one| (one.id, one.name)).collect(),
        None => matching(&context, &query.filter(&actor)?).await?,
    };
    let bulk = start(&context, &actor, (input.action, tag), &customers).await?;
    Ok((StatusCode::ACCEPTED, Json(BulkView::of(context.db.reader(), bulk, &actor).await?)))
}

/// The tag that the action is about; none of another action.
async fn tag(context: &Context, input: &BulkInput) -> Result<Option<TagId>, Problem> {
    if !input.action.is_about_a_tag() {
        return Ok(None);
    }
    let id = input.tag_id.ok_or_else(|| Problem::field("/tag_id", "required", "Which tag?"))?;
    let found = tags::store::all(context.db.reader()).await?.into_iter().find(|tag| tag.id == id);
    let found = found.ok_or_else(|| Problem::field("/tag_id", "unknown", "There is no such tag"))?;
    if found.retired && input.action == Action::Tag { Err(Error::TagRetired.into()) } else { Ok(Some(id)) }
}

async fn matching(context: &Context, filter: &Filter) -> Result<Vec<(CustomerId, String)>, Problem> {
    let (mut found, mut page) = (vec![], PageQuery::default());
    loop {
        let part = read(context.db.reader(), filter, &page, AT_ONCE).await?;
        found.extend(part.items.into_iter().map(|one| (one.id, one.name)));
        if found.len() > MOST_ROWS {
            return Err(Problem::conflict("too-many-rows", "At most 20,000 customers at once: filter the list"));
        }
        match part.next {
            Some(next) => page.after = Some(next),
            None => return Ok(found),
        }
    }
}

async fn start(
    context: &Context,
    actor: &Actor,
    (action, tag_id): (Action, Option<TagId>),
    customers: &[(CustomerId, String)],
) -> Result<Bulk, Problem> {
    let bulk = Bulk {
        id: Uuid::now_v7(),
        action,
        state: State::Running,
        total: i64::try_from(customers.len()).unwrap_or(i64::MAX),
        actor: serde_json::to_string(actor).map_err(|error| Problem::internal(&error))?,
        at: context.clock.now(),
        tag_id,
    };
    let tx = context.db.begin().await?;
    store::insert(&tx, &bulk, customers).await?;
    tx.commit().await?;
    Ok(bulk)
}
