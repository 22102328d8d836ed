//! What happens elsewhere, as the feed gives it and as a program of others hears it over real HTTP.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on must fail")]

mod feed;
mod garage;
mod telling;
mod webhooks;
