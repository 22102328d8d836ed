//! `GET /message-settings/{site}`

use axum::extract::State;
use contracts::identity::MESSAGE_READ;
use kernel::http::{Caller, Path, Versioned};
use kernel::site_settings::of;
use kernel::{Context, Problem, SiteId};

use super::view::SettingsView;

/// Which messages a site sends, and when no telephone rings. Permission: `message.read`.
#[utoipa::path(get, path = "/message-settings/{site_id}", tag = "notifications", operation_id = "get_message_settings",
    params(("site_id" = SiteId, Path)), responses((status = 200, body = SettingsView)), security(("bearer" = [])))]
pub async fn get_message_settings(
    State(context): State<Context>,
    Caller(actor): Caller,
    Path(site): Path<SiteId>,
) -> Result<Versioned<SettingsView>, Problem> {
    actor.permit(MESSAGE_READ, site)?;
    Ok(SettingsView::of(&of(context.db.reader(), site).await?, &actor))
}
