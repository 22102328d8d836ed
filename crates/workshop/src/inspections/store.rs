//! The only place with queries about inspections. One is read whole in seven, however many items and photos it has.

use std::collections::HashSet;

use chrono::{DateTime, Utc};
use contracts::customers::CustomerId;
use contracts::identity::UserId;
use contracts::vehicles::VehicleId;
use contracts::workshop::{InspectionId, ItemId, JobId, TemplateId, WorkOrderId};
use kernel::{Backend, Binds, Problem, SiteId, Tx, db};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, FromQueryResult, IntoActiveModel, QueryFilter, QueryOrder,
    QuerySelect,
};
use uuid::Uuid;

use super::inspection::{InspectionState, Verdict};
use super::tables::{inspection, item, photo, template};
use super::template::Unit;
use crate::work_orders::rows::NO_VEHICLE;
use crate::work_orders::state::WorkOrderState;
use crate::work_orders::store::put;

/// Inspections that are looked back at.
const EARLIER: u64 = 6;
const SHOWN_OF_VEHICLE: u64 = 20;

/// What an inspection needs to know of its order.
#[derive(Clone, Debug, FromQueryResult)]
pub struct OrderHead {
    pub id: WorkOrderId,
    pub site_id: SiteId,
    pub number: String,
    pub state: WorkOrderState,
    pub customer_id: CustomerId,
    pub vehicle_id: VehicleId,
    pub vehicle_plate: String,
    pub vehicle_label: String,
}

/// A photo with what is listed of its file.
#[derive(Clone, Debug, FromQueryResult)]
pub struct PhotoRow {
    pub id: Uuid,
    pub item_id: ItemId,
    pub marks: String,
    pub version: i64,
    pub name: String,
    pub by_name: String,
    pub at: DateTime<Utc>,
}

/// What was said of an item before.
#[derive(Clone, Debug, FromQueryResult)]
pub struct EarlierRow {
    pub inspection_id: InspectionId,
    pub code: String,
    pub name_fr: String,
    pub name_ar: String,
    pub name_en: String,
    pub unit: Option<Unit>,
    pub soon_below: Option<i64>,
    pub urgent_below: Option<i64>,
    pub verdict: Verdict,
    pub measure: Option<i64>,
    pub note: Option<String>,
    pub answered_at: DateTime<Utc>,
}

/// How many items of an inspection say what.
#[derive(Clone, Debug, FromQueryResult)]
pub struct CountRow {
    pub inspection_id: InspectionId,
    pub verdict: Option<Verdict>,
    pub number: i64,
}

/// An order's findings, with what they became.
#[derive(Clone, Debug, FromQueryResult)]
pub struct FindingRow {
    pub inspection_id: InspectionId,
    pub id: ItemId,
    pub name_fr: String,
    pub name_ar: String,
    pub name_en: String,
    pub unit: Option<Unit>,
    pub verdict: Option<Verdict>,
    pub measure: Option<i64>,
    pub note: Option<String>,
    pub job_id: Option<JobId>,
}

/// What a technician's orders had of inspections.
#[derive(Clone, Debug, FromQueryResult)]
pub struct ReportRow {
    pub technician_id: Option<UserId>,
    pub technician_name: Option<String>,
    pub orders: i64,
    pub inspected: i64,
    pub findings: i64,
    pub proposed: i64,
    pub sent: i64,
    pub opened: i64,
}

const HEAD: &str = "id, site_id, number, state, customer_id, vehicle_id, vehicle_plate, vehicle_label";

pub async fn head<C: ConnectionTrait>(conn: &C, id: WorkOrderId) -> Result<OrderHead, Problem> {
    let sql = format!("select {HEAD} from workshop_orders where id = $1");
    db::one(conn, sql, [id.into()]).await?.ok_or_else(Problem::not_found)
}

pub async fn find<C: ConnectionTrait>(conn: &C, id: InspectionId) -> Result<inspection::Model, Problem> {
    inspection::Entity::find_by_id(id).one(conn).await?.ok_or_else(Problem::not_found)
}

