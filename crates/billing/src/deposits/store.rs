//! The only place with queries of deposits. A row is written once; after that only what is left of it changes, with an entry.

use contracts::billing::DepositId;
use contracts::customers::CustomerId;
use contracts::workshop::WorkOrderId;
use kernel::{Amount, Problem, SiteId, Tx};
use sea_orm::sea_query::Expr;
use sea_orm::{ActiveModelTrait, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder, QuerySelect};

use crate::chain;
use crate::entities::{deposit_entries, deposits};

/// Which deposits, from where on.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// Every site without.
    pub sites: Option<Vec<SiteId>>,
    pub work_order: Option<WorkOrderId>,
    pub customer: Option<CustomerId>,
    /// Those of which something is left, or all others.
    pub open: Option<bool>,
    pub before: Option<DepositId>,
    pub limit: u64,
}

/// Writes it, and links it to the one before it.
pub async fn insert(tx: &Tx, deposit: &deposits::Model) -> Result<(), Problem> {
    deposit.clone().into_active_model().insert(&**tx).await?;
    chain::add(tx, chain::Document::Deposit(deposit)).await
}

pub async fn find<C: ConnectionTrait>(conn: &C, id: DepositId) -> Result<Option<deposits::Model>, DbErr> {
    deposits::Entity::find_by_id(id).one(conn).await
}

/// The same, kept from others until the transaction ends; SQLite's writer is alone already.
pub async fn lock(tx: &Tx, id: DepositId) -> Result<Option<deposits::Model>, DbErr> {
    deposits::Entity::find_by_id(id).lock_exclusive().one(&**tx).await
}

/// What is left on an order, the oldest first, locked.
pub async fn lock_open_of(tx: &Tx, order: WorkOrderId) -> Result<Vec<deposits::Model>, DbErr> {
    let of_order = deposits::Entity::find().filter(deposits::Column::WorkOrderId.eq(order));
    let open = of_order.filter(deposits::Column::Open.gt(Amount::ZERO));
    open.order_by_asc(deposits::Column::Id).lock_exclusive().all(&**tx).await
}

/// What is left of it, with the entry that made it so.
pub async fn save(tx: &Tx, deposit: &deposits::Model, entry: deposit_entries::Model) -> Result<(), Problem> {
    let used = entry.amount;
    entry.into_active_model().insert(&**tx).await?;
    let update = deposits::Entity::update_many().col_expr(deposits::Column::Open, Expr::value(deposit.open));
    let same = update.filter(deposits::Column::Id.eq(deposit.id)).filter(deposits::Column::Open.eq(deposit.open + used));
    if same.exec(&**tx).await?.rows_affected == 1 { Ok(()) } else { Err(Problem::stale()) }
}

/// What became of some deposits, the oldest first.
pub async fn entries<C: ConnectionTrait>(conn: &C, of: &[DepositId]) -> Result<Vec<deposit_entries::Model>, DbErr> {
    let entries = deposit_entries::Entity::find().filter(deposit_entries::Column::DepositId.is_in(of.iter().copied()));
    entries.order_by_asc(deposit_entries::Column::Id).all(conn).await
}

/// Newest first.
pub async fn newest<C: ConnectionTrait>(conn: &C, filter: &Filter) -> Result<Vec<deposits::Model>, DbErr> {
    let mut query = deposits::Entity::find();
    if let Some(sites) = &filter.sites {
        query = query.filter(deposits::Column::SiteId.is_in(sites.iter().copied()));
    }
    if let Some(order) = filter.work_order {
        query = query.filter(deposits::Column::WorkOrderId.eq(order));
    }
    if let Some(customer) = filter.customer {
        query = query.filter(deposits::Column::CustomerId.eq(customer));
    }
    match filter.open {
        Some(true) => query = query.filter(deposits::Column::Open.gt(Amount::ZERO)),
        Some(false) => query = query.filter(deposits::Column::Open.lte(Amount::ZERO)),
        None => {}
    }
    if let Some(id) = filter.before {
        query = query.filter(deposits::Column::Id.lt(id));
    }
    query.order_by_desc(deposits::Column::Id).limit(filter.limit).all(conn).await
}
