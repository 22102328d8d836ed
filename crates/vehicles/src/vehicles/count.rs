//! `GET /vehicles/count`

use axum::extract::State;
use contracts::vehicles::VEHICLE_READ;
use kernel::Problem;
use kernel::http::{Caller, Json, Query};
use kernel::paging::Counted;

use super::list::ListQuery;
use super::listing;
use crate::App;

/// How many vehicles the list has with these filters. Permission: `vehicle.read`.
#[utoipa::path(get, path = "/vehicles/count", tag = "vehicles", operation_id = "count_vehicles",
    params(ListQuery), responses((status = 200, body = Counted)), security(("bearer" = [])))]
pub async fn count_vehicles(
    State(app): State<App>,
    Caller(actor): Caller,
    Query(query): Query<ListQuery>,
) -> Result<Json<Counted>, Problem> {
    actor.permit_anywhere(VEHICLE_READ)?;
    let filter = query.filter(app.context.clock.now().date_naive())?;
    Ok(Json(listing::count(app.context.db.reader(), &filter).await?))
}
