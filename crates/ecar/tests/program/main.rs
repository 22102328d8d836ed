//! The real program, started as a process on a fresh database (SQLite, or PostgreSQL when `ECAR_TEST_DATABASE_URL` names a server) and
//! spoken to over HTTP; and the shape of the repository.

#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot be set up must fail")]

mod apart;
mod architecture;
mod bad_input;
mod command_line;
mod compat;
mod copies;
mod credit;
mod document;
mod doors;
mod erasure;
mod fleet;
mod headers;
mod imports;
mod limits;
mod live;
mod logs;
mod merging;
mod online;
mod origins;
mod parts;
mod redis;
mod reminders;
mod replicas;
mod rights;
mod search;
mod server;
mod statistics;
mod story;
mod takeover;
mod taxes;
mod unchanged;
