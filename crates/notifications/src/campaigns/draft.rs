//! The message of a campaign.

use contracts::customers::{CustomerId, WrittenBy};
use contracts::documents::Language;
use contracts::vehicles::VehicleId;
use contracts::workshop::DeferredJobId;
use kernel::SiteId;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::audience::Member;
use super::campaign::{Campaign, CampaignText};
use crate::messages::{Draft, MessageEvent, Params};

/// The facts of the message, as they were when it was queued.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Promotion {
    pub campaign_id: Uuid,
    pub language: Language,
    pub text: CampaignText,
    /// The best first.
    pub channels: Vec<WrittenBy>,
    /// The one it is about, or the newest of theirs; empty where they have none.
    pub vehicle_id: Option<VehicleId>,
    pub plate: String,
    pub vehicle: String,
    /// What waits for it.
    pub jobs: Vec<PromotedJob>,
    /// Goes with the links.
    pub code: String,
    /// Somebody of the staff looks at it as this customer would.
    #[serde(default)]
    pub trial: Option<Trial>,
}

/// As whom somebody of the staff sees a promotion.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Trial {
    /// The customer's.
    pub name: String,
}

/// A job that is offered again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PromotedJob {
    pub id: DeferredJobId,
    pub title: String,
}

impl Promotion {
    /// None where the campaign says nothing in any language.
    pub fn of(campaign: &Campaign, member: &Member, language: Language, code: String) -> Option<Self> {
        let (language, text) = campaign.text(language)?;
        let (vehicle_id, plate, vehicle) = match &member.vehicle {
            Some(vehicle) => (Some(vehicle.id), vehicle.plate.clone(), vehicle.label.clone()),
            None => (None, String::new(), String::new()),
        };
        let (channels, jobs) = (campaign.channels(), member.jobs.clone());
        Some(Self { campaign_id: campaign.id, language, text, channels, vehicle_id, plate, vehicle, jobs, code, trial: None })
    }
}

/// A campaign reaches a customer once, whoever queues it: the key holds no run.
pub fn key_of(campaign: Uuid, customer: CustomerId) -> String {
    format!("promotion:{campaign}:{customer}")
}

/// The message to queue.
pub fn draft(site_id: SiteId, customer: CustomerId, promotion: Promotion) -> Draft {
    Draft {
        key: key_of(promotion.campaign_id, customer),
        event: MessageEvent::Promotion,
        site_id,
        customer_id: Some(customer),
        user_id: None,
        work_order_id: None,
        invoice_id: None,
        params: Params::Promotion { promotion: Box::new(promotion) },
    }
}
