//! The rows of inspections.

pub mod template {
    use contracts::workshop::TemplateId;
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "workshop_inspection_templates")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: TemplateId,
        pub name_fr: String,
        pub name_ar: String,
        pub name_en: String,
        pub archived: bool,
        pub version: i64,
        /// Sections with their items, as JSON.
        pub content: String,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod inspection {
    use chrono::{DateTime, Utc};
    use contracts::identity::UserId;
    use contracts::vehicles::VehicleId;
    use contracts::workshop::{InspectionId, TemplateId, WorkOrderId};
    use kernel::SiteId;
    use sea_orm::entity::prelude::*;
    use serde::Serialize;

    use crate::inspections::inspection::InspectionState;

    #[derive(Clone, Debug, PartialEq, Eq, Serialize, DeriveEntityModel)]
    #[sea_orm(table_name = "workshop_inspections")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: InspectionId,
        pub order_id: WorkOrderId,
        pub site_id: SiteId,
        pub vehicle_id: VehicleId,
        pub template_id: TemplateId,
        pub template_version: i64,
        pub name_fr: String,
        pub name_ar: String,
        pub name_en: String,
        pub state: InspectionState,
        pub begun_at: DateTime<Utc>,
        pub begun_by: String,
        pub done_at: Option<DateTime<Utc>>,
        pub done_by: Option<String>,
        pub done_by_id: Option<UserId>,
        pub reopen_reason: Option<String>,
        pub version: i64,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod item {
    use chrono::{DateTime, Utc};
    use contracts::identity::UserId;
    use contracts::workshop::{CannedJobId, InspectionId, ItemId, JobId};
    use sea_orm::entity::prelude::*;
    use serde::Serialize;

    use crate::inspections::inspection::Verdict;
    use crate::inspections::template::Unit;

    #[derive(Clone, Debug, PartialEq, Eq, Serialize, DeriveEntityModel)]
    #[sea_orm(table_name = "workshop_inspection_items")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: ItemId,
        pub inspection_id: InspectionId,
        pub position: i32,
        pub section_fr: String,
        pub section_ar: String,
        pub section_en: String,
        pub name_fr: String,
        pub name_ar: String,
        pub name_en: String,
        /// What it is known by from visit to visit.
        pub code: String,
        /// None: it is only ticked.
        pub unit: Option<Unit>,
        /// Tenths of the unit, as the measure.
        pub soon_below: Option<i64>,
        pub urgent_below: Option<i64>,
        pub required: bool,
        pub photo_if_urgent: bool,
        pub job_title: Option<String>,
        pub verdict: Option<Verdict>,
        pub measure: Option<i64>,
        pub note: Option<String>,
        /// The verdict is not what the measure says.
        pub overruled: bool,
        pub answered_by: Option<String>,
        pub answered_by_id: Option<UserId>,
        pub answered_at: Option<DateTime<Utc>>,
        /// The job that it became.
        pub job_id: Option<JobId>,
        pub version: i64,
        /// What mends it.
        pub canned_job_id: Option<CannedJobId>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// Which item a file shows, and what is drawn over it.
pub mod photo {
    use contracts::workshop::{InspectionId, ItemId};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "workshop_inspection_photos")]
    pub struct Model {
        /// The file's.
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub inspection_id: InspectionId,
        pub item_id: ItemId,
        /// JSON.
        pub marks: String,
        pub version: i64,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}
