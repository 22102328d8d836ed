//! The only place with queries about coupons.

use std::collections::BTreeMap;

use contracts::customers::CustomerId;
use contracts::workshop::WorkOrderId;
use kernel::{Backend, Problem, SiteId, Tx, db};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, FromQueryResult, IntoActiveModel, QueryFilter, QueryOrder,
    QuerySelect,
};
use uuid::Uuid;

use super::tables::{Column, Entity, Model, uses};
use crate::work_orders::state::WorkOrderState;
use crate::work_orders::store::put;
use crate::work_orders::work_order::WorkOrder;

/// As many as a garage remembers, those out of use too.
pub const MOST_COUPONS: u64 = 200;

/// The newest first.
pub async fn list<C: ConnectionTrait>(conn: &C, site: SiteId, archived: bool) -> Result<Vec<Model>, DbErr> {
    let mut select = Entity::find().filter(Column::SiteId.eq(site));
    if !archived {
        select = select.filter(Column::Archived.eq(false));
    }
    select.order_by_desc(Column::Id).limit(MOST_COUPONS).all(conn).await
}

pub async fn find<C: ConnectionTrait>(conn: &C, id: Uuid) -> Result<Option<Model>, DbErr> {
    Entity::find_by_id(id).one(conn).await
}

/// The coupon, so that nobody else takes its last use meanwhile.
pub async fn lock(tx: &Tx, site: SiteId, code: &str) -> Result<Option<Model>, DbErr> {
    let mut find = Entity::find().filter(Column::SiteId.eq(site)).filter(Column::Code.eq(code));
    if tx.backend() == Backend::Postgres {
        find = find.lock_exclusive();
    }
    find.one(&**tx).await
}

pub async fn insert(tx: &Tx, row: Model) -> Result<(), DbErr> {
    Entity::insert(row.into_active_model()).exec_without_returning(&**tx).await.map(drop)
}

/// Saves a coupon and raises its version; 412 when somebody else saved meanwhile.
pub async fn save(tx: &Tx, row: &mut Model) -> Result<(), Problem> {
    let read = row.version;
    row.version += 1;
    let update = Entity::update_many().set(row.clone().into_active_model().reset_all());
    let update = update.filter(Column::Id.eq(row.id)).filter(Column::Version.eq(read));
    if update.exec(&**tx).await?.rows_affected == 0 { Err(Problem::stale()) } else { Ok(()) }
}

#[derive(FromQueryResult)]
struct Used {
    coupon_id: Uuid,
    n: i64,
}

/// On how many orders each coupon of a site stands.
pub async fn used<C: ConnectionTrait>(conn: &C, site: SiteId) -> Result<BTreeMap<Uuid, i64>, DbErr> {
    let sql = "select u.coupon_id, count(*) as n from workshop_coupon_uses u join workshop_coupons c on c.id = u.coupon_id \
               where c.site_id = $1 group by u.coupon_id";
    let rows: Vec<Used> = db::all(conn, sql, [site.into()]).await?;
    Ok(rows.into_iter().map(|row| (row.coupon_id, row.n)).collect())
}

/// On how many other orders it stands; and how many of them are the customer's.
pub async fn used_beside(tx: &Tx, coupon: Uuid, order: WorkOrderId, customer: CustomerId) -> Result<(i64, i64), DbErr> {
    #[derive(FromQueryResult)]
    struct Counted {
        everybody: i64,
        theirs: i64,
    }
    let sql = "select count(*) as everybody, coalesce(sum(case when o.customer_id = $3 then 1 else 0 end), 0) as theirs \
               from workshop_coupon_uses u join workshop_orders o on o.id = u.order_id where u.coupon_id = $1 and u.order_id <> $2";
    let rows: Vec<Counted> = db::all(&**tx, sql, [coupon.into(), order.into(), customer.into()]).await?;
    Ok(rows.first().map_or((0, 0), |row| (row.everybody, row.theirs)))
}

/// What an order that is not cancelled has of a coupon.
fn coupon_of(order: &WorkOrder) -> Option<Uuid> {
    let discount = order.discount.as_ref().filter(|_| order.state.name() != WorkOrderState::Cancelled);
    discount.and_then(|discount| discount.coupon.as_ref()).map(|coupon| coupon.id)
}

/// Who uses which coupon follows the orders: one that is cancelled, or given another discount, gives its use back.
pub async fn follow(tx: &Tx, before: &WorkOrder, order: &WorkOrder) -> Result<(), DbErr> {
    let (was, is) = (coupon_of(before), coupon_of(order));
    if was == is {
        return Ok(());
    }
    uses::Entity::delete_by_id(order.id).exec(&**tx).await?;
    match is {
        Some(coupon_id) => put::<uses::Entity>(tx, vec![uses::Model { order_id: order.id, coupon_id }]).await,
        None => Ok(()),
    }
}
