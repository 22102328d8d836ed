//! The only place that queries contacts.

use contracts::customers::CustomerId;
use kernel::{Problem, Tx, db};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, FromQueryResult, IntoActiveModel, QueryFilter, QueryOrder,
};
use uuid::Uuid;

use super::contact::{Column, Contact, Entity, Role};

const ROWS_AT_ONCE: usize = 500;

/// A customer's contacts, oldest first.
pub async fn of<C: ConnectionTrait>(conn: &C, customer: CustomerId) -> Result<Vec<Contact>, DbErr> {
    Entity::find().filter(Column::CustomerId.eq(customer)).order_by_asc(Column::Id).all(conn).await
}

/// Whom the customers have decide, the oldest first.
pub async fn approvers_of<C: ConnectionTrait>(conn: &C, customers: &[CustomerId]) -> Result<Vec<Contact>, DbErr> {
    let theirs = Entity::find().filter(Column::CustomerId.is_in(customers.iter().copied())).filter(Column::Role.eq(Role::Approver));
    theirs.order_by_asc(Column::Id).all(conn).await
}

pub async fn of_many<C: ConnectionTrait>(conn: &C, customers: &[CustomerId]) -> Result<Vec<Contact>, DbErr> {
    let mut found = vec![];
    for chunk in customers.chunks(ROWS_AT_ONCE) {
        found.extend(Entity::find().filter(Column::CustomerId.is_in(chunk.iter().copied())).all(conn).await?);
    }
    Ok(found)
}

/// The customers, neither archived nor merged, at which somebody with this address may see the fleet, by name.
pub async fn fleets_of<C: ConnectionTrait>(conn: &C, email: &str) -> Result<Vec<FleetName>, DbErr> {
    let sql = "select distinct r.id, r.name from customers_contacts c join customers_customers r on r.id = c.customer_id \
               where lower(c.email) = lower($1) and c.sees_fleet and not r.archived order by r.name, r.id";
    db::all(conn, sql, [email.into()]).await
}

#[derive(FromQueryResult)]
pub struct FleetName {
    pub id: CustomerId,
    pub name: String,
}

/// The contact, when it is this customer's.
pub async fn find(tx: &Tx, customer: CustomerId, id: Uuid) -> Result<Contact, Problem> {
    let found = Entity::find_by_id(id).filter(Column::CustomerId.eq(customer)).one(&**tx).await?;
    found.ok_or_else(Problem::not_found)
}

pub async fn insert(tx: &Tx, contacts: Vec<Contact>) -> Result<(), DbErr> {
    for chunk in contacts.chunks(ROWS_AT_ONCE) {
        let rows = chunk.iter().cloned().map(IntoActiveModel::into_active_model);
        Entity::insert_many(rows).exec_without_returning(&**tx).await?;
    }
    Ok(())
}

pub async fn save(tx: &Tx, contact: Contact) -> Result<(), DbErr> {
    contact.into_active_model().reset_all().update(&**tx).await.map(|_| ())
}

pub async fn delete(tx: &Tx, id: Uuid) -> Result<(), DbErr> {
    Entity::delete_by_id(id).exec(&**tx).await.map(|_| ())
}
