//! Secret links: to set a password anew, to accept an invitation, to register, to confirm a new e-mail address.
//!
//! A request is written down at once, its link only comes to be when the message that carries it is written: the token is then
//! in the mail and nowhere else, and its SHA-256 in the table. A second try to send makes a second token for the same
//! request, so that either mail works; whichever is used first uses the request up. A link is good once, for ten minutes to
//! reset a password, for an hour to confirm an address, and for seven days to join.

mod accept_invitation;
mod confirm_email;
mod inspect;
mod link;
mod register;
mod request_reset;
mod reset_password;
pub mod store;

use std::sync::Arc;

use chrono::{DateTime, Utc};
use contracts::identity::LinkPurpose;
use kernel::{Context, Problem, Tx};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use uuid::Uuid;

use crate::{Error, Identity};
use link::LinkToken;

pub fn router() -> OpenApiRouter<Arc<Identity>> {
    OpenApiRouter::new()
        .routes(routes!(request_reset::request_reset))
        .routes(routes!(reset_password::reset_password))
        .routes(routes!(inspect::inspect_link))
        .routes(routes!(accept_invitation::accept_invitation))
        .routes(routes!(register::register))
        .routes(routes!(confirm_email::confirm_email))
}

/// A fresh link for a request; none when it was fulfilled or is too old, or the person may not sign in.
pub async fn issue(context: &Context, request: Uuid, public_url: &str) -> Result<Option<String>, Problem> {
    let now = context.clock.now();
    let tx = context.db.begin().await?;
    let Some(purpose) = store::open_request(&tx, request, now).await? else { return Ok(None) };
    let link = issue_in(&tx, request, purpose, public_url, now).await?;
    tx.commit().await?;
    Ok(Some(link))
}

/// A fresh link for a request that is open.
pub async fn issue_in(tx: &Tx, request: Uuid, purpose: LinkPurpose, public_url: &str, now: DateTime<Utc>) -> Result<String, Error> {
    let token = LinkToken::new()?;
    store::keep(tx, request, &token, now + link::token_life(purpose)).await?;
    Ok(link::address(public_url, purpose, &token))
}
