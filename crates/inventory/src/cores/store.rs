//! The only place with queries on old parts.

use chrono::{DateTime, Utc};
use contracts::workshop::{LineId, WorkOrderId};
use kernel::{Actor, Backend, Binds, Problem, SiteId, Tx, db};
use sea_orm::entity::prelude::*;
use sea_orm::{FromQueryResult, IntoActiveModel, QueryOrder, QuerySelect};

use super::core::{Core, CoreState};
use super::view::CoreView;
use crate::entities::cores as rows;
use crate::papers::Paper;
use crate::products::Unit;
use crate::purchases::store::put as put_rows;

/// Locked, so that what is told and what the store decides do not pass each other.
pub async fn of_order(tx: &Tx, order: WorkOrderId) -> Result<Vec<Core>, DbErr> {
    let query = rows::Entity::find().filter(rows::Column::WorkOrderId.eq(order)).order_by_asc(rows::Column::LineId);
    let query = if tx.backend() == Backend::Postgres { query.lock_exclusive() } else { query };
    query.all(&**tx).await
}

pub async fn put(tx: &Tx, cores: Vec<Core>) -> Result<(), DbErr> {
    put_rows::<rows::Entity>(tx, cores).await
}

pub async fn remove(tx: &Tx, lines: &[LineId]) -> Result<(), DbErr> {
    if lines.is_empty() {
        return Ok(());
    }
    rows::Entity::delete_many().filter(rows::Column::LineId.is_in(lines.iter().copied())).exec(&**tx).await.map(|_| ())
}

impl Paper for Core {
    type Id = LineId;
    type View = CoreView;

    async fn lock(tx: &Tx, id: LineId) -> Result<Option<Self>, DbErr> {
        let query = rows::Entity::find_by_id(id);
        let query = if tx.backend() == Backend::Postgres { query.lock_exclusive() } else { query };
        query.one(&**tx).await
    }

    async fn save(&mut self, tx: &Tx, before: &Self) -> Result<(), Problem> {
        self.version = before.version + 1;
        let row = self.clone().into_active_model().reset_all();
        let update = rows::Entity::update_many().set(row).filter(rows::Column::LineId.eq(self.line_id));
        let saved = update.filter(rows::Column::Version.eq(before.version)).exec(&**tx).await?;
        if saved.rows_affected == 0 { Err(Problem::stale()) } else { Ok(()) }
    }

    async fn view<C: ConnectionTrait>(&self, conn: &C, actor: &Actor) -> Result<CoreView, DbErr> {
        let row = one(conn, self.line_id).await?.ok_or_else(|| DbErr::RecordNotFound("core".into()))?;
        Ok(CoreView::new(row, actor))
    }

    fn sites(&self) -> Vec<SiteId> {
        vec![self.site_id]
    }

    fn version(&self) -> i64 {
        self.version
    }

    fn version_of(view: &CoreView) -> i64 {
        view.version
    }

    fn changed(&self, _: SiteId) -> contracts::inventory::StorePaperChanged {
        Self::changed(self)
    }

    fn audited<'a>(&'a self, action: &'a str) -> kernel::audit::Change<'a> {
        Self::audited(self, action)
    }
}

/// An old part with what the catalogue calls its product.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Row {
    #[sea_orm(nested)]
    pub core: Core,
    pub sku: String,
    pub unit: Unit,
}

const COLUMNS: &str = "select c.*, p.sku, p.unit from inventory_cores c";

async fn one<C: ConnectionTrait>(conn: &C, id: LineId) -> Result<Option<Row>, DbErr> {
    let mut binds = Binds::default();
    let sql = format!("{COLUMNS} join inventory_products p on p.id = c.product_id where c.line_id = {}", binds.add(id));
    db::one(conn, sql, binds.0).await
}

/// Where a page ended.
pub type Cursor = (DateTime<Utc>, LineId);

/// What is open, or in these states: what stands longest first.
pub async fn list<C: ConnectionTrait>(
    conn: &C,
    (sites, states): (Option<&[SiteId]>, &[CoreState]),
    after: Option<Cursor>,
    limit: u64,
) -> Result<Vec<Row>, DbErr> {
    let mut binds = Binds::default();
    let mut sql = format!("{COLUMNS} cross join inventory_products p where p.id = c.product_id");
    sql += " and c.state in (";
    sql += &if states.is_empty() {
        "'expected', 'in_hand', 'sent')".to_owned()
    } else {
        binds.list(states.iter().map(ToString::to_string)) + ")"
    };
    sql += &binds.and_among("c.site_id", sites);
    if let Some((since, line)) = after {
        sql += &format!(" and (c.since, c.line_id) > ({}, {})", binds.add(since), binds.add(line));
    }
    sql += &format!(" order by c.since, c.line_id limit {limit}");
    db::all(conn, sql, binds.0).await
}
