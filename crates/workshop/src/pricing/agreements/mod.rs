//! What was agreed with customers and for vehicles.

pub mod list;
pub mod remove;
pub mod save;
pub mod view;
