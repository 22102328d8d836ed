//! How much is inspected, and what becomes of it.

use std::sync::Arc;

use axum::extract::State;
use chrono::{DateTime, Datelike, TimeDelta, Utc};
use contracts::identity::UserId;
use contracts::workshop::INSPECTION_CONFIGURE;
use kernel::http::{Caller, Json, Query};
use kernel::{BasisPoints, Problem, SiteId};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::store::{self, ReportRow};
use crate::{MODULE, Workshop};

const USUAL: TimeDelta = TimeDelta::days(30);
const LONGEST: TimeDelta = TimeDelta::days(366);

#[derive(Clone, Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct ReportQuery {
    /// All of the caller's sites when left out.
    site: Option<SiteId>,
    /// Orders opened from then on; thirty days before the end when left out.
    from: Option<DateTime<Utc>>,
    /// And before then; now when left out. At most a year later.
    until: Option<DateTime<Utc>>,
}

/// Inspections by technician, of the orders opened within a span.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct InspectionReport {
    pub from: DateTime<Utc>,
    pub until: DateTime<Utc>,
    /// By name; who has none is the orders without a technician.
    pub items: Vec<TechnicianInspections>,
}

#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct TechnicianInspections {
    pub technician_id: Option<UserId>,
    pub technician_name: Option<String>,
    /// Not cancelled.
    pub orders: i64,
    /// With a signed inspection.
    pub inspected: i64,
    /// Of the orders, those with a signed inspection.
    pub rate: BasisPoints,
    /// Items that are soon or urgent.
    pub findings: i64,
    /// Of them, those that became a job.
    pub proposed: i64,
    /// Links that customers were given.
    pub sent: i64,
    /// Of them, those that were opened.
    pub opened: i64,
}

/// How many orders are inspected, what was found, and which reports were sent and opened. Permission: `inspection.configure`.
#[utoipa::path(get, path = "/inspection-report", tag = MODULE, operation_id = "report_inspections", security(("bearer" = [])),
    params(ReportQuery), responses((status = 200, body = InspectionReport)))]
pub async fn report_inspections(
    State(workshop): State<Arc<Workshop>>,
    Caller(actor): Caller,
    Query(query): Query<ReportQuery>,
) -> Result<Json<InspectionReport>, Problem> {
    let sites = actor.visible_sites(query.site, INSPECTION_CONFIGURE)?;
    let (from, until) = span(query.from, query.until, workshop.now())?;
    let rows = store::report(workshop.context.db.reader(), sites.as_deref(), from, until).await?;
    Ok(Json(InspectionReport { from, until, items: rows.into_iter().map(TechnicianInspections::from).collect() }))
}

/// Within the years that both databases keep alike.
fn span(from: Option<DateTime<Utc>>, until: Option<DateTime<Utc>>, now: DateTime<Utc>) -> Result<(DateTime<Utc>, DateTime<Utc>), Problem> {
    let fault = |pointer, text: &str| Problem::field(pointer, "out-of-range", text);
    let until = until.unwrap_or(now);
    if !(2000..=2999).contains(&until.year()) {
        return Err(fault("/until", "it is between the years 2000 and 2999"));
    }
    let from = from.unwrap_or(until - USUAL);
    let fits = from <= until && until.signed_duration_since(from) <= LONGEST;
    if fits { Ok((from, until)) } else { Err(fault("/from", "it is before the end, and a year at most")) }
}

impl From<ReportRow> for TechnicianInspections {
    fn from(row: ReportRow) -> Self {
        let rate = (row.inspected * 10_000).checked_div(row.orders).unwrap_or_default();
        Self {
            technician_id: row.technician_id,
            technician_name: row.technician_name,
            orders: row.orders,
            inspected: row.inspected,
            rate: BasisPoints(i32::try_from(rate).unwrap_or_default()),
            findings: row.findings,
            proposed: row.proposed,
            sent: row.sent,
            opened: row.opened,
        }
    }
}
