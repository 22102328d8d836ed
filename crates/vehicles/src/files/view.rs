//! A file as the API shows it.

use chrono::{DateTime, Utc};
use kernel::files::{FileRow, Media};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

/// A photo or document of a vehicle.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct VehicleFile {
    pub id: Uuid,
    /// As its sender called it.
    pub name: String,
    pub media: Media,
    /// Bytes.
    pub size: i64,
    pub by_name: String,
    pub at: DateTime<Utc>,
}

/// The photos and documents of a vehicle.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct VehicleFiles {
    /// Newest first, at most 200.
    pub items: Vec<VehicleFile>,
}

impl From<FileRow> for VehicleFile {
    fn from(row: FileRow) -> Self {
        Self { media: row.media(), id: row.id, name: row.name, size: row.size, by_name: row.by_name, at: row.at }
    }
}
