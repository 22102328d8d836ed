//! Visits out of an earlier system: what was done to vehicles before the garage had this one, at it or elsewhere.
//!
//! A past visit is what a row of a file said. Nobody edits it; an import may tell its odometer and its amount anew, and undoing the
//! import takes it away with the reading that it told. It stands in the vehicle's history among the visits of our own, marked, and
//! the service prediction counts it as one.

pub mod import;
mod log;
mod read;
pub mod record;
pub mod store;
mod undo;

pub use record::Model as PastVisit;
