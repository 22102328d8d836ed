//! The only place that queries appointments, allocations and history.

use chrono::{DateTime, Datelike, Utc};
use contracts::customers::{CustomerId, CustomerSaved};
use contracts::identity::{SiteCard, UserId};
use contracts::scheduling::{AllocationId, AppointmentId, AppointmentState, ResourceId, SeriesId};
use contracts::vehicles::{VehicleId, VehicleSaved};
use contracts::workshop::WorkOrderId;
use kernel::search::{self, Query, Source as Found, code, name, words};
use kernel::{Backend, Binds, Problem, SiteId, Tx, counters, db};
use sea_orm::{
    ActiveEnum, ActiveModelTrait, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, FromQueryResult, IntoActiveModel, PaginatorTrait,
    QueryFilter, QueryOrder, QuerySelect,
};
use uuid::Uuid;

use super::appointment::{Detail, Fact, OPEN};
use super::record::{Column, Entity, Model, allocation, history};
use super::view::Affected;
use crate::time::hours::zone_of;
use crate::time::{Interval, at};
use crate::{MODULE, TERMS};

/// No slice is longer, so that those that may overlap a time begin within so much before it.
pub const LONGEST_SLICE: i64 = 7 * 24 * 3600;

pub async fn find<C: ConnectionTrait>(conn: &C, id: AppointmentId) -> Result<Model, Problem> {
    Entity::find_by_id(id).one(conn).await?.ok_or_else(Problem::not_found)
}

pub async fn find_many<C: ConnectionTrait>(conn: &C, ids: &[AppointmentId]) -> Result<Vec<Model>, DbErr> {
    if ids.is_empty() {
        return Ok(vec![]);
    }
    Entity::find().filter(Column::Id.is_in(ids.iter().copied())).all(conn).await
}

/// The appointment, locked until the transaction ends.
pub async fn lock(tx: &Tx, id: AppointmentId) -> Result<Option<Model>, DbErr> {
    let mut find = Entity::find_by_id(id);
    if tx.backend() == Backend::Postgres {
        find = find.lock_exclusive();
    }
    find.one(&**tx).await
}

/// The next appointments by their ids, locked.
pub async fn lock_after(tx: &Tx, after: Uuid, limit: u64) -> Result<Vec<Model>, DbErr> {
    let sql = format!("select {COLUMNS} from scheduling_appointments r where r.id > $1 order by r.id limit {limit}{}", tx.lock_clause());
    db::all(&**tx, sql, [after.into()]).await
}

/// Writes a new appointment and gives it its number. The number comes late: its counter stays locked until the commit.
pub async fn insert(tx: &Tx, appointment: &mut Model, site: &SiteCard) -> Result<(), DbErr> {
    appointment.number = next_number(tx, site, appointment.created_at).await?;
    Entity::insert(appointment.clone().into_active_model()).exec_without_returning(&**tx).await?;
    search::insert(tx, TERMS, terms(appointment).map(|term| (appointment.id.0, term)).collect()).await
}

/// `LAC-R-2026-00042`, in the year it is at the site.
async fn next_number(tx: &Tx, site: &SiteCard, now: DateTime<Utc>) -> Result<String, DbErr> {
    let year = now.with_timezone(&zone_of(site)).year();
    let sequence = counters::next(tx, MODULE, &series(site.id, year)).await?;
    Ok(number(&site.code, year, sequence))
}

pub fn series(site: SiteId, year: i32) -> String {
    format!("appointment:{site}:{year}")
}

/// Digits of a sequence.
pub const SERIES_LENGTH: usize = 5;

fn number(site_code: &str, year: i32, sequence: i64) -> String {
    format!("{site_code}-R-{year}-{sequence:0SERIES_LENGTH$}")
}

/// What an appointment is found by: its number and the end of it, the plate, the customer's words.
pub fn terms(appointment: &Model) -> impl Iterator<Item = String> + use<> {
    let tail = appointment.number.rsplit('-').next().unwrap_or_default();
    let plate = appointment.plate.clone().unwrap_or_default();
    let codes = [code(&appointment.number), tail.to_owned(), tail.trim_start_matches('0').to_owned(), code(&plate)];
    codes.into_iter().chain(words(&plate)).chain(name(&appointment.customer_name))
}

