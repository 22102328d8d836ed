//! The rows of resources and absences.

use chrono::{DateTime, Utc};
use contracts::identity::{Span, UserId};
use contracts::scheduling::{AbsenceId, ResourceId};
use kernel::SiteId;
use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::time::Interval;

/// What a resource is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, EnumIter, DeriveActiveEnum, ToSchema)]
#[serde(rename_all = "snake_case")]
#[sea_orm(rs_type = "String", db_type = "String(StringLen::None)", rename_all = "snake_case")]
#[schema(as = ResourceKind)]
pub enum Kind {
    Bay,
    Equipment,
    Technician,
}

/// A resource as it is kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, DeriveEntityModel)]
#[sea_orm(table_name = "scheduling_resources")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: ResourceId,
    pub site_id: SiteId,
    pub kind: Kind,
    /// A technician's is a copy of the person's, taken when the profile was written.
    pub name: String,
    pub user_id: Option<UserId>,
    /// JSON: skills of a technician, capabilities of the others.
    pub codes: String,
    /// JSON: a technician's own week, Monday first; none when the site's hours are theirs.
    pub week: Option<String>,
    /// Basis points: what an hour of theirs yields.
    pub efficiency: i32,
    pub active: bool,
    pub created_at: DateTime<Utc>,
    pub version: i64,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

impl Model {
    pub fn codes(&self) -> Vec<String> {
        serde_json::from_str(&self.codes).unwrap_or_default()
    }

    pub fn week(&self) -> Option<Vec<Vec<Span>>> {
        self.week.as_deref().and_then(|week| serde_json::from_str(week).ok())
    }
}

/// JSON of a list of codes or of a week.
pub fn json(value: &impl Serialize) -> String {
    serde_json::to_string(value).unwrap_or_default()
}

/// When a resource is away: a holiday, an illness, a repair.
pub mod absence {
    use super::{AbsenceId, DateTime, DeriveEntityModel, DeriveRelation, EnumIter, Interval, ResourceId, Serialize, SiteId, Utc};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, Serialize, DeriveEntityModel)]
    #[sea_orm(table_name = "scheduling_absences")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: AbsenceId,
        pub site_id: SiteId,
        pub resource_id: ResourceId,
        pub starts: i64,
        pub ends: i64,
        pub reason: String,
        pub by_name: String,
        pub created_at: DateTime<Utc>,
    }

    #[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}

    impl Model {
        pub fn interval(&self) -> Interval {
            Interval::new(self.starts, self.ends)
        }
    }
}
