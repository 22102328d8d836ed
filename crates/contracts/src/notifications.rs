//! Messages.

use kernel::SiteId;
use kernel::outbox::Event;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::customers::{Channel, CustomerId};
use crate::vehicles::VehicleId;

/// A message to a customer went out, or will not.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct CustomerMessaged {
    /// The message's.
    pub id: Uuid,
    pub site_id: SiteId,
    pub customer_id: CustomerId,
    /// `sent`, `failed` or `skipped`.
    pub outcome: String,
    /// Empty when there was no address to write for.
    pub subject: String,
    /// The vehicle of which it told what is due; none of other messages.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reminds_of: Option<VehicleReminded>,
}

/// Of which vehicle a reminder tells.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct VehicleReminded {
    pub id: VehicleId,
    pub plate: String,
}

impl Event for CustomerMessaged {
    const KIND: &'static str = "message.to_customer";
    fn aggregate(&self) -> Uuid {
        self.id
    }
    fn site(&self) -> Option<SiteId> {
        Some(self.site_id)
    }
}

/// Somebody answered a message with a word that says whether they want offers.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct OffersAnswered {
    /// The provider's message.
    pub id: Uuid,
    pub site_id: SiteId,
    pub channel: Channel,
    /// E.164, of whoever answered.
    pub phone: String,
    pub wanted: bool,
    /// What they wrote.
    pub word: String,
}

impl Event for OffersAnswered {
    const KIND: &'static str = "message.offers_answered";
    fn aggregate(&self) -> Uuid {
        self.id
    }
    fn site(&self) -> Option<SiteId> {
        Some(self.site_id)
    }
}

/// Somebody wants no more offers, by whatever way.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct OffersRefused {
    pub id: Uuid,
    pub site_id: SiteId,
    pub customer_id: CustomerId,
}

impl Event for OffersRefused {
    const KIND: &'static str = "message.offers_refused";
    fn aggregate(&self) -> Uuid {
        self.id
    }
    fn site(&self) -> Option<SiteId> {
        Some(self.site_id)
    }
}

/// What came of a report that was to go to a person.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ReportDelivered {
    /// As in [`crate::reporting::ReportMailed`].
    pub id: Uuid,
    pub site_id: SiteId,
    pub is_sent: bool,
    /// Why not, as the log of messages says it.
    pub said: Option<String>,
}

impl Event for ReportDelivered {
    const KIND: &'static str = "message.report_delivered";
    fn aggregate(&self) -> Uuid {
        self.id
    }
    fn site(&self) -> Option<SiteId> {
        Some(self.site_id)
    }
}
