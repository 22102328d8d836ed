//! The rates of labour of a site.

pub mod create;
pub mod list;
pub mod update;
pub mod view;
