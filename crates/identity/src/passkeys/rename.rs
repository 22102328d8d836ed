use std::sync::Arc;

use axum::extract::State;
use contracts::identity::UserId;
use garde::Validate;
use kernel::Problem;
use kernel::http::{Caller, Json, Path};
use kernel::text::filled_line;
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::store;
use super::view::PasskeyView;
use crate::{Error, Identity};

#[derive(Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PasskeyName {
    /// `My telephone`
    #[garde(custom(filled_line(100)))]
    #[schema(max_length = 100, format = "filled-line")]
    pub name: String,
}

/// Gives one of the caller's passkeys another name.
///
/// Permission: none beyond being signed in oneself.
#[utoipa::path(
    patch, path = "/me/passkeys/{passkey_id}", tag = "identity", operation_id = "rename_passkey", params(("passkey_id" = Uuid, Path)),
    request_body = PasskeyName, security(("bearer" = [])), responses((status = 200, body = PasskeyView))
)]
pub async fn rename_passkey(
    State(identity): State<Arc<Identity>>,
    Caller(actor): Caller,
    Path(id): Path<Uuid>,
    Json(body): Json<PasskeyName>,
) -> Result<Json<PasskeyView>, Error> {
    actor.session()?;
    let tx = identity.context.db.begin().await?;
    let row = store::rename(&tx, UserId(actor.id), id, body.name.trim()).await?.ok_or_else(Problem::not_found)?;
    tx.commit().await?;
    Ok(Json(row.into()))
}
