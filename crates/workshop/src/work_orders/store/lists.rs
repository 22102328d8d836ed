//! Lists: one query each, of one table, in the order of an index.

use chrono::{DateTime, NaiveDate, Utc};
use contracts::customers::CustomerId;
use contracts::identity::UserId;
use contracts::inventory::PartsLight;
use contracts::vehicles::VehicleId;
use contracts::workshop::{ColumnId, WorkOrderId};
use kernel::listing::{Conditions, Listing};
use kernel::paging::Counted;
use kernel::search::{self, Query, Source};
use kernel::{Amount, SiteId, db};
use sea_orm::{ConnectionTrait, DbErr, FromQueryResult, Iterable};
use uuid::Uuid;

use super::super::rows::NO_VEHICLE;
use super::super::state::{HoldReason, WorkOrderState};
use super::TERMS;

const COLUMNS: &str = "r.id, r.number, r.site_id, r.state, r.hold_reason, r.held_since, r.customer_id, r.customer_name, r.vehicle_id, \
    r.vehicle_plate, r.vehicle_label, r.technician_id, r.technician_name, r.title, r.key_tag, r.promised_at, r.promise_key, \
    r.opened_at, r.completed_at, r.total, r.currency, r.jobs_waiting, r.version, r.parts_light, r.parts_expected_on, r.board_column";
const MOST_ON_BOARD: u64 = 500;
/// Unpaid orders of years may wait there: the list has them all.
const MOST_INVOICED_ON_BOARD: u64 = 60;

/// An order as lists show it.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Row {
    pub id: WorkOrderId,
    pub number: String,
    pub site_id: SiteId,
    pub state: WorkOrderState,
    pub hold_reason: Option<HoldReason>,
    pub held_since: Option<DateTime<Utc>>,
    pub customer_id: CustomerId,
    pub customer_name: String,
    pub vehicle_id: VehicleId,
    pub vehicle_plate: String,
    pub vehicle_label: String,
    pub technician_id: Option<UserId>,
    pub technician_name: Option<String>,
    pub title: String,
    pub key_tag: Option<String>,
    pub promised_at: Option<DateTime<Utc>>,
    pub promise_key: i64,
    pub opened_at: DateTime<Utc>,
    pub completed_at: Option<DateTime<Utc>>,
    pub total: Amount,
    pub currency: String,
    pub jobs_waiting: i32,
    pub version: i64,
    pub parts_light: Option<PartsLight>,
    pub parts_expected_on: Option<NaiveDate>,
    pub board_column: Option<ColumnId>,
}

/// Which orders, in which order, from where on.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// Every site without.
    pub sites: Option<Vec<SiteId>>,
    /// Any without.
    pub states: Vec<WorkOrderState>,
    pub customer: Option<CustomerId>,
    pub vehicle: Option<VehicleId>,
    pub technician: Option<UserId>,
    pub hold: Option<HoldReason>,
    /// Without what was sold over the counter.
    pub visits_only: bool,
    pub words: Option<Query>,
    pub sort: Sort,
    pub limit: u64,
}

/// With the sort key of the row to read on from.
#[derive(Clone, Copy, Debug)]
pub enum Sort {
    NewestFirst { after: Option<WorkOrderId> },
    PromisedFirst { after: Option<(i64, WorkOrderId)> },
}

impl Default for Sort {
    fn default() -> Self {
        Self::NewestFirst { after: None }
    }
}

/// One order, as lists show it.
pub async fn row<C: ConnectionTrait>(conn: &C, id: WorkOrderId) -> Result<Option<Row>, DbErr> {
    db::one(conn, format!("select {COLUMNS} from workshop_orders r where r.id = $1"), [id.into()]).await
}

/// Numbers of the first orders at the site that are neither closed nor cancelled.
pub async fn open_numbers<C: ConnectionTrait>(conn: &C, site: SiteId, limit: u64) -> Result<Vec<String>, DbErr> {
    let states = WorkOrderState::iter().filter(|state| state.is_open()).collect();
    let sort = Sort::PromisedFirst { after: None };
    let rows = list(conn, &Filter { sites: Some(vec![site]), states, sort, limit, ..Filter::default() }).await?;
    Ok(rows.into_iter().map(|row| row.number).collect())
}

/// The first rows that the filter lets through.
pub async fn list<C: ConnectionTrait>(conn: &C, filter: &Filter) -> Result<Vec<Row>, DbErr> {
    listing(filter).rows(conn).await
}