/// The inspection with its row locked until the transaction ends: answers wait for a signature, and a signature for answers.
pub async fn lock(tx: &Tx, id: InspectionId) -> Result<inspection::Model, Problem> {
    let mut select = inspection::Entity::find_by_id(id);
    if tx.backend() == Backend::Postgres {
        select = select.lock_exclusive();
    }
    select.one(&**tx).await?.ok_or_else(Problem::not_found)
}

pub async fn items<C: ConnectionTrait>(conn: &C, id: InspectionId) -> Result<Vec<item::Model>, DbErr> {
    item::Entity::find().filter(item::Column::InspectionId.eq(id)).order_by_asc(item::Column::Position).all(conn).await
}

pub async fn item<C: ConnectionTrait>(conn: &C, inspection: InspectionId, id: ItemId) -> Result<item::Model, Problem> {
    let found = item::Entity::find_by_id(id).filter(item::Column::InspectionId.eq(inspection)).one(conn).await?;
    found.ok_or_else(Problem::not_found)
}

pub async fn insert(tx: &Tx, inspection: &inspection::Model, items: Vec<item::Model>) -> Result<(), DbErr> {
    put::<inspection::Entity>(tx, vec![inspection.clone()]).await?;
    put::<item::Entity>(tx, items).await
}

/// Saves the inspection's own row and raises its version; it is locked.
pub async fn save(tx: &Tx, inspection: &mut inspection::Model) -> Result<(), DbErr> {
    inspection.version += 1;
    put::<inspection::Entity>(tx, vec![inspection.clone()]).await
}

/// Saves items and raises their versions; their inspection is locked.
pub async fn save_items(tx: &Tx, items: &mut [item::Model]) -> Result<(), DbErr> {
    for item in items.iter_mut() {
        item.version += 1;
    }
    put::<item::Entity>(tx, items.to_vec()).await
}

/// The photos of an inspection in the order they were taken.
pub async fn photos<C: ConnectionTrait>(conn: &C, id: InspectionId) -> Result<Vec<PhotoRow>, DbErr> {
    let sql = "select p.id, p.item_id, p.marks, p.version, f.name, f.by_name, f.at from workshop_inspection_photos p \
               join workshop_files f on f.id = p.id where p.inspection_id = $1 order by f.at, f.id";
    db::all(conn, sql, [id.into()]).await
}

pub async fn photo<C: ConnectionTrait>(conn: &C, inspection: InspectionId, id: Uuid) -> Result<photo::Model, Problem> {
    let found = photo::Entity::find_by_id(id).filter(photo::Column::InspectionId.eq(inspection)).one(conn).await?;
    found.ok_or_else(Problem::not_found)
}

pub async fn save_photo(tx: &Tx, photo: photo::Model) -> Result<(), DbErr> {
    put::<photo::Entity>(tx, vec![photo]).await
}

pub async fn delete_photo(tx: &Tx, id: Uuid) -> Result<(), DbErr> {
    photo::Entity::delete_by_id(id).exec(&**tx).await.map(drop)
}

/// What the vehicle's inspections before this one said, newest first.
pub async fn earlier<C: ConnectionTrait>(
    conn: &C,
    inspection: &inspection::Model,
    sites: Option<&[SiteId]>,
) -> Result<Vec<EarlierRow>, DbErr> {
    values(conn, inspection.vehicle_id, Some(inspection.id), sites, EARLIER).await
}

/// What the vehicle's inspections said, newest first.
pub async fn values_of<C: ConnectionTrait>(conn: &C, vehicle: VehicleId, sites: Option<&[SiteId]>) -> Result<Vec<EarlierRow>, DbErr> {
    values(conn, vehicle, None, sites, SHOWN_OF_VEHICLE).await
}

