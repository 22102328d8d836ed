//! How many work orders a list has.

use std::sync::Arc;

use axum::extract::State as Shared;
use kernel::Problem;
use kernel::http::{Caller, Json, Query};
use kernel::paging::{Counted, PageQuery};

use super::list::{ListQuery, filter};
use super::store;
use crate::{MODULE, Workshop};

/// How many work orders the list has with these filters.
///
/// Permission: `work_order.read`.
#[utoipa::path(
    get, path = "/work-orders/count", tag = MODULE, operation_id = "count_work_orders", security(("bearer" = [])),
    params(ListQuery), responses((status = 200, body = Counted))
)]
pub async fn count_work_orders(
    Shared(workshop): Shared<Arc<Workshop>>,
    Caller(actor): Caller,
    Query(query): Query<ListQuery>,
) -> Result<Json<Counted>, Problem> {
    let page = PageQuery::default();
    let Some(filter) = filter(&actor, &query, &page, page.limit()?)? else { return Ok(Json(Counted { count: 0 })) };
    Ok(Json(store::count(workshop.context.db.reader(), &filter).await?))
}
