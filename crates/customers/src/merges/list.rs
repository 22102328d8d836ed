//! List merges.

use axum::extract::State;
use contracts::customers::{CUSTOMER_READ, CustomerId};
use kernel::http::{Caller, Json, Path, Query};
use kernel::paging::{Page, PageQuery};
use kernel::{Context, Problem};

use super::store;
use super::view::MergeView;
use crate::customers;

/// Who became part of a customer, newest first. Permission: `customer.read`.
#[utoipa::path(get, path = "/customers/{customer_id}/merges", tag = "customers", operation_id = "list_merges",
    params(("customer_id" = CustomerId, Path), PageQuery),
    responses((status = 200, body = Page<MergeView>)), security(("bearer" = [])))]
pub async fn list_merges(
    State(context): State<Context>,
    Caller(actor): Caller,
    Path(id): Path<CustomerId>,
    Query(page): Query<PageQuery>,
) -> Result<Json<Page<MergeView>>, Problem> {
    actor.permit_anywhere(CUSTOMER_READ)?;
    let customer = customers::store::find(context.db.reader(), id).await?;
    let found = store::list(context.db.reader(), customer.id, &page).await?;
    Ok(Json(found.map(|merge| MergeView::new(merge, &actor, context.clock.now()))))
}