async fn values<C: ConnectionTrait>(
    conn: &C,
    vehicle: VehicleId,
    before: Option<InspectionId>,
    sites: Option<&[SiteId]>,
    most: u64,
) -> Result<Vec<EarlierRow>, DbErr> {
    let mut binds = Binds::default();
    let vehicle = binds.add(vehicle);
    let before = before.map(|id| format!(" and id < {}", binds.add(id))).unwrap_or_default();
    let among = binds.and_among("site_id", sites);
    let sql = format!(
        "select i.inspection_id, i.code, i.name_fr, i.name_ar, i.name_en, i.unit, i.soon_below, i.urgent_below, i.verdict, i.measure, \
         i.note, i.answered_at from workshop_inspection_items i where i.inspection_id in (select id from workshop_inspections \
         where vehicle_id = {vehicle}{before}{among} order by id desc limit {most}) and i.verdict is not null and i.verdict <> 'not_inspected' \
         and i.answered_at is not null order by i.inspection_id desc, i.position"
    );
    db::all(conn, sql, binds.0).await
}

pub async fn of_order<C: ConnectionTrait>(conn: &C, order: WorkOrderId) -> Result<Vec<inspection::Model>, DbErr> {
    inspection::Entity::find().filter(inspection::Column::OrderId.eq(order)).order_by_asc(inspection::Column::Id).all(conn).await
}

pub async fn of_vehicle<C: ConnectionTrait>(
    conn: &C,
    vehicle: VehicleId,
    sites: Option<&[SiteId]>,
) -> Result<Vec<inspection::Model>, DbErr> {
    let mut select = inspection::Entity::find().filter(inspection::Column::VehicleId.eq(vehicle));
    if let Some(sites) = sites {
        select = select.filter(inspection::Column::SiteId.is_in(sites.iter().copied()));
    }
    select.order_by_desc(inspection::Column::Id).limit(SHOWN_OF_VEHICLE).all(conn).await
}

pub async fn counts<C: ConnectionTrait>(conn: &C, inspections: &[inspection::Model]) -> Result<Vec<CountRow>, DbErr> {
    if inspections.is_empty() {
        return Ok(vec![]);
    }
    let mut binds = Binds::default();
    let ids = binds.list(inspections.iter().map(|inspection| inspection.id));
    let sql = format!(
        "select inspection_id, verdict, cast(count(*) as bigint) as number from workshop_inspection_items \
         where inspection_id in ({ids}) group by inspection_id, verdict"
    );
    db::all(conn, sql, binds.0).await
}

/// The findings of an order's inspections, urgent ones first.
pub async fn findings<C: ConnectionTrait>(conn: &C, order: WorkOrderId) -> Result<Vec<FindingRow>, DbErr> {
    let sql = "select i.inspection_id, i.id, i.name_fr, i.name_ar, i.name_en, i.unit, i.verdict, i.measure, i.note, i.job_id \
               from workshop_inspection_items i join workshop_inspections s on s.id = i.inspection_id where s.order_id = $1 \
               and (i.verdict in ('soon', 'urgent') or i.job_id is not null) \
               order by case when i.verdict = 'urgent' then 0 else 1 end, s.id, i.position";
    db::all(conn, sql, [order.into()]).await
}

/// The photos of all findings of an order: file, inspection and item.
pub async fn finding_photos<C: ConnectionTrait>(conn: &C, order: WorkOrderId) -> Result<Vec<(ItemId, Uuid)>, DbErr> {
    #[derive(FromQueryResult)]
    struct Row {
        id: Uuid,
        item_id: ItemId,
    }
    let sql = "select p.id, p.item_id from workshop_inspection_photos p join workshop_inspections s on s.id = p.inspection_id \
               where s.order_id = $1 order by p.id";
    Ok(db::all::<Row, _>(conn, sql, [order.into()]).await?.into_iter().map(|row| (row.item_id, row.id)).collect())
}

