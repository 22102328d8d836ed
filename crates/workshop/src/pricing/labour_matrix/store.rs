//! The only place that queries matrices of labour.

use contracts::workshop::WorkOrderId;
use kernel::SiteId;
use kernel::site_settings::{SiteSettings, of};
use sea_orm::ConnectionTrait;
use sea_orm::entity::prelude::*;

use super::tiers::LabourTier;
use crate::work_orders::store::site_of;

/// A site's tiers as they are kept.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "workshop_labour_matrices")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub site_id: SiteId,
    /// JSON.
    pub tiers: String,
    /// 0 while the site chose nothing.
    pub version: i64,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

impl SiteSettings for Model {
    fn usual(site_id: SiteId) -> Self {
        Self { site_id, tiers: "[]".into(), version: 0 }
    }

    fn site(&self) -> SiteId {
        self.site_id
    }

    fn version(&mut self) -> &mut i64 {
        &mut self.version
    }
}

impl Model {
    pub fn tiers(&self) -> Vec<LabourTier> {
        serde_json::from_str(&self.tiers).unwrap_or_default()
    }
}

pub async fn tiers<C: ConnectionTrait>(conn: &C, site: SiteId) -> Result<Vec<LabourTier>, DbErr> {
    Ok(of::<Model, _>(conn, site).await?.tiers())
}

/// Of the site of an order; none of no order.
pub async fn tiers_of<C: ConnectionTrait>(conn: &C, order: WorkOrderId) -> Result<Vec<LabourTier>, DbErr> {
    match site_of(conn, order).await? {
        Some(site) => tiers(conn, site).await,
        None => Ok(vec![]),
    }
}
