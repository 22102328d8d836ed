//! `GET /resources/{id}`

use std::sync::Arc;

use axum::extract::State;
use contracts::scheduling::{ResourceId, SCHEDULE_READ};
use kernel::Problem;
use kernel::http::{Caller, Path, Versioned};

use super::store;
use super::view::ResourceView;
use crate::{MODULE, Scheduling};

/// A bay, equipment or a technician's profile. Permission: `schedule.read`.
#[utoipa::path(get, path = "/resources/{resource_id}", tag = MODULE, operation_id = "get_resource", security(("bearer" = [])),
    params(("resource_id" = ResourceId, Path)), responses((status = 200, body = ResourceView)))]
pub async fn get_resource(
    State(scheduling): State<Arc<Scheduling>>,
    Caller(actor): Caller,
    Path(id): Path<ResourceId>,
) -> Result<Versioned<ResourceView>, Problem> {
    let resource = store::find(scheduling.context.db.reader(), id).await?;
    actor.permit(SCHEDULE_READ, resource.site_id)?;
    Ok(Versioned(resource.version, ResourceView::new(&resource, &actor)))
}
