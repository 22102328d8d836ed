//! Time: the shift clock tells when people were there, the job clock what they spent it on (docs/decisions/0026-time.md).

mod add;
mod clocking;
mod clocks;
mod correct;
pub mod demo;
mod input;
mod list;
mod migration;
mod mine;
mod order;
pub mod period;
mod report;
mod sold;
mod spent;
mod split;
mod store;
mod tap;
mod view;

use std::sync::Arc;

use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::Workshop;

pub use clocking::{Activity, Clocking, LONGEST, Moment};
pub use migration::{CreateTime, KeepShares};
pub use order::follow;
pub use period::{Period, days, midnight, today};
pub use report::{ExportQuery, decimal, seconds_as_hours};
pub use spent::retell;
pub use store::{running_on, within};
pub use view::{Worker, time};

pub fn router(workshop: Arc<Workshop>) -> OpenApiRouter {
    OpenApiRouter::new()
        .routes(routes!(mine::show_my_time))
        .routes(routes!(tap::begin_shift))
        .routes(routes!(tap::end_shift))
        .routes(routes!(tap::begin_job_clock))
        .routes(routes!(tap::pause_job_clock))
        .routes(routes!(list::list_clockings, add::add_clocking))
        .routes(routes!(correct::correct_clocking))
        .routes(routes!(report::show_time_report))
        .routes(routes!(report::export_time_report))
        .routes(routes!(order::show_order_time))
        .with_state(workshop)
}
