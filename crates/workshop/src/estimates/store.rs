//! The only place with queries about estimates.

use chrono::{DateTime, Utc};
use contracts::workshop::{EstimateId, JobId, WorkOrderId};
use kernel::{Binds, Problem, SiteId, Tx, db};
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, FromQueryResult, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

use super::tables::{decision, settings, version, word};
use crate::work_orders::store::put;

/// Versions that an order may have.
pub const MOST_VERSIONS: i64 = 100;
/// Questions and answers of an order.
pub const MOST_WORDS: u64 = 100;
const SHOWN_DECISIONS: u64 = 200;

/// A photo of what was found, and the job that it became.
#[derive(Clone, Debug, FromQueryResult)]
pub struct FoundPhoto {
    pub id: Uuid,
    pub inspection_id: Uuid,
    pub job_id: JobId,
    pub marks: String,
}

pub async fn insert(tx: &Tx, row: version::Model) -> Result<(), DbErr> {
    put::<version::Entity>(tx, vec![row]).await
}

pub async fn known<C: ConnectionTrait>(conn: &C, id: EstimateId) -> Result<Option<version::Model>, DbErr> {
    version::Entity::find_by_id(id).one(conn).await
}

pub async fn find<C: ConnectionTrait>(conn: &C, id: EstimateId) -> Result<version::Model, Problem> {
    known(conn, id).await?.ok_or_else(Problem::not_found)
}

/// The order's newest version.
pub async fn newest<C: ConnectionTrait>(conn: &C, order: WorkOrderId) -> Result<Option<version::Model>, DbErr> {
    let versions = version::Entity::find().filter(version::Column::OrderId.eq(order));
    versions.order_by_desc(version::Column::Number).one(conn).await
}

/// All versions of an order, newest first.
pub async fn versions<C: ConnectionTrait>(conn: &C, order: WorkOrderId) -> Result<Vec<version::Model>, DbErr> {
    let versions = version::Entity::find().filter(version::Column::OrderId.eq(order));
    versions.order_by_desc(version::Column::Number).all(conn).await
}

/// Notes that it was read; true when it was for the first time.
pub async fn note_opened(tx: &Tx, id: EstimateId, now: DateTime<Utc>) -> Result<bool, DbErr> {
    let sql = "update workshop_estimates set first_opened_at = $1 where id = $2 and first_opened_at is null";
    Ok(db::execute(&**tx, sql, [now.into(), id.into()]).await?.rows_affected() == 1)
}

/// Whom of the customer is asked from now on.
pub async fn ask(tx: &Tx, id: EstimateId, contact: Uuid, name: &str) -> Result<(), DbErr> {
    let sql = "update workshop_estimates set asked_id = $1, asked_name = $2 where id = $3";
    db::execute(&**tx, sql, [contact.into(), name.into(), id.into()]).await.map(drop)
}

pub async fn note_decided(tx: &Tx, id: EstimateId, now: DateTime<Utc>) -> Result<(), DbErr> {
    let sql = "update workshop_estimates set decided_at = $1 where id = $2 and decided_at is null";
    db::execute(&**tx, sql, [now.into(), id.into()]).await.map(drop)
}

pub async fn insert_decisions(tx: &Tx, rows: Vec<decision::Model>) -> Result<(), DbErr> {
    put::<decision::Entity>(tx, rows).await
}

/// What was decided on an order, newest first.
pub async fn decisions<C: ConnectionTrait>(conn: &C, order: WorkOrderId) -> Result<Vec<decision::Model>, DbErr> {
    let decisions = decision::Entity::find().filter(decision::Column::OrderId.eq(order));
    decisions.order_by_desc(decision::Column::Id).limit(SHOWN_DECISIONS).all(conn).await
}

/// What was decided on a version by its links.
pub async fn decided_once<C: ConnectionTrait>(conn: &C, version: &version::Model) -> Result<Vec<JobId>, DbErr> {
    let decisions = decision::Entity::find().filter(decision::Column::OrderId.eq(version.order_id));
    let decisions = decisions.filter(decision::Column::EstimateId.eq(version.id)).filter(decision::Column::Once.is_not_null());
    Ok(decisions.all(conn).await?.into_iter().map(|row| row.job_id).collect())
}

pub async fn insert_word(tx: &Tx, row: word::Model) -> Result<(), DbErr> {
    put::<word::Entity>(tx, vec![row]).await
}

/// What was asked and answered on an order, as it was said.
pub async fn words<C: ConnectionTrait>(conn: &C, order: WorkOrderId) -> Result<Vec<word::Model>, DbErr> {
    let words = word::Entity::find().filter(word::Column::OrderId.eq(order));
    words.order_by_asc(word::Column::Id).limit(MOST_WORDS).all(conn).await
}

/// What a site says of its estimates; none while it says nothing.
pub async fn settings<C: ConnectionTrait>(conn: &C, site: SiteId) -> Result<Option<settings::Model>, DbErr> {
    settings::Entity::find_by_id(site).one(conn).await
}

pub async fn save_settings(tx: &Tx, row: settings::Model) -> Result<(), DbErr> {
    put::<settings::Entity>(tx, vec![row]).await
}

/// Photos of the findings that these jobs come from.
pub async fn photos<C: ConnectionTrait>(conn: &C, order: WorkOrderId, jobs: &[JobId]) -> Result<Vec<FoundPhoto>, DbErr> {
    if jobs.is_empty() {
        return Ok(vec![]);
    }
    let mut binds = Binds::default();
    let order = binds.add(order);
    let jobs = binds.list(jobs.iter().copied());
    let sql = format!(
        "select p.id, p.inspection_id, i.job_id, p.marks from workshop_inspections n \
         join workshop_inspection_items i on i.inspection_id = n.id \
         join workshop_inspection_photos p on p.inspection_id = n.id and p.item_id = i.id \
         where n.order_id = {order} and i.job_id in ({jobs}) order by p.id"
    );
    db::all(conn, sql, binds.0).await
}
