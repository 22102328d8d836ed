//! The program's own routes and the layers around all of them.

pub mod guard;
pub mod health;
pub mod imports;
pub mod live;
pub mod metrics;
pub mod proxy;
pub mod search;
pub mod server;
pub mod web;
