//! Copies of the whole data: exports that any ECAR restores on either database, and backups.
//!
//! What is in the database is asked of the database ([`catalogue`]): no list of tables stands here that somebody could forget to lengthen.

mod archive;
mod backup;
pub mod catalogue;
mod ddl;
mod export;
mod keep;
mod manifest;
mod restore;
mod schema;
mod seal;
mod source;
mod store;
mod totals;
mod value;

pub use archive::Reader;
pub use backup::{Kept, Settings, backup, take, verify};
pub use export::{Asked, Progress, checksums, difference, export};
pub use keep::{Keep, at, name};
pub use manifest::{CARRY_ALONG, Form, Kind, Manifest, Steps, TableEntry};
pub use restore::{read, restore, unfinished};
pub use schema::{Schema, ordered, state};
pub use seal::{Key, is_sealed};
pub use source::{Source, is_postgres, sqlite_path};
pub use store::{BucketSettings, Store};
pub use totals::Total;
