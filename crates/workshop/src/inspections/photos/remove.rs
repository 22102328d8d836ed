//! Removes a photo.

use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use contracts::workshop::InspectionId;
use kernel::http::{Caller, Path};
use kernel::{Actor, Problem, audit, files};
use uuid::Uuid;

use crate::inspections::command::{Filled, audited, fill};
use crate::inspections::store;
use crate::inspections::view::PhotoView;
use crate::{MODULE, Workshop};

/// Removes a photo for good, with what is drawn over it; that it was there stays in the audit trail. Permission: `inspection.fill`.
#[utoipa::path(delete, path = "/inspections/{inspection_id}/photos/{photo_id}", tag = MODULE, operation_id = "remove_inspection_photo",
    params(("inspection_id" = InspectionId, Path), ("photo_id" = Uuid, Path)),
    responses((status = 204, description = "It is gone")), security(("bearer" = [])))]
pub async fn remove_inspection_photo(
    State(workshop): State<Arc<Workshop>>,
    Caller(actor): Caller,
    Path((id, photo)): Path<(InspectionId, Uuid)>,
) -> Result<StatusCode, Problem> {
    remove(&workshop, &actor, id, photo).await.map(|()| StatusCode::NO_CONTENT)
}

async fn remove(workshop: &Workshop, actor: &Actor, id: InspectionId, photo: Uuid) -> Result<(), Problem> {
    let mut tx = workshop.context.db.begin().await?;
    let Filled { inspection, order } = fill(&tx, id, actor).await?;
    let row = store::photos(&*tx, id).await?.into_iter().find(|row| row.id == photo).ok_or_else(Problem::not_found)?;
    store::delete_photo(&tx, photo).await?;
    files::store::delete(&tx, MODULE, photo).await?;
    let change = audited(&inspection, "inspection.photo_removed", &order.number);
    let clock = workshop.context.clock.as_ref();
    audit::record(&tx, MODULE, change, (Some(&PhotoView::from(row)), None), actor, clock).await?;
    workshop.inspection_changed(&mut tx, &inspection, "photo_removed", actor).await?;
    Ok(tx.commit().await?)
}
