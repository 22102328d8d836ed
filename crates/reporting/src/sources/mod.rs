//! What modules told of one thing, and what counts of it. Pure: hearing the same again changes nothing, and what different modules tell of one
//! thing may come in any order.

pub mod appointment;
pub mod capacity;
pub mod clocking;
mod credit;
pub mod customer;
pub mod debt;
pub mod deferred;
pub mod movement;
pub mod order;
pub mod paper;
pub mod sale;
mod unbilled;
pub mod vehicle;
mod wanted;

use chrono::{DateTime, Utc};
use contracts::billing::{InvoiceState, SaleRecorded, SoldOrder};
use contracts::inventory::{DemandedLine, PartsValued, ShelfStood, StorePaperChanged};
use contracts::notifications::CustomerMessaged;
use contracts::scheduling::{AppointmentNotice, CapacityStood};
use contracts::workshop::{DeferredStood, JobId, SpentSpan, TimeSpent, WorkOrderStood};
use kernel::Problem;
use uuid::Uuid;

use crate::debts::Owed;
use crate::facts::Fact;
use crate::leaks::Leak;
use crate::shares::Share;
use crate::sites::Sites;

use appointment::Appointment;
use capacity::Capacity;
use clocking::Clocking;
use customer::Customer;
use debt::Debt;
use deferred::Deferred;
use movement::{Moved, Movement, Shelf};
use order::Order;
use paper::Paper;
use sale::Sale;
use vehicle::Vehicle;

/// Of what a source is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Thing {
    Sale,
    Debt,
    Order,
    Clocking,
    Appointment,
    Deferred,
    Paper,
    Customer,
    Movement,
    Shelf,
    Vehicle,
    Capacity,
}

impl Thing {
    pub const ALL: [Self; 12] = [
        Self::Sale,
        Self::Debt,
        Self::Order,
        Self::Clocking,
        Self::Appointment,
        Self::Deferred,
        Self::Paper,
        Self::Customer,
        Self::Movement,
        Self::Shelf,
        Self::Vehicle,
        Self::Capacity,
    ];

    pub fn name(self) -> &'static str {
        match self {
            Self::Sale => "sale",
            Self::Debt => "debt",
            Self::Order => "order",
            Self::Clocking => "clocking",
            Self::Appointment => "appointment",
            Self::Deferred => "deferred",
            Self::Paper => "paper",
            Self::Customer => "customer",
            Self::Movement => "movement",
            Self::Shelf => "shelf",
            Self::Vehicle => "vehicle",
            Self::Capacity => "capacity",
        }
    }
}

pub type Key = (Thing, Uuid);

/// News of one thing.
#[derive(Clone, Debug)]
pub enum News {
    Sold(Box<SaleRecorded>),
    Owed(Box<SaleRecorded>),
    Stands(Box<InvoiceState>, DateTime<Utc>),
    Invoiced(Box<SaleRecorded>, SoldOrder),
    Charged(Box<SaleRecorded>, SoldOrder),
    Valued {
        event: Uuid,
        at: DateTime<Utc>,
        parts: Box<PartsValued>,
    },
    Stood(Box<WorkOrderStood>, DateTime<Utc>),
    Deferred(Box<DeferredStood>),
    Comeback(bool),
    Inspected(Uuid),
    Worked {
        clocking: Uuid,
        user: Uuid,
        seconds: i64,
        job: Option<JobId>,
        began: i64,
    },
    Spent(Box<SpentSpan>, Box<TimeSpent>),
    Appointment(Box<AppointmentNotice>),
    Paper(Box<StorePaperChanged>),
    Came(Box<SaleRecorded>, SoldOrder),
    Wanted(DateTime<Utc>, Vec<DemandedLine>),
    Moved(Box<Moved>),
    ShelfStood(Box<ShelfStood>),
    Reminded(Box<CustomerMessaged>, DateTime<Utc>),
    Booked(Box<AppointmentNotice>, DateTime<Utc>),
    Capacity(Box<CapacityStood>),
    /// Its customer was erased: what stands in the place of their name.
    Unnamed(String),
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    Sale(Box<Sale>),
    Debt(Debt),
    Order(Box<Order>),
    Clocking(Clocking),
    Appointment(Appointment),
    Deferred(Box<Deferred>),
    Paper(Paper),
    Customer(Customer),
    Movement(Box<Movement>),
    Shelf(Box<Shelf>),
    Vehicle(Vehicle),
    Capacity(Capacity),
}

