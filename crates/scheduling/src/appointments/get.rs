//! `GET /appointments/{id}`

use std::sync::Arc;

use axum::extract::State;
use contracts::scheduling::{AppointmentId, SCHEDULE_READ};
use kernel::Problem;
use kernel::http::{Caller, Path, Versioned};

use super::store;
use super::view::{self, AppointmentView};
use crate::{MODULE, Scheduling};

/// An appointment with its time, and what there is to know of its vehicle. Permission: `schedule.read`.
#[utoipa::path(get, path = "/appointments/{appointment_id}", tag = MODULE, operation_id = "get_appointment",
    security(("bearer" = [])), params(("appointment_id" = AppointmentId, Path)), responses((status = 200, body = AppointmentView)))]
pub async fn get_appointment(
    State(scheduling): State<Arc<Scheduling>>,
    Caller(actor): Caller,
    Path(id): Path<AppointmentId>,
) -> Result<Versioned<AppointmentView>, Problem> {
    let db = scheduling.context.db.reader();
    let appointment = store::find(db, id).await?;
    actor.permit(SCHEDULE_READ, appointment.site_id)?;
    let view = view::whole(db, appointment, &actor, scheduling.now()).await?;
    Ok(Versioned(view.row.version, view))
}
