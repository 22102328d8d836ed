//! Labels for articles, bins and whatever else has a code, and what a code that was scanned stands for (PRODUCT J14, decision 0061).
//!
//! A label says an article's barcode, or its SKU where it has none; a bin's label says `BIN ` and the bin, so that no article is taken for it.
//! Nothing is kept of what was printed.

mod code;
mod input;
mod print;
mod scan;
mod store;

use std::sync::Arc;

use contracts::documents::Renderer;
use kernel::Context;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

/// What prints.
#[derive(Clone)]
pub struct Press {
    pub context: Context,
    pub renderer: Arc<dyn Renderer>,
}

pub fn routes(press: Press) -> OpenApiRouter {
    OpenApiRouter::new().routes(routes!(print::print_labels)).routes(routes!(scan::scan_code)).with_state(press)
}
