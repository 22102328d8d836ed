//! What the API shows of notes.

use chrono::{DateTime, Utc};
use contracts::workshop::{NoteId, WorkOrderId};
use kernel::Actor;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::note::{Model, NoteKind};

/// A version of a note on a work order.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[schema(as = Note)]
pub struct NoteView {
    pub id: NoteId,
    pub work_order_id: WorkOrderId,
    pub kind: NoteKind,
    pub text: String,
    pub by: String,
    pub at: DateTime<Utc>,
    /// The version before this one.
    pub replaces: Option<NoteId>,
    pub replaced_by: Option<NoteId>,
    pub withdrawn_at: Option<DateTime<Utc>>,
    pub withdrawn_by: Option<String>,
    /// correct, withdraw
    pub actions: Vec<String>,
}

pub fn shown(note: Model, actor: &Actor) -> NoteView {
    let may = note.expect_standing().is_ok() && note.may_change(actor);
    let actions = if may { vec!["correct".to_owned(), "withdraw".to_owned()] } else { vec![] };
    NoteView {
        id: note.id,
        work_order_id: note.order_id,
        kind: note.kind,
        text: note.text,
        by: note.by_name,
        at: note.at,
        replaces: note.replaces,
        replaced_by: note.replaced_by,
        withdrawn_at: note.withdrawn_at,
        withdrawn_by: note.withdrawn_by,
        actions,
    }
}
