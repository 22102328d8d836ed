use std::sync::Arc;

use axum::extract::State;
use contracts::identity::{API_KEY_MANAGE, CATALOGUE, ROLE_MANAGE, USER_READ};
use kernel::Problem;
use kernel::http::{Caller, Json};
use kernel::paging::Page;

use super::list::permit_one_of;
use super::view::{PermissionGroupView, PermissionView};
use crate::{Identity, sites};

/// Every permission there is, in groups, in the order of the screen.
///
/// Permission: `role.manage`, `user.read` or `api_key.manage`.
#[utoipa::path(
    get, path = "/permissions", tag = "identity", operation_id = "list_permissions", security(("bearer" = [])),
    responses((status = 200, body = Page<PermissionGroupView>))
)]
pub async fn list_permissions(
    State(identity): State<Arc<Identity>>,
    Caller(actor): Caller,
) -> Result<Json<Page<PermissionGroupView>>, Problem> {
    permit_one_of(&actor, &[ROLE_MANAGE, USER_READ, API_KEY_MANAGE])?;
    let sites = sites::store::ids(identity.context.db.reader()).await?;
    let groups = CATALOGUE.iter().map(|group| {
        let permissions = group
            .permissions
            .iter()
            .map(|permission| PermissionView { name: permission.0, may_give: sites.iter().all(|site| actor.may(*permission, *site)) });
        PermissionGroupView { name: group.name, permissions: permissions.collect() }
    });
    Ok(Json(Page { items: groups.collect(), next: None }))
}
