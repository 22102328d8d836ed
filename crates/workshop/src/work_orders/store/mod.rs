//! The only place with queries. An order is loaded whole in five and saved by what differs, each kind of row in one statement.

mod copies;
mod lists;
mod removed;

use chrono::{DateTime, Datelike, Utc};
use contracts::identity::{DocumentKind, SiteCard};
use contracts::workshop::WorkOrderId;
use kernel::search::{self, code, name, words};
use kernel::{Backend, Problem, SiteId, Tx, counters};
use sea_orm::sea_query::OnConflict;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, IntoActiveModel, Iterable, PrimaryKeyToColumn, QueryFilter,
    QueryOrder, QuerySelect,
};
use uuid::Uuid;

use super::fact::Fact;
use super::rows;
use super::tables::{history, job, line, order, part};
use super::work_order::WorkOrder;
use crate::MODULE;

pub use copies::{follow_vehicle, forget_invoice, index_again, relabel_customer, relabel_vehicle, save_invoice, save_parts};
pub use lists::{Entry, Filter, Found, Row, Sort, board, count, history_of, list, open_numbers, row, search_orders, site_of};
pub use removed::{removed_job, removed_line};

pub const TERMS: &str = "workshop_terms";

/// The order whole, if it exists.
pub async fn find<C: ConnectionTrait>(conn: &C, id: WorkOrderId) -> Result<Option<WorkOrder>, DbErr> {
    match order::Entity::find_by_id(id).one(conn).await? {
        Some(row) => whole(conn, row).await.map(Some),
        None => Ok(None),
    }
}

/// The order whole, with its row locked until the transaction ends.
pub async fn lock(tx: &Tx, id: WorkOrderId) -> Result<Option<WorkOrder>, DbErr> {
    let mut select = order::Entity::find_by_id(id);
    if tx.backend() == Backend::Postgres {
        select = select.lock_exclusive();
    }
    match select.one(&**tx).await? {
        Some(row) => whole(&**tx, row).await.map(Some),
        None => Ok(None),
    }
}

async fn whole<C: ConnectionTrait>(conn: &C, row: order::Model) -> Result<WorkOrder, DbErr> {
    let jobs = job::Entity::find().filter(job::Column::OrderId.eq(row.id)).filter(job::Column::RemovedIn.is_null());
    let jobs = jobs.order_by_asc(job::Column::Position).all(conn).await?;
    let lines = line::Entity::find().filter(line::Column::OrderId.eq(row.id)).filter(line::Column::RemovedIn.is_null());
    let lines = lines.order_by_asc(line::Column::Position).all(conn).await?;
    let invoices = copies::invoices_of(conn, row.id).await?;
    let parts = part::Entity::find().filter(part::Column::OrderId.eq(row.id)).order_by_asc(part::Column::LineId).all(conn).await?;
    Ok(rows::assemble(row, rows::Belonging { jobs, lines, invoices, parts }))
}

/// Writes a new order and gives it its number. The number comes late: its counter stays locked until the commit.
pub async fn insert(tx: &Tx, order: &mut WorkOrder, site: &SiteCard) -> Result<(), DbErr> {
    put::<job::Entity>(tx, job_rows(order)).await?;
    put::<line::Entity>(tx, line_rows(order)).await?;
    order.number = next_number(tx, site, order.opened_at).await?;
    put::<order::Entity>(tx, vec![rows::order_row(order)]).await?;
    let terms = terms(&order.number, &order.vehicle.plate, &order.customer.name, order.po_number.as_deref());
    search::insert(tx, TERMS, terms.map(|term| (order.id.0, term)).collect()).await
}

/// `LAC-2026-00042`, in the year it is at the site. The series has the site's id, not its prefix: sequences go on when that changes.
async fn next_number(tx: &Tx, site: &SiteCard, at: DateTime<Utc>) -> Result<String, DbErr> {
    let zone: chrono_tz::Tz = site.time_zone.parse().unwrap_or(chrono_tz::UTC);
    let year = at.with_timezone(&zone).year();
    let sequence = counters::next(tx, MODULE, &series(site.id, year)).await?;
    Ok(site.numbering.number(DocumentKind::WorkOrder, &site.code, year, sequence))
}

