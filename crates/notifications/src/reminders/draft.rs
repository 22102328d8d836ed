//! The message about what is due for a vehicle.

use chrono::NaiveDate;
use contracts::customers::CustomerId;
use contracts::scheduling::Translated;
use contracts::vehicles::{DueKind, DueVehicle, VehicleId};
use kernel::SiteId;
use serde::{Deserialize, Serialize};

use super::judge::Verdict;
use crate::messages::{Draft, MessageEvent, Params};

/// The facts of the message, as they were when it was queued.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ServiceDue {
    pub vehicle_id: VehicleId,
    pub plate: String,
    pub vehicle: String,
    /// By the day.
    pub due: Vec<DueLine>,
    /// Goes with the link.
    pub code: String,
}

/// Something that is due.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DueLine {
    pub kind: DueKind,
    pub on: NaiveDate,
    /// What a service consists of.
    pub titles: Vec<Translated>,
    /// What the odometer shows then: kilometres, or hours of a machine.
    pub at: Option<i64>,
    /// `km`, `mi` or `h`.
    pub unit: String,
}

impl ServiceDue {
    pub fn of(vehicle: &DueVehicle, verdict: &Verdict, code: String) -> Self {
        let mut due: Vec<_> = verdict.due.iter().map(|due| line(vehicle, due.standing.kind, due.standing.due_on)).collect();
        due.sort_by_key(|line| line.on);
        Self { vehicle_id: vehicle.id, plate: vehicle.plate.clone(), vehicle: vehicle.label.clone(), due, code }
    }
}

fn line(vehicle: &DueVehicle, kind: DueKind, on: NaiveDate) -> DueLine {
    let service = vehicle.service.as_ref().filter(|_| kind == DueKind::Service);
    let titles = service.map(|service| service.titles.clone()).unwrap_or_default();
    DueLine { kind, on, titles, at: service.and_then(|service| service.at), unit: vehicle.unit.clone() }
}

/// One message a vehicle and day, whoever queues it: the key holds no run.
pub fn key_of(vehicle: VehicleId, day: NaiveDate) -> String {
    format!("service-due:{vehicle}:{day}")
}

/// The message to queue.
pub fn draft(site_id: SiteId, day: NaiveDate, customer: CustomerId, due: ServiceDue) -> Draft {
    Draft {
        key: key_of(due.vehicle_id, day),
        event: MessageEvent::ServiceDue,
        site_id,
        customer_id: Some(customer),
        user_id: None,
        work_order_id: None,
        invoice_id: None,
        params: Params::ServiceDue { due: Box::new(due) },
    }
}
