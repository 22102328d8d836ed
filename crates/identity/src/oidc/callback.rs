use std::sync::Arc;

use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use contracts::identity::{Alert, LinkPurpose, UserChanged, UserId};
use kernel::http::Query;
use kernel::{Actor, outbox};
use serde::Deserialize;
use utoipa::IntoParams;

use super::claims::IdToken;
use super::flow::LIFE;
use super::provider::Provider;
use super::start::{PROFILE, SIGN_IN, fault, provider};
use super::store::{self, Begun};
use crate::sessions::login::Delivery;
use crate::sessions::{Client, Kind, add, cookie, open};
use crate::sign_ins::{self, Entry, Outcome};
use crate::users::email_key;
use crate::users::store::User;
use crate::{Error, Identity, MODULE, alerts, links, users};

/// What the provider sends back.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Return {
    pub state: Option<String>,
    pub code: Option<String>,
    pub error: Option<String>,
    /// The provider's issuer, where it says so.
    pub iss: Option<String>,
}

/// What the person came for.
enum Purpose {
    SignIn(User),
    Linked,
}

/// Where the provider sends the browser back to: signs in and goes on to the app; or back to the page that it began on, with what went
/// wrong behind `#` (`oidc-failed`, `oidc-unknown`, `sign-in-taken`).
///
/// Permission: none; state, cookie and code prove it.
#[utoipa::path(
    get, path = "/auth/oidc/callback", tag = "identity", operation_id = "finish_oidc", params(Return), security(()),
    responses((status = 303, description = "To the app"))
)]
pub async fn finish_oidc(State(identity): State<Arc<Identity>>, client: Client, Query(back): Query<Return>) -> Result<Response, Error> {
    let provider = provider(&identity)?;
    let mut cookies = vec![open::write(&identity, cookie::Kind::Oidc, None, LIFE)];
    let page = match finish(&identity, provider, &client, back).await {
        Ok(Purpose::Linked) => format!("{PROFILE}#sign-in-linked"),
        Ok(Purpose::SignIn(user)) => {
            let answer = open::open(&identity, user, Kind::Oidc, &client, Delivery::Cookie).await?;
            cookies.extend(answer.cookies);
            "/".to_owned()
        }
        Err(Failed { page, error }) => fault(page, error)?,
    };
    let mut response = StatusCode::SEE_OTHER.into_response();
    add(&mut response, header::LOCATION, &page);
    add(&mut response, header::CACHE_CONTROL, "no-store");
    for cookie in cookies {
        add(&mut response, header::SET_COOKIE, &cookie);
    }
    Ok(response)
}

/// What went wrong, and where the person began.
struct Failed {
    page: &'static str,
    error: Error,
}

async fn finish(identity: &Identity, provider: &Provider, client: &Client, back: Return) -> Result<Purpose, Failed> {
    let begun = taken(identity, client, &back).await.map_err(|error| Failed { page: SIGN_IN, error })?;
    let page = if begun.user_id.is_some() { PROFILE } else { SIGN_IN };
    finish_begun(identity, provider, client, back, begun).await.map_err(|error| Failed { page, error })
}

async fn finish_begun(identity: &Identity, provider: &Provider, client: &Client, back: Return, begun: Begun) -> Result<Purpose, Error> {
    let code = back.code.filter(|_| back.error.is_none()).ok_or(Error::OidcFailed)?;
    let failed = |fault| {
        tracing::warn!(%fault, "a sign-in with the provider failed");
        Error::OidcFailed
    };
    if !provider.is_issuer(back.iss.as_deref()).await.map_err(failed)? {
        return Err(failed("the answer is not the provider's".into()));
    }
    let token = provider.redeem(&code, &begun.verifier, &begun.nonce).await.map_err(failed)?;
    match begun.user_id {
        Some(user) => link(identity, provider, client, user, &token).await.map(|()| Purpose::Linked),
        None => person(identity, provider, client, &token).await.map(Purpose::SignIn),
    }
}

/// The flow that this browser began, taken out so that it comes back once.
async fn taken(identity: &Identity, client: &Client, back: &Return) -> Result<Begun, Error> {
    identity.limits.start(client.address, identity.context.clock.now()).await?;
    let state = back.state.as_deref().ok_or(Error::OidcFailed)?;
    // Somebody else's answer, brought to this browser, would sign it in as somebody else.
    if open::read(identity, client, cookie::Kind::Oidc).as_deref() != Some(state) {
        return Err(Error::OidcFailed);
    }
    let tx = identity.context.db.begin().await?;
    let begun = store::take(&tx, state).await?;
    tx.commit().await?;
    begun.filter(|begun| begun.expires_at > identity.context.clock.now()).ok_or(Error::OidcFailed)
}

/// Who it is: by issuer and subject; or somebody invited, if the provider vouches for the address.
async fn person(identity: &Identity, provider: &Provider, client: &Client, token: &IdToken) -> Result<User, Error> {
    let (db, issuer) = (&identity.context.db, &provider.settings.issuer);
    if let Some(id) = store::person(db.reader(), issuer, &token.sub).await? {
        let user = users::store::find(db.reader(), id).await?.filter(|user| !user.disabled);
        return user.ok_or(Error::OidcUnknown);
    }
    let email = token.email.as_deref().filter(|_| token.email_verified.is_true()).map(email_key).ok_or(Error::OidcUnknown)?;
    let invited = users::store::find_by_email(db.reader(), &email).await?;
    let invited = invited
        .filter(|user| !user.disabled && user.joined_at.is_none() && user.email.as_ref() == Some(&email))
        .ok_or(Error::OidcUnknown)?;
    let clock = identity.context.clock.as_ref();
    let mut tx = db.begin().await?;
    store::link(&tx, invited.id, issuer, &token.sub, clock.now()).await?;
    links::store::revoke(&tx, invited.id, LinkPurpose::Invitation).await?;
    users::store::join(&tx, invited.id, &invited.name, &invited.language, clock.now()).await?;
    sign_ins::log(&tx, Entry::of(invited.id, Outcome::Joined, client), clock.now()).await?;
    outbox::append(&mut tx, MODULE, &UserChanged { user_id: invited.id }, &Actor::system(), clock).await?;
    tx.commit().await?;
    Ok(invited)
}

async fn link(identity: &Identity, provider: &Provider, client: &Client, user: UserId, token: &IdToken) -> Result<(), Error> {
    let clock = identity.context.clock.as_ref();
    let mut tx = identity.context.db.begin().await?;
    let known = users::store::find_locked(&tx, user).await?.filter(|user| !user.disabled).ok_or(Error::OidcUnknown)?;
    store::link(&tx, known.id, &provider.settings.issuer, &token.sub, clock.now()).await?;
    sign_ins::log(&tx, Entry::of(user, Outcome::SignInLinked, client), clock.now()).await?;
    alerts::raise(&mut tx, user, Alert::SignInLinked, &client.address(), clock).await?;
    tx.commit().await?;
    Ok(())
}
