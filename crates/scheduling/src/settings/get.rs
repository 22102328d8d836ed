//! `GET /schedules/{site_id}/settings`

use std::sync::Arc;

use axum::extract::State;
use contracts::scheduling::SCHEDULE_READ;
use kernel::http::{Caller, Path, Versioned};
use kernel::{Problem, SiteId};

use super::store;
use super::view::SettingsView;
use crate::{MODULE, Scheduling};

/// What the site chose about its schedule. Permission: `schedule.read`.
#[utoipa::path(get, path = "/schedules/{site_id}/settings", tag = MODULE, operation_id = "get_schedule_settings",
    security(("bearer" = [])), params(("site_id" = SiteId, Path)), responses((status = 200, body = SettingsView)))]
pub async fn get_schedule_settings(
    State(scheduling): State<Arc<Scheduling>>,
    Caller(actor): Caller,
    Path(site): Path<SiteId>,
) -> Result<Versioned<SettingsView>, Problem> {
    actor.permit(SCHEDULE_READ, site)?;
    let settings = store::of(scheduling.context.db.reader(), site).await?;
    Ok(Versioned(settings.version, SettingsView::new(&settings, &actor)))
}
