//! What keeps a vehicle in order: the garage's plan, when each item of it is due for a vehicle, and the dates that the law sets.

pub mod due;
mod get_plan;
mod legal;
mod list_odometer;
mod look;
mod plan;
pub mod reckon;
pub mod refresh;
mod repeat;
mod seasons;
mod set_item;
pub mod settings;
mod store;
mod view;
mod worker;

use std::collections::BTreeMap;

use contracts::vehicles::VehicleId;
use kernel::Problem;
use sea_orm::ConnectionTrait;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::App;

pub use plan::{Titles, is_key};
pub use repeat::keep as repeat;
pub use store::{put_all_care, save_reckoned};
pub use worker::CatchUp;

/// What the items of the garage's plan are called.
pub async fn titles<C: ConnectionTrait>(conn: &C) -> Result<BTreeMap<String, Titles>, Problem> {
    let (plan, _) = settings::read::<plan::Plan, _>(conn, refresh::PLAN).await?;
    Ok(plan.items.into_iter().map(|item| (item.key, item.title)).collect())
}

/// What the items are called that only these vehicles have.
pub async fn own_titles<C: ConnectionTrait>(conn: &C, vehicles: &[VehicleId]) -> Result<BTreeMap<String, Titles>, Problem> {
    let items = store::own_items(conn, vehicles).await?.into_iter().filter_map(|row| row.planned());
    Ok(items.map(|item| (item.key, item.title)).collect())
}

pub fn router(app: App) -> OpenApiRouter {
    OpenApiRouter::new()
        .routes(routes!(look::get_vehicle_care))
        .routes(routes!(set_item::set_vehicle_care))
        .routes(routes!(list_odometer::list_odometer_readings))
        .routes(routes!(get_plan::get_vehicle_plan, get_plan::set_vehicle_plan))
        .with_state(app)
}
