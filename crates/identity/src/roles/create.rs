use std::sync::Arc;

use axum::extract::State;
use contracts::identity::RoleChanged;
use garde::Validate;
use kernel::http::{Caller, Created, Json};
use kernel::{Actor, Problem, outbox};
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::role::{Role, known_permissions, may_manage};
use super::store;
use super::view::RoleView;
use crate::rules::one_line;
use crate::{Error, Identity, MODULE, sites};

#[derive(Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewRole {
    #[garde(length(chars, min = 1, max = 100), custom(one_line))]
    pub name: String,
    /// Names from the catalogue.
    #[garde(length(max = 500))]
    pub permissions: Vec<String>,
}

/// Makes a role.
///
/// Permission: `role.manage` and everything the role is to hold, at every site (`more-than-own`).
#[utoipa::path(
    post, path = "/roles", tag = "identity", operation_id = "create_role", request_body = NewRole, security(("bearer" = [])),
    responses((status = 201, body = RoleView), (status = "4XX", body = Problem))
)]
pub async fn create_role(
    State(identity): State<Arc<Identity>>,
    Caller(actor): Caller,
    Json(new): Json<NewRole>,
) -> Result<Created<Json<RoleView>>, Error> {
    let role = create(&identity, &actor, new).await?;
    Ok(Created { location: format!("/api/v1/roles/{}", role.id), body: Json(role) })
}

async fn create(identity: &Identity, actor: &Actor, new: NewRole) -> Result<RoleView, Error> {
    actor.session()?;
    let sites = sites::store::ids(identity.context.db.reader()).await?;
    let permissions = known_permissions(&new.permissions, "/permissions")?;
    may_manage(actor, &sites, &permissions)?;
    let role = Role { id: Uuid::now_v7().to_string(), name: Some(new.name.trim().to_owned()), permissions, built_in: false, version: 1 };
    let mut tx = identity.context.db.begin().await?;
    store::insert(&tx, &role).await?;
    outbox::append(&mut tx, MODULE, &RoleChanged { role_id: role.id.clone() }, actor, identity.context.clock.as_ref()).await?;
    tx.commit().await?;
    Ok(RoleView::new(role, 0, actor, &sites))
}
