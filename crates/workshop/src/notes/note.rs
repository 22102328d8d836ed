//! A note, and who may read and write which kind. Pure.

use chrono::{DateTime, Utc};
use contracts::identity::UserId;
use contracts::workshop::{NoteId, WORK_ORDER_UPDATE, WORK_ORDER_WORK, WorkOrderId};
use kernel::{Actor, Permission, SiteId};
use sea_orm::Iterable;
use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::error::Error;

/// Whom a note is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, EnumIter, DeriveActiveEnum, ToSchema)]
#[serde(rename_all = "snake_case")]
#[sea_orm(rs_type = "String", db_type = "String(StringLen::None)", rename_all = "snake_case")]
pub enum NoteKind {
    /// May be shown to the customer.
    Customer,
    /// The desk's own: who only works on orders does not see it.
    Internal,
    /// For and from who works on it.
    Technician,
}

impl NoteKind {
    /// What it takes to write one.
    pub fn writing(self) -> Permission {
        match self {
            Self::Customer | Self::Internal => WORK_ORDER_UPDATE,
            Self::Technician => WORK_ORDER_WORK,
        }
    }
}

/// A version of a note. A row never changes but for being replaced or withdrawn.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, DeriveEntityModel)]
#[sea_orm(table_name = "workshop_notes")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: NoteId,
    pub order_id: WorkOrderId,
    pub site_id: SiteId,
    pub kind: NoteKind,
    pub text: String,
    pub by_id: UserId,
    pub by_name: String,
    pub at: DateTime<Utc>,
    /// The version before this one.
    pub replaces: Option<NoteId>,
    pub replaced_by: Option<NoteId>,
    pub withdrawn_at: Option<DateTime<Utc>>,
    pub withdrawn_by: Option<String>,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// The kinds that somebody reads at a site: the desk's own notes are for who changes orders.
pub fn readable(actor: &Actor, site: SiteId) -> Vec<NoteKind> {
    NoteKind::iter().filter(|kind| *kind != NoteKind::Internal || actor.may(WORK_ORDER_UPDATE, site)).collect()
}

impl Model {
    /// It stands: neither replaced nor withdrawn.
    pub fn expect_standing(&self) -> Result<(), Error> {
        if self.replaced_by.is_none() && self.withdrawn_at.is_none() { Ok(()) } else { Err(Error::NoteGone) }
    }

    /// One's own, or anybody's for who changes orders.
    pub fn may_change(&self, actor: &Actor) -> bool {
        let is_own = self.by_id.0 == actor.id;
        actor.may(self.kind.writing(), self.site_id) && (is_own || actor.may(WORK_ORDER_UPDATE, self.site_id))
    }
}
