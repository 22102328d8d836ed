//! `GET /customers/count`

use axum::extract::State;
use contracts::customers::CUSTOMER_READ;
use kernel::http::{Caller, Json, Query};
use kernel::paging::Counted;
use kernel::{Context, Problem};

use super::list::ListQuery;
use super::store;

/// How many customers the list has with these filters. Permission: `customer.read`; what is about balances takes `invoice.read` too.
#[utoipa::path(get, path = "/customers/count", tag = "customers", operation_id = "count_customers",
    params(ListQuery), responses((status = 200, body = Counted)), security(("bearer" = [])))]
pub async fn count_customers(
    State(context): State<Context>,
    Caller(actor): Caller,
    Query(query): Query<ListQuery>,
) -> Result<Json<Counted>, Problem> {
    actor.permit_anywhere(CUSTOMER_READ)?;
    let filter = query.filter(&actor)?;
    Ok(Json(store::count(context.db.reader(), &filter).await?))
}
