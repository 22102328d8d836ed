//! What the module answers.

mod export;
mod list;
mod period;
mod receivables;
mod rows;
mod series;
mod view;

use kernel::Context;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub fn router(context: Context) -> OpenApiRouter {
    OpenApiRouter::new()
        .routes(routes!(list::list_kpis))
        .routes(routes!(rows::list_kpi_rows))
        .routes(routes!(export::export_kpi_rows))
        .routes(routes!(series::list_kpi_series))
        .routes(routes!(receivables::get_receivables))
        .with_state(context)
}
