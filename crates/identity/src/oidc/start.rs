use std::sync::Arc;

use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use contracts::identity::UserId;
use kernel::Problem;
use kernel::http::{Caller, Json};
use serde::Serialize;
use utoipa::ToSchema;

use super::flow::{Flow, LIFE};
use super::provider::Provider;
use super::store;
use crate::second_factor::Proof;
use crate::sessions::{Client, add, cookie, open};
use crate::{Error, Identity, proof};

/// Where the browser goes next.
#[derive(Debug, Serialize, ToSchema)]
pub struct OidcAddress {
    pub address: String,
}

pub const SIGN_IN: &str = "/sign-in";
pub const PROFILE: &str = "/profile";

/// The page to go to with what went wrong behind `#`: a browser that follows addresses shows pages, not problems.
pub fn fault(page: &str, error: Error) -> Result<String, Error> {
    match error {
        Error::OidcFailed | Error::OidcUnknown | Error::SignInTaken | Error::ProviderSilent | Error::TooManyAttempts { .. } => {
            Ok(format!("{page}#{}", Problem::from(error).code))
        }
        other => Err(other),
    }
}

/// Sends the browser to the provider to sign in; it comes back to `/auth/oidc/callback`. When that cannot be, to the page of signing
/// in with what went wrong behind `#` (`unavailable`, `too-many-attempts`).
///
/// Permission: none. `not-found` where the garage has no provider.
#[utoipa::path(
    get, path = "/auth/oidc/start", tag = "identity", operation_id = "start_oidc", security(()),
    responses((status = 303, description = "To the provider"))
)]
pub async fn start_oidc(State(identity): State<Arc<Identity>>, client: Client) -> Result<Response, Error> {
    let mut response = StatusCode::SEE_OTHER.into_response();
    match leave(&identity, &client).await {
        Ok((flow, address)) => {
            add(&mut response, header::LOCATION, &address);
            remember(&identity, &mut response, &flow);
        }
        Err(error) => add(&mut response, header::LOCATION, &fault(SIGN_IN, error)?),
    }
    Ok(response)
}

/// Begins to link the caller's account with their account at the provider: send the browser to the address.
///
/// Permission: none beyond being signed in oneself, and the current password. `not-found` where the garage has no provider.
#[utoipa::path(
    post, path = "/me/oidc/start", tag = "identity", operation_id = "start_oidc_link", request_body = Proof,
    security(("bearer" = [])), responses((status = 200, body = OidcAddress))
)]
pub async fn start_oidc_link(
    State(identity): State<Arc<Identity>>,
    Caller(actor): Caller,
    Json(body): Json<Proof>,
) -> Result<Response, Error> {
    let user = proof::again(&identity, &actor, body.password, "/password").await?;
    let (flow, address) = begin(&identity, provider(&identity)?, Some(user.id)).await?;
    let mut response = Json(OidcAddress { address }).into_response();
    remember(&identity, &mut response, &flow);
    Ok(response)
}

/// 404 where the garage has no provider.
pub fn provider(identity: &Identity) -> Result<&Provider, Problem> {
    identity.oidc.as_ref().ok_or_else(Problem::not_found)
}

async fn leave(identity: &Identity, client: &Client) -> Result<(Flow, String), Error> {
    let provider = provider(identity)?;
    identity.limits.start(client.address, identity.context.clock.now()).await?;
    begin(identity, provider, None).await
}

async fn begin(identity: &Identity, provider: &Provider, user: Option<UserId>) -> Result<(Flow, String), Error> {
    let flow = Flow::new()?;
    let address = provider.address(&flow).await.map_err(|fault| {
        tracing::warn!(%fault, "the sign-in provider cannot be asked");
        Error::ProviderSilent
    })?;
    let tx = identity.context.db.begin().await?;
    store::begin(&tx, &flow, user, identity.context.clock.now()).await?;
    tx.commit().await?;
    Ok((flow, address))
}

fn remember(identity: &Identity, response: &mut Response, flow: &Flow) {
    add(response, header::SET_COOKIE, &open::write(identity, cookie::Kind::Oidc, Some(&flow.state), LIFE));
    add(response, header::CACHE_CONTROL, "no-store");
}