/// Writes the appointment as the next version of itself.
pub async fn save(tx: &Tx, before: &Model, appointment: &mut Model) -> Result<(), Problem> {
    appointment.version = before.version + 1;
    let row = appointment.clone().into_active_model().reset_all();
    let update = Entity::update_many().set(row).filter(Column::Id.eq(appointment.id)).filter(Column::Version.eq(before.version));
    if update.exec(&**tx).await?.rows_affected == 0 {
        return Err(Problem::stale());
    }
    if (&before.customer_name, &before.plate) != (&appointment.customer_name, &appointment.plate) {
        search::index(tx, TERMS, appointment.id.0, terms(appointment).collect()).await?;
    }
    Ok(())
}

pub async fn record(tx: &Tx, id: AppointmentId, fact: Fact, detail: &Detail, by_name: &str, at: DateTime<Utc>) -> Result<(), DbErr> {
    let detail = (*detail != Detail::default()).then(|| serde_json::to_string(detail).unwrap_or_default());
    let entry =
        history::Model { id: Uuid::now_v7(), appointment_id: id, at, by_name: by_name.to_owned(), event: fact.name().to_owned(), detail };
    history::Entity::insert(entry.into_active_model()).exec_without_returning(&**tx).await.map(|_| ())
}

/// Newest first.
pub async fn history_of<C: ConnectionTrait>(
    conn: &C,
    id: AppointmentId,
    after: Option<Uuid>,
    limit: u64,
) -> Result<Vec<history::Model>, DbErr> {
    let mut find = history::Entity::find().filter(history::Column::AppointmentId.eq(id));
    if let Some(after) = after {
        find = find.filter(history::Column::Id.lt(after));
    }
    find.order_by_desc(history::Column::Id).limit(limit).all(conn).await
}

pub async fn allocations_of<C: ConnectionTrait>(conn: &C, id: AppointmentId) -> Result<Vec<allocation::Model>, DbErr> {
    let all = allocation::Entity::find().filter(allocation::Column::AppointmentId.eq(id));
    all.order_by_asc(allocation::Column::Starts).order_by_asc(allocation::Column::Id).all(conn).await
}

pub async fn find_allocation<C: ConnectionTrait>(conn: &C, id: AllocationId) -> Result<allocation::Model, Problem> {
    allocation::Entity::find_by_id(id).one(conn).await?.ok_or_else(Problem::not_found)
}

pub async fn insert_allocations(tx: &Tx, rows: Vec<allocation::Model>) -> Result<(), DbErr> {
    let rows = rows.into_iter().map(IntoActiveModel::into_active_model);
    allocation::Entity::insert_many(rows).exec_without_returning(&**tx).await.map(|_| ())
}

/// Gives the time back.
pub async fn free(tx: &Tx, id: AppointmentId) -> Result<(), DbErr> {
    let all = allocation::Entity::delete_many().filter(allocation::Column::AppointmentId.eq(id));
    all.exec(&**tx).await.map(|_| ())
}

pub async fn delete_allocation(tx: &Tx, id: AllocationId) -> Result<u64, DbErr> {
    allocation::Entity::delete_by_id(id).exec(&**tx).await.map(|done| done.rows_affected)
}

/// From now on the slices are a work order's, too.
pub async fn hand_to(tx: &Tx, id: AppointmentId, order: WorkOrderId) -> Result<(), DbErr> {
    let sql = "update scheduling_allocations set work_order_id = $1 where appointment_id = $2";
    db::execute(&**tx, sql, [order.into(), id.into()]).await.map(|_| ())
}

/// A slice with what a clash or a card says of it.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Allocated {
    pub id: AllocationId,
    pub resource_id: ResourceId,
    pub starts: i64,
    pub ends: i64,
    pub appointment_id: Option<AppointmentId>,
    pub work_order_id: Option<WorkOrderId>,
    pub number: Option<String>,
    pub customer_name: Option<String>,
}

impl Allocated {
    /// `LAC-R-2026-00042 · Leïla`
    pub fn label(&self) -> String {
        let parts = [self.number.as_deref(), self.customer_name.as_deref()];
        parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
    }
}

const ALLOCATED: &str = "select l.id, l.resource_id, l.starts, l.ends, l.appointment_id, l.work_order_id, a.number, a.customer_name \
    from scheduling_allocations l left join scheduling_appointments a on a.id = l.appointment_id";

