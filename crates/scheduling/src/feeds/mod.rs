//! Calendar feeds of staff: an address that a calendar program reads without signing in. Its maker sees their own work in it, or all of a
//! site. It is kept as a hash, shown once, ended by its maker at any time, and by itself when the maker no longer works at the site.

mod list;
mod make;
mod revoke;
mod serve;
mod store;

use std::sync::Arc;

use axum::middleware::from_fn;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::Scheduling;

pub fn router(scheduling: Arc<Scheduling>) -> OpenApiRouter {
    let read = OpenApiRouter::new().routes(routes!(serve::read_calendar_feed)).layer(from_fn(kernel::http::tag));
    OpenApiRouter::new()
        .routes(routes!(list::list_calendar_feeds, make::make_calendar_feed))
        .routes(routes!(revoke::revoke_calendar_feed))
        .merge(read)
        .with_state(scheduling)
}
