//! The only place that queries the rules of gates, and what a gate looks at beside its order.

use kernel::SiteId;
use kernel::site_settings::{SiteSettings, of};
use sea_orm::ConnectionTrait;
use sea_orm::entity::prelude::*;
use serde::Serialize;

use super::rule::{Around, GateLevels, Inspected};
use crate::work_orders::work_order::WorkOrder;
use crate::{inspections, margin, sublet, time};

/// A site's rules as they are kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, DeriveEntityModel)]
#[sea_orm(table_name = "workshop_gates")]
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
    /// Rules that came after it was written take their usual level.
    pub fn levels(&self) -> GateLevels {
        serde_json::from_str(&self.levels).unwrap_or_default()
    }
}

pub async fn levels<C: ConnectionTrait>(conn: &C, site: SiteId) -> Result<GateLevels, DbErr> {
    Ok(of::<Model, _>(conn, site).await?.levels())
}

/// Clocks, inspections and costs of an order, where a rule asks for them.
pub async fn around<C: ConnectionTrait>(conn: &C, order: &WorkOrder, levels: &GateLevels) -> Result<Around, DbErr> {
    use super::rule::GateLevel::Off;
    let mut around = Around::default();
    if levels.clock != Off {
        around.running = time::running_on(conn, order.id).await?;
    }
    if levels.inspection != Off {
        let rows = inspections::store::of_order(conn, order.id).await?;
        around.inspections = rows.into_iter().map(|row| Inspected { id: row.id, is_done: row.done_at.is_some() }).collect();
    }
    if levels.low_margin != Off {
        around.margins = (margin::guard(conn, order.site_id).await?, sublet::costs(conn, order.id).await?);
    }
    Ok(around)
}
