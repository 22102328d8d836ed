//! Read a customer's timeline.

use axum::extract::State;
use contracts::customers::{CUSTOMER_READ, CustomerId};
use kernel::http::{Caller, Json, Path, Query};
use kernel::paging::{Page, PageQuery};
use kernel::{Actor, Context, Problem};
use sea_orm::{ActiveEnum, Iterable};
use serde::Deserialize;
use utoipa::IntoParams;

use super::entry::Kind;
use super::store::{self, Seen};
use super::view::TimelineEntry;
use crate::customers;

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct TimelineQuery {
    /// Only of these kinds, separated by commas: `visit`, `invoice`, `payment`, `appointment`, `message`, `consent`, `merge`, `note`.
    pub kinds: Option<String>,
    /// The `next` of the page before.
    pub after: Option<String>,
    /// Rows per page, 1 to 100; 25 when left out.
    #[param(minimum = 1, maximum = 100)]
    pub limit: Option<u64>,
}

/// What happened with a customer, newest first: visits, invoices, payments, appointments, messages, consents, merges and notes. Of each
/// kind, what the caller may read at their sites. Permission: `customer.read`.
#[utoipa::path(get, path = "/customers/{customer_id}/timeline", tag = "customers", operation_id = "read_timeline",
    params(("customer_id" = CustomerId, Path), TimelineQuery),
    responses((status = 200, body = Page<TimelineEntry>)), security(("bearer" = [])))]
pub async fn read_timeline(
    State(context): State<Context>,
    Caller(actor): Caller,
    Path(id): Path<CustomerId>,
    Query(query): Query<TimelineQuery>,
) -> Result<Json<Page<TimelineEntry>>, Problem> {
    actor.permit_anywhere(CUSTOMER_READ)?;
    let kinds = kinds(query.kinds.as_deref().unwrap_or_default())?;
    let page = PageQuery { after: query.after, limit: query.limit };
    let customer = customers::store::find(context.db.reader(), id).await?;
    let entries = store::list(context.db.reader(), customer.id, &seen(&actor, kinds)?, &page).await?;
    Ok(Json(entries.map(|entry| TimelineEntry::new(entry, &actor))))
}

/// Those named; all when none is.
fn kinds(text: &str) -> Result<Vec<Kind>, Problem> {
    let mut kinds = vec![];
    for name in text.split(',').filter(|name| !name.is_empty()) {
        let unknown = |_| Problem::field("/kinds", "unknown", format!("{name} is no kind of entry"));
        let kind = Kind::try_from_value(&name.to_owned()).map_err(unknown)?;
        if !kinds.contains(&kind) {
            kinds.push(kind);
        }
    }
    Ok(if kinds.is_empty() { Kind::iter().collect() } else { kinds })
}

fn seen(actor: &Actor, kinds: Vec<Kind>) -> Result<Seen, Problem> {
    let mut seen = vec![];
    for kind in kinds {
        match kind.needs() {
            None => seen.push((kind, None)),
            Some(permission) if actor.may_anywhere(permission) => seen.push((kind, actor.visible_sites(None, permission)?)),
            Some(_) => {}
        }
    }
    Ok(seen)
}
