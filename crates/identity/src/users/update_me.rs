use std::sync::Arc;

use axum::extract::State;
use contracts::identity::UserId;
use garde::Validate;
use kernel::http::{Caller, Json};
use kernel::{Actor, Problem};
use serde::Deserialize;
use utoipa::ToSchema;

use super::store;
use super::user::Language;
use super::view::Me;
use crate::Identity;

/// What people may change of themselves.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MyChanges {
    #[garde(skip)]
    pub language: Option<Language>,
}

/// Changes the caller's own settings.
///
/// Permission: none beyond being signed in.
#[utoipa::path(
    patch, path = "/me", tag = "identity", operation_id = "update_me", request_body = MyChanges, security(("bearer" = [])),
    responses((status = 200, body = Me))
)]
pub async fn update_me(
    State(identity): State<Arc<Identity>>,
    Caller(actor): Caller,
    Json(changes): Json<MyChanges>,
) -> Result<Json<Me>, Problem> {
    update(&identity, &actor, &changes).await.map(Json)
}

async fn update(identity: &Identity, actor: &Actor, changes: &MyChanges) -> Result<Me, Problem> {
    actor.session()?;
    let (db, id) = (&identity.context.db, UserId(actor.id));
    if let Some(language) = changes.language {
        let tx = db.begin().await?;
        store::set_language(&tx, id, language.code()).await?;
        tx.commit().await?;
    }
    let user = store::find(db.reader(), id).await?.ok_or_else(Problem::not_found)?;
    Ok(store::me(db.reader(), user).await?.limited_to(actor))
}
