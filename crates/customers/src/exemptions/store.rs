//! The only place that queries certificates.

use contracts::customers::{CustomerId, ExemptionId};
use kernel::merging::Named;
use kernel::{Problem, Tx};
use sea_orm::{ActiveModelTrait, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder};

use super::exemption::{Certificate, Column, Entity};

/// Certificates follow a merge.
pub const NAMED: Named = Named { table: "customers_exemptions", key: "id", column: "customer_id" };
const ROWS_AT_ONCE: usize = 500;

/// A customer's certificates, the one that ends last first.
pub async fn of<C: ConnectionTrait>(conn: &C, customer: CustomerId) -> Result<Vec<Certificate>, DbErr> {
    let theirs = Entity::find().filter(Column::CustomerId.eq(customer));
    theirs.order_by_desc(Column::ValidUntil).order_by_desc(Column::Id).all(conn).await
}

pub async fn of_many<C: ConnectionTrait>(conn: &C, customers: &[CustomerId]) -> Result<Vec<Certificate>, DbErr> {
    let mut found = vec![];
    for chunk in customers.chunks(ROWS_AT_ONCE) {
        let theirs = Entity::find().filter(Column::CustomerId.is_in(chunk.iter().copied()));
        found.extend(theirs.order_by_desc(Column::ValidUntil).order_by_desc(Column::Id).all(conn).await?);
    }
    Ok(found)
}

/// The certificate, when it is this customer's.
pub async fn find(tx: &Tx, customer: CustomerId, id: ExemptionId) -> Result<Certificate, Problem> {
    let found = Entity::find_by_id(id).filter(Column::CustomerId.eq(customer)).one(&**tx).await?;
    found.ok_or_else(Problem::not_found)
}

pub async fn insert(tx: &Tx, certificates: Vec<Certificate>) -> Result<(), DbErr> {
    for chunk in certificates.chunks(ROWS_AT_ONCE) {
        let rows = chunk.iter().cloned().map(IntoActiveModel::into_active_model);
        Entity::insert_many(rows).exec_without_returning(&**tx).await?;
    }
    Ok(())
}

pub async fn save(tx: &Tx, certificate: Certificate) -> Result<(), DbErr> {
    certificate.into_active_model().reset_all().update(&**tx).await.map(|_| ())
}

pub async fn delete(tx: &Tx, id: ExemptionId) -> Result<(), DbErr> {
    Entity::delete_by_id(id).exec(&**tx).await.map(|_| ())
}
