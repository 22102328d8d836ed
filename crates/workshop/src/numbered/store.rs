//! What orders say of the vehicles that pieces went on.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use contracts::customers::CustomerId;
use contracts::vehicles::VehicleId;
use contracts::workshop::WorkOrderId;
use kernel::{Binds, SiteId, db};
use sea_orm::{ConnectionTrait, DbErr, FromQueryResult};

/// Whose order it is, and for which vehicle.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Owner {
    pub id: WorkOrderId,
    pub number: String,
    pub completed_at: Option<DateTime<Utc>>,
    pub odometer_in: Option<i64>,
    pub odometer_out: Option<i64>,
    pub vehicle_id: VehicleId,
    pub vehicle_plate: String,
    pub vehicle_label: String,
    pub customer_id: CustomerId,
    pub customer_name: String,
    pub customer_phone: Option<String>,
}

const OWNER: &str = "select o.id, o.number, o.completed_at, o.odometer_in, o.odometer_out, o.vehicle_id, o.vehicle_plate, o.vehicle_label, \
                     o.customer_id, o.customer_name, o.customer_phone from workshop_orders o where";

pub async fn owners<C: ConnectionTrait>(conn: &C, orders: &[WorkOrderId]) -> Result<HashMap<WorkOrderId, Owner>, DbErr> {
    let mut owners = HashMap::with_capacity(orders.len());
    for chunk in orders.chunks(500) {
        let mut binds = Binds::default();
        let sql = format!("{OWNER} o.id in ({})", binds.list(chunk.iter().copied()));
        let rows: Vec<Owner> = db::all(conn, sql, binds.0).await?;
        owners.extend(rows.into_iter().map(|row| (row.id, row)));
    }
    Ok(owners)
}

/// The newest orders of a vehicle.
pub async fn of_vehicle<C: ConnectionTrait>(
    conn: &C,
    vehicle: VehicleId,
    sites: Option<&[SiteId]>,
    limit: u64,
) -> Result<HashMap<WorkOrderId, Owner>, DbErr> {
    let mut binds = Binds::default();
    let vehicle = binds.add(vehicle);
    let sites = binds.and_among("o.site_id", sites);
    let rows: Vec<Owner> =
        db::all(conn, format!("{OWNER} o.vehicle_id = {vehicle}{sites} order by o.id desc limit {limit}"), binds.0).await?;
    Ok(rows.into_iter().map(|row| (row.id, row)).collect())
}
