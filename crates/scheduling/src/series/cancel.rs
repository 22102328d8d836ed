//! `POST /appointment-series/{id}/cancel`

use std::sync::Arc;

use axum::extract::State;
use contracts::scheduling::{APPOINTMENT_CANCEL, SeriesId};
use garde::Validate;
use kernel::http::{Json, Path, Versioned};
use kernel::text::{filled, prose};
use kernel::{Problem, audit};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::store;
use super::view::SeriesView;
use crate::appointments::record::By;
use crate::appointments::{self, Detail, Whole};
use crate::error::Error;
use crate::tell::Asked;
use crate::{MODULE, Scheduling, settings};

#[derive(Clone, Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = CancelAppointmentSeries)]
pub struct CancelSeries {
    #[garde(skip)]
    pub by: By,
    #[garde(custom(prose(1000)))]
    #[schema(max_length = 1000, format = "prose")]
    pub reason: Option<String>,
}

/// Gives up what is still to come of a series, and its time back. Permission: `appointment.cancel`.
#[utoipa::path(post, path = "/appointment-series/{series_id}/cancel", tag = MODULE, operation_id = "cancel_appointment_series",
    security(("bearer" = [])), params(("series_id" = SeriesId, Path), ("If-Match" = Option<String>, Header)),
    request_body = CancelSeries, responses((status = 200, body = SeriesView)))]
pub async fn cancel_series(
    State(scheduling): State<Arc<Scheduling>>,
    asked: Asked,
    Path(id): Path<SeriesId>,
    Json(body): Json<CancelSeries>,
) -> Result<Versioned<SeriesView>, Problem> {
    let (db, clock, now) = (&scheduling.context.db, scheduling.context.clock.as_ref(), scheduling.now());
    let mut tx = db.begin().await?;
    let before = store::lock(&tx, id).await?;
    asked.actor.permit(APPOINTMENT_CANCEL, before.site_id)?;
    asked.if_match.check(before.version)?;
    if !before.active {
        return Err(Error::SeriesCancelled.into());
    }
    let mut series = before.clone();
    series.active = false;
    store::save(&tx, &mut series).await?;
    let late_hours = settings::of(&*tx, series.site_id).await?.late_hours;
    let reason = filled(body.reason);
    for known in appointments::store::lock_series(&tx, id, now.timestamp()).await? {
        let was = Whole::read(&tx, known.clone()).await?;
        let mut appointment = known.clone();
        let Ok(fact) = appointment.cancel(body.by, reason.clone(), late_hours, now) else { continue };
        appointments::store::free(&tx, appointment.id).await?;
        appointments::store::save(&tx, &known, &mut appointment).await?;
        let detail = Detail { by: Some(body.by), reason: reason.clone(), ..Detail::default() };
        appointments::store::record(&tx, appointment.id, fact, &detail, &asked.actor.name, now).await?;
        appointments::events::announce(&mut tx, &appointment, (fact, None), &asked.actor, clock).await?;
        let is = Whole::read(&tx, appointment).await?;
        let change = is.appointment.audited("appointment.cancelled");
        audit::record(&tx, MODULE, change, (Some(&was), Some(&is)), &asked.actor, clock).await?;
    }
    audit::record(&tx, MODULE, series.audited("appointment_series.cancelled"), (Some(&before), Some(&series)), &asked.actor, clock).await?;
    tx.commit().await?;
    Ok(Versioned(series.version, SeriesView::new(&series, &asked.actor)))
}
