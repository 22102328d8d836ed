//! The key and its rules.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::{DateTime, Utc};
use kernel::idempotency::hex;
use kernel::{Actor, Limits, Rights, SiteId, Via};
use serde::Serialize;
use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::{Error, keys};

/// What every key begins with, so that it is recognised where it should not be.
pub const PREFIX: &str = "ecar_";
/// How much of a key is shown afterwards: enough to tell keys apart, too little to guess from.
const SHOWN: usize = PREFIX.len() + 6;

/// What a program sends.
pub struct Secret(String);

impl Secret {
    pub fn new() -> Result<Self, Error> {
        Ok(Self(format!("{PREFIX}{}", URL_SAFE_NO_PAD.encode(keys::random::<32>()?))))
    }

    pub fn from_client(text: &str) -> Self {
        Self(text.to_owned())
    }

    pub fn hash(&self) -> String {
        hex(&Sha256::digest(&self.0))
    }

    pub fn shown(&self) -> String {
        self.0.chars().take(SHOWN).collect()
    }

    pub fn into_text(self) -> String {
        self.0
    }
}

/// A key as kept.
#[derive(Clone, Debug, Serialize)]
pub struct ApiKey {
    pub id: Uuid,
    pub name: String,
    pub prefix: String,
    pub permissions: BTreeSet<String>,
    /// Those of its maker when it was made: a key reaches no further.
    #[serde(flatten)]
    pub limits: Limits,
    pub sites: BTreeSet<SiteId>,
    pub created_by: String,
    pub created_at: DateTime<Utc>,
    pub expires_at: Option<DateTime<Utc>>,
    pub revoked_at: Option<DateTime<Utc>>,
    pub last_used_at: Option<DateTime<Utc>>,
}

impl ApiKey {
    pub fn is_good(&self, now: DateTime<Utc>) -> bool {
        self.revoked_at.is_none() && self.expires_at.is_none_or(|at| now < at)
    }

    /// The program behind the key.
    pub fn actor(&self) -> Actor {
        let held = Arc::new(Rights { permissions: self.permissions.clone(), limits: self.limits });
        let sites: BTreeMap<_, _> = self.sites.iter().map(|site| (*site, held.clone())).collect();
        Actor { id: self.id, name: self.name.clone(), via: Via::ApiKey, sites }
    }
}