/// Of the site, what overlaps the time; by their beginning.
pub async fn allocated<C: ConnectionTrait>(conn: &C, site: SiteId, time: Interval) -> Result<Vec<Allocated>, DbErr> {
    let sql = format!("{ALLOCATED} where l.site_id = $1 and l.starts > $2 and l.starts < $3 and l.ends > $4 order by l.starts, l.id");
    let values = [site.into(), (time.from - LONGEST_SLICE - 1).into(), time.until.into(), time.from.into()];
    db::all(conn, sql, values).await
}

/// Of these resources, what overlaps the time.
pub async fn allocated_of(tx: &Tx, resources: &[ResourceId], time: Interval) -> Result<Vec<Allocated>, DbErr> {
    let mut binds = Binds::default();
    let places = binds.list(resources.iter().copied());
    let sql = format!(
        "{ALLOCATED} where l.resource_id in ({places}) and l.starts > {} and l.starts < {} and l.ends > {} order by l.starts, l.id",
        binds.add(time.from - LONGEST_SLICE - 1),
        binds.add(time.until),
        binds.add(time.from)
    );
    db::all(&**tx, sql, binds.0).await
}

/// Appointments that have time of a resource in an interval.
pub async fn affected<C: ConnectionTrait>(conn: &C, resource: ResourceId, time: Interval) -> Result<Vec<Affected>, DbErr> {
    #[derive(FromQueryResult)]
    struct Row {
        id: AppointmentId,
        number: String,
        customer_name: String,
        starts: i64,
    }
    let sql = "select distinct a.id, a.number, a.customer_name, a.starts from scheduling_allocations l \
        join scheduling_appointments a on a.id = l.appointment_id \
        where l.resource_id = $1 and l.starts > $2 and l.starts < $3 and l.ends > $4 order by a.starts, a.id limit 200";
    let values = [resource.into(), (time.from - LONGEST_SLICE - 1).into(), time.until.into(), time.from.into()];
    let rows: Vec<Row> = db::all(conn, sql, values).await?;
    let told = |row: Row| Affected { id: row.id, number: row.number, customer_name: row.customer_name, start: at(row.starts) };
    Ok(rows.into_iter().map(told).collect())
}

/// The states of what is still to come, for a list in SQL.
pub fn open_states() -> String {
    OPEN.map(|state| format!("'{}'", state.to_value())).join(", ")
}

/// When those begin who will wait, sorted.
pub async fn waiters<C: ConnectionTrait>(
    conn: &C,
    site: SiteId,
    time: Interval,
    without: Option<AppointmentId>,
) -> Result<Vec<i64>, DbErr> {
    #[derive(FromQueryResult)]
    struct Row {
        id: AppointmentId,
        starts: i64,
    }
    let sql = format!(
        "select a.id, a.starts from scheduling_appointments a where a.site_id = $1 and a.starts >= $2 and a.starts < $3 \
         and a.is_waiter and a.state in ({}) order by a.starts",
        open_states()
    );
    let rows: Vec<Row> = db::all(conn, sql, [site.into(), time.from.into(), time.until.into()]).await?;
    Ok(rows.into_iter().filter(|row| Some(row.id) != without).map(|row| row.starts).collect())
}

/// The open appointments of a series that are not over, locked in the order of their ids.
pub async fn lock_series(tx: &Tx, series: SeriesId, from: i64) -> Result<Vec<Model>, DbErr> {
    let mut find = Entity::find().filter(Column::SeriesId.eq(series)).filter(Column::Ends.gt(from)).filter(Column::State.is_in(OPEN));
    if tx.backend() == Backend::Postgres {
        find = find.lock_exclusive();
    }
    find.order_by_asc(Column::Id).all(&**tx).await
}

/// Other open appointments of a vehicle from an instant on, the next first.
pub async fn open_of_vehicle<C: ConnectionTrait>(
    conn: &C,
    vehicle: VehicleId,
    from: i64,
    other_than: AppointmentId,
) -> Result<Vec<Model>, DbErr> {
    let all = Entity::find().filter(Column::VehicleId.eq(vehicle)).filter(Column::Ends.gt(from)).filter(Column::Id.ne(other_than));
    all.filter(Column::State.is_in(OPEN)).order_by_asc(Column::Starts).limit(5).all(conn).await
}

