//! The only place that queries merges.

use contracts::customers::CustomerId;
use kernel::paging::{Page, PageQuery};
use kernel::{Problem, Tx};
use sea_orm::{ActiveModelTrait, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

use super::merge::{Column, Entity, Merge};
use crate::Error;
use crate::customers::customer::Customer;
use crate::customers::store;

/// Both, locked in the order of their ids, so that two merges at once wait for each other and never for ever.
pub async fn lock_both(tx: &Tx, into: CustomerId, from: CustomerId) -> Result<(Customer, Customer), Problem> {
    let unknown = |problem: Problem| if problem.status == 404 { Problem::from(Error::UnknownCustomer) } else { problem };
    if from < into {
        let goes = store::lock(tx, from).await.map_err(unknown)?;
        return Ok((store::lock(tx, into).await?, goes));
    }
    let stays = store::lock(tx, into).await?;
    Ok((stays, store::lock(tx, from).await.map_err(unknown)?))
}

/// The merge, when this customer took part in it. Its customers' locks guard it.
pub async fn find<C: ConnectionTrait>(conn: &C, customer: CustomerId, id: Uuid) -> Result<Merge, Problem> {
    let found = Entity::find_by_id(id).one(conn).await?;
    found.filter(|merge| merge.into_id == customer || merge.from_id == customer).ok_or_else(Problem::not_found)
}

pub async fn insert(tx: &Tx, merge: Merge) -> Result<(), DbErr> {
    Entity::insert(merge.into_active_model()).exec_without_returning(&**tx).await.map(|_| ())
}

pub async fn save(tx: &Tx, merge: Merge) -> Result<(), DbErr> {
    merge.into_active_model().reset_all().update(&**tx).await.map(|_| ())
}

/// Whom a customer took in, newest first.
pub async fn list<C: ConnectionTrait>(conn: &C, into: CustomerId, page: &PageQuery) -> Result<Page<Merge>, Problem> {
    let limit = page.limit()?;
    let mut find = Entity::find().filter(Column::IntoId.eq(into));
    if let Some(before) = page.cursor::<Uuid>()? {
        find = find.filter(Column::Id.lt(before));
    }
    let rows = find.order_by_desc(Column::Id).limit(limit + 1).all(conn).await?;
    Ok(Page::cut(rows, limit, |row| row.id))
}
