//! The only place with queries of electronic documents and the tries to send them.

use chrono::{DateTime, Utc};
use contracts::billing::InvoiceId;
use contracts::customers::CustomerId;
use contracts::documents::Registration;
use kernel::listing::{Conditions, Listing};
use kernel::{Binds, Problem, SiteId, Tx, db};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, FromQueryResult, IntoActiveModel, QueryFilter, QueryOrder,
    QuerySelect, Value,
};
use uuid::Uuid;

use super::document::{State, holds_up_others};
use super::tables::{attempts, documents};
use crate::einvoices::settings::Platform;
use crate::invoices::store::TERMS;

type Row = documents::Model;

pub async fn insert(tx: &Tx, row: Row) -> Result<(), DbErr> {
    documents::Entity::insert(row.into_active_model()).exec_without_returning(&**tx).await.map(drop)
}

pub async fn note(tx: &Tx, attempt: attempts::Model) -> Result<(), DbErr> {
    attempts::Entity::insert(attempt.into_active_model()).exec_without_returning(&**tx).await.map(drop)
}

pub async fn find<C: ConnectionTrait>(conn: &C, id: Uuid) -> Result<Option<Row>, DbErr> {
    documents::Entity::find_by_id(id).one(conn).await
}

/// Kept from others until the transaction ends; SQLite's writer is alone already.
pub async fn lock(tx: &Tx, id: Uuid) -> Result<Option<Row>, DbErr> {
    documents::Entity::find_by_id(id).lock_exclusive().one(&**tx).await
}

/// Of an invoice or a credit note.
pub async fn of_document<C: ConnectionTrait>(conn: &C, document: Uuid) -> Result<Option<Row>, DbErr> {
    documents::Entity::find().filter(documents::Column::DocumentId.eq(document)).one(conn).await
}

/// The oldest first.
pub async fn attempts_of<C: ConnectionTrait>(conn: &C, id: Uuid) -> Result<Vec<attempts::Model>, DbErr> {
    let of_row = attempts::Entity::find().filter(attempts::Column::EinvoiceId.eq(id));
    of_row.order_by_asc(attempts::Column::Id).all(conn).await
}

/// Writes how it stands now, where nobody else did since it was read.
pub async fn save(tx: &Tx, row: &mut Row) -> Result<(), Problem> {
    let read = row.version;
    row.version += 1;
    let update = documents::Entity::update_many().set(row.clone().into_active_model().reset_all());
    let same = update.filter(documents::Column::Id.eq(row.id)).filter(documents::Column::Version.eq(read));
    if same.exec(&**tx).await?.rows_affected == 1 { Ok(()) } else { Err(Problem::stale()) }
}

/// What is due, in the order of issue. Whatever was sent is asked about beside that: it holds nobody up.
pub async fn due<C: ConnectionTrait>(conn: &C, now: DateTime<Utc>, limit: u64) -> Result<Vec<Row>, DbErr> {
    let due = documents::Entity::find().filter(documents::Column::NextAt.lte(now));
    due.order_by_asc(documents::Column::Id).limit(limit).all(conn).await
}

/// Takes it upon this process until `until`; false when another did. Its version stays: nothing of it changed.
pub async fn claim(tx: &Tx, row: &mut Row, until: DateTime<Utc>) -> Result<bool, DbErr> {
    let sql = "update billing_einvoices set next_at = $1 where id = $2 and next_at = $3 and version = $4";
    let values = [until.into(), row.id.into(), row.next_at.into(), row.version.into()];
    row.next_at = Some(until);
    Ok(db::execute(&**tx, sql, values).await?.rows_affected() == 1)
}

/// What failed and waits for its next try: what was issued after it at its site waits too.
pub async fn held<C: ConnectionTrait>(conn: &C, now: DateTime<Utc>) -> Result<Vec<Row>, DbErr> {
    let waiting = documents::Entity::find().filter(documents::Column::NextAt.gt(now)).filter(documents::Column::Failures.gt(0));
    Ok(waiting.all(conn).await?.into_iter().filter(holds_up_others).collect())
}

/// What an invoice or a credit note was registered under, as it is printed: an access point's name for it says nothing to a reader.
pub async fn registration<C: ConnectionTrait>(conn: &C, document: Uuid) -> Result<Option<Registration>, DbErr> {
    let row = of_document(conn, document).await?.filter(|row| row.platform != Platform::Peppyrus);
    Ok(row.and_then(|row| Some(Registration { reference: row.reference?, code: row.code })))
}

/// Which documents, from where on.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// Every site without.
    pub sites: Option<Vec<SiteId>>,
    pub states: Vec<State>,
    pub invoice: Option<InvoiceId>,
    /// Not accepted in time.
    pub overdue: Option<DateTime<Utc>>,
    pub before: Option<Uuid>,
    pub limit: u64,
}

/// Newest first.
pub async fn newest<C: ConnectionTrait>(conn: &C, filter: &Filter) -> Result<Vec<Row>, DbErr> {
    let mut conditions = Conditions::default();
    conditions.equal("r.invoice_id", filter.invoice.map(|id| id.0));
    if let Some(now) = filter.overdue {
        conditions.add("r.state <> 'accepted' and r.overdue_at <= ?", [now.into()]);
    }
    if let Some(before) = filter.before {
        conditions.add("r.id < ?", [before.into()]);
    }
    let listing = Listing {
        table: "billing_einvoices",
        terms: TERMS,
        columns: "r.*",
        keys: "r.id",
        order: "r.id desc",
        limit: filter.limit,
        conditions,
        is_narrow: filter.invoice.is_some() || filter.overdue.is_some(),
        words: None,
        sites: filter.sites.as_deref(),
        states: filter.states.iter().map(|state| state.code()).collect(),
    };
    listing.rows(conn).await
}

/// How many of what is not accepted stand where.
#[derive(FromQueryResult)]
pub struct Tally {
    pub state: State,
    pub documents: i64,
    pub overdue: i64,
}

pub async fn counts<C: ConnectionTrait>(conn: &C, sites: Option<&[SiteId]>, now: DateTime<Utc>) -> Result<Vec<Tally>, DbErr> {
    let mut binds = Binds::default();
    let now = binds.add(now);
    let of_sites = binds.and_among("site_id", sites);
    let sql = format!(
        "select state, count(*) as documents, cast(coalesce(sum(case when overdue_at <= {now} then 1 else 0 end), 0) as bigint) as overdue \
         from billing_einvoices where state <> 'accepted'{of_sites} group by state"
    );
    db::all(conn, sql, binds.0).await
}

/// The numbers of what was not accepted in time, the oldest first.
pub async fn overdue<C: ConnectionTrait>(conn: &C, now: DateTime<Utc>) -> Result<Vec<Row>, DbErr> {
    let late = documents::Entity::find().filter(documents::Column::State.ne(State::Accepted)).filter(documents::Column::OverdueAt.lte(now));
    late.order_by_asc(documents::Column::Id).limit(500).all(conn).await
}

/// A document is whose its invoice is, when customers become one or two again.
pub async fn follow_invoices(tx: &Tx, customers: [CustomerId; 2]) -> Result<(), DbErr> {
    let sql = "update billing_einvoices set customer_id = (select i.customer_id from billing_invoices i where i.id = invoice_id) \
               where customer_id in ($1, $2)";
    db::execute(&**tx, sql, customers.map(Value::from)).await.map(drop)
}
