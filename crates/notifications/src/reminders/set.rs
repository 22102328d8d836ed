//! `PUT /reminder-settings/{site}`

use std::sync::Arc;

use axum::extract::State;
use contracts::identity::{SITE_UPDATE, site};
use contracts::vehicles::DueKind;
use garde::Validate;
use kernel::audit::{self, Change};
use kernel::http::{Caller, IfMatch, Json, Path, Versioned};
use kernel::site_settings::{lock, save};
use kernel::{Problem, SiteId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::Reminders;
use super::ladder::Ladder;
use super::settings::{ReminderSettings, listed};
use super::view::SettingsView;
use crate::MODULE;
use crate::sending::zone;

/// How the document tells of a step: so many days before something is due.
#[derive(Serialize, Deserialize, ToSchema)]
#[schema(as = ReminderStep, minimum = 0, maximum = 180)]
pub struct DaysAhead(i32);

/// Whether and when a site is to remind people of what is due.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SetReminderSettings {
    /// People are reminded.
    #[garde(skip)]
    pub enabled: bool,
    /// Of the daily run, where the site is.
    #[garde(range(min = 0, max = 23))]
    #[schema(minimum = 0, maximum = 23, example = 10)]
    pub hour: i16,
    /// How many days before something is due they hear of it: a message for each. One that stands twice counts once.
    #[garde(length(min = 1, max = 5), inner(range(min = 0, max = 180)))]
    #[schema(min_items = 1, max_items = 5, value_type = Vec<DaysAhead>, example = json!([30, 7, 0]))]
    pub days: Vec<i32>,
    /// Of what.
    #[garde(length(min = 1, max = 4))]
    #[schema(min_items = 1, max_items = 4)]
    pub kinds: Vec<DueKind>,
}

/// Says whether and when a site reminds people of what is due. Permission: `site.update`.
#[utoipa::path(put, path = "/reminder-settings/{site_id}", tag = "notifications", operation_id = "set_reminder_settings",
    params(("site_id" = SiteId, Path), ("If-Match" = Option<String>, Header)), request_body = SetReminderSettings,
    responses((status = 200, body = SettingsView)), security(("bearer" = [])))]
pub async fn set_reminder_settings(
    State(it): State<Arc<Reminders>>,
    Caller(actor): Caller,
    Path(id): Path<SiteId>,
    if_match: IfMatch,
    Json(body): Json<SetReminderSettings>,
) -> Result<Versioned<SettingsView>, Problem> {
    actor.permit(SITE_UPDATE, id)?;
    let card = site(it.sites.as_ref(), id).await?;
    let (tx, clock) = (it.context.db.begin().await?, it.context.clock.as_ref());
    let before: ReminderSettings = lock(&tx, id).await?;
    if_match.check(before.version)?;
    let mut row = changed(&before, &body);
    // What was to begin at this moment still begins, if its hour is the same.
    if (row.enabled, row.hour) != (before.enabled, before.hour) {
        row.next_at = row.enabled.then(|| row.next(zone(&card), clock.now())).flatten();
    }
    if row != before {
        save(&tx, &mut row).await?;
        let change = Change { action: "reminder_settings.set", entity: "reminder_settings", id: id.0, label: &card.name, site: Some(id) };
        audit::record(&tx, MODULE, change, (Some(&before), Some(&row)), &actor, clock).await?;
    }
    tx.commit().await?;
    Ok(SettingsView::of(&row, &actor))
}

fn changed(before: &ReminderSettings, body: &SetReminderSettings) -> ReminderSettings {
    let steps: Vec<_> = Ladder::new(&body.days).steps().iter().map(ToString::to_string).collect();
    ReminderSettings { enabled: body.enabled, hour: body.hour, ladder: steps.join(","), kinds: listed(&body.kinds), ..before.clone() }
}
