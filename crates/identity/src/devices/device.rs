//! What tells a shared device.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::TimeDelta;
use kernel::idempotency::hex;
use sha2::{Digest, Sha256};

use super::store::{self, Device};
use crate::sessions::{Client, cookie, open};
use crate::{Error, Identity, keys};

/// How long the cookie stays without being used.
pub const LIFE: TimeDelta = TimeDelta::days(365);

/// 256 random bits that only the device has; we keep the SHA-256.
pub struct DeviceToken(pub String);

impl DeviceToken {
    pub fn new() -> Result<Self, Error> {
        Ok(Self(URL_SAFE_NO_PAD.encode(keys::random::<32>()?)))
    }

    pub fn hash(&self) -> String {
        hex(&Sha256::digest(&self.0))
    }
}

/// The shared device that the request comes from; `device-not-enrolled` when it is none, or was revoked.
pub async fn of_client(identity: &Identity, client: &Client) -> Result<Device, Error> {
    let token = open::read(identity, client, cookie::Kind::SharedDevice).ok_or(Error::DeviceNotEnrolled)?;
    let device = store::find_by_token(identity.context.db.reader(), &DeviceToken(token)).await?;
    device.ok_or(Error::DeviceNotEnrolled)
}
