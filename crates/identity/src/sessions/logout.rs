use std::sync::Arc;

use axum::extract::State;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use kernel::http::Json;

use super::client::Client;
use super::refresh::Refresh;
use super::session::{LIFE, RefreshToken};
use super::{cookie, open, store, view};
use crate::sign_ins::{self, Entry, Outcome};
use crate::{Error, Identity};

/// Signs out: ends the session of the refresh token, and with it its access tokens. Without one there is nothing to end.
///
/// Permission: none; the refresh token proves the session.
#[utoipa::path(
    post, path = "/auth/logout", tag = "identity", operation_id = "logout", request_body = Refresh, security(()),
    responses((status = 204))
)]
pub async fn logout(State(identity): State<Arc<Identity>>, client: Client, Json(body): Json<Refresh>) -> Result<Response, Error> {
    if let Some((token, _)) = body.token(&identity, &client) {
        end(&identity, &client, &token).await?;
    }
    let mut response = StatusCode::NO_CONTENT.into_response();
    view::add(&mut response, header::SET_COOKIE, &open::write(&identity, cookie::Kind::Refresh, None, LIFE));
    response.headers_mut().insert("clear-site-data", HeaderValue::from_static("\"cache\""));
    Ok(response)
}

async fn end(identity: &Identity, client: &Client, token: &RefreshToken) -> Result<(), Error> {
    let now = identity.context.clock.now();
    let Some(renewal) = store::find(identity.context.db.reader(), token).await? else { return Ok(()) };
    let tx = identity.context.db.begin().await?;
    store::revoke(&tx, renewal.session_id, now).await?;
    sign_ins::log(&tx, Entry::of(renewal.user_id, Outcome::SignedOut, client), now).await?;
    tx.commit().await?;
    Ok(())
}
