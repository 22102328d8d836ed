//! Secret links that strangers follow without an account: 256 random bits, kept as a hash, for one record, until they end or are
//! revoked. Today they open the report of an inspection; whatever else a customer is to see or to decide gets a [`Kind`] of its own
//! and stands beside it.

pub mod store;
pub mod view;

use chrono::{DateTime, TimeDelta, Utc};
use contracts::workshop::WorkOrderId;
use kernel::Problem;
use kernel::idempotency::hex;
use rand::TryRngCore;
use rand::rngs::OsRng;
use sea_orm::entity::prelude::*;
use sha2::{Digest, Sha256};
use uuid::Uuid;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

/// How long a link works.
const GOOD_FOR: TimeDelta = TimeDelta::days(30);
const READABLE_FOR: TimeDelta = TimeDelta::days(365);
/// Longer is no token of ours.
pub const LONGEST: usize = 64;

/// What a link opens.
#[derive(Clone, Copy, Debug, PartialEq, Eq, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "String(StringLen::None)", rename_all = "snake_case")]
pub enum Kind {
    /// The report of an inspection: the record is the inspection.
    Inspection,
    /// The estimate of a work order, always its newest version: the record is the order.
    Estimate,
    /// What waits for a vehicle, at the prices of the day: the record is the first of it.
    Offer,
    /// A paper of an order: the record is the paper.
    Paper,
}

impl Kind {
    /// How long its links work. An estimate is read long after the time to decide is over.
    fn good_for(self) -> TimeDelta {
        match self {
            Self::Inspection | Self::Paper => GOOD_FOR,
            Self::Estimate | Self::Offer => READABLE_FOR,
        }
    }
}

/// A new link, with the secret that nobody keeps.
pub struct NewLink {
    pub token: String,
    pub row: store::Model,
}

impl NewLink {
    pub fn make(
        kind: Kind,
        record: Uuid,
        order: WorkOrderId,
        by_message: bool,
        made_by: &str,
        now: DateTime<Utc>,
    ) -> Result<Self, Problem> {
        let token = token()?;
        let row = store::Model {
            id: Uuid::now_v7(),
            hash: hash(&token),
            kind,
            record_id: record,
            order_id: order,
            by_message,
            made_by: made_by.to_owned(),
            made_at: now,
            expires_at: now + kind.good_for(),
            revoked_at: None,
            first_opened_at: None,
            last_opened_at: None,
            opened: 0,
            contact_id: None,
            contact_name: None,
        };
        Ok(Self { token, row })
    }
}

impl NewLink {
    /// For a contact of the customer.
    pub fn made_for(mut self, contact: Option<Uuid>, name: Option<String>) -> Self {
        (self.row.contact_id, self.row.contact_name) = (contact, name.filter(|_| contact.is_some()));
        self
    }
}

fn token() -> Result<String, Problem> {
    let mut bytes = [0; 32];
    OsRng.try_fill_bytes(&mut bytes).map_err(|error| Problem::internal(&error))?;
    Ok(URL_SAFE_NO_PAD.encode(bytes))
}

/// What is kept of a token.
pub fn hash(token: &str) -> String {
    hex(&Sha256::digest(token))
}
