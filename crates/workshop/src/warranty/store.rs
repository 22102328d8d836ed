//! The only place that queries warranties and comebacks.

use contracts::vehicles::VehicleId;
use contracts::workshop::{LineId, WorkOrderId};
use kernel::site_settings::{SiteSettings, of};
use kernel::{SiteId, Tx};
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use super::sold::{Column, Entity, Model, UsualTerms};
use crate::work_orders::store::put;

pub mod terms_row {
    use kernel::SiteId;
    use sea_orm::entity::prelude::*;

    /// What a site gives, as it is kept.
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "workshop_warranty_terms")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub site_id: SiteId,
        /// JSON.
        pub usual: String,
        /// 0 while the site chose nothing.
        pub version: i64,
    }

    #[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

impl SiteSettings for terms_row::Model {
    fn usual(site_id: SiteId) -> Self {
        Self { site_id, usual: "{}".into(), version: 0 }
    }

    fn site(&self) -> SiteId {
        self.site_id
    }

    fn version(&mut self) -> &mut i64 {
        &mut self.version
    }
}

impl terms_row::Model {
    pub fn terms(&self) -> UsualTerms {
        serde_json::from_str(&self.usual).unwrap_or_default()
    }
}

pub async fn terms<C: ConnectionTrait>(conn: &C, site: SiteId) -> Result<UsualTerms, DbErr> {
    Ok(of::<terms_row::Model, _>(conn, site).await?.terms())
}

pub async fn of_order<C: ConnectionTrait>(conn: &C, order: WorkOrderId) -> Result<Vec<Model>, DbErr> {
    Entity::find().filter(Column::OrderId.eq(order)).order_by_asc(Column::LineId).all(conn).await
}

pub async fn put_all(tx: &Tx, rows: Vec<Model>) -> Result<(), DbErr> {
    put::<Entity>(tx, rows).await
}

/// The order is not done after all: what was chosen for its lines stays, what the site gave goes.
pub async fn take_back(tx: &Tx, order: WorkOrderId) -> Result<(), DbErr> {
    let mine = || Entity::delete_many().filter(Column::OrderId.eq(order));
    mine().filter(Column::Own.eq(false)).exec(&**tx).await?;
    let mut own = of_order(&**tx, order).await?;
    for row in &mut own {
        (row.sold_at, row.sold_km, row.until_on, row.until_km) = (None, None, None, None);
    }
    put_all(tx, own).await
}

/// Sold for a vehicle by sites that may be seen, the newest first.
pub async fn of_vehicle<C: ConnectionTrait>(
    conn: &C,
    vehicle: VehicleId,
    sites: Option<&[SiteId]>,
    after: Option<LineId>,
    limit: u64,
) -> Result<Vec<Model>, DbErr> {
    let mut find = Entity::find().filter(Column::VehicleId.eq(vehicle)).filter(Column::SoldAt.is_not_null());
    if let Some(sites) = sites {
        find = find.filter(Column::SiteId.is_in(sites.iter().copied()));
    }
    if let Some(line) = after {
        find = find.filter(Column::LineId.lt(line));
    }
    find.order_by_desc(Column::LineId).limit(limit).all(conn).await
}
