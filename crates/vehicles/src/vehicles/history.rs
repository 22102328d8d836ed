//! What was done to a vehicle.

use axum::extract::State;
use chrono::{DateTime, Utc};
use contracts::vehicles::{VEHICLE_READ, VehicleId};
use kernel::http::{Caller, Json, Path, Query};
use kernel::paging::{Page, PageQuery};
use kernel::{Actor, Problem};
use uuid::Uuid;

use super::store;
use super::view::VehicleVisit;
use crate::{App, past};

/// The vehicle's visits at the caller's sites, newest first, with those that were brought from an earlier system.
/// Permission: `vehicle.read`.
#[utoipa::path(get, path = "/vehicles/{vehicle_id}/history", tag = "vehicles", operation_id = "list_vehicle_visits",
    params(("vehicle_id" = VehicleId, Path), PageQuery),
    responses((status = 200, body = Page<VehicleVisit>)), security(("bearer" = [])))]
pub async fn list_vehicle_visits(
    State(app): State<App>,
    Caller(actor): Caller,
    Path(id): Path<VehicleId>,
    Query(page): Query<PageQuery>,
) -> Result<Json<Page<VehicleVisit>>, Problem> {
    list(&app, &actor, id, &page).await.map(Json)
}

async fn list(app: &App, actor: &Actor, id: VehicleId, page: &PageQuery) -> Result<Page<VehicleVisit>, Problem> {
    let sites = actor.visible_sites(None, VEHICLE_READ)?;
    let (limit, before) = (page.limit()?, page.cursor::<(DateTime<Utc>, Uuid)>()?);
    let reader = app.context.db.reader();
    store::find(reader, id).await?;
    let ours = store::visits_before(reader, id, sites.as_deref(), before, limit + 1).await?;
    let earlier = past::store::before(reader, id, sites.as_deref(), before, limit + 1).await?;
    let earlier = earlier.into_iter().map(|visit| VehicleVisit::earlier(visit, actor));
    let mut visits: Vec<_> = ours.into_iter().map(VehicleVisit::from).chain(earlier).collect();
    visits.sort_by_key(|visit| std::cmp::Reverse((visit.completed_at, visit.id)));
    Ok(Page::cut(visits, limit, |visit| (visit.completed_at, visit.id)))
}
