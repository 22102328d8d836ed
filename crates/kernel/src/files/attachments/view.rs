//! What the API shows of attachments.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::attachment::Stored;
use crate::files::Media;

/// A paper kept with a document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Attachment {
    pub id: Uuid,
    pub name: String,
    pub note: Option<String>,
    pub media: Media,
    /// Bytes.
    pub size: i64,
    pub by_name: String,
    pub at: DateTime<Utc>,
    /// It stays to be read, and counts no more.
    pub withdrawn: Option<Withdrawn>,
    /// remove, withdraw
    pub actions: Vec<String>,
}

/// Who withdrew an attachment, and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = AttachmentWithdrawn)]
pub struct Withdrawn {
    pub at: DateTime<Utc>,
    pub by_name: String,
    pub reason: String,
}

/// The papers kept with a document.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Attachments {
    /// The newest first, at most 100.
    pub items: Vec<Attachment>,
    /// add
    pub actions: Vec<String>,
}

/// The bytes of an attachment.
#[derive(ToSchema)]
#[schema(value_type = String, format = Binary)]
#[expect(dead_code, reason = "only describes the response")]
pub struct AttachmentBytes(Vec<u8>);

/// As who may change it sees it, or who may not.
pub fn shown(kept: Stored, may_change: bool, is_settled: bool) -> Attachment {
    let action = if is_settled { "withdraw" } else { "remove" };
    let actions = if may_change && kept.stands() { vec![action.to_owned()] } else { vec![] };
    let withdrawn = kept.withdrawn_at.map(|at| Withdrawn {
        at,
        by_name: kept.withdrawn_by.unwrap_or_default(),
        reason: kept.reason.unwrap_or_default(),
    });
    Attachment {
        media: Media::from_name(&kept.media).unwrap_or(Media::Pdf),
        id: kept.id,
        name: kept.name,
        note: kept.note,
        size: kept.size,
        by_name: kept.by_name,
        at: kept.at,
        withdrawn,
        actions,
    }
}
