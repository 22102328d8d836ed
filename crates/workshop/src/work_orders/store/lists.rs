//! Lists: one query each, of one table, in the order of an index.

use chrono::{DateTime, Utc};
use contracts::customers::CustomerId;
use contracts::identity::UserId;
use contracts::vehicles::VehicleId;
use contracts::workshop::WorkOrderId;
use kernel::search::{self, Plan, Query, Source};
use kernel::{Amount, Binds, SiteId, db};
use sea_orm::{ConnectionTrait, DbErr, FromQueryResult, Value};
use uuid::Uuid;

use super::super::state::{HoldReason, WorkOrderState};
use super::TERMS;

const COLUMNS: &str = "o.id, o.number, o.site_id, o.state, o.hold_reason, o.held_since, o.customer_id, o.customer_name, o.vehicle_id, \
    o.vehicle_plate, o.vehicle_label, o.technician_id, o.technician_name, o.title, o.key_tag, o.promised_at, o.promise_key, \
    o.opened_at, o.total, o.currency, o.jobs_waiting, o.version";
const MOST_ON_BOARD: u64 = 500;
/// Unpaid orders of years may wait there: the list has them all.
const MOST_INVOICED_ON_BOARD: u64 = 60;
const MOST_WALKS: usize = 24;
const COMMON: i64 = 2000;

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
    pub total: Amount,
    pub currency: String,
    pub jobs_waiting: i32,
    pub version: i64,
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

/// Numbers of the first orders at the site that are neither closed nor cancelled.
pub async fn open_numbers<C: ConnectionTrait>(conn: &C, site: SiteId, limit: u64) -> Result<Vec<String>, DbErr> {
    #[derive(FromQueryResult)]
    struct Number {
        number: String,
    }
    let sql = format!("select number from workshop_orders where site_id = $1 and is_open order by promise_key, id limit {limit}");
    let rows: Vec<Number> = db::all(conn, sql, [site.0.into()]).await?;
    Ok(rows.into_iter().map(|row| row.number).collect())
}

/// The first rows that the filter lets through. Of a customer, a vehicle, a technician or a rare word an index gives the rows;
/// else the orders are walked in the order shown, once for each site and state.
pub async fn list<C: ConnectionTrait>(conn: &C, filter: &Filter) -> Result<Vec<Row>, DbErr> {
    let mut conditions = Conditions::default();
    let mut from = "workshop_orders o".to_owned();
    conditions.equal("o.customer_id", filter.customer);
    conditions.equal("o.vehicle_id", filter.vehicle);
    conditions.equal("o.technician_id", filter.technician);
    let mut is_narrow = !conditions.binds.0.is_empty();
    match filter.sort {
        Sort::NewestFirst { after: Some(id) } => conditions.add("o.id < ?", [id.into()]),
        Sort::PromisedFirst { after: Some((key, id)) } => conditions.add("(o.promise_key, o.id) > (?, ?)", [key.into(), id.into()]),
        Sort::NewestFirst { after: None } | Sort::PromisedFirst { after: None } => {}
    }
    if let Some(words) = &filter.words {
        let plan = Plan::of(conn, TERMS, words).await?;
        if plan.is_common(conn, COMMON).await? {
            conditions.sql += &plan.condition(&mut conditions.binds, "o.id");
        } else {
            is_narrow = true;
            from = format!("{} m cross join workshop_orders o", plan.ids(&mut conditions.binds));
            conditions.sql += " and o.id = m.id";
        }
    }
    let walks: Vec<_> = walks(&mut conditions, filter, is_narrow).iter().map(|walk| select(&from, walk, filter)).collect();
    db::all(conn, merged(&walks, filter), conditions.binds.0).await
}

/// The conditions of each walk: one of a single site and state each, or a single one of all of them.
fn walks(conditions: &mut Conditions, filter: &Filter, is_narrow: bool) -> Vec<String> {
    let sites = filter.sites.as_ref().map_or(1, Vec::len);
    if is_narrow || !(1..=MOST_WALKS).contains(&(sites * filter.states.len().max(1))) {
        conditions.among("o.site_id", filter.sites.as_deref());
        conditions.among("o.state", (!filter.states.is_empty()).then_some(filter.states.as_slice()));
        return vec![conditions.sql.clone()];
    }
    let sites = match &filter.sites {
        Some(sites) => sites.iter().map(|site| format!(" and o.site_id = {}", conditions.binds.add(*site))).collect(),
        None => vec![String::new()],
    };
    let states = match filter.states.as_slice() {
        [] => vec![String::new()],
        states => states.iter().map(|state| format!(" and o.state = '{state}'")).collect(),
    };
    let pairs = sites.iter().flat_map(|site| states.iter().map(move |state| (site, state)));
    pairs.map(|(site, state)| format!("{}{site}{state}", conditions.sql)).collect()
}

fn select(from: &str, conditions: &str, filter: &Filter) -> String {
    let order = match filter.sort {
        Sort::NewestFirst { .. } => "o.id desc",
        Sort::PromisedFirst { .. } => "o.promise_key, o.id",
    };
    format!("select {COLUMNS} from {from} where true{conditions} order by {order} limit {}", filter.limit)
}

fn merged(walks: &[String], filter: &Filter) -> String {
    if let [walk] = walks {
        return walk.clone();
    }
    let all: Vec<_> = walks.iter().map(|walk| format!("select * from ({walk}) w")).collect();
    select(&format!("({}) o", all.join(" union all ")), "", filter)
}

/// What is in the shop, and the newest of what only waits for its keys; next promise first.
pub async fn board<C: ConnectionTrait>(conn: &C, sites: Option<&[SiteId]>) -> Result<Vec<Row>, DbErr> {
    use WorkOrderState::{Approved, Estimate, InProgress, Invoiced, OnHold, Ready};
    let newest =
        |states: &[WorkOrderState], limit| Filter { sites: sites.map(Into::into), states: states.into(), limit, ..Filter::default() };
    let mut rows = list(conn, &newest(&[Estimate, Approved, InProgress, OnHold, Ready], MOST_ON_BOARD)).await?;
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

/// Conditions after `where true`, whose `?` become `$1`, `$2`, …
#[derive(Default)]
struct Conditions {
    sql: String,
    binds: Binds,
}

impl Conditions {
    fn add(&mut self, condition: &str, values: impl IntoIterator<Item = Value>) {
        let mut parts = condition.split('?');
        self.sql += " and ";
        self.sql += parts.next().unwrap_or_default();
        for (part, value) in parts.zip(values) {
            let place = self.binds.add(value);
            self.sql += &place;
            self.sql += part;
        }
    }

    fn equal<T: Into<Value>>(&mut self, column: &str, value: Option<T>) {
        if let Some(value) = value {
            self.add(&format!("{column} = ?"), [value.into()]);
        }
    }

    fn among<T: Into<Value> + Copy>(&mut self, column: &str, values: Option<&[T]>) {
        self.sql += &self.binds.and_among(column, values);
    }
}
