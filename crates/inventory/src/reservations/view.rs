//! A claim as the API shows it.

use chrono::{DateTime, NaiveDate, Utc};
use contracts::inventory::{PartState, PartsLight, ProductId};
use contracts::workshop::{LineId, WorkOrderId};
use kernel::{Quantity, SiteId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::store::{self, Row};
use crate::products::Unit;

/// What a line of a work order wants of the shelf, and has.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[schema(as = Reservation)]
pub struct ReservationView {
    pub line_id: LineId,
    pub work_order_id: WorkOrderId,
    pub order_number: String,
    pub vehicle_plate: String,
    pub job_title: String,
    pub promised_at: Option<DateTime<Utc>>,
    pub site_id: SiteId,
    pub product_id: ProductId,
    pub sku: String,
    pub name: String,
    pub unit: Unit,
    /// Without what was taken for the line.
    pub wanted: Quantity,
    pub reserved: Quantity,
    /// Wanted, and not reserved.
    pub missing: Quantity,
    /// For this line, on purchase orders that are not sent.
    pub drafted: Quantity,
    /// For this line, on purchase orders that were sent, and not here yet.
    pub ordered: Quantity,
    pub expected_on: Option<NaiveDate>,
    /// Taken from the shelf for the line, and not brought back.
    pub issued: Quantity,
    pub light: PartsLight,
    pub state: PartState,
}

impl From<Row> for ReservationView {
    fn from(row: Row) -> Self {
        let standing = store::standing(&row.claim);
        let (light, state) = (standing.light(), standing.state());
        let claim = row.claim;
        Self {
            line_id: claim.line_id,
            work_order_id: claim.work_order_id,
            order_number: claim.order_number,
            vehicle_plate: claim.vehicle_plate,
            job_title: claim.job_title,
            promised_at: claim.promised_at,
            site_id: claim.site_id,
            product_id: claim.product_id,
            sku: row.sku,
            name: row.name,
            unit: row.unit,
            wanted: claim.wanted,
            reserved: claim.reserved,
            missing: claim.wanted - claim.reserved,
            drafted: claim.drafted,
            ordered: claim.ordered,
            expected_on: claim.expected_on,
            issued: claim.issued,
            light,
            state,
        }
    }
}
