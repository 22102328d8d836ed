//! What a bulk action did to each.

use axum::extract::State;
use contracts::customers::CUSTOMER_READ;
use kernel::http::{Caller, Json, Path, Query};
use kernel::paging::{Page, PageQuery};
use kernel::{Context, Problem};
use serde::Deserialize;
use utoipa::IntoParams;
use uuid::Uuid;

use super::store::{self, Outcome};
use super::view::RowView;

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct RowsQuery {
    outcome: Option<Outcome>,
}

/// What a bulk action did to each customer, in the order of the list. Permission: `customer.read`.
#[utoipa::path(get, path = "/customers/bulk/{bulk_id}/rows", tag = "customers", operation_id = "list_bulk_rows",
    params(("bulk_id" = Uuid, Path), RowsQuery, PageQuery),
    responses((status = 200, body = Page<RowView>)), security(("bearer" = [])))]
pub async fn list_bulk_rows(
    State(context): State<Context>,
    Caller(actor): Caller,
    Path(id): Path<Uuid>,
    Query(query): Query<RowsQuery>,
    Query(page): Query<PageQuery>,
) -> Result<Json<Page<RowView>>, Problem> {
    actor.permit_anywhere(CUSTOMER_READ)?;
    let bulk = store::find(context.db.reader(), id).await?;
    let found = store::rows(context.db.reader(), bulk.id, query.outcome, &page).await?;
    Ok(Json(found.map(RowView::from)))
}
