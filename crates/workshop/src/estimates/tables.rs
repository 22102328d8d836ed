//! The rows of estimates.

/// The tables' names.
pub const VERSIONS: &str = "workshop_estimates";
pub const DECISIONS: &str = "workshop_decisions";
pub const WORDS: &str = "workshop_estimate_words";
pub const SETTINGS: &str = "workshop_estimate_settings";

/// A version as it was sent. Only who is asked, and when it was opened and decided, is written later.
pub mod version {
    use chrono::{DateTime, Utc};
    use contracts::workshop::{EstimateId, WorkOrderId};
    use kernel::{Amount, SiteId};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "workshop_estimates")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: EstimateId,
        pub order_id: WorkOrderId,
        pub site_id: SiteId,
        /// 1 is the order's first.
        pub number: i64,
        /// SHA-256 of the content.
        pub hash: String,
        /// Sent with a message; otherwise a link was handed over.
        pub by_message: bool,
        pub sent_at: DateTime<Utc>,
        pub sent_by: String,
        /// The customer may decide until then.
        pub expires_at: DateTime<Utc>,
        pub first_opened_at: Option<DateTime<Utc>>,
        /// None of its jobs waited for the customer's word any more.
        pub decided_at: Option<DateTime<Utc>>,
        pub currency: String,
        pub total: Amount,
        /// The document as JSON.
        pub content: String,
        /// The contact of the customer who is asked now; nobody in particular when none.
        pub asked_id: Option<Uuid>,
        pub asked_name: Option<String>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// What was decided on one job, with all that proves it. Append-only.
pub mod decision {
    use chrono::{DateTime, Utc};
    use contracts::workshop::{EstimateId, JobId, WorkOrderId};
    use kernel::Amount;
    use sea_orm::entity::prelude::*;

    use crate::work_orders::job::AuthorisationMethod;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "workshop_decisions")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub order_id: WorkOrderId,
        /// The version that the customer had before their eyes, as far as it is known.
        pub estimate_id: Option<EstimateId>,
        pub version: Option<i64>,
        pub hash: Option<String>,
        /// Version and job of a decision by a link: a second one is no decision.
        pub once: Option<String>,
        pub job_id: JobId,
        pub job_title: String,
        pub approved: bool,
        pub reason: Option<String>,
        pub method: AuthorisationMethod,
        pub by_name: String,
        /// The number that was called, or that wrote.
        pub phone: Option<String>,
        /// The network address that the link was used from.
        pub address: Option<String>,
        pub user_agent: Option<String>,
        /// A file of the order.
        pub signature_id: Option<Uuid>,
        pub net: Amount,
        pub amount: Amount,
        pub at: DateTime<Utc>,
        pub recorded_by: String,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// A question on a job, or its answer. Append-only.
pub mod word {
    use chrono::{DateTime, Utc};
    use contracts::workshop::{JobId, WorkOrderId};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "workshop_estimate_words")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub order_id: WorkOrderId,
        pub job_id: JobId,
        pub job_title: String,
        pub by_customer: bool,
        pub by_name: String,
        pub text: String,
        pub at: DateTime<Utc>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// What a site's estimates are like, where it said so.
pub mod settings {
    use kernel::{Amount, BasisPoints, SiteId};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "workshop_estimate_settings")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub site_id: SiteId,
        pub valid_days: i64,
        pub signature_required: bool,
        pub intake_signature_required: bool,
        pub deposit_words: Option<String>,
        /// What they ask ahead by themselves: one of both, or nothing.
        pub deposit_share: Option<BasisPoints>,
        pub deposit_amount: Option<Amount>,
        /// From what total on.
        pub deposit_from: Option<Amount>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}
