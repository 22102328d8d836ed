//! What an order took counts while it is done: a change of the order changes the counts by the difference.

use std::collections::BTreeMap;

use contracts::inventory::ProductId;
use contracts::vehicles::VehicleId;
use kernel::{SiteId, Tx, search};
use sea_orm::DbErr;

use super::model::Model;
use super::store;
use crate::work_orders::job::Job;
use crate::work_orders::state::WorkOrderState;
use crate::work_orders::work_order::WorkOrder;

/// Where a use counts; in this order the counts are written, so that two orders that are done at once wait for each other.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Key {
    pub scope: String,
    /// 0 where it is not known, and on a vehicle.
    pub year: i32,
    pub site: SiteId,
    pub job: String,
    pub product: ProductId,
}

/// How often, and what the article is called.
pub type Counts = BTreeMap<Key, (i64, String)>;

pub async fn follow(tx: &Tx, before: &WorkOrder, order: &WorkOrder) -> Result<(), DbErr> {
    let mut counts = Counts::new();
    add(&mut counts, before, -1);
    add(&mut counts, order, 1);
    counts.retain(|_, (times, _)| *times != 0);
    store::add(tx, counts).await
}

/// Of orders that come in bulk.
pub async fn of_demo(tx: &Tx, orders: &[WorkOrder]) -> Result<(), DbErr> {
    let mut counts = Counts::new();
    for order in orders {
        add(&mut counts, order, 1);
    }
    store::add(tx, counts).await
}

/// As the counts call a vehicle.
pub fn vehicle_scope(id: VehicleId) -> String {
    format!("v:{id}")
}

/// As the counts call a model.
pub fn model_scope(model: &Model) -> String {
    format!("m:{}", model.name)
}

/// As the counts call a job: what it was made of, otherwise its title.
pub fn job_key(job: &Job) -> String {
    job.canned_job_id.map_or_else(|| search::normalise(&job.title), |id| id.to_string())
}

fn add(counts: &mut Counts, order: &WorkOrder, by: i64) {
    let is_done = matches!(order.state.name(), WorkOrderState::Ready | WorkOrderState::Invoiced | WorkOrderState::Closed);
    let model = Model::of(&order.vehicle.label).filter(|_| is_done);
    // A sale at the counter has no vehicle.
    let (Some(vehicle), Some(model)) = (order.vehicle.id, model) else { return };
    let places = [(vehicle_scope(vehicle), 0), (model_scope(&model), model.year.unwrap_or(0))];
    for (job, line) in order.approved_lines() {
        let Some(product) = line.product_id else { continue };
        for (scope, year) in &places {
            let key = Key { scope: scope.clone(), year: *year, site: order.site_id, job: job_key(job), product };
            let (times, description) = counts.entry(key).or_default();
            *times += by;
            description.clone_from(&line.description);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::work_orders::fixture::{in_progress, ready};

    fn counts(before: &WorkOrder, order: &WorkOrder) -> Vec<i64> {
        let mut counts = Counts::new();
        add(&mut counts, before, -1);
        add(&mut counts, order, 1);
        counts.retain(|_, (times, _)| *times != 0);
        counts.into_values().map(|(times, _)| times).collect()
    }

    #[test]
    fn parts_count_while_their_order_is_done_and_no_longer() {
        let mut order = ready();
        let parts = order.approved_lines().filter(|(_, line)| line.product_id.is_some()).count();
        if parts == 0 {
            for line in order.jobs.iter_mut().flat_map(|job| &mut job.lines) {
                line.product_id = Some(ProductId::new());
            }
        }
        let done = counts(&in_progress(), &order);
        assert!(!done.is_empty() && done.iter().all(|times| *times == 1), "{done:?}");
        assert_eq!(counts(&order, &order), Vec::<i64>::new(), "invoicing and handing over change nothing");
        let mut reopened = order.clone();
        reopened.reopen("Not done".into()).unwrap();
        assert!(counts(&order, &reopened).iter().all(|times| *times == -1));
    }
}
