//! What accountants are shown of unfinished work.

use chrono::{DateTime, NaiveDate, Utc};
use contracts::customers::CustomerId;
use contracts::identity::SiteCard;
use contracts::inventory::STOCK_SEE_COST;
use contracts::vehicles::VehicleId;
use contracts::workshop::{PAY_READ, WorkOrderId};
use kernel::{Actor, Amount, Problem, SiteId};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::labour::Labour;
use super::store::{At, Row, Sum};
use crate::time::{midnight, time, today};
use crate::work_orders::rows::NO_VEHICLE;
use crate::work_orders::state::WorkOrderState;

#[derive(Clone, Copy, Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct DayQuery {
    /// At the end of this day at the site; of today, so far, when left out.
    on: Option<NaiveDate>,
}

/// What a site's unfinished work is worth at the end of a day, in minor units of its currency.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct WorkInProgress {
    pub site_id: SiteId,
    pub currency: String,
    pub on: NaiveDate,
    #[serde(flatten)]
    pub sum: WorkWorth,
    /// By state, in the order of the work.
    pub states: Vec<WorkOfState>,
    /// Seconds that were clocked, and how many of them by people whose pay nobody wrote down: those cost nothing here.
    pub worked: i64,
    pub unpriced: i64,
}

/// What unfinished work is worth.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, ToSchema)]
pub struct WorkWorth {
    pub orders: i64,
    /// What is approved and not invoiced, without VAT.
    pub net: Amount,
    /// Parts that were issued or fitted.
    pub parts_cost: Amount,
    pub sublet_cost: Amount,
    /// Hours that were clocked, at what people earn an hour; null without `pay.read`.
    pub labour_cost: Option<Amount>,
    /// The sum of what is told.
    pub cost: Amount,
}

#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct WorkOfState {
    pub state: WorkOrderState,
    pub orders: i64,
    pub net: Amount,
}

/// A work order as it stood at the end of a day.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct UnfinishedOrder {
    pub id: WorkOrderId,
    pub number: String,
    pub customer_id: CustomerId,
    pub customer_name: String,
    /// None of what was sold over the counter.
    pub vehicle_id: Option<VehicleId>,
    pub vehicle_plate: String,
    pub vehicle_label: String,
    pub state: WorkOrderState,
    /// When that state began.
    pub since: DateTime<Utc>,
    #[serde(flatten)]
    pub worth: WorkWorth,
    /// Seconds that were clocked on it.
    pub worked: i64,
}

/// The day that was asked for, and the first moment after it.
#[derive(Clone, Copy, Debug)]
pub struct Day {
    pub on: NaiveDate,
    pub ends: i64,
}

impl Day {
    /// A day that has begun.
    pub fn asked(query: DayQuery, site: &SiteCard, now: DateTime<Utc>) -> Result<Self, Problem> {
        let today = today(site, now);
        let on = query.on.unwrap_or(today);
        let oldest = NaiveDate::from_ymd_opt(2000, 1, 1).unwrap_or_default();
        if !(oldest..=today).contains(&on) {
            return Err(Problem::field("/on", "day-not-begun", "it is a day from 2000 on that has begun at the site"));
        }
        Ok(Self { on, ends: midnight(site, on.succ_opt().unwrap_or(on)) })
    }

    pub fn at(self, site: SiteId) -> At {
        At { site, before: self.ends }
    }
}

/// Who may see what people earn is told what labour cost.
pub fn may_see_labour(actor: &Actor, site: SiteId) -> bool {
    actor.may(PAY_READ, site)
}

pub fn permit(actor: &Actor, site: SiteId) -> Result<(), Problem> {
    actor.permit(contracts::billing::ACCOUNTING_READ, site)?;
    actor.permit(STOCK_SEE_COST, site)
}

impl WorkWorth {
    pub fn new(orders: i64, net: Amount, (parts_cost, sublet_cost): (Amount, Amount), labour_cost: Option<Amount>) -> Self {
        let cost = parts_cost + sublet_cost + labour_cost.unwrap_or_default();
        Self { orders, net, parts_cost, sublet_cost, labour_cost, cost }
    }

    /// Of all states.
    pub fn of(sums: &[Sum], labour_cost: Option<Amount>) -> Self {
        let parts_cost = sums.iter().map(|sum| sum.parts_cost).sum();
        let sublet_cost = sums.iter().map(|sum| sum.sublet_cost).sum();
        let orders = sums.iter().map(|sum| sum.orders).sum();
        Self::new(orders, sums.iter().map(|sum| sum.net).sum(), (parts_cost, sublet_cost), labour_cost)
    }
}

/// `labour` is none of who may not see it; how long was worked is told to all.
pub fn shown(row: Row, labour: Labour, sees_labour: bool) -> UnfinishedOrder {
    UnfinishedOrder {
        id: row.order_id,
        number: row.number,
        customer_id: row.customer_id,
        customer_name: row.customer_name,
        vehicle_id: Some(row.vehicle_id).filter(|id| *id != NO_VEHICLE),
        vehicle_plate: row.vehicle_plate,
        vehicle_label: row.vehicle_label,
        state: row.state,
        since: time(row.since),
        worth: WorkWorth::new(1, row.net, (row.parts_cost, row.sublet_cost), sees_labour.then_some(labour.cost)),
        worked: labour.seconds,
    }
}
