//! Attended, clocked and sold hours of everybody at a site.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::extract::State;
use axum::response::Response;
use chrono::{Days, NaiveDate};
use contracts::identity::{UserId, site};
use contracts::workshop::TIME_READ;
use kernel::export::{Cell, FileFormat, Table};
use kernel::http::{Caller, Json, Path, Query};
use kernel::{Actor, Problem, SiteId};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::clocking::Clocking;
use super::period::{days, monday};
use super::store::{self, Sold};
use super::view::{TimeSum, Worker};
use crate::{MODULE, Workshop};

#[derive(Clone, Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct ReportQuery {
    /// The first day at the site; the Monday of this week when left out.
    from: Option<NaiveDate>,
    /// The last day; the first and six more when left out.
    until: Option<NaiveDate>,
}

#[derive(Clone, Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct ExportQuery {
    #[serde(default)]
    #[param(inline)]
    pub format: FileFormat,
}

/// The time of everybody who was there or sold hours in the period.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct TimeReport {
    /// By name.
    pub people: Vec<PersonTime>,
    pub total: TimeSum,
}

#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct PersonTime {
    pub user: Worker,
    pub time: TimeSum,
}

/// Attended, clocked and sold hours at a site, by person. Permission: `time.read`.
#[utoipa::path(get, path = "/time/{site_id}/report", tag = MODULE, operation_id = "show_time_report", security(("bearer" = [])),
    params(("site_id" = SiteId, Path), ReportQuery), responses((status = 200, body = TimeReport)))]
pub async fn show_time_report(
    State(workshop): State<Arc<Workshop>>,
    Caller(actor): Caller,
    Path(id): Path<SiteId>,
    Query(query): Query<ReportQuery>,
) -> Result<Json<TimeReport>, Problem> {
    workshop.time_report(&actor, id, &query).await.map(|(report, _)| Json(report))
}

/// The same for a spreadsheet: hours as decimals, ratios in per cent. Permission: `time.read`.
#[utoipa::path(get, path = "/time/{site_id}/report/export", tag = MODULE, operation_id = "export_time_report", security(("bearer" = [])),
    params(("site_id" = SiteId, Path), ReportQuery, ExportQuery),
    responses((status = 200, content((String = "text/csv"), (Vec<u8> = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")))))]
pub async fn export_time_report(
    State(workshop): State<Arc<Workshop>>,
    Caller(actor): Caller,
    Path(id): Path<SiteId>,
    Query(query): Query<ReportQuery>,
    Query(export): Query<ExportQuery>,
) -> Result<Response, Problem> {
    let (report, (from, until)) = workshop.time_report(&actor, id, &query).await?;
    let rows = report.people.iter().map(|person| row(&person.user.name, &person.time)).collect();
    let name = format!("time-{from}-{until}");
    Table { name, titles: TITLES.to_vec(), rows }.answer(export.format)
}

const TITLES: [&str; 12] = [
    "name",
    "attended_hours",
    "worked_hours",
    "waiting_approval_hours",
    "waiting_parts_hours",
    "waiting_bay_hours",
    "waiting_diagnosis_hours",
    "unexplained_hours",
    "sold_hours",
    "utilisation_percent",
    "efficiency_percent",
    "productivity_percent",
];

fn row(name: &str, time: &TimeSum) -> Vec<Cell> {
    let hours =
        [time.attended, time.worked, time.waiting_approval, time.waiting_parts, time.waiting_bay, time.waiting_diagnosis, time.unexplained];
    let mut cells = vec![Cell::Text(name.to_owned())];
    cells.extend(hours.map(seconds_as_hours));
    cells.push(decimal(time.sold, 3));
    cells
        .extend([time.utilisation, time.efficiency, time.productivity].map(|ratio| ratio.map_or(Cell::Empty, |points| decimal(points, 2))));
    cells
}

/// To the thousandth of an hour, which is 3.6 seconds.
pub fn seconds_as_hours(seconds: i64) -> Cell {
    decimal((seconds * 5 + 9) / 18, 3)
}

/// A whole number of small units as a decimal number.
pub fn decimal(units: i64, places: u32) -> Cell {
    let one = 10_i64.pow(places);
    let width = usize::try_from(places).unwrap_or_default();
    Cell::Number(format!("{}.{:0width$}", units / one, units % one))
}

impl Workshop {
    async fn time_report(&self, actor: &Actor, id: SiteId, query: &ReportQuery) -> Result<(TimeReport, (NaiveDate, NaiveDate)), Problem> {
        actor.permit(TIME_READ, id)?;
        let card = site(self.sites.as_ref(), id).await?;
        let from = query.from.unwrap_or_else(|| monday(&card, self.now()));
        let until = query.until.unwrap_or(from + Days::new(6));
        let period = days(&card, from, until)?;
        let db = self.context.db.reader();
        let rows = store::within(db, Some(id), None, period).await?;
        let sold = store::sold_within(db, Some(id), None, period).await?;
        let now = self.now().timestamp();
        let total = TimeSum::of(&rows, period, now, sold.iter().map(|sold| sold.milli_hours).sum());
        let people = by_person(&rows, &sold);
        let time = |(user, name, rows, sold): PersonRows<'_>| PersonTime {
            user: Worker { id: user, name },
            time: TimeSum::of(rows, period, now, sold),
        };
        Ok((TimeReport { people: people.into_iter().map(time).collect(), total }, (from, until)))
    }
}

/// A person's clockings, and what they were credited with.
type PersonRows<'a> = (UserId, String, Vec<&'a Clocking>, i64);

fn by_person<'a>(rows: &'a [Clocking], sold: &[Sold]) -> Vec<PersonRows<'a>> {
    let mut people = BTreeMap::<UserId, PersonRows<'a>>::new();
    for row in rows {
        let person = people.entry(row.user_id).or_insert_with(|| (row.user_id, row.user_name.clone(), vec![], 0));
        person.2.push(row);
    }
    for one in sold {
        people.entry(one.user_id).or_insert_with(|| (one.user_id, one.user_name.clone(), vec![], 0)).3 += one.milli_hours;
    }
    let mut people: Vec<_> = people.into_values().collect();
    people.sort_by(|one, other| (&one.1, one.0).cmp(&(&other.1, other.0)));
    people
}
