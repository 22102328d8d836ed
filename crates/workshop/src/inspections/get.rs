//! One inspection, whole.

use std::sync::Arc;

use axum::extract::State;
use contracts::workshop::InspectionId;
use kernel::Problem;
use kernel::http::{Caller, Path, Versioned};

use super::view::{self, InspectionView};
use crate::{MODULE, Workshop};

/// An inspection with its items, answers, photos, marks and what was found earlier. Permission: `work_order.read`.
#[utoipa::path(get, path = "/inspections/{inspection_id}", tag = MODULE, operation_id = "get_inspection", security(("bearer" = [])),
    params(("inspection_id" = InspectionId, Path)), responses((status = 200, body = InspectionView)))]
pub async fn get_inspection(
    State(workshop): State<Arc<Workshop>>,
    Caller(actor): Caller,
    Path(id): Path<InspectionId>,
) -> Result<Versioned<InspectionView>, Problem> {
    let view = view::load(workshop.context.db.reader(), id, &actor).await?;
    Ok(Versioned(view.version, view))
}
