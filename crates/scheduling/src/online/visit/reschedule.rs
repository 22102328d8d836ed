//! `POST /public/appointments/{token}/reschedule`

use std::sync::Arc;

use axum::extract::State;
use chrono::{DateTime, Utc};
use garde::Validate;
use kernel::Problem;
use kernel::http::{IdempotencyKey, Json, Path};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::super::slots::is_open;
use super::super::visitor::discreet;
use super::view::{Visit, show};
use super::{asked, offer_of, visited};
use crate::appointments::reschedule::{self, RescheduleAppointment};
use crate::appointments::wish;
use crate::{MODULE, Scheduling};

#[derive(Clone, Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RescheduleVisit {
    /// One of the times that are offered.
    #[garde(skip)]
    pub start: DateTime<Utc>,
}

/// Gives the appointment another time, and the old one back. Permission: none, the link proves it. A time that is not free any more is a
/// 409 `slot-taken`.
#[utoipa::path(post, path = "/public/appointments/{token}/reschedule", tag = MODULE, operation_id = "reschedule_visit", security(()),
    params(("token" = String, Path, max_length = 64), ("Idempotency-Key" = Option<String>, Header)),
    request_body = RescheduleVisit, responses((status = 200, body = Visit), (status = 429, description = "Too many")))]
pub async fn reschedule_visit(
    State(scheduling): State<Arc<Scheduling>>,
    Path(token): Path<String>,
    key: IdempotencyKey,
    Json(body): Json<RescheduleVisit>,
) -> Result<Json<Visit>, Problem> {
    let appointment = visited(&scheduling, &token).await?;
    scheduling.budgets.write(scheduling.now()).await?;
    appointment.may_be_rescheduled()?;
    if appointment.start() != body.start {
        let offer = offer_of(&scheduling, &appointment).await?;
        is_open(&scheduling, &offer, body.start, &wish(&appointment.services(), appointment.minutes), Some(appointment.id)).await?;
        let wanted = RescheduleAppointment { start: body.start, minutes: None, resource_ids: vec![], overbook: false };
        reschedule::run(&scheduling, asked(key), appointment.id, wanted).await.map_err(discreet)?;
    }
    show(&scheduling, visited(&scheduling, &token).await?).await.map(Json)
}
