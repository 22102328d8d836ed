//! `GET /push/key`

use std::sync::Arc;

use axum::extract::State;
use kernel::Problem;
use kernel::http::{Caller, Json};
use serde::Serialize;
use utoipa::ToSchema;

use super::Push;

/// What a browser knows this program by.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct PushKey {
    /// The `applicationServerKey` of `PushManager.subscribe`: an uncompressed point of P-256, base64 for addresses.
    pub key: String,
}

/// What a browser is to know this program by before it can be told anything while it sleeps. Permission: none but being signed in oneself.
#[utoipa::path(get, path = "/push/key", tag = "notifications", operation_id = "get_push_key",
    responses((status = 200, body = PushKey)), security(("bearer" = [])))]
pub async fn get_push_key(State(push): State<Arc<Push>>, Caller(actor): Caller) -> Result<Json<PushKey>, Problem> {
    actor.session()?;
    Ok(Json(PushKey { key: push.keys.pair().await?.public.clone() }))
}