/// How often a customer did not come.
pub async fn no_shows_of<C: ConnectionTrait>(conn: &C, customer: CustomerId) -> Result<u64, DbErr> {
    let missed = Entity::find().filter(Column::CustomerId.eq(customer)).filter(Column::State.eq(AppointmentState::NoShow));
    missed.count(conn).await
}

/// Which appointments, from where on.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// Every site without.
    pub sites: Option<Vec<SiteId>>,
    pub states: Vec<AppointmentState>,
    pub customer: Option<CustomerId>,
    pub vehicle: Option<VehicleId>,
    pub technician: Option<UserId>,
    pub from: Option<i64>,
    pub until: Option<i64>,
    pub words: Option<Query>,
    /// The latest start first; the earliest first without.
    pub newest_first: bool,
    pub after: Option<(i64, AppointmentId)>,
    pub limit: u64,
}

const COLUMNS: &str = "r.id, r.number, r.site_id, r.state, r.customer_id, r.customer_name, r.phone, r.email, r.vehicle_id, r.plate, \
    r.vehicle_label, r.services, r.concern, r.notes, r.is_waiter, r.source, r.starts, r.ends, r.minutes, r.promised_at, \
    r.technician_id, r.series_id, r.work_order_id, r.work_order_number, r.cancelled_by, r.cancel_reason, r.is_late, r.language, \
    r.consent_at, r.deposit_asked, r.deposit_received, r.reminder, r.created_at, r.version";

pub async fn list<C: ConnectionTrait>(conn: &C, filter: &Filter) -> Result<Vec<Model>, DbErr> {
    use kernel::listing::{Conditions, Listing};
    let mut conditions = Conditions::default();
    conditions.equal("r.customer_id", filter.customer);
    conditions.equal("r.vehicle_id", filter.vehicle);
    conditions.equal("r.technician_id", filter.technician);
    let is_narrow = !conditions.sql.is_empty();
    if let Some(from) = filter.from {
        conditions.add("r.starts >= ?", [from.into()]);
    }
    if let Some(until) = filter.until {
        conditions.add("r.starts < ?", [until.into()]);
    }
    if let Some((starts, id)) = filter.after {
        let beyond = if filter.newest_first { "(r.starts, r.id) < (?, ?)" } else { "(r.starts, r.id) > (?, ?)" };
        conditions.add(beyond, [starts.into(), id.into()]);
    }
    let listing = Listing {
        table: "scheduling_appointments",
        terms: TERMS,
        columns: COLUMNS,
        keys: "r.starts, r.id",
        order: if filter.newest_first { "r.starts desc, r.id desc" } else { "r.starts, r.id" },
        limit: filter.limit,
        conditions,
        is_narrow,
        words: filter.words.as_ref(),
        sites: filter.sites.as_deref(),
        states: filter.states.iter().map(ActiveEnum::to_value).collect(),
    };
    listing.rows(conn).await
}

/// The nearest terms first, and of one term the newest appointments.
pub async fn search<C: ConnectionTrait>(conn: &C, words: &Query, sites: Option<&[SiteId]>, limit: u64) -> Result<Vec<Model>, DbErr> {
    let source = Found { terms: TERMS, table: "scheduling_appointments", columns: COLUMNS };
    search::find(conn, source, words, limit, |binds| binds.and_among("r.site_id", sites)).await
}

/// What a site's schedule shows: all but what was given up, that begins before `time` ends and is not over before it begins.
pub async fn shown<C: ConnectionTrait>(conn: &C, site: SiteId, time: Interval) -> Result<Vec<Model>, DbErr> {
    let sql = format!(
        "select {COLUMNS} from scheduling_appointments r where r.site_id = $1 and r.starts > $2 and r.starts < $3 and r.ends > $4 \
         and r.state <> 'cancelled' order by r.starts, r.id"
    );
    db::all(conn, sql, [site.into(), (time.from - LONGEST_SLICE).into(), time.until.into(), time.from.into()]).await
}

/// Slices of a time that went by, of work that is not done.
pub async fn unfinished<C: ConnectionTrait>(conn: &C, site: SiteId, time: Interval) -> Result<Vec<Allocated>, DbErr> {
    let sql = format!(
        "{ALLOCATED} left join scheduling_work_orders o on o.id = l.work_order_id where l.site_id = $1 and l.starts >= $2 \
         and l.starts < $3 and (o.is_open or a.state = 'arrived') order by l.starts, l.id"
    );
    db::all(conn, sql, [site.into(), time.from.into(), time.until.into()]).await
}

