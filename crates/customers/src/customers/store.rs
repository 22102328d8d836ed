//! The only place that queries customers.

use contracts::customers::{AudienceAsked, CustomerId};
use kernel::search::{self, Query};
use kernel::{Binds, Problem, Tx, db, problem};
use sea_orm::sea_query::OnConflict;
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, FromQueryResult, IntoActiveModel, Iterable, QueryFilter, QuerySelect, Value,
};
use uuid::Uuid;

use super::customer::Customer;
use super::record::{ActiveModel, Column, Entity};
use crate::contacts::{self, Contact};
use crate::{Error, TERMS};

mod list;

pub use list::{Filter, Sort, count, list, read};

const COLUMNS: &str = "r.id, r.kind, r.name, r.sort_name, r.phone_e164, r.phone_display, r.email, r.language, r.tax_id, r.address, \
                       r.notes, r.external_ref, r.archived, r.created_at, r.version, r.merged_into, r.balance, r.balances, r.credits, r.no_shows, \
                       r.hold_reason, r.held_at, r.held_by, r.credit_limit, r.credit_currency, r.last_visit, r.tags, r.first_visit, \
                       r.first_source, r.last_source, r.po_required, r.invoices_together, \
                       r.electronic_address, r.prefers, r.erased_at";
const SOURCE: search::Source<'_> = search::Source { terms: TERMS, table: "customers_customers", columns: COLUMNS };
const ROWS_AT_ONCE: usize = 500;

/// The best hits of the search box, without archived customers.
pub async fn search<C: ConnectionTrait>(conn: &C, query: &Query, limit: u64) -> Result<Vec<Customer>, DbErr> {
    search::find(conn, SOURCE, query, limit, |binds| format!(" and r.archived = {}", binds.add(false))).await
}

/// The customer; of one who was merged, the one they became part of.
pub async fn find<C: ConnectionTrait>(conn: &C, id: CustomerId) -> Result<Customer, Problem> {
    let mut found = Entity::find_by_id(id).one(conn).await?.ok_or_else(Problem::not_found)?;
    while let Some(into) = found.merged_into {
        found = Entity::find_by_id(into).one(conn).await?.ok_or_else(Problem::not_found)?;
    }
    Ok(found)
}

pub async fn find_many<C: ConnectionTrait>(conn: &C, ids: &[CustomerId]) -> Result<Vec<Customer>, DbErr> {
    let mut found = vec![];
    for chunk in ids.chunks(ROWS_AT_ONCE) {
        found.extend(Entity::find().filter(Column::Id.is_in(chunk.iter().copied())).all(conn).await?);
    }
    Ok(found)
}

/// As [`find_many`], with the ones they became part of in place of those who were merged.
pub async fn find_present<C: ConnectionTrait>(conn: &C, ids: &[CustomerId]) -> Result<Vec<Customer>, DbErr> {
    let (mut present, mut asked) = (vec![], ids.to_vec());
    while !asked.is_empty() {
        let (merged, found): (Vec<_>, Vec<_>) = find_many(conn, &asked).await?.into_iter().partition(|one| one.merged_into.is_some());
        present.extend(found);
        asked = merged.into_iter().filter_map(|one| one.merged_into).collect();
    }
    Ok(present)
}

/// Whom somebody means who writes to many.
pub async fn audience<C: ConnectionTrait>(conn: &C, asked: &AudienceAsked) -> Result<Vec<CustomerId>, DbErr> {
    #[derive(FromQueryResult)]
    struct Row {
        id: CustomerId,
    }
    let mut binds = Binds::default();
    let mut sql = "select r.id from customers_customers r".to_owned();
    if let Some(tag) = asked.tag {
        sql += &format!(" join customers_tagged d on d.customer_id = r.id and d.tag_id = {}", binds.add(tag));
    }
    sql += &format!(" where r.archived = {} and r.merged_into is null", binds.add(false));
    if let Some(before) = asked.not_since {
        sql += &format!(" and r.last_visit > 0 and r.last_visit < {}", binds.add(before.timestamp_micros()));
    }
    sql += &binds.and_among("r.id", asked.among.as_deref());
    if let Some(after) = asked.after {
        sql += &format!(" and r.id > {}", binds.add(after));
    }
    sql += &format!(" order by r.id limit {}", asked.limit);
    let rows: Vec<Row> = db::all(conn, sql, binds.0).await?;
    Ok(rows.into_iter().map(|row| row.id).collect())
}

