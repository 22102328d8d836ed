use std::sync::Arc;

use axum::extract::State;
use contracts::identity::UserId;
use kernel::Problem;
use kernel::http::{Caller, Json};
use kernel::paging::Page;

use super::store;
use super::view::PasskeyView;
use crate::Identity;

/// The caller's passkeys, the newest first.
///
/// Permission: none beyond being signed in oneself.
#[utoipa::path(
    get, path = "/me/passkeys", tag = "identity", operation_id = "list_my_passkeys", security(("bearer" = [])),
    responses((status = 200, body = Page<PasskeyView>))
)]
pub async fn list_my_passkeys(State(identity): State<Arc<Identity>>, Caller(actor): Caller) -> Result<Json<Page<PasskeyView>>, Problem> {
    actor.session()?;
    let rows = store::of(identity.context.db.reader(), UserId(actor.id)).await?;
    Ok(Json(Page { items: rows.into_iter().map(PasskeyView::from).collect(), next: None }))
}
