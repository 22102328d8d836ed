//! What a site's stock was worth at the end of a day (PRODUCT P3). docs/decisions/0085-unfinished-work-and-stock-on-a-day.md.

mod export;
mod get;
mod store;

pub use export::{__path_export_stock_value, export_stock_value};
pub use get::{__path_get_stock_value, get_stock_value};
