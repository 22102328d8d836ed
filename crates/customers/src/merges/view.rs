//! A merge as the API shows it.

use chrono::{DateTime, Utc};
use contracts::customers::{CUSTOMER_MERGE, CustomerId};
use kernel::Actor;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::merge::Merge;

#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[schema(as = CustomerMerge)]
pub struct MergeView {
    pub id: Uuid,
    /// Who became part of the other.
    pub from_id: CustomerId,
    pub from_name: String,
    pub into_id: CustomerId,
    pub at: DateTime<Utc>,
    pub by: String,
    /// Until then it can be undone.
    pub undo_until: DateTime<Utc>,
    pub undone_at: Option<DateTime<Utc>>,
    pub undone_by: Option<String>,
    /// `undo`
    pub actions: Vec<String>,
}

impl MergeView {
    pub fn new(merge: Merge, actor: &Actor, now: DateTime<Utc>) -> Self {
        let is_open = merge.undone_at.is_none() && now <= merge.undoable_until();
        let may = is_open && actor.may_anywhere(CUSTOMER_MERGE);
        Self {
            id: merge.id,
            undo_until: merge.undoable_until(),
            from_id: merge.from_id,
            from_name: merge.from_name,
            into_id: merge.into_id,
            at: merge.at,
            by: merge.by_name,
            undone_at: merge.undone_at,
            undone_by: merge.undone_by,
            actions: if may { vec!["undo".into()] } else { vec![] },
        }
    }
}
