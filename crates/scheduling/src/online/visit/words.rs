//! `POST /public/appointments/{token}/words`

use std::sync::Arc;

use axum::extract::State;
use contracts::scheduling::APPOINTMENT_WRITE;
use garde::Validate;
use kernel::Problem;
use kernel::http::{IdempotencyKey, Json, Path};
use kernel::text::prose;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::view::{Visit, show};
use super::{asked, visited};
use crate::appointments::appointment::Fact;
use crate::appointments::command::{Done, run};
use crate::appointments::record::Model;
use crate::{MODULE, Scheduling};

#[derive(Clone, Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct VisitWords {
    /// In place of what was there; empty takes it away.
    #[garde(custom(prose(2000)))]
    #[schema(max_length = 2000, format = "prose")]
    pub concern: String,
}

/// Says more of what is wrong with the car. Permission: none, the link proves it.
#[utoipa::path(post, path = "/public/appointments/{token}/words", tag = MODULE, operation_id = "add_words", security(()),
    params(("token" = String, Path, max_length = 64), ("Idempotency-Key" = Option<String>, Header)),
    request_body = VisitWords, responses((status = 200, body = Visit), (status = 429, description = "Too many")))]
pub async fn add_words(
    State(scheduling): State<Arc<Scheduling>>,
    Path(token): Path<String>,
    key: IdempotencyKey,
    Json(body): Json<VisitWords>,
) -> Result<Json<Visit>, Problem> {
    let appointment = visited(&scheduling, &token).await?;
    let now = scheduling.now();
    scheduling.budgets.write(now).await?;
    let concern = body.concern.trim().to_owned();
    let decide = |appointment: &mut Model, _| {
        appointment.may_be_edited(now)?;
        appointment.concern = concern;
        Ok(Done::plain(Fact::Updated))
    };
    run(&scheduling, asked(key), "add_words", (appointment.id, APPOINTMENT_WRITE), &body, decide).await?;
    show(&scheduling, visited(&scheduling, &token).await?).await.map(Json)
}
