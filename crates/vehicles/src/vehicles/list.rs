//! List vehicles.

use axum::extract::State;
use chrono::{Days, NaiveDate};
use contracts::customers::CustomerId;
use contracts::vehicles::VEHICLE_READ;
use kernel::http::{Caller, Json, Query};
use kernel::paging::{Page, PageQuery};
use kernel::{Problem, search};
use serde::Deserialize;
use utoipa::{IntoParams, ToSchema};

use super::listing::{self, Dated, Filter, Sort};
use super::record::Fuel;
use super::view::VehicleView;
use crate::days::plausible;
use crate::{App, plate};

/// What is due "soon".
const SOON: Days = Days::new(30);

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct ListQuery {
    /// A plate in any spelling or a part of it, a VIN or its end, make and model, a unit number.
    q: Option<String>,
    owner: Option<CustomerId>,
    /// Only those that nobody owns.
    without_owner: Option<bool>,
    /// The make as it is written.
    make: Option<String>,
    year: Option<i32>,
    #[param(inline)]
    fuel: Option<Fuel>,
    /// Only those that were archived; they are left out otherwise.
    archived: Option<bool>,
    /// Only those for which this is due by `due_by`, in the order in which it is.
    #[param(inline)]
    due: Option<DueKind>,
    /// The last day; in 30 days when left out.
    due_by: Option<NaiveDate>,
    #[param(inline)]
    sort: Option<VehicleSort>,
}

#[derive(Clone, Copy, Debug, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum DueKind {
    Service,
    Inspection,
    Insurance,
    RoadTax,
}

#[derive(Clone, Copy, Debug, Default, Deserialize, ToSchema)]
pub enum VehicleSort {
    #[default]
    #[serde(rename = "-created_at")]
    Newest,
    #[serde(rename = "plate")]
    Plate,
    /// By the next service; vehicles without one are left out.
    #[serde(rename = "service_on")]
    Service,
    /// By the technical inspection; vehicles without its date are left out.
    #[serde(rename = "inspection_on")]
    Inspection,
}

impl From<DueKind> for Dated {
    fn from(kind: DueKind) -> Self {
        match kind {
            DueKind::Service => Self::Service,
            DueKind::Inspection => Self::Inspection,
            DueKind::Insurance => Self::Insurance,
            DueKind::RoadTax => Self::RoadTax,
        }
    }
}

impl ListQuery {
    pub fn filter(self, today: NaiveDate) -> Result<Filter, Problem> {
        if plausible(&self.due_by, &()).is_err() {
            return Err(Problem::field("/due_by", "out-of-range", "due_by is between 1900 and 2100"));
        }
        let sort = match (self.due, self.sort.unwrap_or_default()) {
            (Some(kind), _) => Sort::Due(kind.into()),
            (None, VehicleSort::Newest) => Sort::Newest,
            (None, VehicleSort::Plate) => Sort::Plate,
            (None, VehicleSort::Service) => Sort::Due(Dated::Service),
            (None, VehicleSort::Inspection) => Sort::Due(Dated::Inspection),
        };
        Ok(Filter {
            query: self.q.as_deref().and_then(search::Query::parse).map(|query| plate::search_query(&query)),
            owner: self.owner,
            without_owner: self.without_owner == Some(true),
            make: self.make.filter(|make| !make.contains('\0')),
            year: self.year,
            fuel: self.fuel,
            archived: self.archived == Some(true),
            due_by: self.due.and_then(|_| self.due_by.or(today.checked_add_days(SOON))),
            sort,
        })
    }
}

/// The vehicles of the group, newest first, by plate or by what is due. Permission: `vehicle.read`.
#[utoipa::path(get, path = "/vehicles", tag = "vehicles", operation_id = "list_vehicles",
    params(ListQuery, PageQuery),
    responses((status = 200, body = Page<VehicleView>)), security(("bearer" = [])))]
pub async fn list_vehicles(
    State(app): State<App>,
    Caller(actor): Caller,
    Query(query): Query<ListQuery>,
    Query(page): Query<PageQuery>,
) -> Result<Json<Page<VehicleView>>, Problem> {
    actor.permit_anywhere(VEHICLE_READ)?;
    let filter = query.filter(app.context.clock.now().date_naive())?;
    let page = listing::list(app.context.db.reader(), &filter, &page).await?;
    Ok(Json(page.map(|vehicle| VehicleView::new(vehicle, &actor))))
}
