//! Matrices of markups: what parts sell for by what they cost (PRODUCT H2). Tiers say what a part costs, so that only who sees costs
//! sees them: a price and its markup tell the cost.

pub mod create;
pub mod input;
pub mod list;
pub mod matrix;
pub mod migration;
pub mod preview;
pub mod store;
pub mod tables;
pub mod tiers;
pub mod update;
pub mod view;
