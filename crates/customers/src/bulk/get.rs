//! How far a bulk action is.

use axum::extract::State;
use contracts::customers::CUSTOMER_READ;
use kernel::http::{Caller, Json, Path};
use kernel::{Context, Problem};
use uuid::Uuid;

use super::store;
use super::view::BulkView;

/// How far a bulk action is, and what came of it. Permission: `customer.read`.
#[utoipa::path(get, path = "/customers/bulk/{bulk_id}", tag = "customers", operation_id = "get_bulk",
    params(("bulk_id" = Uuid, Path)),
    responses((status = 200, body = BulkView)), security(("bearer" = [])))]
pub async fn get_bulk(State(context): State<Context>, Caller(actor): Caller, Path(id): Path<Uuid>) -> Result<Json<BulkView>, Problem> {
    actor.permit_anywhere(CUSTOMER_READ)?;
    let bulk = store::find(context.db.reader(), id).await?;
    Ok(Json(BulkView::of(context.db.reader(), bulk, &actor).await?))
}
