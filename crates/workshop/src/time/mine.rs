//! One's own clocks, and how the day and the week stand.

use std::sync::Arc;

use axum::extract::State;
use contracts::identity::{SiteCard, UserId, site};
use contracts::workshop::TIME_CLOCK;
use kernel::actor::Via;
use kernel::http::{Caller, Json, Path};
use kernel::{Actor, Problem, SiteId};
use sea_orm::ConnectionTrait;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::clocks::Clocks;
use super::period::{Period, today_and_week};
use super::store;
use super::view::{ClockingView, TimeSum, shown};
use crate::{MODULE, Workshop};

/// One's own clocks.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct MyTime {
    /// The running shift; null when clocked off.
    pub shift: Option<ClockingView>,
    /// What the job clock runs on.
    pub job: Option<ClockingView>,
    pub today: TimeSum,
    /// Since Monday.
    pub week: TimeSum,
}

/// One's own clocks, and the sums of today and of this week as the site's days are. Permission: `time.clock`.
#[utoipa::path(get, path = "/time/{site_id}/mine", tag = MODULE, operation_id = "show_my_time", security(("bearer" = [])),
    params(("site_id" = SiteId, Path)), responses((status = 200, body = MyTime)))]
pub async fn show_my_time(
    State(workshop): State<Arc<Workshop>>,
    Caller(actor): Caller,
    Path(id): Path<SiteId>,
) -> Result<Json<MyTime>, Problem> {
    actor.permit(TIME_CLOCK, id)?;
    let user = person(&actor)?;
    let card = site(workshop.sites.as_ref(), id).await?;
    my_time(&workshop, workshop.context.db.reader(), user, &card).await.map(Json)
}

/// A program has no clock: 403.
pub fn person(actor: &Actor) -> Result<UserId, Problem> {
    match actor.via {
        Via::Session(_) | Via::Pin(_) => Ok(UserId(actor.id)),
        Via::System | Via::ApiKey => Err(Problem::new(axum::http::StatusCode::FORBIDDEN, "person-needed", "Only people have clocks")),
    }
}

pub async fn my_time<C: ConnectionTrait>(workshop: &Workshop, conn: &C, user: UserId, at: &SiteCard) -> Result<MyTime, Problem> {
    let now = workshop.now();
    let (day, week) = today_and_week(at, now);
    let now = now.timestamp();
    let running = Clocks::of(store::running(conn, user).await?);
    let rows = store::within(conn, None, Some(user), week).await?;
    let sum = async |period: Period| -> Result<TimeSum, Problem> {
        let sold = store::sold_within(conn, None, Some(user), period).await?.first().map_or(0, |sold| sold.milli_hours);
        Ok(TimeSum::of(&rows, period, now, sold))
    };
    Ok(MyTime {
        today: sum(day).await?,
        week: sum(week).await?,
        shift: running.shift.map(|row| shown(row, now)),
        job: running.job.map(|row| shown(row, now)),
    })
}
