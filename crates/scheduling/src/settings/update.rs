//! `PATCH /schedules/{site_id}/settings`

use std::sync::Arc;

use axum::extract::State;
use contracts::scheduling::SCHEDULE_MANAGE;
use garde::Validate;
use kernel::http::{Json, Path, Versioned, present};
use kernel::text::prose;
use kernel::{Amount, Problem, SiteId, audit, site_settings};
use serde::Deserialize;
use utoipa::ToSchema;

use super::record::Model;
use super::view::SettingsView;
use crate::online::{Origin, origin};
use crate::resources::record::json;
use crate::resources::{Code, code};
use crate::services::deposits;
use crate::tell::Asked;
use crate::{MODULE, Scheduling};

/// What to change; what is left out stays.
#[derive(Clone, Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[expect(clippy::option_option, reason = "left out, emptied and set are three things")]
pub struct ScheduleSettingsPatch {
    #[garde(range(min = 5, max = 240))]
    #[schema(minimum = 5, maximum = 240)]
    pub slot_minutes: Option<i32>,
    /// Null: any number.
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = Option<i32>, minimum = 0, maximum = 100)]
    #[garde(inner(range(min = 0, max = 100)))]
    pub most_waiters: Option<Option<i32>>,
    #[garde(range(min = 0, max = 240))]
    #[schema(minimum = 0, maximum = 240)]
    pub late_hours: Option<i32>,
    /// All of them; what resources and services have already stays theirs.
    #[garde(inner(length(max = 60), inner(custom(code()))))]
    #[schema(max_items = 60, value_type = Option<Vec<Code>>)]
    pub skills: Option<Vec<String>>,
    #[garde(inner(length(max = 60), inner(custom(code()))))]
    #[schema(max_items = 60, value_type = Option<Vec<Code>>)]
    pub capabilities: Option<Vec<String>>,
    /// Strangers may book at `/book/{code}`.
    #[garde(skip)]
    pub online: Option<bool>,
    #[garde(range(min = 0, max = 240))]
    #[schema(minimum = 0, maximum = 240)]
    pub lead_hours: Option<i32>,
    #[garde(range(min = 1, max = 365))]
    #[schema(minimum = 1, maximum = 365)]
    pub days_ahead: Option<i32>,
    /// Told to who books.
    #[garde(custom(prose(1000)))]
    #[schema(max_length = 1000, format = "prose")]
    pub online_text: Option<String>,
    /// Asked for beforehand, in minor units of the site's currency; null: never.
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = Option<i64>, minimum = 1, maximum = 1_000_000_000_000_i64)]
    #[garde(inner(inner(custom(deposits()))))]
    pub deposit: Option<Option<Amount>>,
    /// Of online bookings of as many minutes of work, or more; null: not for their length.
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = Option<i32>, minimum = 5, maximum = 1440)]
    #[garde(inner(range(min = 5, max = 1440)))]
    pub deposit_minutes: Option<Option<i32>>,
    /// Of who did not come so many times; null: not for that.
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = Option<i32>, minimum = 1, maximum = 100)]
    #[garde(inner(range(min = 1, max = 100)))]
    pub deposit_no_shows: Option<Option<i32>>,
    /// All of the origins whose pages may show the booking page in a frame.
    #[garde(inner(length(max = 10), inner(custom(origin()))))]
    #[schema(max_items = 10, value_type = Option<Vec<Origin>>)]
    pub frames: Option<Vec<String>>,
}

/// Changes what the site chose about its schedule. Permission: `schedule.manage`.
#[utoipa::path(patch, path = "/schedules/{site_id}/settings", tag = MODULE, operation_id = "update_schedule_settings",
    security(("bearer" = [])), params(("site_id" = SiteId, Path), ("If-Match" = Option<String>, Header)),
    request_body = ScheduleSettingsPatch, responses((status = 200, body = SettingsView)))]
pub async fn update_schedule_settings(
    State(scheduling): State<Arc<Scheduling>>,
    asked: Asked,
    Path(site): Path<SiteId>,
    Json(patch): Json<ScheduleSettingsPatch>,
) -> Result<Versioned<SettingsView>, Problem> {
    asked.actor.permit(SCHEDULE_MANAGE, site)?;
    let (db, clock) = (&scheduling.context.db, scheduling.context.clock.as_ref());
    let mut tx = db.begin().await?;
    let before: Model = site_settings::lock(&tx, site).await?;
    asked.if_match.check(before.version)?;
    let mut settings = before.clone();
    apply(&mut settings, patch);
    if settings != before {
        site_settings::save(&tx, &mut settings).await?;
        let id = site.0;
        let change = audit::Change { action: "schedule.settings_updated", entity: "schedule", id, label: "", site: Some(site) };
        audit::record(&tx, MODULE, change, (Some(&before), Some(&settings)), &asked.actor, clock).await?;
        scheduling.schedule_changed(&mut tx, site, &asked.actor).await?;
    }
    tx.commit().await?;
    Ok(Versioned(settings.version, SettingsView::new(&settings, &asked.actor)))
}

fn apply(settings: &mut Model, patch: ScheduleSettingsPatch) {
    settings.slot_minutes = patch.slot_minutes.unwrap_or(settings.slot_minutes);
    settings.late_hours = patch.late_hours.unwrap_or(settings.late_hours);
    settings.most_waiters = patch.most_waiters.unwrap_or(settings.most_waiters);
    settings.online = patch.online.unwrap_or(settings.online);
    settings.lead_hours = patch.lead_hours.unwrap_or(settings.lead_hours);
    settings.days_ahead = patch.days_ahead.unwrap_or(settings.days_ahead);
    if let Some(text) = patch.online_text {
        text.trim().clone_into(&mut settings.online_text);
    }
    settings.deposit = patch.deposit.unwrap_or(settings.deposit);
    settings.deposit_minutes = patch.deposit_minutes.unwrap_or(settings.deposit_minutes);
    settings.deposit_no_shows = patch.deposit_no_shows.unwrap_or(settings.deposit_no_shows);
    if let Some(frames) = patch.frames {
        settings.frames = json(&frames);
    }
    if let Some(skills) = patch.skills {
        settings.skills = json(&skills);
    }
    if let Some(capabilities) = patch.capabilities {
        settings.capabilities = json(&capabilities);
    }
}
