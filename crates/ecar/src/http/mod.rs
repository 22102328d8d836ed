//! The program's own routes and the layers around all of them.

pub mod audit;
pub mod bodies;
pub mod data;
pub mod docs;
pub mod fleet;
pub mod guard;
pub mod health;
pub mod imports;
pub mod live;
pub mod metrics;
pub mod origin;
pub mod search;
pub mod server;
pub mod takeovers;
pub mod turns;
pub mod web;
