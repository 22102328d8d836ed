//! `GET /reminder-settings/{site}`

use std::sync::Arc;

use axum::extract::State;
use contracts::identity::MESSAGE_READ;
use kernel::http::{Caller, Path, Versioned};
use kernel::site_settings::of;
use kernel::{Problem, SiteId};

use super::Reminders;
use super::settings::ReminderSettings;
use super::view::SettingsView;

/// Whether and when a site reminds people of what is due. Permission: `message.read`.
#[utoipa::path(get, path = "/reminder-settings/{site_id}", tag = "notifications", operation_id = "get_reminder_settings",
    params(("site_id" = SiteId, Path)), responses((status = 200, body = SettingsView)), security(("bearer" = [])))]
pub async fn get_reminder_settings(
    State(it): State<Arc<Reminders>>,
    Caller(actor): Caller,
    Path(site): Path<SiteId>,
) -> Result<Versioned<SettingsView>, Problem> {
    actor.permit(MESSAGE_READ, site)?;
    let row: ReminderSettings = of(it.context.db.reader(), site).await?;
    Ok(SettingsView::of(&row, &actor))
}
