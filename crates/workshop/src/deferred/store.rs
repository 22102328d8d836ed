//! The only place with queries about deferred jobs.

use contracts::customers::CustomerId;
use contracts::search::Undone;
use contracts::vehicles::VehicleId;
use contracts::workshop::{DeferredJobId, JobId, WorkOrderId};
use kernel::{Backend, Binds, Problem, SiteId, Tx, db};
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, FromQueryResult, IntoActiveModel, QueryFilter, QuerySelect};
use uuid::Uuid;

use super::entry::{Column, Deferred, DeferredState, Entity};
use crate::work_orders::store::put;

pub async fn find<C: ConnectionTrait>(conn: &C, id: DeferredJobId) -> Result<Deferred, Problem> {
    Entity::find_by_id(id).one(conn).await?.ok_or_else(Problem::not_found)
}

pub async fn lock(tx: &Tx, id: DeferredJobId) -> Result<Deferred, Problem> {
    let mut find = Entity::find_by_id(id);
    if tx.backend() == Backend::Postgres {
        find = find.lock_exclusive();
    }
    find.one(&**tx).await?.ok_or_else(Problem::not_found)
}

/// Those that an order left, or that a job of it offers again.
pub async fn of_order<C: ConnectionTrait>(conn: &C, order: WorkOrderId) -> Result<Vec<Deferred>, DbErr> {
    let either = Condition::any().add(Column::OrderId.eq(order)).add(Column::OfferedOrderId.eq(order));
    Entity::find().filter(either).all(conn).await
}

/// Writes new ones and those that changed, each as the next version of itself.
pub async fn save(tx: &Tx, mut entries: Vec<Deferred>) -> Result<(), DbErr> {
    for entry in &mut entries {
        entry.version += 1;
    }
    put::<Entity>(tx, entries).await
}

pub async fn insert_many(tx: &Tx, entries: Vec<Deferred>) -> Result<(), DbErr> {
    if entries.is_empty() {
        return Ok(());
    }
    let rows = entries.into_iter().map(IntoActiveModel::into_active_model);
    Entity::insert_many(rows).exec_without_returning(&**tx).await.map(drop)
}

/// An order that is restored has left nothing after all.
pub async fn take_back(tx: &Tx, order: WorkOrderId, jobs: &[JobId]) -> Result<(), DbErr> {
    let mine = Entity::delete_many().filter(Column::OrderId.eq(order)).filter(Column::JobId.is_in(jobs.to_vec()));
    mine.filter(Column::State.eq(DeferredState::Open)).exec(&**tx).await.map(drop)
}

/// As many open ones as a few search hits can have.
const MOST_UNDONE: usize = 60;

#[derive(FromQueryResult)]
struct Row {
    vehicle_id: Uuid,
    title: String,
}

/// What waits for these vehicles, the newest first.
pub async fn undone_of<C: ConnectionTrait>(conn: &C, vehicles: &[Uuid], sites: Option<&[SiteId]>) -> Result<Vec<Undone>, DbErr> {
    let mut binds = Binds::default();
    let vehicles = binds.list(vehicles.iter().copied());
    let state = binds.add(DeferredState::Open);
    let sites = binds.and_among("site_id", sites);
    let sql = format!(
        "select vehicle_id, title from workshop_deferred_jobs where vehicle_id in ({vehicles}) and state = {state}{sites} \
         order by id desc limit {MOST_UNDONE}"
    );
    let rows: Vec<Row> = db::all(conn, sql, binds.0).await?;
    Ok(rows.into_iter().map(|Row { vehicle_id, title }| Undone { vehicle_id, title }).collect())
}

/// What to list. The sites are those that may be seen.
pub struct Filter {
    pub sites: Option<Vec<SiteId>>,
    pub vehicle: Option<VehicleId>,
    pub customer: Option<CustomerId>,
    pub state: Option<DeferredState>,
    pub after: Option<DeferredJobId>,
    pub limit: u64,
}

/// The newest first.
pub async fn list<C: ConnectionTrait>(conn: &C, filter: &Filter) -> Result<Vec<Deferred>, DbErr> {
    let mut binds = Binds::default();
    let mut sql = format!("select r.* from workshop_deferred_jobs r where true{}", binds.and_among("r.site_id", filter.sites.as_deref()));
    if let Some(vehicle) = filter.vehicle {
        sql += &format!(" and r.vehicle_id = {}", binds.add(vehicle));
    }
    if let Some(customer) = filter.customer {
        sql += &format!(" and r.customer_id = {}", binds.add(customer));
    }
    if let Some(state) = filter.state {
        sql += &format!(" and r.state = {}", binds.add(state));
    }
    if let Some(after) = filter.after {
        sql += &format!(" and r.id < {}", binds.add(after));
    }
    sql += &format!(" order by r.id desc limit {}", filter.limit);
    db::all(conn, sql, binds.0).await
}
