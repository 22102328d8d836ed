//! `POST /public/appointments/{token}/cancel`

use std::sync::Arc;

use axum::extract::State;
use garde::Validate;
use kernel::Problem;
use kernel::http::{IdempotencyKey, Json, Path};
use kernel::text::prose;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::view::{Visit, show};
use super::{asked, visited};
use crate::appointments::cancel::{self, CancelAppointment};
use crate::appointments::record::By;
use crate::{MODULE, Scheduling};

#[derive(Clone, Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CancelVisit {
    #[serde(default)]
    #[garde(custom(prose(1000)))]
    #[schema(max_length = 1000, format = "prose")]
    pub reason: Option<String>,
}

/// Gives the appointment up, and its time back; who does it late is noted. Permission: none, the link proves it. One whose time is over
/// cannot be given up any more.
#[utoipa::path(post, path = "/public/appointments/{token}/cancel", tag = MODULE, operation_id = "cancel_visit", security(()),
    params(("token" = String, Path, max_length = 64), ("Idempotency-Key" = Option<String>, Header)),
    request_body = CancelVisit, responses((status = 200, body = Visit), (status = 429, description = "Too many")))]
pub async fn cancel_visit(
    State(scheduling): State<Arc<Scheduling>>,
    Path(token): Path<String>,
    key: IdempotencyKey,
    Json(body): Json<CancelVisit>,
) -> Result<Json<Visit>, Problem> {
    let appointment = visited(&scheduling, &token).await?;
    scheduling.budgets.write(scheduling.now()).await?;
    let wanted = CancelAppointment { by: By::Customer, reason: body.reason };
    cancel::cancel(&scheduling, asked(key), appointment.id, wanted).await?;
    show(&scheduling, visited(&scheduling, &token).await?).await.map(Json)
}
