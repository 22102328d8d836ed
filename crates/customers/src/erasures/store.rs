//! The only place that queries erasures.

use chrono::NaiveDate;
use contracts::customers::CustomerId;
use kernel::paging::{Page, PageQuery};
use kernel::{Problem, Tx, db};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, FromQueryResult, IntoActiveModel, QueryFilter, QueryOrder,
    QuerySelect,
};
use uuid::Uuid;

use super::erasure::{Column, Entity, Erasure, State};

#[derive(FromQueryResult)]
struct Id {
    id: CustomerId,
}

/// A person's rows: the customer, and those who became part of them, in the order of their ids.
pub async fn person<C: ConnectionTrait>(conn: &C, customer: CustomerId) -> Result<Vec<CustomerId>, DbErr> {
    let (mut ids, mut asked) = (vec![customer], vec![customer]);
    while !asked.is_empty() {
        let (places, values) = kernel::personal::ids(&asked);
        let sql = format!("select id from customers_customers where merged_into in ({places})");
        asked = db::all::<Id, _>(conn, sql, values).await?.into_iter().map(|row| row.id).filter(|id| !ids.contains(id)).collect();
        ids.extend(&asked);
    }
    ids.sort_unstable();
    Ok(ids)
}

/// Customers, neither archived nor merged, with this address of their own, oldest first.
pub async fn with_email<C: ConnectionTrait>(conn: &C, email: &str) -> Result<Vec<CustomerId>, DbErr> {
    let sql = "select id from customers_customers where lower(email) = lower($1) and not archived and merged_into is null order by id";
    let rows: Vec<Id> = db::all(conn, sql, [email.into()]).await?;
    Ok(rows.into_iter().map(|row| row.id).collect())
}

pub async fn of_customer<C: ConnectionTrait>(conn: &C, customer: CustomerId) -> Result<Option<Erasure>, DbErr> {
    Entity::find().filter(Column::CustomerId.eq(customer)).one(conn).await
}

pub async fn insert(tx: &Tx, erasure: Erasure) -> Result<(), DbErr> {
    Entity::insert(erasure.into_active_model()).exec_without_returning(&**tx).await.map(|_| ())
}

pub async fn save(tx: &Tx, erasure: Erasure) -> Result<(), DbErr> {
    erasure.into_active_model().reset_all().update(&**tx).await.map(|_| ())
}

/// The erasure, locked, when its documents are still kept.
pub async fn lock_kept(tx: &Tx, id: Uuid) -> Result<Option<Erasure>, DbErr> {
    Entity::find_by_id(id).filter(Column::State.eq(State::Kept)).lock_exclusive().one(&**tx).await
}

/// Some whose day has come, the earliest first.
pub async fn due<C: ConnectionTrait>(conn: &C, today: NaiveDate, limit: u64) -> Result<Vec<Erasure>, DbErr> {
    let kept = Entity::find().filter(Column::State.eq(State::Kept)).filter(Column::DueOn.lte(today));
    kept.order_by_asc(Column::DueOn).limit(limit).all(conn).await
}

/// Newest first.
pub async fn list<C: ConnectionTrait>(conn: &C, page: &PageQuery) -> Result<Page<Erasure>, Problem> {
    let limit = page.limit()?;
    let mut find = Entity::find();
    if let Some(before) = page.cursor::<Uuid>()? {
        find = find.filter(Column::Id.lt(before));
    }
    let rows = find.order_by_desc(Column::Id).limit(limit + 1).all(conn).await?;
    Ok(Page::cut(rows, limit, |row| row.id))
}
