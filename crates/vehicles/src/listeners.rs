//! What this module learns from others: owners' names, and visits with their readings.

use async_trait::async_trait;
use chrono::NaiveDate;
use contracts::customers::CustomerSaved;
use contracts::vehicles::VehicleId;
use contracts::workshop::{CompletedLine, JobsToRepeat, WorkOrderCancelled, WorkOrderCompleted, WorkOrderId};
use kernel::money::totals;
use kernel::outbox::Envelope;
use kernel::relay::Listener;
use kernel::{Amount, Currency, Problem, Tx};

use crate::care::refresh::reckon_one;
use crate::care::{self, save_reckoned};
use crate::vehicles::record::{Source, visit};
use crate::vehicles::store;
use crate::vehicles::vehicle::{MAX_KM, Taken, Vehicle};
use crate::vehicles::view::DoneJob;
use crate::{MODULE, erasing, merging};

/// Keeps the owner and their name on vehicles.
pub struct OwnerNames;

#[async_trait]
impl Listener for OwnerNames {
    fn module(&self) -> &'static str {
        MODULE
    }

    fn hears(&self) -> &'static str {
        "customers"
    }

    async fn handle(&self, tx: &mut Tx, event: &Envelope) -> Result<(), Problem> {
        merging::hear(tx, event).await?;
        erasing::hear(tx, event).await?;
        let Some(customer) = event.open::<CustomerSaved>()? else { return Ok(()) };
        Ok(store::rename_owner(tx, customer.id, &customer.name).await?)
    }
}

/// Keeps a row per completed work order, and takes its odometer reading. An order completed again overwrites its row, and
/// a cancelled one loses it; a reading is added only when it differs from what the order said before.
pub struct Visits;

#[async_trait]
impl Listener for Visits {
    fn module(&self) -> &'static str {
        MODULE
    }

    fn hears(&self) -> &'static str {
        "workshop"
    }

    async fn handle(&self, tx: &mut Tx, event: &Envelope) -> Result<(), Problem> {
        if let Some(order) = event.open::<WorkOrderCancelled>()? {
            return forget(tx, order.id, event.at.date_naive()).await;
        }
        if let Some(done) = event.open::<JobsToRepeat>()? {
            return repeat(tx, &done, event.at.date_naive()).await;
        }
        let Some(done) = event.open::<WorkOrderCompleted>()? else { return Ok(()) };
        // A sale at the counter is no visit.
        let Some(id) = done.vehicle_id else { return Ok(()) };
        store::put_visits(tx, &[visit_of(&done, id)?]).await?;
        let Some(mut vehicle) = store::lock(tx, id).await? else {
            tracing::warn!(work_order.id = %done.id, "a completed work order names no vehicle");
            return Ok(());
        };
        if let Some(km) = done.odometer_km.filter(|km| (0..=MAX_KM).contains(km)) {
            read_odometer(tx, &mut vehicle, &done, km, &event.actor).await?;
        }
        reckon_one(tx, &mut vehicle, done.completed_at.date_naive()).await?;
        Ok(save_reckoned(tx, std::slice::from_ref(&vehicle)).await?)
    }
}

/// What is done again stands in the vehicle's plan.
async fn repeat(tx: &Tx, done: &JobsToRepeat, today: NaiveDate) -> Result<(), Problem> {
    let Some(mut vehicle) = store::lock(tx, done.vehicle_id).await? else { return Ok(()) };
    care::repeat(tx, vehicle.id, &done.jobs).await?;
    reckon_one(tx, &mut vehicle, today).await?;
    Ok(save_reckoned(tx, std::slice::from_ref(&vehicle)).await?)
}

/// The visit never was: nor was anything done at it.
async fn forget(tx: &Tx, order: WorkOrderId, today: NaiveDate) -> Result<(), Problem> {
    let Some(visit) = store::forget_visit(tx, order).await? else { return Ok(()) };
    let Some(mut vehicle) = store::lock(tx, visit.vehicle_id).await? else { return Ok(()) };
    reckon_one(tx, &mut vehicle, today).await?;
    Ok(save_reckoned(tx, std::slice::from_ref(&vehicle)).await?)
}

/// Takes what the order says of the odometer, unless it said so before.
async fn read_odometer(tx: &Tx, vehicle: &mut Vehicle, done: &WorkOrderCompleted, km: i64, by: &str) -> Result<(), Problem> {
    let before = store::last_reading_of(tx, vehicle.id, done.id).await?;
    if before == Some(km) {
        return Ok(());
    }
    let taken = Taken { at: done.completed_at, source: Source::WorkOrder, work_order_id: Some(done.id), by_name: by.to_owned() };
    let known = vehicle.clone();
    let reading = vehicle.odometer_from_work_order(km, before, taken);
    if *vehicle != known {
        store::save(tx, vehicle).await?;
    }
    Ok(store::insert_readings(tx, &[reading]).await?)
}

fn visit_of(done: &WorkOrderCompleted, vehicle_id: VehicleId) -> Result<visit::Model, Problem> {
    Ok(visit::Model {
        work_order_id: done.id,
        vehicle_id,
        number: done.number.clone(),
        site_id: done.site_id,
        completed_at: done.completed_at,
        odometer_km: done.odometer_km,
        summary: done.summary.clone(),
        customer_id: Some(done.customer_id),
        jobs: serde_json::to_string(&jobs_of(done)).map_err(|error| Problem::internal(&error))?,
        total: Some(total_of(done)),
        currency: Some(done.currency.clone()),
    })
}

/// The jobs with what they came to, in the order of the lines.
fn jobs_of(done: &WorkOrderCompleted) -> Vec<DoneJob> {
    let jobs = done.lines.chunk_by(|one, next| one.job_title == next.job_title);
    jobs.map(|lines| DoneJob {
        title: lines.first().map(|line| line.job_title.clone()).unwrap_or_default(),
        net: lines.iter().map(|line| line.net.0).sum(),
    })
    .collect()
}

/// With VAT, without stamp duty.
fn total_of(done: &WorkOrderCompleted) -> i64 {
    let currency = Currency::from_code(&done.currency).unwrap_or(Currency::TND);
    totals(currency, done.lines.iter().map(CompletedLine::taxed), Amount::ZERO).total.0
}
