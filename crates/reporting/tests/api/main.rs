//! What owners are told, played as events of the modules that tell.

#![expect(clippy::unwrap_used, reason = "a test that cannot be set up must fail")]

mod breakdowns;
mod cohorts;
mod debts;
mod diary;
mod erasing;
mod fixture;
mod garage;
mod goals;
mod hearing;
mod leaks;
mod reading;
mod saved;
mod shelf;
