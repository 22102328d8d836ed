//! The only place that queries signatures.

use contracts::billing::InvoiceId;
use kernel::{Problem, Tx};
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder, QuerySelect};

use super::invoice::Invoice;
use super::signed::Signed;
use crate::entities::signatures::{Column, Entity, Model};
use crate::error::Error;

/// An invoice is not signed more often.
pub const MOST: u64 = 20;

pub async fn insert(tx: &Tx, row: Model) -> Result<(), DbErr> {
    Entity::insert(row.into_active_model()).exec_without_returning(&**tx).await.map(drop)
}

/// The newest first.
pub async fn of<C: ConnectionTrait>(conn: &C, invoice: InvoiceId) -> Result<Vec<Model>, DbErr> {
    Entity::find().filter(Column::InvoiceId.eq(invoice)).order_by_desc(Column::Id).limit(MOST).all(conn).await
}

/// The newest signature is of what the draft says now.
pub async fn expect(tx: &Tx, invoice: &Invoice) -> Result<(), Problem> {
    let (_, hash) = Signed::of(invoice).text()?;
    let is_signed = of(&**tx, invoice.id).await?.first().is_some_and(|row| row.hash == hash);
    if is_signed { Ok(()) } else { Err(Error::SignatureMissing.into()) }
}
