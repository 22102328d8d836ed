//! The same modules in processes of their own: which run here, where the others are, and the gateway in front of them.

mod gateway;
mod owners;
mod rpc;
mod screens;
mod topology;

pub use gateway::build as gateway;
pub use owners::Owners;
pub use rpc::served;
pub use topology::{Topology, here};
