//! What staff are to know, inside the program: for one of them, or for the desk of a site.
//!
//! Owns the news and, of each person, how far they have seen them. News are told once per occasion and never change. The desk of a site is whoever
//! may authorise work there; they share its news, and each sees them for themselves.

mod list;
mod record;
mod seen;
mod store;
mod view;

use kernel::Context;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub use record::{News, NewsKind, NewsTold};
pub use store::{of_ids, seen, tell};

pub fn router(context: Context) -> OpenApiRouter {
    OpenApiRouter::new()
        .routes(routes!(list::list_news))
        .routes(routes!(seen::count_news))
        .routes(routes!(seen::see_news))
        .with_state(context)
}