/// The present customer that an id means, locked: those who were merged are followed.
pub async fn lock_present(tx: &Tx, id: CustomerId) -> Result<Customer, Problem> {
    let mut found = lock(tx, id).await?;
    while let Some(into) = found.merged_into {
        found = lock(tx, into).await?;
    }
    Ok(found)
}

/// The customer, locked until the transaction ends.
pub async fn lock(tx: &Tx, id: CustomerId) -> Result<Customer, Problem> {
    Entity::find_by_id(id).lock_exclusive().one(&**tx).await?.ok_or_else(Problem::not_found)
}

pub async fn insert(tx: &Tx, customer: &Customer) -> Result<(), Problem> {
    let row = customer.clone().into_active_model();
    Entity::insert(row).exec_without_returning(&**tx).await.map_err(refused)?;
    Ok(search::index(tx, TERMS, customer.id.0, customer.terms()).await?)
}

/// Replaces what the customer is found by: their own words and those of their contacts; nothing of one who was merged.
pub async fn index(tx: &Tx, customer: &Customer) -> Result<(), DbErr> {
    let mut terms = vec![];
    if customer.merged_into.is_none() {
        terms = customer.terms();
        let contacts = contacts::store::of(&**tx, customer.id).await?;
        terms.extend(contacts.iter().flat_map(Contact::terms));
    }
    search::index(tx, TERMS, customer.id.0, terms).await
}

/// Writes the customer as the next version of itself.
pub async fn save(tx: &Tx, customer: &mut Customer) -> Result<(), Problem> {
    let read = customer.version;
    customer.version += 1;
    let row = reset(customer.clone());
    let update = Entity::update_many().set(row).filter(Column::Id.eq(customer.id)).filter(Column::Version.eq(read));
    if update.exec(&**tx).await.map_err(refused)?.rows_affected == 0 {
        return Err(Problem::stale());
    }
    Ok(index(tx, customer).await?)
}

fn reset(customer: Customer) -> ActiveModel {
    sea_orm::ActiveModelTrait::reset_all(customer.into_active_model())
}

/// The unique index on the external reference is the only one that can refuse a row.
fn refused(error: DbErr) -> Problem {
    if problem::is_unique_violation(&error) { Error::ExternalRefTaken.into() } else { error.into() }
}

/// What customers may be looked up by.
#[derive(Default)]
pub struct Keys<'a> {
    pub refs: Vec<&'a str>,
    /// E.164.
    pub phones: Vec<&'a str>,
    /// As sorted.
    pub names: Vec<String>,
}

/// The customers that any of the keys could mean, oldest first, in one query; none of those who are another's part.
pub async fn matching<C: ConnectionTrait>(conn: &C, lock: &str, keys: &Keys<'_>) -> Result<Vec<Customer>, DbErr> {
    let mut values: Vec<Value> = vec![];
    let mut conditions = vec![];
    let names = keys.names.iter().map(String::as_str).collect();
    for (column, keys) in [("external_ref", &keys.refs), ("phone_e164", &keys.phones), ("sort_name", &names)] {
        if !keys.is_empty() {
            let marks: Vec<_> = (1..=keys.len()).map(|place| format!("${}", values.len() + place)).collect();
            conditions.push(format!("r.{column} in ({})", marks.join(", ")));
            values.extend(keys.iter().map(|key| Value::from(*key)));
        }
    }
    if conditions.is_empty() {
        return Ok(vec![]);
    }
    let any = conditions.join(" or ");
    let sql =
        format!("select {COLUMNS} from customers_customers r where ({any}) and r.merged_into is null order by r.created_at, r.id{lock}");
    db::all(conn, sql, values).await
}

