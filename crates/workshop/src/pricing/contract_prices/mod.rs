//! Prices of parts that were agreed with customers: of an article, or a level for all of them.

pub mod list;
pub mod migration;
pub mod remove;
pub mod save;
pub mod store;
pub mod tables;
pub mod view;
