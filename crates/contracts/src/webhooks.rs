//! What happened, told to programs of others.

use kernel::outbox::Event;
use kernel::{Permission, SiteId};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::identity::UserId;

/// Read the feed of what happened at a site, and of what the group shares.
pub const EVENT_READ: Permission = Permission("event.read");
/// Have programs of others told of what happens. A webhook takes it at each of its sites.
pub const WEBHOOK_MANAGE: Permission = Permission("webhook.manage");

/// A webhook was made, changed or removed, or is well or not well since now: for the screens.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct WebhookChanged {
    pub id: Uuid,
    /// The first of its sites.
    pub site_id: SiteId,
}

impl Event for WebhookChanged {
    const KIND: &'static str = "webhook.changed";
    fn aggregate(&self) -> Uuid {
        self.id
    }
    fn site(&self) -> Option<SiteId> {
        Some(self.site_id)
    }
}

/// A webhook was told nothing for so long that it waits for somebody.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct WebhookPaused {
    pub id: Uuid,
    pub site_id: SiteId,
    /// Who set it up; none where a program did.
    pub user_id: Option<UserId>,
    pub name: String,
    /// What came of the last try.
    pub reason: String,
}

impl Event for WebhookPaused {
    const KIND: &'static str = "webhook.paused";
    fn aggregate(&self) -> Uuid {
        self.id
    }
    fn site(&self) -> Option<SiteId> {
        Some(self.site_id)
    }
}
