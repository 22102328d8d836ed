//! Warnings to a person about their own account, and requests for secret links: events that messages are made of.

use contracts::identity::{AccountLinkRequested, Alert, BackupFailed, LinkPurpose, SecurityAlert, UserId};
use kernel::{Actor, Clock, Context, Tx, outbox};
use sea_orm::DbErr;
use uuid::Uuid;

use crate::sessions::Client;
use crate::{MODULE, users};

/// Warns the person. Nobody is warned in a garage without a site: there is no letterhead to write on.
pub async fn raise(tx: &mut Tx, user_id: UserId, alert: Alert, address: &str, clock: &dyn Clock) -> Result<(), DbErr> {
    let Some(site_id) = users::store::letterhead(&**tx, user_id).await? else { return Ok(()) };
    let event = SecurityAlert { user_id, site_id, alert, address: address.to_owned(), to: None };
    outbox::append(tx, MODULE, &event, &Actor::system(), clock).await
}

/// As [`raise`], to the e-mail address that the person has no longer, or may lose. Who had none is not warned.
pub async fn raise_at(
    tx: &mut Tx,
    user_id: UserId,
    alert: Alert,
    client: &Client,
    email: Option<String>,
    clock: &dyn Clock,
) -> Result<(), DbErr> {
    let Some(email) = email else { return Ok(()) };
    let Some(site_id) = users::store::letterhead(&**tx, user_id).await? else { return Ok(()) };
    let event = SecurityAlert { user_id, site_id, alert, address: client.address(), to: Some(email) };
    outbox::append(tx, MODULE, &event, &Actor::system(), clock).await
}

/// Has a message with a secret link sent.
pub async fn request_link(tx: &mut Tx, user_id: UserId, request_id: Uuid, purpose: LinkPurpose, clock: &dyn Clock) -> Result<(), DbErr> {
    let Some(site_id) = users::store::letterhead(&**tx, user_id).await? else { return Ok(()) };
    outbox::append(tx, MODULE, &AccountLinkRequested { request_id, user_id, site_id, purpose, to: None }, &Actor::system(), clock).await
}

/// Has the link that confirms a new e-mail address sent there.
pub async fn request_confirmation(tx: &mut Tx, user_id: UserId, request_id: Uuid, email: String, clock: &dyn Clock) -> Result<(), DbErr> {
    let Some(site_id) = users::store::letterhead(&**tx, user_id).await? else { return Ok(()) };
    let event = AccountLinkRequested { request_id, user_id, site_id, purpose: LinkPurpose::Email, to: Some(email) };
    outbox::append(tx, MODULE, &event, &Actor::system(), clock).await
}

/// Lets the owners of the whole garage know that a backup was not made.
pub async fn backup_failed(context: &Context, id: Uuid, reason: &str) -> Result<(), DbErr> {
    let mut tx = context.db.begin().await?;
    for user_id in users::store::owners_of_all(&*tx).await? {
        let Some(site_id) = users::store::letterhead(&*tx, user_id).await? else { continue };
        let event = BackupFailed { id, user_id, site_id, reason: reason.to_owned() };
        outbox::append(&mut tx, MODULE, &event, &Actor::system(), context.clock.as_ref()).await?;
    }
    tx.commit().await
}
