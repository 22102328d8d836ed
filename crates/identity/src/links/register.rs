use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use contracts::identity::{LinkPurpose, UserId};
use garde::Validate;
use kernel::Problem;
use kernel::http::Json;
use serde::Deserialize;
use utoipa::ToSchema;

use super::store;
use crate::rules::one_line;
use crate::sessions::Client;
use crate::users::store::User;
use crate::users::{Language, email_key};
use crate::{Error, Identity, alerts, users};

#[derive(Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Registration {
    #[garde(email, length(chars, max = 254), custom(one_line))]
    #[schema(max_length = 254, format = "email")]
    pub email: String,
    #[garde(skip)]
    pub language: Language,
}

/// Begins the registration of a customer: sends a link to set a password. Who has an account already gets a link to set its
/// password anew; the answer is the same.
///
/// Permission: none, where the garage lets customers register (`not-found` where it doesn't). The account opens nothing of the
/// garage.
#[utoipa::path(
    post, path = "/auth/register", tag = "identity", operation_id = "register", request_body = Registration, security(()),
    responses((status = 202))
)]
pub async fn register(State(identity): State<Arc<Identity>>, client: Client, Json(body): Json<Registration>) -> Result<StatusCode, Error> {
    if !identity.settings.customer_registration {
        return Err(Problem::not_found().into());
    }
    identity.limits.request(client.address, identity.context.clock.now()).await?;
    begin(&identity, &email_key(&body.email), body.language).await?;
    Ok(StatusCode::ACCEPTED)
}

async fn begin(identity: &Identity, email: &str, language: Language) -> Result<(), Error> {
    let clock = identity.context.clock.as_ref();
    if !identity.limits.may_mail(email, clock.now()).await {
        return Ok(());
    }
    let known = users::store::find_by_email(identity.context.db.reader(), email).await?;
    let mut tx = identity.context.db.begin().await?;
    let (id, purpose) = match known {
        Some(user) if user.disabled => return Ok(()),
        Some(user) if user.joined_at.is_some() => (user.id, LinkPurpose::Reset),
        Some(user) => (user.id, LinkPurpose::Registration),
        None => (enter(&tx, email, language, clock.now()).await?, LinkPurpose::Registration),
    };
    let request = store::request(&tx, id, purpose, clock.now()).await?;
    alerts::request_link(&mut tx, id, request, purpose, clock).await?;
    tx.commit().await?;
    Ok(())
}

/// An account without roles. What a stranger types as a name would stand in our mail to somebody else: it is asked for later.
async fn enter(tx: &kernel::Tx, email: &str, language: Language, now: chrono::DateTime<chrono::Utc>) -> Result<UserId, Error> {
    let user = User {
        id: UserId::new(),
        email: Some(email.to_owned()),
        name: email.to_owned(),
        password_hash: String::new(),
        language: language.code().into(),
        disabled: false,
        created_at: now,
        version: 1,
        everywhere_role: None,
        joined_at: None,
        user_name: None,
    };
    let id = user.id;
    users::store::insert(tx, &[user], &[]).await?;
    Ok(id)
}
