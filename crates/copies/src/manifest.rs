//! What an archive says of itself: from where and when it is, and what must be in it.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::totals::Total;

/// Archives are read by their number; a program refuses what is newer than it knows.
pub const FORMAT: u32 = 1;

pub const FILE: &str = "manifest.json";

/// What must travel beside the archive, for whoever opens it.
pub const CARRY_ALONG: &str = "The secret key (secret.key in the data directory, or ECAR_SECRET_KEY_FILE) is not in here: what is sealed in \
     the database stays sealed. Carry it along apart from this file. Settings (ecar.toml, ECAR_... variables) are not in here either.";

/// The database it was taken from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    Sqlite,
    Postgres,
}

/// How the rows are in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Form {
    /// A file of JSON Lines for each table.
    Tables,
    /// The SQLite file itself, as one consistent copy.
    Database,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Manifest {
    pub format: u32,
    pub form: Form,
    /// The version of the program that made it.
    pub ecar: String,
    pub taken_at: DateTime<Utc>,
    pub database: Kind,
    /// The steps of the schema that each module had taken, in their order.
    pub modules: Vec<Steps>,
    pub tables: Vec<TableEntry>,
    /// Of the file `ecar.db`, where that is the form.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sha256: Option<String>,
    pub totals: Vec<Total>,
    pub carry_along: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Steps {
    pub module: String,
    pub migrations: Vec<String>,
}

/// A table: how many rows, and the SHA-256 of its JSON Lines.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TableEntry {
    pub name: String,
    pub rows: u64,
    pub sha256: String,
    /// Names and kinds, in the order of each line.
    pub columns: Vec<crate::catalogue::Column>,
}
