//! `GET /appointments`

use std::sync::Arc;

use axum::extract::State;
use chrono::{DateTime, Utc};
use contracts::customers::CustomerId;
use contracts::identity::UserId;
use contracts::scheduling::{AppointmentState, SCHEDULE_READ};
use contracts::vehicles::VehicleId;
use kernel::http::{Caller, Json, Query};
use kernel::paging::{Page, PageQuery};
use kernel::{Problem, SiteId, listing, search};
use sea_orm::ActiveEnum;
use serde::Deserialize;
use utoipa::{IntoParams, ToSchema};

use super::store::{self, Filter};
use super::view::AppointmentRow;
use crate::{MODULE, Scheduling};

#[derive(Clone, Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct ListQuery {
    site: Option<SiteId>,
    /// One or more, with commas: `requested,confirmed`.
    #[param(value_type = Option<Vec<AppointmentState>>, style = Form, explode = false)]
    state: Option<String>,
    customer: Option<CustomerId>,
    vehicle: Option<VehicleId>,
    technician: Option<UserId>,
    /// Those that begin at this instant or later.
    from: Option<DateTime<Utc>>,
    /// Those that begin before this instant.
    until: Option<DateTime<Utc>>,
    /// Number, plate or the customer's name.
    q: Option<String>,
    /// `start` (the earliest first) when left out, or `-start`.
    #[serde(default)]
    #[param(inline)]
    sort: AppointmentSort,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, ToSchema)]
pub enum AppointmentSort {
    #[default]
    #[serde(rename = "start")]
    Earliest,
    #[serde(rename = "-start")]
    Latest,
}

/// Appointments of the caller's sites. Permission: `schedule.read`.
#[utoipa::path(get, path = "/appointments", tag = MODULE, operation_id = "list_appointments", security(("bearer" = [])),
    params(ListQuery, PageQuery), responses((status = 200, body = Page<AppointmentRow>)))]
pub async fn list_appointments(
    State(scheduling): State<Arc<Scheduling>>,
    Caller(actor): Caller,
    Query(query): Query<ListQuery>,
    Query(page): Query<PageQuery>,
) -> Result<Json<Page<AppointmentRow>>, Problem> {
    let limit = page.limit()?;
    let sites = actor.visible_sites(query.site, SCHEDULE_READ)?;
    let typed = query.q.as_deref().map(str::trim).filter(|text| !text.is_empty());
    let words = typed.and_then(search::Query::parse);
    if typed.is_some() && words.is_none() {
        return Ok(Json(Page { items: vec![], next: None }));
    }
    let filter = Filter {
        sites,
        states: states(query.state.as_deref())?,
        customer: query.customer,
        vehicle: query.vehicle,
        technician: query.technician,
        from: query.from.map(|at| at.timestamp()),
        until: query.until.map(|at| at.timestamp()),
        words,
        newest_first: query.sort == AppointmentSort::Latest,
        after: page.cursor()?,
        limit: limit + 1,
    };
    let rows = store::list(scheduling.context.db.reader(), &filter).await?;
    let now = scheduling.now();
    Ok(Json(Page::cut(rows, limit, |row| (row.starts, row.id)).map(|row| AppointmentRow::new(row, &actor, now))))
}

/// Each named state once.
fn states(text: Option<&str>) -> Result<Vec<AppointmentState>, Problem> {
    let parse = |name: &str| AppointmentState::try_from_value(&name.to_owned()).ok();
    listing::states(text, parse, |name| format!("{name} is no state of an appointment"))
}
