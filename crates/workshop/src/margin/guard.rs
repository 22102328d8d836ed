//! The only place that queries which margins a site wants.

use kernel::SiteId;
use kernel::site_settings::{SiteSettings, of};
use sea_orm::ConnectionTrait;
use sea_orm::entity::prelude::*;
use serde::Serialize;

use super::rule::MarginLevels;

/// A site's margins as they are kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, DeriveEntityModel)]
#[sea_orm(table_name = "workshop_margin_guards")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub site_id: SiteId,
    /// JSON.
    pub levels: String,
    /// 0 while the site chose nothing.
    pub version: i64,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

impl SiteSettings for Model {
    fn usual(site_id: SiteId) -> Self {
        Self { site_id, levels: "{}".into(), version: 0 }
    }

    fn site(&self) -> SiteId {
        self.site_id
    }

    fn version(&mut self) -> &mut i64 {
        &mut self.version
    }
}

impl Model {
    pub fn levels(&self) -> MarginLevels {
        serde_json::from_str(&self.levels).unwrap_or_default()
    }
}

pub async fn guard<C: ConnectionTrait>(conn: &C, site: SiteId) -> Result<MarginLevels, DbErr> {
    Ok(of::<Model, _>(conn, site).await?.levels())
}
