use std::sync::Arc;

use axum::extract::State;
use contracts::identity::{API_KEY_MANAGE, ROLE_MANAGE, USER_READ};
use kernel::http::{Caller, Json};
use kernel::paging::Page;
use kernel::{Actor, Permission, Problem};

use super::store;
use super::view::RoleView;
use crate::{Identity, sites};

/// The garage's roles, the built-in ones first.
///
/// Permission: `user.read`, `role.manage` or `api_key.manage`.
#[utoipa::path(
    get, path = "/roles", tag = "identity", operation_id = "list_roles", security(("bearer" = [])),
    responses((status = 200, body = Page<RoleView>))
)]
pub async fn list_roles(State(identity): State<Arc<Identity>>, Caller(actor): Caller) -> Result<Json<Page<RoleView>>, Problem> {
    permit_one_of(&actor, &[USER_READ, ROLE_MANAGE, API_KEY_MANAGE])?;
    let db = identity.context.db.reader();
    let (roles, holders, sites) = (store::all(db).await?, store::holders(db).await?, sites::store::ids(db).await?);
    let count = |id: &str| holders.iter().find(|(held, _)| held == id).map_or(0, |(_, count)| *count);
    let items = roles.into_iter().map(|role| RoleView::new(role.clone(), count(&role.id), &actor, &sites)).collect();
    Ok(Json(Page { items, next: None }))
}

/// 403 unless one of them is held somewhere.
pub fn permit_one_of(actor: &Actor, permissions: &[Permission]) -> Result<(), Problem> {
    if permissions.iter().any(|permission| actor.may_anywhere(*permission)) {
        return Ok(());
    }
    permissions.first().map_or(Ok(()), |permission| actor.permit_anywhere(*permission))
}
