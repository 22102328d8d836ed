//! Shop supplies and fixed fees (PRODUCT H7): a site's, and lines of jobs that follow them while the customer has not decided.

pub mod create;
pub mod follow;
pub mod input;
pub mod list;
pub mod migration;
pub mod store;
pub mod tables;
pub mod taken_off;
pub mod update;
pub mod view;
