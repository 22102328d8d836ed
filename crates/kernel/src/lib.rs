//! What every module needs and no garage word: ids, money, clock, actors, problems, the database, the outbox,
//! idempotency, paging, HTTP extractors, imports and module wiring. It changes rarely, because all else rebuilds with it.

pub mod actor;
pub mod audit;
pub mod binds;
pub mod calls;
pub mod clock;
pub mod counters;
pub mod db;
pub mod export;
pub mod feed;
pub mod files;
pub mod http;
pub mod id;
pub mod idempotency;
pub mod import;
pub mod limits;
pub mod listing;
pub mod live;
pub mod merging;
pub mod module;
pub mod money;
pub mod origin;
pub mod outbox;
pub mod paging;
pub mod pdf;
pub mod personal;
pub mod problem;
pub mod relay;
pub mod rights;
pub mod schema;
pub mod search;
pub mod site_settings;
mod strict;
pub mod text;
pub mod vault;

pub use actor::{Actor, Permission, Via};
pub use binds::Binds;
pub use clock::{Clock, SharedClock};
pub use db::{Backend, Db, Tx};
pub use id::SiteId;
pub use module::{Context, Module};
pub use money::{Amount, BasisPoints, Currency, Quantity};
pub use problem::{FieldError, Problem};
pub use rights::{Limits, Rights};
pub use vault::Vault;
