//! `PUT /message-settings/{site}`

use std::collections::BTreeSet;
use std::sync::Arc;

use axum::extract::State;
use contracts::identity::{SITE_UPDATE, Sites, TimeOfDay, site};
use contracts::workshop::WorkStatus;
use garde::Validate;
use kernel::audit::{self, Change};
use kernel::http::{Caller, IfMatch, Json, Path, Versioned};
use kernel::site_settings::{lock, save};
use kernel::{Context, FieldError, Problem, SiteId};
use serde::Deserialize;
use utoipa::ToSchema;

use super::row::MessageSettings;
use super::view::SettingsView;
use crate::MODULE;
use crate::messages::MessageEvent;
use crate::messages::night::Night;

/// Which messages a site is to send, and when no telephone is to ring.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SetMessageSettings {
    /// From five in the evening on.
    #[garde(skip)]
    #[schema(value_type = String, example = "21:00", max_length = 5, pattern = "^([01][0-9]|2[0-3]):[0-5][0-9]$|^24:00$")]
    pub quiet_from: TimeOfDay,
    /// From five in the morning to noon.
    #[garde(skip)]
    #[schema(value_type = String, example = "08:00", max_length = 5, pattern = "^([01][0-9]|2[0-3]):[0-5][0-9]$|^24:00$")]
    pub quiet_until: TimeOfDay,
    /// Events of which nothing is sent.
    #[garde(length(max = 40))]
    #[schema(max_items = 40)]
    pub off: Vec<MessageEvent>,
    /// Turns of the work that customers hear of.
    #[garde(length(max = 10))]
    #[schema(max_items = 10)]
    pub statuses: Vec<WorkStatus>,
}

/// Says which messages a site sends, and when no telephone rings. What waits already follows it too. Refused with `no-evening` or `no-morning`
/// beside a time that is none, and with `always-sent` beside an event that no site does without. Permission: `site.update`.
#[utoipa::path(put, path = "/message-settings/{site_id}", tag = "notifications", operation_id = "set_message_settings",
    params(("site_id" = SiteId, Path), ("If-Match" = Option<String>, Header)), request_body = SetMessageSettings,
    responses((status = 200, body = SettingsView)), security(("bearer" = [])))]
pub async fn set_message_settings(
    State((context, sites)): State<(Context, Arc<dyn Sites>)>,
    Caller(actor): Caller,
    Path(id): Path<SiteId>,
    if_match: IfMatch,
    Json(body): Json<SetMessageSettings>,
) -> Result<Versioned<SettingsView>, Problem> {
    actor.permit(SITE_UPDATE, id)?;
    let card = site(sites.as_ref(), id).await?;
    let (tx, clock) = (context.db.begin().await?, context.clock.as_ref());
    let before: MessageSettings = lock(&tx, id).await?;
    if_match.check(before.version)?;
    let mut row = changed(&before, &body)?;
    if row != before {
        save(&tx, &mut row).await?;
        let change = Change { action: "message_settings.set", entity: "message_settings", id: id.0, label: &card.name, site: Some(id) };
        audit::record(&tx, MODULE, change, (Some(&before), Some(&row)), &actor, clock).await?;
    }
    tx.commit().await?;
    Ok(SettingsView::of(&row, &actor))
}

fn changed(before: &MessageSettings, body: &SetMessageSettings) -> Result<MessageSettings, Problem> {
    let faults = faults(body);
    if !faults.is_empty() {
        return Err(Problem::fields(faults));
    }
    let json = |kept: Result<String, serde_json::Error>| kept.map_err(|error| Problem::internal(&error));
    Ok(MessageSettings {
        quiet_from: body.quiet_from.minutes.into(),
        quiet_until: body.quiet_until.minutes.into(),
        off: json(serde_json::to_string(&body.off.iter().collect::<BTreeSet<_>>()))?,
        statuses: json(serde_json::to_string(&body.statuses.iter().collect::<BTreeSet<_>>()))?,
        ..before.clone()
    })
}

fn faults(body: &SetMessageSettings) -> Vec<FieldError> {
    let (from, until) = (body.quiet_from.minutes, body.quiet_until.minutes);
    let evening = (Night::EARLIEST..24 * 60).contains(&from);
    let morning = (Night::SOONEST..=Night::LATEST).contains(&until);
    let always = |(place, event): (usize, &MessageEvent)| {
        (!event.may_be_off()).then(|| FieldError::new(format!("/off/{place}"), "always-sent", "no site does without it"))
    };
    let times = [
        (!evening).then(|| FieldError::new("/quiet_from", "no-evening", "a night begins at five in the evening at the earliest")),
        (!morning).then(|| FieldError::new("/quiet_until", "no-morning", "a night ends between five in the morning and noon")),
    ];
    times.into_iter().flatten().chain(body.off.iter().enumerate().filter_map(always)).collect()
}