impl Source {
    pub fn empty(thing: Thing) -> Self {
        match thing {
            Thing::Sale => Self::Sale(Box::default()),
            Thing::Debt => Self::Debt(Debt::default()),
            Thing::Order => Self::Order(Box::default()),
            Thing::Clocking => Self::Clocking(Clocking::default()),
            Thing::Appointment => Self::Appointment(Appointment::default()),
            Thing::Deferred => Self::Deferred(Box::default()),
            Thing::Paper => Self::Paper(Paper::default()),
            Thing::Customer => Self::Customer(Customer::default()),
            Thing::Movement => Self::Movement(Box::default()),
            Thing::Shelf => Self::Shelf(Box::default()),
            Thing::Vehicle => Self::Vehicle(Vehicle::default()),
            Thing::Capacity => Self::Capacity(Capacity::default()),
        }
    }

    pub fn read(thing: Thing, body: &str) -> Result<Self, Problem> {
        if body.is_empty() {
            return Ok(Self::empty(thing));
        }
        let read = match thing {
            Thing::Sale => serde_json::from_str(body).map(Self::Sale),
            Thing::Debt => serde_json::from_str(body).map(Self::Debt),
            Thing::Order => serde_json::from_str(body).map(Self::Order),
            Thing::Clocking => serde_json::from_str(body).map(Self::Clocking),
            Thing::Appointment => serde_json::from_str(body).map(Self::Appointment),
            Thing::Deferred => serde_json::from_str(body).map(Self::Deferred),
            Thing::Paper => serde_json::from_str(body).map(Self::Paper),
            Thing::Customer => serde_json::from_str(body).map(Self::Customer),
            Thing::Movement => serde_json::from_str(body).map(Self::Movement),
            Thing::Shelf => serde_json::from_str(body).map(Self::Shelf),
            Thing::Vehicle => serde_json::from_str(body).map(Self::Vehicle),
            Thing::Capacity => serde_json::from_str(body).map(Self::Capacity),
        };
        read.map_err(|error| Problem::internal(&error))
    }

    pub fn body(&self) -> Result<String, Problem> {
        let body = match self {
            Self::Sale(sale) => serde_json::to_string(sale),
            Self::Debt(debt) => serde_json::to_string(debt),
            Self::Order(order) => serde_json::to_string(order),
            Self::Clocking(clocking) => serde_json::to_string(clocking),
            Self::Appointment(appointment) => serde_json::to_string(appointment),
            Self::Deferred(deferred) => serde_json::to_string(deferred),
            Self::Paper(paper) => serde_json::to_string(paper),
            Self::Customer(customer) => serde_json::to_string(customer),
            Self::Movement(movement) => serde_json::to_string(movement),
            Self::Shelf(article) => serde_json::to_string(article),
            Self::Vehicle(vehicle) => serde_json::to_string(vehicle),
            Self::Capacity(capacity) => serde_json::to_string(capacity),
        };
        body.map_err(|error| Problem::internal(&error))
    }

