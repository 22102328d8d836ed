//! The only place that queries what sites chose for their counters.

use contracts::customers::CustomerId;
use kernel::SiteId;
use kernel::site_settings::SiteSettings;
use sea_orm::entity::prelude::*;
use serde::Serialize;

pub const TABLE: &str = "workshop_counter_choices";

/// What a site chose for its counter.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, DeriveEntityModel)]
#[sea_orm(table_name = "workshop_counter_choices")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub site_id: SiteId,
    /// Who buys when nobody gives a name.
    pub customer_id: Option<CustomerId>,
    /// 0 while the site chose nothing.
    pub version: i64,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

impl SiteSettings for Model {
    fn usual(site_id: SiteId) -> Self {
        Self { site_id, customer_id: None, version: 0 }
    }

    fn site(&self) -> SiteId {
        self.site_id
    }

    fn version(&mut self) -> &mut i64 {
        &mut self.version
    }
}
