//! Work orders over HTTP, with the other modules played by fakes.

#![expect(clippy::unwrap_used, reason = "a test that cannot be set up must fail")]
#![expect(clippy::needless_pass_by_value, reason = "bodies are written where they are sent")]

mod alerts;
mod appointments;
mod approvers;
mod attachments;
mod board;
mod canned_jobs;
mod completion;
mod cores;
mod counter;
mod coupons;
mod credit;
mod deferred;
mod demonstration;
mod deposits;
mod discount_requests;
mod discounts;
mod editing;
mod erasing;
mod estimates;
mod exemptions;
mod gate;
mod inspections;
mod intake;
mod labour_matrix;
mod levies;
mod lifecycle;
mod lists;
mod margin;
mod matrices;
mod notes;
mod numbered;
mod opening;
mod others;
mod papers;
mod parts;
mod pay;
mod prices;
mod progress;
mod quality;
mod quotes;
mod reductions;
mod reshape;
mod signed;
mod support;
mod taxes;
mod time;
mod told;
mod used_parts;
mod warranty;