    /// News of another kind of thing change nothing.
    pub fn hear(&mut self, news: &News) {
        match (self, news) {
            (Self::Sale(sale), News::Sold(told)) => sale.0 = Some((**told).clone()),
            (Self::Debt(debt), News::Owed(told)) => debt.sold(told),
            (Self::Debt(debt), News::Stands(told, at)) => debt.told(told, *at),
            (Self::Order(order), News::Invoiced(sale, part)) => order.sold(sale, part),
            (Self::Order(order), News::Charged(sale, part)) => order.charged(sale, part),
            (Self::Order(order), News::Valued { event, at, parts }) => order.valued(*event, *at, parts),
            (Self::Order(order), News::Stood(told, at)) => order.stood((**told).clone(), *at),
            (Self::Deferred(deferred), News::Deferred(told)) => deferred.0 = Some((**told).clone()),
            (Self::Order(order), News::Comeback(is_comeback)) => order.is_comeback = *is_comeback,
            (Self::Order(order), News::Inspected(inspection)) => drop(order.inspections.insert(*inspection)),
            (Self::Order(order), News::Worked { clocking, user, seconds, job, began }) => {
                order.worked((*clocking, *user), *seconds, (*job, *began));
            }
            (Self::Paper(paper), News::Paper(told)) => paper.told(told),
            (Self::Order(order), News::Wanted(at, lines)) => order.wanted.told(*at, lines),
            (Self::Customer(customer), News::Came(sale, order)) => customer.came(sale, order),
            (Self::Movement(movement), News::Moved(moved)) => movement.0 = Some((**moved).clone()),
            (Self::Movement(movement), News::ShelfStood(stood)) => movement.0 = Some(Moved::stood(stood)),
            (Self::Shelf(article), News::Moved(moved)) => article.moved(moved),
            (Self::Shelf(article), News::ShelfStood(stood)) => article.stood(stood),
            (Self::Vehicle(vehicle), News::Reminded(message, at)) => vehicle.messaged(message, *at),
            (Self::Vehicle(vehicle), News::Booked(notice, at)) => vehicle.booked(notice, *at),
            (Self::Capacity(capacity), News::Capacity(stood)) => capacity.0 = Some((**stood).clone()),
            (Self::Clocking(clocking), News::Spent(span, time)) => clocking.told(span, time),
            (Self::Appointment(appointment), News::Appointment(notice)) => appointment.told(notice),
            (source, News::Unnamed(word)) => source.unname(word),
            _ => {}
        }
    }

    fn unname(&mut self, word: &str) {
        let name = match self {
            Self::Sale(sale) => sale.0.as_mut().map(|sale| &mut sale.customer_name),
            Self::Appointment(appointment) => appointment.0.as_mut().map(|stood| &mut stood.name),
            Self::Debt(debt) => Some(&mut debt.customer),
            Self::Customer(customer) => Some(&mut customer.name),
            Self::Order(order) => return order.unname(word),
            _ => None,
        };
        if let Some(name) = name.filter(|name| !name.is_empty()) {
            word.clone_into(name);
        }
    }

    /// What counts of it.
    pub fn facts(&self, id: Uuid, sites: &Sites) -> Result<Vec<Fact>, Problem> {
        match self {
            Self::Sale(sale) => Ok(sale.facts(id)),
            Self::Debt(debt) => Ok(debt.facts(id)),
            Self::Order(order) => order.facts(id, sites),
            Self::Clocking(clocking) => clocking.facts(id, sites),
            Self::Appointment(appointment) => appointment.facts(id, sites),
            Self::Deferred(deferred) => deferred.facts(id, sites),
            Self::Paper(_) => Ok(vec![]),
            Self::Customer(customer) => Ok(customer.facts(id)),
            Self::Movement(movement) => movement.facts(id, sites),
            Self::Shelf(article) => article.facts(id, sites),
            Self::Vehicle(vehicle) => vehicle.facts(id, sites),
            Self::Capacity(capacity) => Ok(capacity.facts(id)),
        }
    }

    /// What was open of it, and when.
    pub fn owed(&self, id: Uuid, sites: &Sites) -> Result<Vec<Owed>, Problem> {
        match self {
            Self::Debt(debt) => debt.owed(id, sites),
            _ => Ok(vec![]),
        }
    }

    /// Whose that is.
    pub fn shares(&self, id: Uuid, sites: &Sites) -> Result<Vec<Share>, Problem> {
        match self {
            Self::Order(order) => order.shares(id, sites),
            Self::Clocking(clocking) => clocking.shares(id, sites),
            _ => Ok(vec![]),
        }
    }

    /// What leaks of it.
    pub fn leaks(&self, id: Uuid, sites: &Sites) -> Result<Vec<Leak>, Problem> {
        match self {
            Self::Order(order) => order.leaks(id, sites),
            Self::Paper(paper) => paper.leaks(id, sites),
            _ => Ok(vec![]),
        }
    }
}
