//! The matrix of labour (PRODUCT H3): what an hour costs more, or less, by how many of them a line has.

pub mod migration;
pub mod settings;
pub mod store;
pub mod tiers;
