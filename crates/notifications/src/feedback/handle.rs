//! `POST /feedback/{id}/handle`

use std::sync::Arc;

use axum::extract::State;
use contracts::workshop::WORK_ORDER_AUTHORISE;
use garde::Validate;
use kernel::Problem;
use kernel::audit::{self, Change};
use kernel::http::{Caller, Json, Path};
use kernel::text::filled_prose;
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::view::FeedbackView;
use super::{Asking, store};
use crate::MODULE;

/// What was done about it.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct HandleFeedback {
    #[garde(custom(filled_prose(1000)))]
    #[schema(max_length = 1000, format = "filled-prose")]
    pub note: String,
}

/// Notes what was done about a customer who was not content. Refused with `feedback-not-open` where nothing is to be done. Permission:
/// `work_order.authorise`.
#[utoipa::path(post, path = "/feedback/{feedback_id}/handle", tag = "notifications", operation_id = "handle_feedback",
    params(("feedback_id" = Uuid, Path)), request_body = HandleFeedback,
    responses((status = 200, body = FeedbackView)), security(("bearer" = [])))]
pub async fn handle_feedback(
    State(it): State<Arc<Asking>>,
    Caller(actor): Caller,
    Path(id): Path<Uuid>,
    Json(body): Json<HandleFeedback>,
) -> Result<Json<FeedbackView>, Problem> {
    let clock = it.context.clock.as_ref();
    let mut tx = it.context.db.begin().await?;
    let before = store::lock(&tx, id).await?;
    actor.permit(WORK_ORDER_AUTHORISE, before.site_id)?;
    let mut row = before.clone();
    row.state = before.state.handle()?;
    row.handled_at = Some(clock.now());
    row.handled_by = Some(actor.name.clone());
    row.note = Some(body.note.trim().to_owned());
    let change = Change { action: "feedback.handle", entity: "feedback", id, label: &row.number, site: Some(row.site_id) };
    audit::record(&tx, MODULE, change, (Some(&before), Some(&row)), &actor, clock).await?;
    store::save(&mut tx, row.clone(), &actor, clock).await?;
    tx.commit().await?;
    Ok(Json(FeedbackView::new(row, &actor)))
}
