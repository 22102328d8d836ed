use std::sync::Arc;

use axum::extract::State;
use contracts::identity::UserId;
use kernel::http::{Caller, Json, Query};
use kernel::paging::{Page, PageQuery};
use kernel::{Actor, Problem};

use super::store::{self, Whose};
use super::view::SignInView;
use crate::Identity;

/// What happened to the caller's own account, newest first.
///
/// Permission: none beyond being signed in oneself.
#[utoipa::path(
    get, path = "/me/sign-ins", tag = "identity", operation_id = "list_my_sign_ins", params(PageQuery), security(("bearer" = [])),
    responses((status = 200, body = Page<SignInView>))
)]
pub async fn list_my_sign_ins(
    State(identity): State<Arc<Identity>>,
    Caller(actor): Caller,
    Query(page): Query<PageQuery>,
) -> Result<Json<Page<SignInView>>, Problem> {
    list(&identity, &actor, &page).await.map(Json)
}

async fn list(identity: &Identity, actor: &Actor, page: &PageQuery) -> Result<Page<SignInView>, Problem> {
    actor.session()?;
    let limit = page.limit()?;
    let rows = store::list(identity.context.db.reader(), Whose::One(UserId(actor.id)), page.cursor()?, limit).await?;
    Ok(Page::cut(rows, limit, |row| row.id))
}
