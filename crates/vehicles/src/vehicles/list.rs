//! List vehicles.

use axum::extract::State;
use contracts::customers::CustomerId;
use contracts::vehicles::VEHICLE_READ;
use kernel::http::{Caller, Json, Query};
use kernel::paging::{Page, PageQuery};
use kernel::{Problem, search};
use serde::Deserialize;
use utoipa::{IntoParams, ToSchema};

use super::store::{self, Filter, Sort};
use super::view::VehicleView;
use crate::{App, plate};

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct ListQuery {
    /// A plate in any spelling or a part of it, a VIN or its end, make and model.
    q: Option<String>,
    owner: Option<CustomerId>,
    #[param(inline)]
    sort: Option<VehicleSort>,
}

#[derive(Clone, Copy, Debug, Default, Deserialize, ToSchema)]
pub enum VehicleSort {
    #[default]
    #[serde(rename = "-created_at")]
    Newest,
    #[serde(rename = "plate")]
    Plate,
}

/// The vehicles of the group, newest first or by plate. Permission: `vehicle.read`.
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
    let filter = Filter {
        query: query.q.as_deref().and_then(search::Query::parse).map(|query| plate::search_query(&query)),
        owner: query.owner,
        sort: match query.sort.unwrap_or_default() {
            VehicleSort::Newest => Sort::Newest,
            VehicleSort::Plate => Sort::Plate,
        },
    };
    let page = store::list(app.context.db.reader(), &filter, &page).await?;
    Ok(Json(page.map(|vehicle| VehicleView::new(vehicle, &actor))))
}
