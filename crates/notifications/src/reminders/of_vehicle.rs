//! `GET /vehicle-reminders/{vehicle}`

use std::sync::Arc;

use axum::extract::State;
use contracts::identity::MESSAGE_READ;
use contracts::vehicles::VehicleId;
use kernel::Problem;
use kernel::http::{Caller, Json, Path};

use super::view::{ReminderView, with_messages};
use super::{Reminders, store};

/// What the owner of a vehicle was reminded of and will be, at the caller's sites. Permission: `message.read`.
#[utoipa::path(get, path = "/vehicle-reminders/{vehicle_id}", tag = "notifications", operation_id = "list_vehicle_reminders",
    params(("vehicle_id" = VehicleId, Path)), responses((status = 200, body = Vec<ReminderView>)), security(("bearer" = [])))]
pub async fn list_vehicle_reminders(
    State(it): State<Arc<Reminders>>,
    Caller(actor): Caller,
    Path(vehicle): Path<VehicleId>,
) -> Result<Json<Vec<ReminderView>>, Problem> {
    let (sites, reader) = (actor.visible_sites(None, MESSAGE_READ)?, it.context.db.reader());
    let mut rows = store::of_vehicles(reader, &[vehicle]).await?;
    rows.retain(|row| sites.as_ref().is_none_or(|sites| sites.contains(&row.site_id)));
    rows.sort_by_key(|row| row.kind);
    Ok(Json(with_messages(reader, rows).await?))
}
