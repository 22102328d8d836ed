use std::net::IpAddr;
use std::sync::Arc;

use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use kernel::Problem;
use kernel::http::Json;

use super::address::ClientAddress;
use super::refresh::Refresh;
use super::session::RefreshToken;
use super::store::{self, Entry};
use super::{cookie, view};
use crate::{Error, Identity};

/// Signs out: ends the session of the refresh token, and with it its access tokens. Without one there is nothing to end.
///
/// Permission: none; the refresh token proves the session.
#[utoipa::path(
    post, path = "/auth/logout", tag = "identity", operation_id = "logout", request_body = Refresh, security(()),
    responses((status = 204), (status = "4XX", body = Problem))
)]
pub async fn logout(
    State(identity): State<Arc<Identity>>,
    ClientAddress(address): ClientAddress,
    headers: HeaderMap,
    Json(body): Json<Refresh>,
) -> Result<Response, Error> {
    if let Some((token, _)) = body.token(&headers) {
        end(&identity, address, &token).await?;
    }
    let mut response = StatusCode::NO_CONTENT.into_response();
    view::set(&mut response, header::SET_COOKIE, &cookie::write(None, identity.settings.secure_cookies));
    Ok(response)
}

async fn end(identity: &Identity, address: IpAddr, token: &RefreshToken) -> Result<(), Error> {
    let now = identity.context.clock.now();
    let Some(renewal) = store::find(identity.context.db.reader(), token).await? else { return Ok(()) };
    let tx = identity.context.db.begin().await?;
    store::revoke(&tx, renewal.session_id, now).await?;
    let entry = Entry { user: Some(renewal.user_id), email_hash: None, outcome: "signed_out", address: &address.to_string() };
    store::log(&tx, entry, now).await?;
    tx.commit().await?;
    Ok(())
}
