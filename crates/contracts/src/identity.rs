//! Users, their roles at sites, and the sites themselves.

mod events;
mod roles;
mod sites;

use async_trait::async_trait;
use chrono::{DateTime, Utc};
use kernel::{Amount, BasisPoints, Permission, Problem, SiteId, define_id};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::taxes::Pack;

pub use events::{
    AccountLinkRequested, Alert, BackupFailed, LinkPurpose, RoleChanged, SecurityAlert, SiteLabels, SiteUpdated, UserChanged,
};
pub use roles::{CATALOGUE, PermissionGroup, Role, is_permission};
pub use sites::{DocumentKind, HoursException, Languages, Numbering, OpeningHours, Span, TimeOfDay, Weekday};

define_id!(
    /// A person who signs in.
    UserId
);

pub const SITE_UPDATE: Permission = Permission("site.update");
/// Close a site and open it again; with the permission at every site, also open new ones.
pub const SITE_MANAGE: Permission = Permission("site.manage");
pub const SITE_READ: Permission = Permission("site.read");
pub const STAFF_READ: Permission = Permission("staff.read");
/// See the accounts of people: their roles, whether they may sign in.
pub const USER_READ: Permission = Permission("user.read");
pub const USER_INVITE: Permission = Permission("user.invite");
/// Change roles, disable and enable.
pub const USER_UPDATE: Permission = Permission("user.update");
/// Change the bundles. They are the whole garage's, so it takes the permission at every site.
pub const ROLE_MANAGE: Permission = Permission("role.manage");
pub const API_KEY_MANAGE: Permission = Permission("api_key.manage");
/// Make a tablet one that people share with PINs.
pub const DEVICE_ENROL: Permission = Permission("device.enrol");
/// Read the log of sign-ins of other people.
pub const SIGN_IN_READ: Permission = Permission("sign_in.read");
/// Read the audit trail of the site, and of what the group shares.
pub const AUDIT_READ: Permission = Permission("audit.read");
pub const MESSAGE_READ: Permission = Permission("message.read");
pub const MESSAGE_RESEND: Permission = Permission("message.resend");
/// Take the whole garage's data along, and see how its backups are. They are the whole garage's, so it takes the permission at every site.
pub const DATA_EXPORT: Permission = Permission("data.export");
/// Write to many at once.
pub const CAMPAIGN_MANAGE: Permission = Permission("campaign.manage");

/// A site's identity and settings, as other modules need them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SiteCard {
    pub id: SiteId,
    /// Short, upper case, part of document numbers: `LAC`.
    pub code: String,
    pub name: String,
    pub legal_name: String,
    pub address: String,
    pub phone: String,
    pub email: String,
    pub tax_id: String,
    /// ISO 3166 alpha-2.
    pub country: String,
    /// ISO 4217.
    pub currency: String,
    /// VAT on labour, and where a product names none.
    pub vat_rate: BasisPoints,
    /// Fixed duty per invoice.
    pub stamp_duty: Amount,
    /// Per hour, net.
    pub labour_rate: Amount,
    /// IANA name: `Africa/Tunis`.
    pub time_zone: String,
    pub payment_terms_days: i32,
    pub bank_account: String,
    pub numbering: Numbering,
    pub languages: Languages,
    pub hours: OpeningHours,
    /// Nothing new begins at a closed site; what was done there stays to be read.
    pub closed_at: Option<DateTime<Utc>>,
}

impl SiteCard {
    /// Whether its country has levies that stand in the base of VAT: Tunisia's FODEC.
    pub fn has_levies(&self) -> bool {
        Pack::of(&self.country).has_levies
    }
}

#[async_trait]
pub trait Sites: Send + Sync {
    /// The cards of the sites that exist; all of them for an empty slice.
    async fn cards(&self, ids: &[SiteId]) -> Result<Vec<SiteCard>, Problem>;
}

/// Something at a site that is not finished.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpenRecord {
    /// `work_order`
    pub kind: String,
    /// What people call it: a number.
    pub label: String,
}

/// What keeps a site from being closed. Identity asks it of the modules that keep work, which it doesn't know: the program hands
/// them over.
#[async_trait]
pub trait OpenWork: Send + Sync {
    /// The first few records at the site that are not finished, at most `limit`.
    async fn open_work(&self, site: SiteId, limit: u64) -> Result<Vec<OpenRecord>, Problem>;
}

/// Someone who works here.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StaffCard {
    pub id: UserId,
    pub name: String,
    /// Who has none gets no mail.
    pub email: Option<String>,
    pub language: String,
    /// Where they work; none of who is disabled.
    pub sites: Vec<SiteId>,
}

#[async_trait]
pub trait Staff: Send + Sync {
    async fn cards(&self, ids: &[UserId]) -> Result<Vec<StaffCard>, Problem>;

    /// Those of the people who may do something at a site now: nobody who is disabled.
    async fn who_may(&self, permission: &str, site: SiteId, of: &[UserId]) -> Result<Vec<UserId>, Problem>;

    /// All who may do something at a site now.
    async fn all_who_may(&self, permission: &str, site: SiteId) -> Result<Vec<UserId>, Problem>;

    /// Accounts with these addresses that work nowhere: customers' own. None where nobody asks.
    async fn accounts_of_customers(&self, _emails: &[String]) -> Result<Vec<UserId>, Problem> {
        Ok(vec![])
    }
}

/// Secret links for messages about accounts. A link exists from the moment its message is written, so nothing that can be
/// read at rest holds one.
#[async_trait]
pub trait AccountLinks: Send + Sync {
    /// A fresh link for the request of an [`AccountLinkRequested`]; none when the request was fulfilled or is too old.
    async fn issue(&self, request: Uuid) -> Result<Option<String>, Problem>;
}

/// The site of an id, or 404.
pub async fn site(sites: &dyn Sites, id: SiteId) -> Result<SiteCard, Problem> {
    sites.cards(&[id]).await?.into_iter().next().ok_or_else(Problem::not_found)
}
