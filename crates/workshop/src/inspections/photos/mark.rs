//! Draws over a photo.

use std::sync::Arc;

use axum::extract::State;
use contracts::workshop::InspectionId;
use kernel::http::{Json, Path, Versioned};
use kernel::{Problem, audit};
use uuid::Uuid;

use crate::inspections::command::{Filled, audited, fill};
use crate::inspections::marks::{self, Marks};
use crate::inspections::store;
use crate::inspections::view::PhotoView;
use crate::work_orders::command::Asked;
use crate::{MODULE, Workshop};

/// Writes anew what is drawn over a photo; the picture stays as it is. Permission: `inspection.fill`.
#[utoipa::path(put, path = "/inspections/{inspection_id}/photos/{photo_id}/marks", tag = MODULE, operation_id = "mark_inspection_photo",
    security(("bearer" = [])),
    params(("inspection_id" = InspectionId, Path), ("photo_id" = Uuid, Path), ("If-Match" = Option<String>, Header)),
    request_body = Marks, responses((status = 200, body = PhotoView)))]
pub async fn mark_inspection_photo(
    State(workshop): State<Arc<Workshop>>,
    asked: Asked,
    Path((id, photo_id)): Path<(InspectionId, Uuid)>,
    Json(body): Json<Marks>,
) -> Result<Versioned<PhotoView>, Problem> {
    let (actor, clock) = (asked.actor.clone(), workshop.context.clock.as_ref());
    let mut tx = workshop.context.db.begin().await?;
    let Filled { inspection, order } = fill(&tx, id, &actor).await?;
    let mut photo = store::photo(&*tx, id, photo_id).await?;
    let before = marks::read(&photo.marks);
    if before != body.marks {
        asked.if_match.check(photo.version)?;
        photo.marks = serde_json::to_string(&body.marks).map_err(|error| Problem::internal(&error))?;
        photo.version += 1;
        store::save_photo(&tx, photo).await?;
        let change = audited(&inspection, "inspection.marked", &order.number);
        audit::record(&tx, MODULE, change, (Some(&Marks { marks: before }), Some(&body)), &actor, clock).await?;
        workshop.inspection_changed(&mut tx, &inspection, "marked", &actor).await?;
    }
    let row = store::photos(&*tx, id).await?.into_iter().find(|row| row.id == photo_id).ok_or_else(Problem::not_found)?;
    tx.commit().await?;
    Ok(Versioned(row.version, PhotoView::from(row)))
}