pub fn series(site: SiteId, year: i32) -> String {
    format!("work_order:{site}:{year}")
}

/// What an order is found by: its number (`LAC-2026-00042`, `00042`, `42`), the plate and its parts, the customer's words and own number.
pub fn terms(number: &str, plate: &str, customer: &str, po_number: Option<&str>) -> impl Iterator<Item = String> + use<> {
    let tail = number.rsplit('-').next().unwrap_or_default();
    let codes = [code(number), tail.to_owned(), tail.trim_start_matches('0').to_owned(), code(plate)];
    codes.into_iter().chain(words(plate)).chain(name(customer)).chain(po_number.map(code))
}

/// Saves what differs and raises the version. 412 when somebody else saved meanwhile.
pub async fn save(tx: &Tx, before: &WorkOrder, order: &mut WorkOrder) -> Result<(), Problem> {
    order.version = before.version + 1;
    let row = rows::order_row(order).into_active_model().reset_all();
    let update = order::Entity::update_many().set(row).filter(order::Column::Id.eq(order.id));
    if update.filter(order::Column::Version.eq(before.version)).exec(&**tx).await?.rows_affected == 0 {
        return Err(Problem::stale());
    }
    if order.po_number != before.po_number {
        copies::index_again(tx, order).await?;
    }
    let ((jobs, lines), (old_jobs, old_lines)) = ((job_rows(order), line_rows(order)), (job_rows(before), line_rows(before)));
    let (new, old) = (jobs.iter().map(|row| row.id), old_jobs.iter().map(|row| row.id));
    removed::take_off(tx, "workshop_jobs", (old, new), order.version).await?;
    let (new, old) = (lines.iter().map(|row| row.id), old_lines.iter().map(|row| row.id));
    removed::take_off(tx, "workshop_lines", (old, new), order.version).await?;
    put::<job::Entity>(tx, jobs.into_iter().filter(|row| !old_jobs.contains(row)).collect()).await?;
    Ok(put::<line::Entity>(tx, lines.into_iter().filter(|row| !old_lines.contains(row)).collect()).await?)
}

/// Appends to the order's history.
pub async fn record(tx: &Tx, order: WorkOrderId, facts: &[Fact], by_name: &str, at: DateTime<Utc>) -> Result<(), DbErr> {
    put::<history::Entity>(tx, facts.iter().map(|fact| history_row(order, fact, by_name, at)).collect()).await
}

pub fn history_row(order: WorkOrderId, fact: &Fact, by_name: &str, at: DateTime<Utc>) -> history::Model {
    let (event, detail) = (fact.name().to_owned(), fact.detail().and_then(|detail| detail.to_text()));
    history::Model { id: Uuid::now_v7(), order_id: order, at, by_name: by_name.to_owned(), event, detail }
}

pub fn job_rows(order: &WorkOrder) -> Vec<job::Model> {
    order.jobs.iter().enumerate().map(|(place, job)| rows::job_row(order.id, place, job)).collect()
}

pub fn line_rows(order: &WorkOrder) -> Vec<line::Model> {
    let lines = order.jobs.iter().flat_map(|job| job.lines.iter().enumerate().map(move |(place, line)| (job, place, line)));
    lines.map(|(job, place, line)| rows::line_row(order.id, job, place, line)).collect()
}

/// Inserts rows in one statement, and overwrites those that are there.
pub async fn put<E: EntityTrait>(tx: &Tx, rows: Vec<E::Model>) -> Result<(), DbErr>
where
    E::Model: IntoActiveModel<E::ActiveModel>,
    E::ActiveModel: Send,
{
    if rows.is_empty() {
        return Ok(());
    }
    let mut conflict = OnConflict::columns(E::PrimaryKey::iter().map(PrimaryKeyToColumn::into_column));
    conflict.update_columns(E::Column::iter().filter(|column| E::PrimaryKey::from_column(*column).is_none()));
    let rows = rows.into_iter().map(IntoActiveModel::into_active_model);
    E::insert_many(rows).on_conflict(conflict).exec_without_returning(&**tx).await.map(|_| ())
}