/// Keeps the label of a customer on their appointments.
pub async fn relabel_customer(tx: &Tx, customer: &CustomerSaved) -> Result<(), DbErr> {
    let sql = "update scheduling_appointments set customer_name = $1 where customer_id = $2 and customer_name <> $3 returning *";
    let values = [customer.name.clone().into(), customer.id.into(), customer.name.clone().into()];
    reindex(tx, db::all(&**tx, sql, values).await?).await
}

/// Numbers, addresses and words of who is forgotten; they are not found by them any more.
pub async fn forget_customer(tx: &Tx, ids: &[CustomerId]) -> Result<(), DbErr> {
    let (places, values) = kernel::personal::ids(ids);
    let sql = format!(
        "update scheduling_appointments set phone = null, email = null, notes = null, concern = '', reminder = null, cancel_reason = null \
         where customer_id in ({places}) returning *"
    );
    reindex(tx, db::all(&**tx, sql, values).await?).await
}

/// Keeps the labels of a vehicle on its appointments.
pub async fn relabel_vehicle(tx: &Tx, vehicle: &VehicleSaved) -> Result<(), DbErr> {
    let sql = "update scheduling_appointments set plate = $1, vehicle_label = $2 where vehicle_id = $3 \
        and (plate is null or plate <> $4 or vehicle_label is null or vehicle_label <> $5) returning *";
    let (plate, label) = (vehicle.plate.clone(), vehicle.label.clone());
    let values = [plate.clone().into(), label.clone().into(), vehicle.id.into(), plate.into(), label.into()];
    reindex(tx, db::all(&**tx, sql, values).await?).await
}

async fn reindex(tx: &Tx, renamed: Vec<Model>) -> Result<(), DbErr> {
    let ids: Vec<_> = renamed.iter().map(|row| row.id).collect();
    search::forget(tx, TERMS, &ids).await?;
    let rows = renamed.iter().flat_map(|row| terms(row).map(|term| (row.id.0, term)));
    search::insert(tx, TERMS, rows.collect()).await
}

/// A work order as the workshop told of it.
#[derive(Clone, Debug, FromQueryResult)]
pub struct OrderLabel {
    pub id: WorkOrderId,
    pub number: String,
    pub site_id: SiteId,
    /// When the customer was told that it is ready.
    pub promised: Option<i64>,
    pub is_open: bool,
}

pub async fn keep_order(tx: &Tx, order: &OrderLabel, vehicle: VehicleId) -> Result<(), DbErr> {
    let sql = "insert into scheduling_work_orders (id, site_id, vehicle_id, number, is_open, promised) values ($1, $2, $3, $4, $5, $6) \
        on conflict (id) do nothing";
    let values =
        [order.id.into(), order.site_id.into(), vehicle.into(), order.number.clone().into(), order.is_open.into(), order.promised.into()];
    db::execute(&**tx, sql, values).await.map(|_| ())
}

pub async fn mark_order(tx: &Tx, id: WorkOrderId, is_open: bool) -> Result<(), DbErr> {
    let sql = "update scheduling_work_orders set is_open = $1 where id = $2";
    db::execute(&**tx, sql, [is_open.into(), id.into()]).await.map(|_| ())
}

pub async fn promise_order(tx: &Tx, id: WorkOrderId, promised: Option<i64>) -> Result<(), DbErr> {
    let sql = "update scheduling_work_orders set promised = $1 where id = $2";
    db::execute(&**tx, sql, [promised.into(), id.into()]).await.map(|_| ())
}

pub async fn order<C: ConnectionTrait>(conn: &C, id: WorkOrderId) -> Result<Option<OrderLabel>, DbErr> {
    let sql = "select o.id, o.number, o.site_id, o.promised, o.is_open from scheduling_work_orders o where o.id = $1";
    db::one(conn, sql, [id.into()]).await
}

pub async fn open_orders_of<C: ConnectionTrait>(conn: &C, vehicle: VehicleId) -> Result<Vec<OrderLabel>, DbErr> {
    let sql = "select o.id, o.number, o.site_id, o.promised, o.is_open from scheduling_work_orders o where o.vehicle_id = $1 and o.is_open order by o.id limit 5";
    db::all(conn, sql, [vehicle.into()]).await
}
