//! A series as the API shows it.

use chrono::{DateTime, Utc};
use contracts::customers::CustomerId;
use contracts::scheduling::{APPOINTMENT_CANCEL, AppointmentId, SeriesId};
use contracts::vehicles::VehicleId;
use kernel::{Actor, SiteId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::record::{Model, Unit};
use super::store::Standing;
use crate::appointments::Booked;
use crate::time::at;

/// A recurring booking; its appointments have its id.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[schema(as = AppointmentSeries)]
pub struct SeriesView {
    pub id: SeriesId,
    pub site_id: SiteId,
    pub unit: Unit,
    pub every: i32,
    pub times: i32,
    pub customer_id: CustomerId,
    pub vehicle_id: Option<VehicleId>,
    pub services: Vec<Booked>,
    /// Of the first.
    pub start: DateTime<Utc>,
    /// The rest was not given up.
    pub active: bool,
    pub by_name: String,
    pub created_at: DateTime<Utc>,
    pub version: i64,
    /// `cancel`
    pub actions: Vec<String>,
}

impl SeriesView {
    pub fn new(series: &Model, actor: &Actor) -> Self {
        let possible: &[_] = if series.active { &[("cancel", APPOINTMENT_CANCEL)] } else { &[] };
        Self {
            id: series.id,
            site_id: series.site_id,
            unit: series.unit,
            every: series.every,
            times: series.times,
            customer_id: series.customer_id,
            vehicle_id: series.vehicle_id,
            services: serde_json::from_str(&series.services).unwrap_or_default(),
            start: at(series.starts),
            active: series.active,
            by_name: series.by_name.clone(),
            created_at: series.created_at,
            version: series.version,
            actions: actor.allowed(series.site_id, possible).into_iter().map(str::to_owned).collect(),
        }
    }
}

/// A series in the list, with what its appointments say.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[schema(as = AppointmentSeriesRow)]
pub struct SeriesRow {
    #[serde(flatten)]
    pub series: SeriesView,
    pub customer_name: String,
    pub plate: Option<String>,
    /// Appointments that are still to come.
    pub ahead: i64,
    /// When the next one starts.
    pub next: Option<DateTime<Utc>>,
}

impl SeriesRow {
    pub fn new(series: SeriesView, standing: Option<&Standing>) -> Self {
        Self {
            customer_name: standing.map(|standing| standing.customer_name.clone()).unwrap_or_default(),
            plate: standing.and_then(|standing| standing.plate.clone()),
            ahead: standing.map_or(0, |standing| standing.ahead),
            next: standing.and_then(|standing| standing.next).map(at),
            series,
        }
    }
}

/// A series as it was made: what it booked, and what it could not.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct SeriesMade {
    pub series: SeriesView,
    pub booked: Vec<SeriesBooked>,
    /// Starts that could not be had, to be booked by hand.
    pub left_out: Vec<SeriesLeftOut>,
}

#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct SeriesBooked {
    pub appointment_id: AppointmentId,
    pub number: String,
    pub start: DateTime<Utc>,
}

#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct SeriesLeftOut {
    pub start: DateTime<Utc>,
    /// What stands in the way.
    pub reason: String,
}
