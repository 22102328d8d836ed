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

/// A report goes to a person, as that person may see it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReportMailed {
    /// Of this one mail.
    pub id: Uuid,
    pub report_id: Uuid,
    /// Whose name stands below it: the report's, or one where the person sees figures.
    pub site_id: SiteId,
    pub user_id: UserId,
    /// What people call the report.
    pub name: String,
    /// The first and the last day; none of what is as it stands now.
    pub period: Option<(NaiveDate, NaiveDate)>,
    /// The day at the site on which it was made: the file of that day has the same period.
    pub on: NaiveDate,
    /// The sites of each currency together.
    pub groups: Vec<ReportedGroup>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReportedGroup {
    /// Their names.
    pub sites: String,
    /// ISO 4217.
    pub currency: String,
    pub figures: Vec<ReportedFigure>,
}

/// One of the few numbers that stand in the mail itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReportedFigure {
    pub figure: MainFigure,
    /// In the figure's unit; none over nothing.
    pub value: Option<i64>,
    /// Of as many days before.
    pub before: Option<i64>,
}

/// Amounts are minor units, shares hundredths of a per cent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MainFigure {
    NetSales,
    CarCount,
    Aro,
    /// A share; told to whom who sees costs and wages.
    GpTotal,
    EffectiveLabourRate,
    /// How many documents the file names.
    Rows,
    Open,
    PastDue,
    /// How many findings nobody explained.
    Leaks,
    Leaking,
}

impl Event for ReportMailed {
    const KIND: &'static str = "report.mailed";
    fn aggregate(&self) -> Uuid {
        self.report_id
    }
    fn site(&self) -> Option<SiteId> {
        Some(self.site_id)
    }
}

/// A saved report was changed, or something came of its mails: for the screens.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SavedReportChanged {
    pub id: Uuid,
    /// None of one about all sites.
    pub site_id: Option<SiteId>,
}

impl Event for SavedReportChanged {
    const KIND: &'static str = "saved_report.changed";
    fn aggregate(&self) -> Uuid {
        self.id
    }
    fn site(&self) -> Option<SiteId> {
        self.site_id
    }
}
