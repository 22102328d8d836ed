//! What the module answers.

mod breakdowns;
mod export;
mod export_kpis;
mod goals;
mod leaks;
mod list;
mod period;
mod receivables;
mod rows;
pub mod saved;
mod series;
mod view;

use std::sync::Arc;

use contracts::identity::Staff;
use kernel::Context;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub fn router(context: Context, staff: Arc<dyn Staff>) -> OpenApiRouter {
    OpenApiRouter::new()
        .routes(routes!(list::list_kpis))
        .routes(routes!(export_kpis::export_kpis))
        .routes(routes!(goals::list_goals, goals::set_goal))
        .routes(routes!(rows::list_kpi_rows))
        .routes(routes!(export::export_kpi_rows))
        .routes(routes!(series::list_kpi_series))
        .routes(routes!(receivables::get_receivables))
        .merge(breakdowns::router())
        .merge(leaks::router())
        .with_state(context.clone())
        .merge(saved::router(context, staff))
}