/// Which of these jobs are still on the order.
pub async fn jobs_on<C: ConnectionTrait>(conn: &C, order: WorkOrderId) -> Result<HashSet<JobId>, DbErr> {
    #[derive(FromQueryResult)]
    struct Row {
        id: JobId,
    }
    let sql = "select id from workshop_jobs where order_id = $1 and removed_in is null";
    Ok(db::all::<Row, _>(conn, sql, [order.into()]).await?.into_iter().map(|row| row.id).collect())
}

pub async fn templates<C: ConnectionTrait>(conn: &C, archived: bool) -> Result<Vec<template::Model>, DbErr> {
    let mut select = template::Entity::find();
    if !archived {
        select = select.filter(template::Column::Archived.eq(false));
    }
    select.order_by_asc(template::Column::Id).all(conn).await
}

pub async fn template<C: ConnectionTrait>(conn: &C, id: TemplateId) -> Result<template::Model, Problem> {
    template::Entity::find_by_id(id).one(conn).await?.ok_or_else(Problem::not_found)
}

/// Whether the order has an inspection of the template.
pub async fn has_begun<C: ConnectionTrait>(conn: &C, order: WorkOrderId, template: TemplateId) -> Result<bool, DbErr> {
    let same = inspection::Entity::find().filter(inspection::Column::OrderId.eq(order));
    Ok(same.filter(inspection::Column::TemplateId.eq(template)).one(conn).await?.is_some())
}

pub async fn insert_template(tx: &Tx, row: template::Model) -> Result<(), DbErr> {
    put::<template::Entity>(tx, vec![row]).await
}

/// Saves a template and raises its version; 412 when somebody else saved meanwhile.
pub async fn save_template(tx: &Tx, row: &mut template::Model) -> Result<(), Problem> {
    let read = row.version;
    row.version += 1;
    let update = template::Entity::update_many().set(row.clone().into_active_model().reset_all());
    let update = update.filter(template::Column::Id.eq(row.id)).filter(template::Column::Version.eq(read));
    if update.exec(&**tx).await?.rows_affected == 0 { Err(Problem::stale()) } else { Ok(()) }
}

/// By the technician of the orders that were opened within the span; nothing is looked at of what is sold over the counter.
pub async fn report<C: ConnectionTrait>(
    conn: &C,
    sites: Option<&[SiteId]>,
    from: DateTime<Utc>,
    until: DateTime<Utc>,
) -> Result<Vec<ReportRow>, DbErr> {
    let mut binds = Binds::default();
    let done = InspectionState::Done.name();
    let of_order = "from workshop_inspections s where s.order_id = o.id";
    let items_of = "from workshop_inspection_items i join workshop_inspections s on s.id = i.inspection_id where s.order_id = o.id";
    let links_of = "from workshop_links l where l.order_id = o.id and l.kind = 'inspection'";
    let (from, until) = (binds.add(from), binds.add(until));
    let (among, none) = (binds.and_among("o.site_id", sites), binds.add(NO_VEHICLE));
    let sql = format!(
        "select technician_id, max(technician_name) as technician_name, cast(count(*) as bigint) as orders, \
         cast(sum(inspected) as bigint) as inspected, cast(sum(findings) as bigint) as findings, cast(sum(proposed) as bigint) as proposed, \
         cast(sum(sent) as bigint) as sent, cast(sum(opened) as bigint) as opened from (select o.technician_id, o.technician_name, \
         case when exists (select 1 {of_order} and s.state = '{done}') then 1 else 0 end as inspected, \
         (select count(*) {items_of} and i.verdict in ('soon', 'urgent')) as findings, \
         (select count(*) {items_of} and i.job_id is not null) as proposed, \
         (select count(*) {links_of}) as sent, \
         (select count(*) {links_of} and l.first_opened_at is not null) as opened \
         from workshop_orders o where o.opened_at >= {from} and o.opened_at < {until}{among} and o.state <> 'cancelled' \
         and o.vehicle_id <> {none}) t \
         group by technician_id \
         order by case when technician_id is null then 1 else 0 end, max(technician_name), technician_id"
    );
    db::all(conn, sql, binds.0).await
}
