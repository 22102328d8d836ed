//! Figures of the whole garage.

use chrono::NaiveDate;
use kernel::outbox::Event;
use kernel::{Amount, Permission, SiteId};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::identity::UserId;

/// See the figures of a site. Those of costs take [`crate::inventory::STOCK_SEE_COST`] too, those of wages [`crate::workshop::PAY_READ`].
pub const REPORT_READ: Permission = Permission("report.read");
/// Say why a finding is none, set goals, and have reports sent.
pub const REPORT_MANAGE: Permission = Permission("report.manage");

/// What a person is to know in the morning: money that leaks at a site.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LeaksFound {
    pub site_id: SiteId,
    pub site: String,
    pub user_id: UserId,
    /// The day at the site.
    pub on: NaiveDate,
    /// How many findings nobody explained.
    pub count: i64,
    /// Of those whose amount the person may see.
    pub amount: Amount,
    pub currency: String,
}

impl Event for LeaksFound {
    const KIND: &'static str = "leaks.found";
    fn aggregate(&self) -> Uuid {
        self.user_id.0
    }
    fn site(&self) -> Option<SiteId> {
        Some(self.site_id)
    }
}

/// Figures of a site moved: for the screens, at most once in a few seconds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FiguresMoved {
    pub site_id: SiteId,
}

impl Event for FiguresMoved {
    const KIND: &'static str = "figures.moved";
    fn aggregate(&self) -> Uuid {
        self.site_id.0
    }
    fn site(&self) -> Option<SiteId> {
        Some(self.site_id)
    }
}
