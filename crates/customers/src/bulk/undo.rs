//! Undo a bulk action.

use axum::extract::State as Shared;
use axum::http::StatusCode;
use contracts::customers::CUSTOMER_READ;
use kernel::http::{Caller, Json, Path};
use kernel::{Context, Problem};
use uuid::Uuid;

use super::store::{self, State};
use super::view::BulkView;
use crate::Error;

/// Begins to take back what a bulk action did; who was skipped, or changed in the way since, is left alone. Permission: that of the
/// action, `customer.archive` or `customer.write`, and `customer.read`.
#[utoipa::path(post, path = "/customers/bulk/{bulk_id}/undo", tag = "customers", operation_id = "undo_bulk",
    params(("bulk_id" = Uuid, Path)),
    responses((status = 202, body = BulkView)), security(("bearer" = [])))]
pub async fn undo_bulk(
    Shared(context): Shared<Context>,
    Caller(actor): Caller,
    Path(id): Path<Uuid>,
) -> Result<(StatusCode, Json<BulkView>), Problem> {
    actor.permit_anywhere(CUSTOMER_READ)?;
    let tx = context.db.begin().await?;
    let mut bulk = store::lock(&tx, id).await?;
    actor.permit_anywhere(bulk.action.needs())?;
    if bulk.state != State::Done {
        return Err(Error::BulkNotDone.into());
    }
    bulk.state = State::Undoing;
    store::set_state(&tx, id, bulk.state).await?;
    tx.commit().await?;
    Ok((StatusCode::ACCEPTED, Json(BulkView::of(context.db.reader(), bulk, &actor).await?)))
}
