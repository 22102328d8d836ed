//! Scheduling over HTTP, as other modules see it, and with many who book at once.

#![expect(clippy::unwrap_used, reason = "a test that cannot be set up must fail")]

mod appointments;
mod arrivals;
mod crowd;
mod deposits;
mod erasing;
mod feeds;
mod lists;
mod online;
mod resources;
mod schedule;
mod series;
mod support;
mod visits;
