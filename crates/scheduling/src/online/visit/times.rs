//! `GET /public/appointments/{token}/slots`

use std::sync::Arc;

use axum::extract::State;
use chrono::NaiveDate;
use kernel::Problem;
use kernel::http::{Json, Path, Query};
use serde::Deserialize;
use utoipa::IntoParams;

use super::super::slots::{OpenTimes, times};
use super::{offer_of, visited};
use crate::appointments::wish;
use crate::{MODULE, Scheduling};

#[derive(Clone, Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct DaysQuery {
    /// The first day; today at the site when left out.
    from: Option<NaiveDate>,
    /// The last day; two weeks in all when left out. At most four weeks.
    until: Option<NaiveDate>,
}

/// When else it could be. Permission: none, the link proves it.
#[utoipa::path(get, path = "/public/appointments/{token}/slots", tag = MODULE, operation_id = "list_new_times", security(()),
    params(("token" = String, Path, max_length = 64), DaysQuery),
    responses((status = 200, body = OpenTimes), (status = 429, description = "Too many")))]
pub async fn list_new_times(
    State(scheduling): State<Arc<Scheduling>>,
    Path(token): Path<String>,
    Query(query): Query<DaysQuery>,
) -> Result<Json<OpenTimes>, Problem> {
    scheduling.budgets.look(scheduling.now()).await?;
    let appointment = visited(&scheduling, &token).await?;
    appointment.may_be_rescheduled()?;
    let offer = offer_of(&scheduling, &appointment).await?;
    let wish = wish(&appointment.services(), appointment.minutes);
    let days = offer.days(query.from, query.until)?;
    times(&scheduling, &offer, days, &wish, Some(appointment.id)).await.map(Json)
}
