//! The rows of intake sheets.

pub const SHEETS: &str = "workshop_intakes";

pub mod sheet {
    use chrono::{DateTime, Utc};
    use contracts::workshop::{IntakeId, WorkOrderId};
    use kernel::SiteId;
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "workshop_intakes")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: IntakeId,
        pub order_id: WorkOrderId,
        pub site_id: SiteId,
        /// 1 is the order's first; later ones correct it.
        pub number: i64,
        /// What it says, as JSON.
        pub content: String,
        pub begun_at: DateTime<Utc>,
        pub begun_by: String,
        pub signed_at: Option<DateTime<Utc>>,
        /// The customer, or who stands for them.
        pub signed_by: Option<String>,
        /// A file of the sheet.
        pub signature_id: Option<Uuid>,
        pub version: i64,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}
