//! A version, as it was sent.

use std::sync::Arc;

use axum::extract::State;
use contracts::workshop::{EstimateId, WORK_ORDER_READ};
use kernel::Problem;
use kernel::http::{Caller, Json, Path};

use super::store;
use super::view::{EstimateView, VersionView};
use crate::{MODULE, Workshop};

/// A version of an estimate, as it was sent. Permission: `work_order.read`.
#[utoipa::path(get, path = "/estimates/{estimate_id}", tag = MODULE, operation_id = "get_estimate", security(("bearer" = [])),
    params(("estimate_id" = EstimateId, Path)), responses((status = 200, body = EstimateView)))]
pub async fn get_estimate(
    State(workshop): State<Arc<Workshop>>,
    Caller(actor): Caller,
    Path(id): Path<EstimateId>,
) -> Result<Json<EstimateView>, Problem> {
    let reader = workshop.context.db.reader();
    let row = store::find(reader, id).await?;
    actor.permit(WORK_ORDER_READ, row.site_id)?;
    let newest = store::newest(reader, row.order_id).await?.map_or(row.number, |newest| newest.number);
    let (document, work_order_id) = (row.document()?, row.order_id);
    Ok(Json(EstimateView { work_order_id, document, version: VersionView::of(row, newest, workshop.now()) }))
}
