//! The only place that queries tags. Who takes locks takes the tag's first, then the customer's.

use std::collections::HashSet;

use contracts::customers::{CustomerId, TagId};
use kernel::problem::is_unique_violation;
use kernel::{Binds, Problem, Tx, db};
use sea_orm::{ActiveModelTrait, ConnectionTrait, DbErr, EntityTrait, FromQueryResult, IntoActiveModel, QueryOrder, QuerySelect, Value};

use super::tag::{Column, Entity, Tag};
use crate::Error;

const ROWS_AT_ONCE: usize = 500;

#[derive(FromQueryResult)]
struct Id {
    tag_id: TagId,
}

/// All tags by name; there are few.
pub async fn all<C: ConnectionTrait>(conn: &C) -> Result<Vec<Tag>, DbErr> {
    Entity::find().order_by_asc(Column::NameKey).all(conn).await
}

/// Which tags somebody has.
pub async fn in_use<C: ConnectionTrait>(conn: &C) -> Result<HashSet<TagId>, DbErr> {
    let sql = "select t.id as tag_id from customers_tags t where exists (select 1 from customers_tagged d where d.tag_id = t.id)";
    Ok(db::all::<Id, _>(conn, sql, []).await?.into_iter().map(|row| row.tag_id).collect())
}

pub async fn is_in_use(tx: &Tx, id: TagId) -> Result<bool, DbErr> {
    let sql = "select tag_id from customers_tagged where tag_id = $1 limit 1";
    Ok(db::one::<Id, _>(&**tx, sql, [id.into()]).await?.is_some())
}

/// The tag, locked until the transaction ends.
pub async fn lock(tx: &Tx, id: TagId) -> Result<Tag, Problem> {
    Entity::find_by_id(id).lock_exclusive().one(&**tx).await?.ok_or_else(Problem::not_found)
}

pub async fn insert(tx: &Tx, tag: Tag) -> Result<(), Problem> {
    Entity::insert(tag.into_active_model()).exec_without_returning(&**tx).await.map(|_| ()).map_err(refused)
}

pub async fn save(tx: &Tx, tag: Tag) -> Result<(), Problem> {
    tag.into_active_model().reset_all().update(&**tx).await.map(|_| ()).map_err(refused)
}

/// The unique index on the name is the only one that can refuse a row.
fn refused(error: DbErr) -> Problem {
    if is_unique_violation(&error) { Error::TagTaken.into() } else { error.into() }
}

pub async fn delete(tx: &Tx, id: TagId) -> Result<(), DbErr> {
    Entity::delete_by_id(id).exec(&**tx).await.map(|_| ())
}

/// A customer's tags.
pub async fn of<C: ConnectionTrait>(conn: &C, customer: CustomerId) -> Result<Vec<TagId>, DbErr> {
    let sql = "select tag_id from customers_tagged where customer_id = $1 order by tag_id";
    Ok(db::all::<Id, _>(conn, sql, [customer.into()]).await?.into_iter().map(|row| row.tag_id).collect())
}

/// False when it was on already. The caller holds the customer's lock.
pub async fn put_on(tx: &Tx, tag: TagId, customer: CustomerId) -> Result<bool, DbErr> {
    let sql = "insert into customers_tagged (customer_id, tag_id) values ($1, $2) on conflict do nothing";
    Ok(db::execute(&**tx, sql, [customer.into(), tag.into()]).await?.rows_affected() > 0)
}

/// False when it was not on. The caller holds the customer's lock.
pub async fn take_off(tx: &Tx, tag: TagId, customer: CustomerId) -> Result<bool, DbErr> {
    let sql = "delete from customers_tagged where customer_id = $1 and tag_id = $2";
    Ok(db::execute(&**tx, sql, [customer.into(), tag.into()]).await?.rows_affected() > 0)
}

/// Brings the customer's row up to their tags, and says what it has then. The caller holds the customer's lock.
pub async fn add_up(tx: &Tx, customer: CustomerId) -> Result<String, DbErr> {
    let tags = json(&of(&**tx, customer).await?)?;
    let sql = "update customers_customers set tags = $1 where id = $2";
    db::execute(&**tx, sql, [tags.as_str().into(), customer.into()]).await?;
    Ok(tags)
}

/// As the customer's row keeps them.
pub fn json(tags: &[TagId]) -> Result<String, DbErr> {
    serde_json::to_string(tags).map_err(|error| DbErr::Custom(error.to_string()))
}

/// Many at once, of customers whose rows say so already; for demonstration data.
pub async fn put_many(tx: &Tx, tagged: &[(CustomerId, TagId)]) -> Result<(), DbErr> {
    for chunk in tagged.chunks(ROWS_AT_ONCE) {
        let mut binds = Binds::default();
        let row = |(customer, tag): &(CustomerId, TagId), binds: &mut Binds| {
            let values: [Value; 2] = [(*customer).into(), (*tag).into()];
            format!("({})", binds.list(values))
        };
        let rows: Vec<_> = chunk.iter().map(|one| row(one, &mut binds)).collect();
        let sql = format!("insert into customers_tagged (customer_id, tag_id) values {}", rows.join(", "));
        db::execute(&**tx, sql, binds.0).await?;
    }
    Ok(())
}
