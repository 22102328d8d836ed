//! The inspections of a work order.

use std::sync::Arc;

use axum::extract::State;
use contracts::scheduling::Translated;
use contracts::workshop::{INSPECTION_FILL, WORK_ORDER_READ, WORK_ORDER_UPDATE, WorkOrderId};
use kernel::Problem;
use kernel::http::{Caller, Json, Path};

use super::store::{self, FindingRow};
use super::view::{self, Finding, OrderInspections};
use crate::{MODULE, Workshop};

/// The inspections of a work order, and what was found: each finding with the job it became and its photos. Permission:
/// `work_order.read`.
#[utoipa::path(get, path = "/work-orders/{work_order_id}/inspections", tag = MODULE, operation_id = "list_order_inspections",
    security(("bearer" = [])), params(("work_order_id" = WorkOrderId, Path)), responses((status = 200, body = OrderInspections)))]
pub async fn list_order_inspections(
    State(workshop): State<Arc<Workshop>>,
    Caller(actor): Caller,
    Path(id): Path<WorkOrderId>,
) -> Result<Json<OrderInspections>, Problem> {
    let reader = workshop.context.db.reader();
    let head = store::head(reader, id).await?;
    actor.permit(WORK_ORDER_READ, head.site_id)?;
    let items = view::rows(reader, store::of_order(reader, id).await?).await?;
    let jobs = store::jobs_on(reader, id).await?;
    let mut photos = view::by(store::finding_photos(reader, id).await?, |(item, _)| *item);
    let findings = store::findings(reader, id).await?.into_iter().map(|row| {
        let photos = photos.remove(&row.id).unwrap_or_default().into_iter().map(|(_, photo)| photo);
        finding(row, &jobs, photos.collect())
    });
    let possible = [
        (head.state.is_open(), ("begin", INSPECTION_FILL)),
        (head.state.is_open() && head.state.is_work(), ("propose", WORK_ORDER_UPDATE)),
    ];
    let possible: Vec<_> = possible.into_iter().filter(|(holds, _)| *holds).map(|(_, action)| action).collect();
    Ok(Json(OrderInspections { items, findings: findings.collect(), actions: actor.allowed(head.site_id, &possible) }))
}

fn finding(row: FindingRow, jobs: &std::collections::HashSet<contracts::workshop::JobId>, photos: Vec<uuid::Uuid>) -> Finding {
    Finding {
        inspection_id: row.inspection_id,
        item_id: row.id,
        names: Translated { fr: row.name_fr, ar: row.name_ar, en: row.name_en },
        verdict: row.verdict,
        unit: row.unit,
        measure: row.measure,
        note: row.note,
        job_id: row.job_id.filter(|job| jobs.contains(job)),
        photos,
    }
}
