//! What a site chose about promotions.

use chrono::{DateTime, Utc};
use kernel::SiteId;
use kernel::site_settings::SiteSettings;
use sea_orm::entity::prelude::*;
use serde::Serialize;

const USUAL_HOUR: i16 = 9;
const USUAL_CAP: i16 = 1;
const USUAL_DAYS: i16 = 30;

/// A site's choice as it is kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, DeriveEntityModel)]
#[sea_orm(table_name = "notifications_campaign_settings")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub site_id: SiteId,
    /// Of the daily run, where the site is.
    pub hour: i16,
    /// So many promotions a customer hears at most in so many days, of all campaigns of all sites.
    pub cap: i16,
    pub cap_days: i16,
    /// When the next daily run begins; none while no campaign runs by itself.
    #[serde(skip)]
    pub next_at: Option<DateTime<Utc>>,
    pub version: i64,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

pub use Model as CampaignSettings;

impl SiteSettings for Model {
    fn usual(site_id: SiteId) -> Self {
        Self { site_id, hour: USUAL_HOUR, cap: USUAL_CAP, cap_days: USUAL_DAYS, next_at: None, version: 0 }
    }

    fn site(&self) -> SiteId {
        self.site_id
    }

    fn version(&mut self) -> &mut i64 {
        &mut self.version
    }
}
