use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use contracts::identity::RoleChanged;
use kernel::http::{Caller, Path};
use kernel::{Actor, Problem, outbox};

use super::role::{may_manage, nothing};
use super::store;
use crate::{Error, Identity, MODULE, sites, trail};

/// Deletes a role that nobody holds.
///
/// Permission: `role.manage` at every site. `role-in-use` while somebody holds it, `role-built-in` for those every garage has.
#[utoipa::path(
    delete, path = "/roles/{role_id}", tag = "identity", operation_id = "delete_role", params(("role_id" = String, Path)),
    security(("bearer" = [])), responses((status = 204))
)]
pub async fn delete_role(
    State(identity): State<Arc<Identity>>,
    Caller(actor): Caller,
    Path(id): Path<String>,
) -> Result<StatusCode, Error> {
    delete(&identity, &actor, &id).await.map(|()| StatusCode::NO_CONTENT)
}

async fn delete(identity: &Identity, actor: &Actor, id: &str) -> Result<(), Error> {
    actor.session()?;
    may_manage(actor, &sites::store::ids(identity.context.db.reader()).await?, &nothing())?;
    let mut tx = identity.context.db.begin().await?;
    let role = store::find_locked(&tx, id).await?.ok_or_else(Problem::not_found)?;
    if role.built_in {
        return Err(Error::RoleBuiltIn);
    }
    if store::holders_of(&*tx, id).await? > 0 {
        return Err(Error::RoleInUse);
    }
    store::delete(&tx, id).await?;
    outbox::append(&mut tx, MODULE, &RoleChanged { role_id: id.to_owned() }, actor, identity.context.clock.as_ref()).await?;
    trail::role(&tx, identity, actor, "role.delete", (Some(&role), None)).await?;
    tx.commit().await?;
    Ok(())
}
