//! Days on which a site takes no bookings.

use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use chrono::{Datelike, NaiveDate};
use contracts::scheduling::{LockedDayId, SCHEDULE_MANAGE, SCHEDULE_READ};
use garde::Validate;
use kernel::http::{Caller, Created, Json, Path, Query};
use kernel::idempotency::{Claim, Repeatable};
use kernel::paging::{Page, PageQuery};
use kernel::problem::is_unique_violation;
use kernel::text::filled_line;
use kernel::{Problem, SiteId, audit};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::record::locked_day::Model;
use super::store;
use super::view::LockedDayView;
use crate::error::Error;
use crate::tell::Asked;
use crate::{MODULE, Scheduling};

#[derive(Clone, Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct LockedDayInput {
    #[garde(skip)]
    pub day: NaiveDate,
    #[garde(custom(filled_line(200)))]
    #[schema(max_length = 200, format = "filled-line")]
    pub reason: String,
}

type Answer = Repeatable<Created<Json<LockedDayView>>>;

/// Takes no more bookings on a day; those that are there stay. Permission: `schedule.manage`.
#[utoipa::path(post, path = "/schedules/{site_id}/locked-days", tag = MODULE, operation_id = "lock_day", security(("bearer" = [])),
    params(("site_id" = SiteId, Path), ("Idempotency-Key" = Option<String>, Header)), request_body = LockedDayInput,
    responses((status = 201, body = LockedDayView)))]
pub async fn lock_day(
    State(scheduling): State<Arc<Scheduling>>,
    asked: Asked,
    Path(site): Path<SiteId>,
    Json(input): Json<LockedDayInput>,
) -> Result<Answer, Problem> {
    asked.actor.permit(SCHEDULE_MANAGE, site)?;
    let (db, clock) = (&scheduling.context.db, scheduling.context.clock.as_ref());
    let claim = asked.claim(&format!("lock_day:{site}"), &input)?;
    if let Some(view) = Claim::replay(claim.as_ref(), db, MODULE).await? {
        return Ok(answer(view, true));
    }
    if !(2000..=2100).contains(&input.day.year()) {
        return Err(Problem::field("/day", "out-of-range", "a day of this century"));
    }
    let day = Model {
        id: LockedDayId::new(),
        site_id: site,
        day: input.day,
        reason: input.reason.trim().to_owned(),
        by_name: asked.actor.name.clone(),
        created_at: clock.now(),
    };
    let mut tx = db.begin().await?;
    Claim::take(claim.as_ref(), &tx, MODULE, clock).await?;
    store::insert_locked(&tx, &day)
        .await
        .map_err(|error| if is_unique_violation(&error) { Problem::from(Error::DayLocked) } else { error.into() })?;
    let label = day.day.to_string();
    audit::record(&tx, MODULE, day.audited("schedule.day_locked", &label), (None, Some(&day)), &asked.actor, clock).await?;
    scheduling.schedule_changed(&mut tx, site, &asked.actor).await?;
    let view = LockedDayView::from(day);
    Claim::keep(claim.as_ref(), &tx, MODULE, &view).await?;
    tx.commit().await?;
    Ok(answer(view, false))
}

fn answer(view: LockedDayView, replayed: bool) -> Answer {
    let location = format!("/api/v1/schedules/{}/locked-days/{}", view.site_id, view.id);
    Repeatable { status: StatusCode::CREATED, replayed, body: Created { location, body: Json(view) } }
}

/// The locked days of the site, the first day first. Permission: `schedule.read`.
#[utoipa::path(get, path = "/schedules/{site_id}/locked-days", tag = MODULE, operation_id = "list_locked_days", security(("bearer" = [])),
    params(("site_id" = SiteId, Path), PageQuery), responses((status = 200, body = Page<LockedDayView>)))]
pub async fn list_locked_days(
    State(scheduling): State<Arc<Scheduling>>,
    Caller(actor): Caller,
    Path(site): Path<SiteId>,
    Query(page): Query<PageQuery>,
) -> Result<Json<Page<LockedDayView>>, Problem> {
    actor.permit(SCHEDULE_READ, site)?;
    let limit = page.limit()?;
    let after: Option<NaiveDate> = page.cursor()?;
    let from = after.map_or(NaiveDate::MIN, |day| day.succ_opt().unwrap_or(day)).clamp(century(2000), century(2101));
    let rows = store::locked_between(scheduling.context.db.reader(), site, from, century(2101), limit + 1).await?;
    Ok(Json(Page::cut(rows, limit, |row| row.day).map(LockedDayView::from)))
}

fn century(year: i32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, 1, 1).unwrap_or_default()
}

/// Takes bookings on the day again. Permission: `schedule.manage`.
#[utoipa::path(delete, path = "/schedules/{site_id}/locked-days/{locked_day_id}", tag = MODULE, operation_id = "unlock_day",
    security(("bearer" = [])), params(("site_id" = SiteId, Path), ("locked_day_id" = LockedDayId, Path)), responses((status = 204)))]
pub async fn unlock_day(
    State(scheduling): State<Arc<Scheduling>>,
    Caller(actor): Caller,
    Path((site, id)): Path<(SiteId, LockedDayId)>,
) -> Result<StatusCode, Problem> {
    actor.permit(SCHEDULE_MANAGE, site)?;
    let (db, clock) = (&scheduling.context.db, scheduling.context.clock.as_ref());
    let mut tx = db.begin().await?;
    let day = store::find_locked(&*tx, id).await?;
    if day.site_id != site || store::delete_locked(&tx, id).await? == 0 {
        return Err(Problem::not_found());
    }
    let label = day.day.to_string();
    audit::record(&tx, MODULE, day.audited("schedule.day_unlocked", &label), (Some(&day), None), &actor, clock).await?;
    scheduling.schedule_changed(&mut tx, site, &actor).await?;
    tx.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}

impl Model {
    fn audited<'a>(&self, action: &'a str, label: &'a str) -> audit::Change<'a> {
        audit::Change { action, entity: "locked_day", id: self.id.0, label, site: Some(self.site_id) }
    }
}
