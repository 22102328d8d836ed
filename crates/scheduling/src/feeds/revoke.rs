//! `DELETE /calendar-feeds/{id}`

use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use contracts::identity::UserId;
use kernel::http::{Caller, Path};
use kernel::{Problem, audit};
use uuid::Uuid;

use super::store;
use crate::{MODULE, Scheduling};

/// Ends one of the caller's own calendar feeds, at once. Permission: any person's own session.
#[utoipa::path(delete, path = "/calendar-feeds/{feed_id}", tag = MODULE, operation_id = "revoke_calendar_feed",
    security(("bearer" = [])), params(("feed_id" = Uuid, Path)), responses((status = 204)))]
pub async fn revoke_calendar_feed(
    State(scheduling): State<Arc<Scheduling>>,
    Caller(actor): Caller,
    Path(id): Path<Uuid>,
) -> Result<StatusCode, Problem> {
    actor.session()?;
    let tx = scheduling.context.db.begin().await?;
    let feed = store::delete(&tx, id, UserId(actor.id)).await?.ok_or_else(Problem::not_found)?;
    let change = audit::Change { action: "calendar_feed.revoked", entity: "calendar_feed", id, label: "", site: Some(feed.site_id) };
    audit::record(&tx, MODULE, change, (Some(&feed), None), &actor, scheduling.context.clock.as_ref()).await?;
    tx.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}
