//! What was sold for a vehicle with a warranty, and whether it still holds.

use std::sync::Arc;

use axum::extract::State;
use chrono::{DateTime, NaiveDate, Utc};
use contracts::inventory::ProductId;
use contracts::vehicles::VehicleId;
use contracts::workshop::{JobId, LineId, LineKind, WORK_ORDER_READ, WorkOrderId};
use garde::Validate;
use kernel::Problem;
use kernel::http::{Caller, Json, Query};
use kernel::paging::{Page, PageQuery};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::sold::{Model, is_covered};
use super::store;
use crate::{MODULE, Workshop};

#[derive(Clone, Debug, Deserialize, Validate, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct WarrantiesQuery {
    #[garde(skip)]
    vehicle: VehicleId,
    /// Kilometres now; without, only dates decide what still holds.
    #[garde(inner(range(min = 0, max = 9_999_999)))]
    #[param(minimum = 0, maximum = 9_999_999)]
    odometer: Option<i64>,
}

/// A line that was sold with a warranty.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct Warranty {
    pub line_id: LineId,
    pub work_order_id: WorkOrderId,
    pub work_order: String,
    pub job_id: JobId,
    pub job_title: String,
    pub kind: LineKind,
    pub product_id: Option<ProductId>,
    pub description: String,
    pub months: Option<i32>,
    pub km: Option<i64>,
    pub sold_at: Option<DateTime<Utc>>,
    pub sold_km: Option<i64>,
    pub until_on: Option<NaiveDate>,
    pub until_km: Option<i64>,
    /// It holds today, at the reading that was asked for.
    pub is_covered: bool,
}

pub fn shown(row: Model, day: NaiveDate, km: Option<i64>) -> Warranty {
    Warranty {
        is_covered: is_covered(&row, day, km),
        line_id: row.line_id,
        work_order_id: row.order_id,
        work_order: row.order_number,
        job_id: row.job_id,
        job_title: row.job_title,
        kind: row.kind,
        product_id: row.product_id,
        description: row.description,
        months: row.months,
        km: row.km,
        sold_at: row.sold_at,
        sold_km: row.sold_km,
        until_on: row.until_on,
        until_km: row.until_km,
    }
}

/// What the caller's sites sold for a vehicle with a warranty, the newest first. Permission: `work_order.read`.
#[utoipa::path(get, path = "/warranties", tag = MODULE, operation_id = "list_warranties", security(("bearer" = [])),
    params(WarrantiesQuery, PageQuery), responses((status = 200, body = Page<Warranty>)))]
pub async fn list_warranties(
    State(workshop): State<Arc<Workshop>>,
    Caller(actor): Caller,
    Query(query): Query<WarrantiesQuery>,
    Query(page): Query<PageQuery>,
) -> Result<Json<Page<Warranty>>, Problem> {
    let sites = actor.visible_sites(None, WORK_ORDER_READ)?;
    let limit = page.limit()?;
    let rows = store::of_vehicle(workshop.context.db.reader(), query.vehicle, sites.as_deref(), page.cursor()?, limit + 1).await?;
    let today = workshop.now().date_naive();
    Ok(Json(Page::cut(rows, limit, |row| row.line_id).map(|row| shown(row, today, query.odometer))))
}