/// How many the filter lets through, whatever its limit.
pub async fn count<C: ConnectionTrait>(conn: &C, filter: &Filter) -> Result<Counted, DbErr> {
    listing(filter).count(conn).await
}

fn listing(filter: &Filter) -> Listing<'_> {
    let mut conditions = Conditions::default();
    conditions.equal("r.customer_id", filter.customer);
    conditions.equal("r.vehicle_id", filter.vehicle);
    conditions.equal("r.technician_id", filter.technician);
    // A cancelled order keeps why it was held.
    conditions.equal("r.hold_reason", filter.hold);
    let is_narrow = !conditions.sql.is_empty();
    if filter.visits_only {
        conditions.add("r.vehicle_id <> ?", [NO_VEHICLE.into()]);
    }
    let (keys, order) = match filter.sort {
        Sort::NewestFirst { after } => {
            if let Some(id) = after {
                conditions.add("r.id < ?", [id.into()]);
            }
            ("r.id", "r.id desc")
        }
        Sort::PromisedFirst { after } => {
            if let Some((key, id)) = after {
                conditions.add("(r.promise_key, r.id) > (?, ?)", [key.into(), id.into()]);
            }
            ("r.promise_key, r.id", "r.promise_key, r.id")
        }
    };
    Listing {
        table: "workshop_orders",
        terms: TERMS,
        columns: COLUMNS,
        keys,
        order,
        limit: filter.limit,
        conditions,
        is_narrow,
        words: filter.words.as_ref(),
        sites: filter.sites.as_deref(),
        states: filter.states.iter().map(ToString::to_string).collect(),
    }
}

/// What is in the shop, and the newest of what only waits for its keys; next promise first.
pub async fn board<C: ConnectionTrait>(conn: &C, sites: Option<&[SiteId]>) -> Result<Vec<Row>, DbErr> {
    use WorkOrderState::{Approved, Estimate, InProgress, Invoiced, OnHold, QualityCheck, Ready};
    let newest = |states: &[WorkOrderState], limit| Filter {
        sites: sites.map(Into::into),
        states: states.into(),
        visits_only: true,
        limit,
        ..Filter::default()
    };
    let mut rows = list(conn, &newest(&[Estimate, Approved, InProgress, OnHold, QualityCheck, Ready], MOST_ON_BOARD)).await?;
    rows.extend(list(conn, &newest(&[Invoiced], MOST_INVOICED_ON_BOARD)).await?);
    rows.sort_by_key(|row| (row.promise_key, row.id));
    Ok(rows)
}

/// An order that words found.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Found {
    pub id: Uuid,
    pub number: String,
    pub state: WorkOrderState,
    pub customer_name: String,
    pub vehicle_plate: String,
}

/// The nearest terms first, and of one term the newest orders.
pub async fn search_orders<C: ConnectionTrait>(conn: &C, words: &Query, sites: Option<&[SiteId]>, limit: u64) -> Result<Vec<Found>, DbErr> {
    let columns = "r.id, r.number, r.state, r.customer_name, r.vehicle_plate";
    let source = Source { terms: TERMS, table: "workshop_orders", columns };
    search::find(conn, source, words, limit, |binds| binds.and_among("r.site_id", sites)).await
}

#[derive(FromQueryResult)]
struct Place {
    site_id: SiteId,
}

pub async fn site_of<C: ConnectionTrait>(conn: &C, id: WorkOrderId) -> Result<Option<SiteId>, DbErr> {
    let place = db::one::<Place, _>(conn, "select site_id from workshop_orders where id = $1", [id.into()]).await?;
    Ok(place.map(|place| place.site_id))
}

/// A line of an order's history.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Entry {
    pub id: Uuid,
    pub at: DateTime<Utc>,
    pub by_name: String,
    pub event: String,
    pub detail: Option<String>,
}

/// Newest first.
pub async fn history_of<C: ConnectionTrait>(conn: &C, order: WorkOrderId, after: Option<Uuid>, limit: u64) -> Result<Vec<Entry>, DbErr> {
    let mut conditions = Conditions::default();
    conditions.equal("order_id", Some(order));
    if let Some(id) = after {
        conditions.add("id < ?", [id.into()]);
    }
    let sql =
        format!("select id, at, by_name, event, detail from workshop_history where true{} order by id desc limit {limit}", conditions.sql);
    db::all(conn, sql, conditions.binds.0).await
}
