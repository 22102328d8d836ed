//! What the API shows of quotes.

use chrono::{DateTime, Utc};
use contracts::workshop::WorkOrderId;
use kernel::{Amount, SiteId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::quote::QuoteState;
use super::store::Row;
use crate::work_orders::rows::vehicle_of;
use crate::work_orders::view::{CustomerLabel, VehicleLabel};
use crate::work_orders::work_order::{WorkOrder, known};

/// Of a work order that was asked for by telephone.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct OrderQuote {
    pub asked_at: DateTime<Utc>,
    /// Its prices hold until then.
    pub valid_until: DateTime<Utc>,
    /// When it became a visit.
    pub converted_at: Option<DateTime<Utc>>,
    /// The car in the caller's words; null of a vehicle that has a record, and where nothing was said.
    pub car: Option<String>,
}

impl OrderQuote {
    pub fn of(order: &WorkOrder) -> Option<Self> {
        let quote = order.quote?;
        let car = order.vehicle.label.clone();
        Some(Self {
            asked_at: quote.asked_at,
            valid_until: quote.valid_until,
            converted_at: quote.converted_at,
            car: Some(car).filter(|car| order.vehicle.id.is_none() && !car.is_empty()),
        })
    }
}

/// A quote in a list.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct QuoteRow {
    /// Of the work order that it is.
    pub id: WorkOrderId,
    pub number: String,
    pub site_id: SiteId,
    pub state: QuoteState,
    /// Who asked.
    pub customer: CustomerLabel,
    /// Null of a vehicle that has no record.
    pub vehicle: Option<VehicleLabel>,
    /// The car in the caller's words.
    pub car: Option<String>,
    /// The first job's title, or the concern.
    pub title: String,
    pub asked_at: DateTime<Utc>,
    pub valid_until: DateTime<Utc>,
    /// Declined jobs left out.
    pub total: Amount,
    pub currency: String,
    pub version: i64,
}

impl QuoteRow {
    pub fn of(row: Row, now: DateTime<Utc>) -> Self {
        let vehicle = vehicle_of(row.vehicle_id);
        Self {
            id: row.id,
            number: row.number,
            site_id: row.site_id,
            state: row.quote_state.at(now, row.quote_until),
            customer: CustomerLabel { id: known(row.customer_id), name: row.customer_name, phone: row.customer_phone },
            car: Some(row.vehicle_label.clone()).filter(|car| vehicle.is_none() && !car.is_empty()),
            vehicle: vehicle.map(|id| VehicleLabel { id, plate: row.vehicle_plate, label: row.vehicle_label }),
            title: row.title,
            asked_at: row.quote_asked_at,
            valid_until: row.quote_until,
            total: row.total,
            currency: row.currency,
            version: row.version,
        }
    }
}
