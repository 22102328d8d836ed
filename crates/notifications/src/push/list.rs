//! `GET /push/devices`

use std::sync::Arc;

use axum::extract::State;
use chrono::{DateTime, Utc};
use contracts::identity::UserId;
use kernel::Problem;
use kernel::http::{Caller, Json};
use kernel::paging::Page;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::subscription::Subscription;
use super::{Push, store};

/// A browser that is told.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct PushDevice {
    pub id: Uuid,
    /// Through whom: `fcm.googleapis.com`.
    pub service: String,
    pub created_at: DateTime<Utc>,
    /// When it was told something last.
    pub told_at: Option<DateTime<Utc>>,
}

impl From<Subscription> for PushDevice {
    fn from(one: Subscription) -> Self {
        Self { id: one.id, service: one.service(), created_at: one.created_at, told_at: one.told_at }
    }
}

/// The browsers that the caller has told, the newest first; 20 at most. Permission: none but being signed in oneself.
#[utoipa::path(get, path = "/push/devices", tag = "notifications", operation_id = "list_push_devices",
    responses((status = 200, body = Page<PushDevice>)), security(("bearer" = [])))]
pub async fn list_push_devices(State(push): State<Arc<Push>>, Caller(actor): Caller) -> Result<Json<Page<PushDevice>>, Problem> {
    actor.session()?;
    let all = store::of_users(push.context.db.reader(), &[UserId(actor.id)]).await?;
    Ok(Json(Page { items: all.into_iter().map(PushDevice::from).collect(), next: None }))
}
