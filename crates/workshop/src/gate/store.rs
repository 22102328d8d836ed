//! The only place that queries the rules of gates, and what a gate looks at beside its order.

use contracts::workshop::WorkOrderId;
use kernel::{Backend, SiteId, Tx};
use sea_orm::entity::prelude::*;
use sea_orm::{ConnectionTrait, IntoActiveModel, QuerySelect};
use serde::Serialize;

use super::rule::{Around, GateLevels, Inspected};
use crate::inspections;
use crate::time;

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

impl Model {
    fn usual(site_id: SiteId) -> Self {
        Self { site_id, levels: "{}".into(), version: 0 }
    }

    /// Rules that came after it was written take their usual level.
    pub fn levels(&self) -> GateLevels {
        serde_json::from_str(&self.levels).unwrap_or_default()
    }
}

pub async fn of<C: ConnectionTrait>(conn: &C, site: SiteId) -> Result<Model, DbErr> {
    Ok(Entity::find_by_id(site).one(conn).await?.unwrap_or_else(|| Model::usual(site)))
}

pub async fn levels<C: ConnectionTrait>(conn: &C, site: SiteId) -> Result<GateLevels, DbErr> {
    Ok(of(conn, site).await?.levels())
}

/// Locked until the transaction ends, where the site chose any.
pub async fn lock(tx: &Tx, site: SiteId) -> Result<Model, DbErr> {
    let mut find = Entity::find_by_id(site);
    if tx.backend() == Backend::Postgres {
        find = find.lock_exclusive();
    }
    Ok(find.one(&**tx).await?.unwrap_or_else(|| Model::usual(site)))
}

/// Writes the rules as the next version of themselves.
pub async fn save(tx: &Tx, row: &mut Model) -> Result<(), DbErr> {
    row.version += 1;
    let active = row.clone().into_active_model();
    if row.version == 1 {
        return Entity::insert(active).exec_without_returning(&**tx).await.map(|_| ());
    }
    Entity::update_many().set(active.reset_all()).filter(Column::SiteId.eq(row.site_id)).exec(&**tx).await.map(|_| ())
}

/// Clocks and inspections of an order, where a rule asks for them.
pub async fn around<C: ConnectionTrait>(conn: &C, order: WorkOrderId, levels: &GateLevels) -> Result<Around, DbErr> {
    use super::rule::GateLevel::Off;
    let mut around = Around::default();
    if levels.clock != Off {
        around.running = time::running_on(conn, order).await?;
    }
    if levels.inspection != Off {
        let rows = inspections::store::of_order(conn, order).await?;
        around.inspections = rows.into_iter().map(|row| Inspected { id: row.id, is_done: row.done_at.is_some() }).collect();
    }
    Ok(around)
}
