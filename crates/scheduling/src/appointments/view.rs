//! An appointment as the API shows it, and what this caller may do with it.

use chrono::{DateTime, Utc};
use contracts::customers::CustomerId;
use contracts::identity::UserId;
use contracts::scheduling::{APPOINTMENT_CANCEL, APPOINTMENT_WRITE, AllocationId, AppointmentId, AppointmentState, ResourceId, SeriesId};
use contracts::vehicles::VehicleId;
use contracts::workshop::{WORK_ORDER_OPEN, WorkOrderId};
use kernel::{Actor, Amount, Permission, Problem, SiteId};
use sea_orm::{ConnectionTrait, DbErr};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::deposit::Received;
use super::record::{Booked, By, Model, Source, allocation};
use super::store;
use crate::resources::{Kind, store as resources};
use crate::time::at;

/// A promised arrival.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[schema(as = Appointment)]
pub struct AppointmentView {
    #[serde(flatten)]
    pub row: AppointmentRow,
    /// Whose time it takes, by beginning.
    pub allocations: Vec<AllocationView>,
    pub warnings: Vec<Warning>,
}

/// An appointment as lists show it.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct AppointmentRow {
    pub id: AppointmentId,
    pub number: String,
    pub site_id: SiteId,
    pub state: AppointmentState,
    /// Null while a request is not matched with a customer.
    pub customer_id: Option<CustomerId>,
    /// The customer's name, or what was typed.
    pub customer_name: String,
    /// As typed with a request.
    pub phone: Option<String>,
    pub email: Option<String>,
    pub vehicle_id: Option<VehicleId>,
    /// The vehicle's, or what was typed.
    pub plate: Option<String>,
    pub vehicle_label: Option<String>,
    pub services: Vec<Booked>,
    /// In the customer's words.
    pub concern: String,
    pub notes: Option<String>,
    /// The customer waits for the car.
    pub is_waiter: bool,
    pub source: Source,
    pub start: DateTime<Utc>,
    /// When the work ends as it is allocated.
    pub end: DateTime<Utc>,
    /// Of work.
    pub minutes: i32,
    pub promised_at: Option<DateTime<Utc>>,
    /// The first who works on it.
    pub technician_id: Option<UserId>,
    pub series_id: Option<SeriesId>,
    pub work_order_id: Option<WorkOrderId>,
    pub work_order_number: Option<String>,
    pub cancelled_by: Option<By>,
    pub cancel_reason: Option<String>,
    /// Given up so late that the time could hardly be used.
    pub is_late: bool,
    /// Asked for beforehand, in minor units of the site's currency.
    pub deposit_asked: Option<Amount>,
    pub deposit_received: Option<Received>,
    pub created_at: DateTime<Utc>,
    pub version: i64,
    /// `update`, `match`, `confirm`, `reschedule`, `arrive`, `open_work_order`, `no_show`, `cancel`, `receive_deposit`,
    /// `allocate`
    pub actions: Vec<String>,
}

/// A slice of a resource's time.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[schema(as = Allocation)]
pub struct AllocationView {
    pub id: AllocationId,
    pub resource_id: ResourceId,
    pub resource_name: String,
    pub kind: Kind,
    pub from: DateTime<Utc>,
    pub until: DateTime<Utc>,
}

/// Something to know, which forbids nothing.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[schema(as = AppointmentWarning)]
pub struct Warning {
    /// `open-appointment`: the vehicle has another one; `open-work-order`: it is in a workshop already; `promise-broken`: the work ends
    /// after the customer was told that it is ready.
    pub code: String,
    /// The record's number; empty when it is of a site that the caller does not see.
    pub label: String,
    /// The record; null when it is of a site that the caller does not see.
    pub id: Option<Uuid>,
    /// When the customer was told that it is ready; of a broken promise.
    #[serde(default)]
    pub promised_at: Option<DateTime<Utc>>,
}

/// An appointment that something takes time from.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[schema(as = AffectedAppointment)]
pub struct Affected {
    pub id: AppointmentId,
    pub number: String,
    pub customer_name: String,
    pub start: DateTime<Utc>,
}

const ACTIONS: [(&str, Permission); 10] = [
    ("update", APPOINTMENT_WRITE),
    ("match", APPOINTMENT_WRITE),
    ("confirm", APPOINTMENT_WRITE),
    ("reschedule", APPOINTMENT_WRITE),
    ("arrive", APPOINTMENT_WRITE),
    ("open_work_order", WORK_ORDER_OPEN),
    ("no_show", APPOINTMENT_WRITE),
    ("cancel", APPOINTMENT_CANCEL),
    ("receive_deposit", APPOINTMENT_WRITE),
    ("allocate", APPOINTMENT_WRITE),
];

