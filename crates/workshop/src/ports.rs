//! What workshop offers to others: its part of the search box, what keeps a site from closing, and what is under way of a fleet.

use async_trait::async_trait;
use contracts::customers::CustomerId;
use contracts::identity::{OpenRecord, OpenWork};
use contracts::search::{SearchHit, Searchable, Undone};
use contracts::workshop::{
    DeferredAsked, DeferredWork, FleetOrder, FleetWork, WORK_ORDER_READ, WaitingPage, WorkOrderCard, WorkOrderId, WorkOrders,
};
use kernel::db::Reader;
use kernel::search::Query;
use kernel::{Actor, Db, Problem, SiteId};
use sea_orm::Iterable;
use uuid::Uuid;

use crate::deferred;
use crate::work_orders::rows::vehicle_of;
use crate::work_orders::state::WorkOrderState;
use crate::work_orders::store::{self, Filter, Found, Row, Sort};

/// Orders under way that are shown of one fleet.
const MOST_OF_A_FLEET: u64 = 100;

pub struct Ports {
    db: Db,
}

impl Ports {
    pub(crate) fn new(db: Db) -> Self {
        Self { db }
    }

    pub(crate) fn reader(&self) -> &Reader {
        self.db.reader()
    }
}

#[async_trait]
impl Searchable for Ports {
    async fn search(&self, actor: &Actor, query: &Query, limit: u64) -> Result<Vec<SearchHit>, Problem> {
        let Ok(sites) = actor.visible_sites(None, WORK_ORDER_READ) else { return Ok(vec![]) };
        let found = store::search_orders(self.db.reader(), query, sites.as_deref(), limit).await?;
        Ok(found.into_iter().map(hit).collect())
    }

    async fn undone_of(&self, actor: &Actor, vehicles: &[Uuid]) -> Result<Vec<Undone>, Problem> {
        let Ok(sites) = actor.visible_sites(None, WORK_ORDER_READ) else { return Ok(vec![]) };
        Ok(deferred::undone_of(self.db.reader(), vehicles, sites.as_deref()).await?)
    }
}

#[async_trait]
impl FleetWork for Ports {
    async fn under_way(&self, customers: &[CustomerId]) -> Result<Vec<FleetOrder>, Problem> {
        let states: Vec<_> = WorkOrderState::iter().filter(|state| state.is_open()).collect();
        let mut orders = vec![];
        for customer in customers {
            let sort = Sort::PromisedFirst { after: None };
            let filter = Filter { states: states.clone(), customer: Some(*customer), sort, limit: MOST_OF_A_FLEET, ..Filter::default() };
            orders.extend(store::list(self.db.reader(), &filter).await?.into_iter().filter_map(of_fleet));
        }
        Ok(orders)
    }
}

#[async_trait]
impl DeferredWork for Ports {
    async fn waiting(&self, asked: &DeferredAsked) -> Result<WaitingPage, Problem> {
        Ok(deferred::waiting(self.db.reader(), asked).await?)
    }
}

#[async_trait]
impl WorkOrders for Ports {
    async fn card(&self, id: WorkOrderId) -> Result<Option<WorkOrderCard>, Problem> {
        let found = store::row(self.db.reader(), id).await?;
        Ok(found.map(|row| WorkOrderCard {
            id: row.id,
            number: row.number,
            site_id: row.site_id,
            customer_id: row.customer_id,
            customer_name: row.customer_name,
            currency: row.currency,
            vehicle_plate: row.vehicle_plate,
            vehicle_label: row.vehicle_label,
            is_under_way: row.state.is_open() && (row.state.is_work() || row.state == WorkOrderState::Ready),
        }))
    }
}

/// A sale at the counter is no work on a fleet.
fn of_fleet(row: Row) -> Option<FleetOrder> {
    Some(FleetOrder {
        id: row.id,
        number: row.number,
        site_id: row.site_id,
        customer_id: row.customer_id,
        vehicle_id: vehicle_of(row.vehicle_id)?,
        plate: row.vehicle_plate,
        vehicle: row.vehicle_label,
        state: row.state.to_string(),
        title: row.title,
        promised_at: row.promised_at,
        jobs_waiting: row.jobs_waiting,
        total: row.total,
        currency: row.currency,
    })
}

#[async_trait]
impl OpenWork for Ports {
    async fn open_work(&self, site: SiteId, limit: u64) -> Result<Vec<OpenRecord>, Problem> {
        let numbers = store::open_numbers(self.db.reader(), site, limit).await?;
        Ok(numbers.into_iter().map(|label| OpenRecord { kind: "work_order".into(), label }).collect())
    }
}

fn hit(order: Found) -> SearchHit {
    let title = if order.vehicle_plate.is_empty() { order.number } else { format!("{} · {}", order.number, order.vehicle_plate) };
    SearchHit { state: Some(order.state.to_string()), ..SearchHit::new(order.id, title, order.customer_name) }
}
