//! The only place that queries notes.

use contracts::workshop::{NoteId, WorkOrderId};
use kernel::{Backend, Problem, Tx};
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder, QuerySelect};

use super::note::{Column, Entity, Model, NoteKind};
use crate::work_orders::store::put;

pub async fn insert(tx: &Tx, note: &Model) -> Result<(), DbErr> {
    Entity::insert(note.clone().into_active_model()).exec_without_returning(&**tx).await.map(|_| ())
}

/// What may change of a row: that it was replaced or withdrawn.
pub async fn save(tx: &Tx, note: &Model) -> Result<(), DbErr> {
    put::<Entity>(tx, vec![note.clone()]).await
}

pub async fn lock(tx: &Tx, id: NoteId) -> Result<Model, Problem> {
    let mut find = Entity::find_by_id(id);
    if tx.backend() == Backend::Postgres {
        find = find.lock_exclusive();
    }
    find.one(&**tx).await?.ok_or_else(Problem::not_found)
}

/// More than these are not printed.
const MOST_PRINTED: u64 = 20;

/// What is for the customer and stands, the oldest first.
pub async fn for_customer<C: ConnectionTrait>(conn: &C, order: WorkOrderId) -> Result<Vec<String>, DbErr> {
    let notes = list(conn, order, &[NoteKind::Customer], false, None, MOST_PRINTED).await?;
    Ok(notes.into_iter().rev().map(|note| note.text).collect())
}

/// Those of some kinds, the newest first; replaced and withdrawn ones only when asked for.
pub async fn list<C: ConnectionTrait>(
    conn: &C,
    order: WorkOrderId,
    kinds: &[NoteKind],
    all: bool,
    after: Option<NoteId>,
    limit: u64,
) -> Result<Vec<Model>, DbErr> {
    let mut find = Entity::find().filter(Column::OrderId.eq(order)).filter(Column::Kind.is_in(kinds.iter().copied()));
    if !all {
        find = find.filter(Column::ReplacedBy.is_null()).filter(Column::WithdrawnAt.is_null());
    }
    if let Some(id) = after {
        find = find.filter(Column::Id.lt(id));
    }
    find.order_by_desc(Column::Id).limit(limit).all(conn).await
}
