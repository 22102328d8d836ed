use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use contracts::identity::RoleChanged;
use garde::Validate;
use kernel::http::{Caller, Created, IdempotencyKey, Json};
use kernel::idempotency::{Claim, Repeatable};
use kernel::text::filled_line;
use kernel::{Actor, Amount, BasisPoints, Limits, Rights, outbox};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::role::{Role, known_permissions, may_manage};
use super::store;
use super::view::RoleView;
use crate::rules::{amount, rate};
use crate::{Error, Identity, MODULE, sites, trail};

#[derive(Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewRole {
    #[garde(custom(filled_line(100)))]
    #[schema(max_length = 100, format = "filled-line")]
    pub name: String,
    /// Names from the catalogue.
    #[garde(length(max = 500))]
    #[schema(max_items = 500)]
    pub permissions: Vec<String>,
    /// The greatest discount its holders may give on a line; null is without a limit. None at all when left out.
    #[garde(inner(custom(rate)))]
    #[serde(default = "no_discount")]
    pub max_discount: Option<BasisPoints>,
    /// The greatest refund its holders may hand out at once, in minor units of the site's currency; null is without a limit. None
    /// at all when left out.
    #[garde(inner(custom(amount)))]
    #[serde(default = "no_refund")]
    #[schema(value_type = Option<i64>, minimum = 0, maximum = 1_000_000_000_000_i64)]
    pub max_refund: Option<Amount>,
}

/// What nobody decided on is not given away.
fn no_discount() -> Option<BasisPoints> {
    Limits::NOTHING.discount
}

fn no_refund() -> Option<Amount> {
    Limits::NOTHING.refund
}

type Answer = Repeatable<Created<Json<RoleView>>>;

/// Makes a role. An `Idempotency-Key` makes it repeatable.
///
/// Permission: `role.manage` and everything the role is to hold, at every site (`more-than-own`).
#[utoipa::path(
    post, path = "/roles", tag = "identity", operation_id = "create_role", request_body = NewRole, security(("bearer" = [])),
    params(("Idempotency-Key" = Option<String>, Header)), responses((status = 201, body = RoleView))
)]
pub async fn create_role(
    State(identity): State<Arc<Identity>>,
    Caller(actor): Caller,
    IdempotencyKey(key): IdempotencyKey,
    Json(new): Json<NewRole>,
) -> Result<Answer, Error> {
    create(&identity, &actor, key.as_deref(), new).await
}

async fn create(identity: &Identity, actor: &Actor, key: Option<&str>, new: NewRole) -> Result<Answer, Error> {
    actor.session()?;
    let (db, clock) = (&identity.context.db, identity.context.clock.as_ref());
    let sites = sites::store::ids(db.reader()).await?;
    let permissions = known_permissions(&new.permissions, "/permissions")?;
    let rights = Rights { permissions, limits: Limits { discount: new.max_discount, refund: new.max_refund } };
    may_manage(actor, &sites, &rights)?;
    let claim = Claim::new(actor, "create_role", key, &new)?;
    if let Some(view) = Claim::replay(claim.as_ref(), db, MODULE).await? {
        return Ok(answer(view, true));
    }
    let Rights { permissions, limits } = rights;
    let name = Some(new.name.trim().to_owned());
    let role = Role { id: Uuid::now_v7().to_string(), name, permissions, limits, built_in: false, version: 1 };
    let mut tx = db.begin().await?;
    Claim::take(claim.as_ref(), &tx, MODULE, clock).await?;
    store::insert(&tx, &role).await?;
    outbox::append(&mut tx, MODULE, &RoleChanged { role_id: role.id.clone() }, actor, clock).await?;
    trail::role(&tx, identity, actor, "role.create", (None, Some(&role))).await?;
    let view = RoleView::new(role, 0, actor, &sites);
    Claim::keep(claim.as_ref(), &tx, MODULE, &view).await?;
    tx.commit().await?;
    Ok(answer(view, false))
}

fn answer(view: RoleView, replayed: bool) -> Answer {
    let body = Created { location: format!("/api/v1/roles/{}", view.id), body: Json(view) };
    Repeatable { status: StatusCode::CREATED, replayed, body }
}
