use std::sync::Arc;

use axum::extract::State;
use contracts::identity::UserId;
use kernel::http::{Caller, Json};
use kernel::paging::Page;
use kernel::{Actor, Problem};

use super::store;
use super::view::OpenSessionView;
use crate::Identity;

/// Where the caller is signed in, the last used first.
///
/// Permission: none beyond being signed in oneself.
#[utoipa::path(
    get, path = "/me/sessions", tag = "identity", operation_id = "list_my_sessions", security(("bearer" = [])),
    responses((status = 200, body = Page<OpenSessionView>))
)]
pub async fn list_my_sessions(
    State(identity): State<Arc<Identity>>,
    Caller(actor): Caller,
) -> Result<Json<Page<OpenSessionView>>, Problem> {
    list(&identity, &actor).await.map(Json)
}

async fn list(identity: &Identity, actor: &Actor) -> Result<Page<OpenSessionView>, Problem> {
    let current = actor.session()?;
    let rows = store::alive(identity.context.db.reader(), UserId(actor.id), identity.context.clock.now()).await?;
    Ok(Page { items: rows.into_iter().map(|row| OpenSessionView::new(row, current)).collect(), next: None })
}
