//! `POST /allocations/{id}/move`: a slice dragged to another time or another resource.

use std::sync::Arc;

use axum::extract::State;
use chrono::{DateTime, Utc};
use contracts::scheduling::{APPOINTMENT_WRITE, AllocationId, ResourceId, SCHEDULE_OVERBOOK};
use garde::Validate;
use kernel::Problem;
use kernel::http::{Json, Path};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::allocate::{self, Change};
use super::command::Answer;
use super::store;
use super::view::AppointmentView;
use crate::tell::Asked;
use crate::{MODULE, Scheduling};

#[derive(Clone, Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MoveAllocation {
    /// As before when left out.
    #[garde(skip)]
    pub resource_id: Option<ResourceId>,
    #[garde(skip)]
    pub from: DateTime<Utc>,
    #[garde(skip)]
    pub until: DateTime<Utc>,
    /// Outside of hours, on locked days and over absences, too. Takes `schedule.overbook`.
    #[serde(default)]
    #[garde(skip)]
    pub overbook: bool,
}

/// Moves a slice of an appointment's time to another time or another resource; its other slices stay. The appointment begins with its
/// first slice. Permission: `appointment.write`. What stands in the way is a 409 `clash`, as at booking.
#[utoipa::path(post, path = "/allocations/{allocation_id}/move", tag = MODULE, operation_id = "move_allocation",
    security(("bearer" = [])),
    params(("allocation_id" = AllocationId, Path), ("If-Match" = Option<String>, Header), ("Idempotency-Key" = Option<String>, Header)),
    request_body = MoveAllocation, responses((status = 200, body = AppointmentView)))]
pub async fn move_allocation(
    State(scheduling): State<Arc<Scheduling>>,
    asked: Asked,
    Path(id): Path<AllocationId>,
    Json(body): Json<MoveAllocation>,
) -> Result<Answer, Problem> {
    let slice = store::find_allocation(scheduling.context.db.reader(), id).await?;
    asked.actor.permit(APPOINTMENT_WRITE, slice.site_id)?;
    if body.overbook {
        asked.actor.permit(SCHEDULE_OVERBOOK, slice.site_id)?;
    }
    let resource = body.resource_id.unwrap_or(slice.resource_id);
    let (from, until) = (body.from, body.until);
    let change = Change { what: "move_allocation", replaced: Some(slice), resource, from, until, overbook: body.overbook };
    allocate::run(&scheduling, asked, change, None, &body).await
}
