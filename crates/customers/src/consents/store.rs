//! The only place that queries consents. Rows are added and never changed.

use std::collections::HashMap;

use contracts::customers::CustomerId;
use kernel::Tx;
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder};

use super::consent::{Column, Decision, Entity};
use crate::timeline;
use crate::timeline::entry::Entry;

const ROWS_AT_ONCE: usize = 500;

/// A customer's decisions, oldest first.
pub async fn log<C: ConnectionTrait>(conn: &C, customer: CustomerId) -> Result<Vec<Decision>, DbErr> {
    Entity::find().filter(Column::CustomerId.eq(customer)).order_by_asc(Column::Id).all(conn).await
}

pub async fn logs<C: ConnectionTrait>(conn: &C, customers: &[CustomerId]) -> Result<HashMap<CustomerId, Vec<Decision>>, DbErr> {
    let mut found: HashMap<_, Vec<_>> = HashMap::new();
    for chunk in customers.chunks(ROWS_AT_ONCE) {
        let of_these = Entity::find().filter(Column::CustomerId.is_in(chunk.iter().copied())).order_by_asc(Column::Id);
        for decision in of_these.all(conn).await? {
            found.entry(decision.customer_id).or_default().push(decision);
        }
    }
    Ok(found)
}

/// Adds decisions, to the customer's timeline too.
pub async fn insert(tx: &Tx, decisions: Vec<Decision>) -> Result<(), DbErr> {
    timeline::store::insert(tx, decisions.iter().map(Entry::of_consent).collect()).await?;
    for chunk in decisions.chunks(ROWS_AT_ONCE) {
        let rows = chunk.iter().cloned().map(IntoActiveModel::into_active_model);
        Entity::insert_many(rows).exec_without_returning(&**tx).await?;
    }
    Ok(())
}