/// Inserts the new ones and overwrites those that are there, with their terms. The caller holds their locks.
pub async fn put_many(tx: &Tx, customers: &[Customer]) -> Result<(), DbErr> {
    let columns = Column::iter().filter(|column| !matches!(column, Column::Id | Column::CreatedAt));
    let overwrite = OnConflict::column(Column::Id).update_columns(columns).to_owned();
    for chunk in customers.chunks(ROWS_AT_ONCE) {
        let rows = chunk.iter().cloned().map(IntoActiveModel::into_active_model);
        Entity::insert_many(rows).on_conflict(overwrite.clone()).exec_without_returning(&**tx).await?;
    }
    let terms = terms_of(tx, customers).await?;
    search::insert(tx, TERMS, terms).await
}

/// What customers are found by: their own words and those of their contacts; nothing of those who were merged.
pub async fn terms_of(tx: &Tx, customers: &[Customer]) -> Result<Vec<(Uuid, String)>, DbErr> {
    let present: Vec<_> = customers.iter().filter(|customer| customer.merged_into.is_none()).collect();
    let mut terms: Vec<_> = present.iter().flat_map(|customer| customer.terms().into_iter().map(|term| (customer.id.0, term))).collect();
    let contacts = contacts::store::of_many(&**tx, &present.iter().map(|customer| customer.id).collect::<Vec<_>>()).await?;
    terms.extend(contacts.iter().flat_map(|contact| contact.terms().into_iter().map(|term| (contact.customer_id.0, term))));
    Ok(terms)
}

/// Forgets what these customers were found by.
pub async fn drop_terms(tx: &Tx, ids: &[CustomerId]) -> Result<(), DbErr> {
    search::forget(tx, TERMS, ids).await
}

/// Whom somebody who is being typed may be.
pub struct Alike<'a> {
    /// E.164.
    pub phone: Option<&'a str>,
    /// In lower case.
    pub email: Option<&'a str>,
    pub tax_id: Option<&'a str>,
    /// Beginnings of search terms.
    pub ranges: Vec<String>,
}

const MOST_ALIKE: u64 = 100;

/// Those whom any of it finds, each with the numbers and addresses of their contacts; some hundred at most.
pub async fn alike<C: ConnectionTrait>(conn: &C, asked: &Alike<'_>) -> Result<Vec<(Customer, Vec<String>, Vec<String>)>, DbErr> {
    let mut binds = Binds::default();
    let mut parts = vec![];
    if let Some(phone) = asked.phone {
        parts.push(format!("select id from customers_customers where phone_e164 = {}", binds.add(phone)));
        parts.push(format!("select customer_id as id from customers_contacts where phone_e164 = {}", binds.add(phone)));
    }
    if let Some(email) = asked.email {
        parts.push(format!("select id from customers_customers where lower(email) = {}", binds.add(email)));
        parts.push(format!("select customer_id as id from customers_contacts where lower(email) = {}", binds.add(email)));
    }
    if let Some(tax_id) = asked.tax_id {
        parts.push(format!("select id from customers_customers where tax_id = {}", binds.add(tax_id)));
    }
    for range in &asked.ranges {
        let (from, until) = (binds.add(range.as_str()), binds.add(format!("{range}\u{10FFFF}")));
        parts.push(format!("select id from customers_terms where term >= {from} and term < {until}"));
    }
    if parts.is_empty() {
        return Ok(vec![]);
    }
    let each = parts.iter().map(|part| format!("select id from ({part} limit {MOST_ALIKE}) f"));
    let ids = each.collect::<Vec<_>>().join(" union ");
    let sql = format!("select {COLUMNS} from ({ids}) m cross join customers_customers r where r.id = m.id and r.merged_into is null");
    let found: Vec<Customer> = db::all(conn, sql, binds.0).await?;
    let contacts = contacts::store::of_many(conn, &found.iter().map(|customer| customer.id).collect::<Vec<_>>()).await?;
    let with = |customer: Customer| {
        let of_them = || contacts.iter().filter(|contact| contact.customer_id == customer.id);
        let phones = of_them().filter_map(|contact| contact.phone_e164.clone()).collect();
        let emails = of_them().filter_map(|contact| contact.email.clone()).collect();
        (customer, phones, emails)
    };
    Ok(found.into_iter().map(with).collect())
}
