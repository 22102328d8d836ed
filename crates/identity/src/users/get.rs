use std::sync::Arc;

use axum::extract::State;
use contracts::identity::{USER_READ, UserId};
use kernel::http::{Caller, Path, Versioned};
use kernel::{Actor, Problem};
use sea_orm::ConnectionTrait;

use super::authority::{Authority, Roles};
use super::store;
use super::view::UserView;
use crate::{Error, Identity};

/// One person's account.
///
/// Permission: `user.read`, at a site where the person works.
#[utoipa::path(
    get, path = "/users/{user_id}", tag = "identity", operation_id = "get_user", params(("user_id" = UserId, Path)), security(("bearer" = [])),
    responses((status = 200, body = UserView))
)]
pub async fn get_user(
    State(identity): State<Arc<Identity>>,
    Caller(actor): Caller,
    Path(id): Path<UserId>,
) -> Result<Versioned<UserView>, Error> {
    actor.permit_anywhere(USER_READ)?;
    let view = view(identity.context.db.reader(), &actor, id).await?;
    Ok(Versioned(view.version, view))
}

/// The account as the actor may see it, or 404.
pub async fn view<C: ConnectionTrait>(conn: &C, actor: &Actor, id: UserId) -> Result<UserView, Error> {
    let roles = Roles { everywhere: None, places: store::sites_of(conn, id).await? };
    if !Authority::of(conn, actor).await?.sees(USER_READ, &roles) {
        return Err(Problem::hidden().into());
    }
    shown(conn, actor, id).await
}

/// The account of somebody whom the actor just changed: they may have taken it out of their own sight.
pub async fn shown<C: ConnectionTrait>(conn: &C, actor: &Actor, id: UserId) -> Result<UserView, Error> {
    let row = store::row(conn, id).await?.ok_or_else(Problem::not_found)?;
    let authority = Authority::of(conn, actor).await?;
    let places = store::sites_of(conn, id).await?;
    Ok(UserView::new(row, places, &authority, actor))
}