impl AppointmentRow {
    pub fn new(appointment: Model, actor: &Actor, now: DateTime<Utc>) -> Self {
        let possible = appointment.possible(now);
        let allowed = actor.allowed(appointment.site_id, &ACTIONS).into_iter().filter(|name| possible.contains(name));
        let actions = allowed.map(str::to_owned).collect();
        Self {
            id: appointment.id,
            services: appointment.services(),
            deposit_asked: appointment.deposit_asked,
            deposit_received: appointment.received(),
            number: appointment.number,
            site_id: appointment.site_id,
            state: appointment.state,
            customer_id: appointment.customer_id,
            customer_name: appointment.customer_name,
            phone: appointment.phone,
            email: appointment.email,
            vehicle_id: appointment.vehicle_id,
            plate: appointment.plate,
            vehicle_label: appointment.vehicle_label,
            concern: appointment.concern,
            notes: appointment.notes,
            is_waiter: appointment.is_waiter,
            source: appointment.source,
            start: at(appointment.starts),
            end: at(appointment.ends),
            minutes: appointment.minutes,
            promised_at: appointment.promised_at,
            technician_id: appointment.technician_id,
            series_id: appointment.series_id,
            work_order_id: appointment.work_order_id,
            work_order_number: appointment.work_order_number,
            cancelled_by: appointment.cancelled_by,
            cancel_reason: appointment.cancel_reason,
            is_late: appointment.is_late,
            created_at: appointment.created_at,
            version: appointment.version,
            actions,
        }
    }
}

/// The appointment whole, with its time and what there is to know beside.
pub async fn whole<C: ConnectionTrait>(conn: &C, row: Model, actor: &Actor, now: DateTime<Utc>) -> Result<AppointmentView, Problem> {
    let slices = store::allocations_of(conn, row.id).await?;
    let allocations = allocations(conn, slices).await?;
    let mut warnings = if row.is_open() { warnings(conn, &row, actor, now).await? } else { vec![] };
    warnings.extend(broken_promise(conn, &row).await?);
    Ok(AppointmentView { row: AppointmentRow::new(row, actor, now), allocations, warnings })
}

async fn allocations<C: ConnectionTrait>(conn: &C, slices: Vec<allocation::Model>) -> Result<Vec<AllocationView>, DbErr> {
    let ids: Vec<_> = slices.iter().map(|slice| slice.resource_id).collect();
    let known = resources::find_many(conn, &ids).await?;
    let shown = |slice: allocation::Model| {
        let resource = known.iter().find(|resource| resource.id == slice.resource_id)?;
        Some(AllocationView {
            id: slice.id,
            resource_id: slice.resource_id,
            resource_name: resource.name.clone(),
            kind: resource.kind,
            from: at(slice.starts),
            until: at(slice.ends),
        })
    };
    Ok(slices.into_iter().filter_map(shown).collect())
}

async fn warnings<C: ConnectionTrait>(conn: &C, row: &Model, actor: &Actor, now: DateTime<Utc>) -> Result<Vec<Warning>, DbErr> {
    let Some(vehicle) = row.vehicle_id else { return Ok(vec![]) };
    let warning = |code: &str, label: String, id: Uuid, site: SiteId| Warning {
        code: code.to_owned(),
        label: if actor.sees(site) { label } else { String::new() },
        id: Some(id).filter(|_| actor.sees(site)),
        promised_at: None,
    };
    let others = store::open_of_vehicle(conn, vehicle, now.timestamp(), row.id).await?;
    let orders = store::open_orders_of(conn, vehicle).await?;
    let others = others.into_iter().map(|other| warning("open-appointment", other.number, other.id.0, other.site_id));
    let orders = orders.into_iter().map(|order| warning("open-work-order", order.number, order.id.0, order.site_id));
    Ok(others.chain(orders).collect())
}

/// The work ends, as it is allocated, after its customer was told: by the work order while it is open, before that by the appointment.
async fn broken_promise<C: ConnectionTrait>(conn: &C, row: &Model) -> Result<Option<Warning>, DbErr> {
    let (label, id, promised) = match row.work_order_id {
        Some(order) => match store::order(conn, order).await?.filter(|order| order.is_open) {
            Some(order) => (order.number, order.id.0, order.promised),
            None => return Ok(None),
        },
        None if row.is_open() => (row.number.clone(), row.id.0, row.promised_at.map(|at| at.timestamp())),
        None => return Ok(None),
    };
    let broken = promised.filter(|promised| row.ends > *promised);
    Ok(broken.map(|promised| Warning { code: "promise-broken".to_owned(), label, id: Some(id), promised_at: Some(at(promised)) }))
}
