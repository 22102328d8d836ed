//! Several processes on one PostgreSQL, as deploy/ puts them: nginx before them, PgBouncer behind them. What they do is what one
//! does; each thing is done once; and any of them, Redis or PostgreSQL may go and come back.

mod cluster;
mod failures;
mod invoices;
mod once;
mod pooler;
pub mod postgres;
mod proxy;
mod starting;
mod together;
