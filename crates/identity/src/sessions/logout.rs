use std::sync::Arc;

use axum::Extension;
use axum::extract::State;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use contracts::identity::UserId;
use kernel::Via;
use kernel::http::{Caller, Json};
use uuid::Uuid;

use super::client::Client;
use super::refresh::Refresh;
use super::session::LIFE;
use super::{cookie, open, store, view};
use crate::sign_ins::{self, Entry, Outcome};
use crate::{Error, Identity};

/// Signs out: ends the session of the refresh token, and with it its access tokens; also the session of an access token that is sent
/// along, for those that a PIN opened have no refresh token. Without either there is nothing to end.
///
/// Permission: none; the tokens prove the session.
#[utoipa::path(
    post, path = "/auth/logout", tag = "identity", operation_id = "logout", request_body = Refresh, security((), ("bearer" = [])),
    responses((status = 204))
)]
pub async fn logout(
    State(identity): State<Arc<Identity>>,
    caller: Option<Extension<Caller>>,
    client: Client,
    Json(body): Json<Refresh>,
) -> Result<Response, Error> {
    if let Some((token, _)) = body.token(&identity, &client)
        && let Some(renewal) = store::find(identity.context.db.reader(), &token).await?
    {
        end(&identity, &client, renewal.session_id, renewal.user_id).await?;
    }
    if let Some(Extension(Caller(actor))) = caller
        && let Via::Session(session) | Via::Pin(session) = actor.via
    {
        end(&identity, &client, session, UserId(actor.id)).await?;
    }
    let mut response = StatusCode::NO_CONTENT.into_response();
    view::add(&mut response, header::SET_COOKIE, &open::write(&identity, cookie::Kind::Refresh, None, LIFE));
    response.headers_mut().insert("clear-site-data", HeaderValue::from_static("\"cache\""));
    Ok(response)
}

async fn end(identity: &Identity, client: &Client, session: Uuid, user: UserId) -> Result<(), Error> {
    let now = identity.context.clock.now();
    let tx = identity.context.db.begin().await?;
    if store::revoke_one(&tx, user, session, now).await? {
        sign_ins::log(&tx, Entry::of(user, Outcome::SignedOut, client), now).await?;
    }
    tx.commit().await?;
    Ok(())
}
