//! How a site runs its workshop.

use kernel::outbox::Event;
use kernel::{Permission, SiteId, define_id};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::WorkOrderId;

define_id!(
    /// A column of a site's board.
    ColumnId
);
define_id!(
    /// A version of a note on a work order.
    NoteId
);

/// The closing gate and the board's columns of a site.
pub const WORKSHOP_CONFIGURE: Permission = Permission("workshop.configure");
/// Sell parts over the counter, without a vehicle.
pub const COUNTER_SELL: Permission = Permission("counter.sell");

/// A site chose something about its workshop: for the screens, which show orders by it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct WorkshopConfigured {
    pub site_id: SiteId,
}

impl Event for WorkshopConfigured {
    const KIND: &'static str = "work_order.rules_changed";
    fn aggregate(&self) -> Uuid {
        self.site_id.0
    }
    fn site(&self) -> Option<SiteId> {
        Some(self.site_id)
    }
}

/// Somebody said that an order makes an earlier one good, or that it does not after all: averages leave it out.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct WorkOrderComeback {
    pub id: WorkOrderId,
    pub site_id: SiteId,
    pub is_comeback: bool,
}

impl Event for WorkOrderComeback {
    const KIND: &'static str = "work_order.comeback";
    fn aggregate(&self) -> Uuid {
        self.id.0
    }
    fn site(&self) -> Option<SiteId> {
        Some(self.site_id)
    }
}

/// The customer's own order number of a work order came, changed or went.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct WorkOrderReferenced {
    pub id: WorkOrderId,
    pub site_id: SiteId,
    pub po_number: Option<String>,
}

impl Event for WorkOrderReferenced {
    const KIND: &'static str = "work_order.referenced";
    fn aggregate(&self) -> Uuid {
        self.id.0
    }
    fn site(&self) -> Option<SiteId> {
        Some(self.site_id)
    }
}

/// A paper was kept with an order, taken away, put back or withdrawn: for the screens.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct OrderAttached {
    pub id: WorkOrderId,
    pub site_id: SiteId,
}

impl Event for OrderAttached {
    const KIND: &'static str = "work_order.attached";
    fn aggregate(&self) -> Uuid {
        self.id.0
    }
    fn site(&self) -> Option<SiteId> {
        Some(self.site_id)
    }
}

/// Somebody wrote, corrected or withdrew a note: for the screens, and for what is printed.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct OrderNoted {
    pub id: WorkOrderId,
    pub site_id: SiteId,
    /// The notes for the customer that stand now, the oldest first; none where another kind of note changed.
    #[serde(default)]
    pub for_customer: Option<Vec<String>>,
}

impl Event for OrderNoted {
    const KIND: &'static str = "work_order.noted";
    fn aggregate(&self) -> Uuid {
        self.id.0
    }
    fn site(&self) -> Option<SiteId> {
        Some(self.site_id)
    }
}
