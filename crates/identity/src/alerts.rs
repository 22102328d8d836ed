//! Warnings to a person about their own account, and requests for secret links: events that messages are made of.

use contracts::identity::{AccountLinkRequested, Alert, LinkPurpose, SecurityAlert, UserId};
use kernel::{Actor, Clock, Tx, outbox};
use sea_orm::DbErr;
use uuid::Uuid;

use crate::{MODULE, users};

/// Warns the person. Nobody is warned in a garage without a site: there is no letterhead to write on.
pub async fn raise(tx: &mut Tx, user_id: UserId, alert: Alert, address: &str, clock: &dyn Clock) -> Result<(), DbErr> {
    let Some(site_id) = users::store::letterhead(&**tx, user_id).await? else { return Ok(()) };
    let event = SecurityAlert { user_id, site_id, alert, address: address.to_owned() };
    outbox::append(tx, MODULE, &event, &Actor::system(), clock).await
}

/// Has a message with a secret link sent.
pub async fn request_link(tx: &mut Tx, user_id: UserId, request_id: Uuid, purpose: LinkPurpose, clock: &dyn Clock) -> Result<(), DbErr> {
    let Some(site_id) = users::store::letterhead(&**tx, user_id).await? else { return Ok(()) };
    outbox::append(tx, MODULE, &AccountLinkRequested { request_id, user_id, site_id, purpose }, &Actor::system(), clock).await
}
