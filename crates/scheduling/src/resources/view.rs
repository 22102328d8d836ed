//! Resources and absences as the API shows them.

use chrono::{DateTime, Utc};
use contracts::identity::{Span, UserId};
use contracts::scheduling::{AbsenceId, ResourceId, SCHEDULE_MANAGE};
use kernel::{Actor, SiteId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::record::{Kind, Model, absence};
use crate::appointments::view::Affected;
use crate::time::at;

/// A bay, a piece of equipment or a technician whose time can be taken.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[schema(as = Resource)]
pub struct ResourceView {
    pub id: ResourceId,
    pub site_id: SiteId,
    pub kind: Kind,
    pub name: String,
    /// The person, of a technician.
    pub user_id: Option<UserId>,
    /// Skills of a technician, capabilities of a bay or equipment.
    pub codes: Vec<String>,
    /// A technician's own week, Monday first; null when the site's hours are theirs.
    pub week: Option<Vec<Vec<Span>>>,
    /// Basis points: what an hour of theirs yields.
    pub efficiency: i32,
    pub active: bool,
    pub version: i64,
    /// `update`, `add_absence`
    pub actions: Vec<String>,
}

impl ResourceView {
    pub fn new(resource: &Model, actor: &Actor) -> Self {
        let possible = [("update", SCHEDULE_MANAGE), ("add_absence", SCHEDULE_MANAGE)];
        Self {
            id: resource.id,
            site_id: resource.site_id,
            kind: resource.kind,
            name: resource.name.clone(),
            user_id: resource.user_id,
            codes: resource.codes(),
            week: resource.week(),
            efficiency: resource.efficiency,
            active: resource.active,
            version: resource.version,
            actions: actor.allowed(resource.site_id, &possible).into_iter().map(str::to_owned).collect(),
        }
    }
}

/// When a resource is away.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[schema(as = Absence)]
pub struct AbsenceView {
    pub id: AbsenceId,
    pub resource_id: ResourceId,
    pub from: DateTime<Utc>,
    pub until: DateTime<Utc>,
    pub reason: String,
    pub by_name: String,
}

impl From<absence::Model> for AbsenceView {
    fn from(absence: absence::Model) -> Self {
        Self {
            id: absence.id,
            resource_id: absence.resource_id,
            from: at(absence.starts),
            until: at(absence.ends),
            reason: absence.reason,
            by_name: absence.by_name,
        }
    }
}

/// An absence, and whose time it takes away: to be moved or told.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct AbsenceAdded {
    pub absence: AbsenceView,
    /// Appointments that have time of the resource in it.
    pub affected: Vec<Affected>,
}
