use std::sync::Arc;

use axum::extract::State;
use contracts::identity::RoleChanged;
use garde::Validate;
use kernel::http::{Caller, Created, Json};
use kernel::{Actor, BasisPoints, Limits, Problem, Rights, outbox};
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::role::{Role, known_permissions, may_manage};
use super::store;
use super::view::RoleView;
use crate::rules::{one_line, rate};
use crate::{Error, Identity, MODULE, sites, trail};

#[derive(Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewRole {
    #[garde(length(chars, min = 1, max = 100), custom(one_line))]
    pub name: String,
    /// Names from the catalogue.
    #[garde(length(max = 500))]
    pub permissions: Vec<String>,
    /// The greatest discount its holders may give on a line; null is without a limit. None at all when left out.
    #[garde(inner(custom(rate)))]
    #[serde(default = "no_discount")]
    pub max_discount: Option<BasisPoints>,
}

/// What nobody decided on is not given away.
fn no_discount() -> Option<BasisPoints> {
    Limits::NOTHING.discount
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
    let rights = Rights { permissions, limits: Limits { discount: new.max_discount } };
    may_manage(actor, &sites, &rights)?;
    let Rights { permissions, limits } = rights;
    let name = Some(new.name.trim().to_owned());
    let role = Role { id: Uuid::now_v7().to_string(), name, permissions, limits, built_in: false, version: 1 };
    let mut tx = identity.context.db.begin().await?;
    store::insert(&tx, &role).await?;
    outbox::append(&mut tx, MODULE, &RoleChanged { role_id: role.id.clone() }, actor, identity.context.clock.as_ref()).await?;
    trail::role(&tx, identity, actor, "role.create", (None, Some(&role))).await?;
    tx.commit().await?;
    Ok(RoleView::new(role, 0, actor, &sites))
}
