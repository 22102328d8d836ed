//! The modules in processes of their own, each with its own database, and the gateway in front.

mod doors;
mod failing;
pub mod garage;
mod live;
mod ports;
mod services;
mod start;
mod upgrade;
mod visit;
mod visits;
