//! `GET /reminder-outlooks/{site}`

use std::sync::Arc;

use axum::extract::State;
use chrono::{Days, NaiveDate};
use contracts::identity::{MESSAGE_READ, site};
use contracts::vehicles::DueKind;
use kernel::http::{Caller, Json, Path};
use kernel::{Problem, SiteId};
use serde::Serialize;
use utoipa::ToSchema;

use super::Reminders;
use crate::sending::zone;

const WEEKS: u64 = 12;

/// What is due in a week, whoever is reminded of it.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct DueWeek {
    /// Its first day; the first week begins today.
    pub from: NaiveDate,
    pub service: i64,
    pub inspection: i64,
    pub insurance: i64,
    pub road_tax: i64,
}

/// What will be due at a site in the next twelve weeks. Permission: `message.read`.
#[utoipa::path(get, path = "/reminder-outlooks/{site_id}", tag = "notifications", operation_id = "get_reminder_outlook",
    params(("site_id" = SiteId, Path)), responses((status = 200, body = Vec<DueWeek>)), security(("bearer" = [])))]
pub async fn get_reminder_outlook(
    State(it): State<Arc<Reminders>>,
    Caller(actor): Caller,
    Path(id): Path<SiteId>,
) -> Result<Json<Vec<DueWeek>>, Problem> {
    actor.permit(MESSAGE_READ, id)?;
    let card = site(it.sites.as_ref(), id).await?;
    let today = it.context.clock.now().with_timezone(&zone(&card)).date_naive();
    let week = |number| DueWeek { from: today + Days::new(7 * number), service: 0, inspection: 0, insurance: 0, road_tax: 0 };
    let mut weeks: Vec<_> = (0..WEEKS).map(week).collect();
    let places = if it.is_first(id).await? { vec![Some(id), None] } else { vec![Some(id)] };
    for place in places {
        for kind in DueKind::ALL {
            let days = it.vehicles.due_days(place, kind, today, today + Days::new(7 * WEEKS - 1)).await?;
            for (day, vehicles) in days {
                count(&mut weeks, today, kind, day, vehicles);
            }
        }
    }
    Ok(Json(weeks))
}

fn count(weeks: &mut [DueWeek], today: NaiveDate, kind: DueKind, day: NaiveDate, vehicles: i64) {
    let place = usize::try_from((day - today).num_days() / 7);
    let Some(week) = place.ok().and_then(|place| weeks.get_mut(place)) else { return };
    let of = match kind {
        DueKind::Service => &mut week.service,
        DueKind::Inspection => &mut week.inspection,
        DueKind::Insurance => &mut week.insurance,
        DueKind::RoadTax => &mut week.road_tax,
    };
    *of += vehicles;
}
