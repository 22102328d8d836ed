use std::sync::Arc;

use axum::extract::State;
use contracts::identity::{API_KEY_MANAGE, ROLE_MANAGE, USER_READ};
use kernel::Problem;
use kernel::http::{Caller, Path, Versioned};

use super::list::permit_one_of;
use super::store;
use super::view::RoleView;
use crate::{Identity, sites};

/// One of the garage's roles.
///
/// Permission: `user.read`, `role.manage` or `api_key.manage`.
#[utoipa::path(
    get, path = "/roles/{role_id}", tag = "identity", operation_id = "get_role", params(("role_id" = String, Path)), security(("bearer" = [])),
    responses((status = 200, body = RoleView))
)]
pub async fn get_role(
    State(identity): State<Arc<Identity>>,
    Caller(actor): Caller,
    Path(id): Path<String>,
) -> Result<Versioned<RoleView>, Problem> {
    permit_one_of(&actor, &[USER_READ, ROLE_MANAGE, API_KEY_MANAGE])?;
    let db = identity.context.db.reader();
    let role = store::find(db, &id).await?.ok_or_else(Problem::not_found)?;
    let (holders, sites) = (store::holders_of(db, &id).await?, sites::store::ids(db).await?);
    Ok(Versioned(role.version, RoleView::new(role, holders, &actor, &sites)))
}
