//! Rows as stored.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Why points came or went.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, EnumIter, DeriveActiveEnum, ToSchema)]
#[serde(rename_all = "snake_case")]
#[sea_orm(rs_type = "String", db_type = "String(StringLen::None)", rename_all = "snake_case")]
#[schema(as = LoyaltyEntryKind)]
pub enum Kind {
    /// An invoice was paid in full.
    Earned,
    /// It was credited, or is not paid any more.
    Reversed,
    /// They paid of an invoice.
    Used,
    /// What they paid went back.
    GivenBack,
    Expired,
    /// By hand.
    Granted,
    /// By hand, below zero.
    Withdrawn,
    /// Somebody brought them, and their first invoice was paid.
    Referred,
    /// They brought somebody whose first invoice was paid.
    Referral,
    /// That invoice was credited, or is not paid any more: of either.
    ReferralReversed,
}

/// A row is written once; only a merge of customers changes whose it is.
pub mod entries {
    use chrono::{DateTime, NaiveDate, Utc};
    use contracts::billing::InvoiceId;
    use contracts::customers::CustomerId;
    use kernel::{Amount, SiteId};
    use sea_orm::entity::prelude::*;

    use super::Kind;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "billing_loyalty_entries")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub customer_id: CustomerId,
        pub site_id: SiteId,
        pub currency: String,
        pub kind: Kind,
        /// Below zero for what went.
        pub points: i64,
        /// What they paid of the invoice, below zero for what went back; none of other kinds.
        pub amount: Option<Amount>,
        pub invoice_id: Option<InvoiceId>,
        /// The invoice's number.
        pub document: Option<String>,
        pub reason: Option<String>,
        pub by_name: String,
        pub at: DateTime<Utc>,
        /// The day at the site.
        pub on_day: NaiveDate,
        /// When what it is about was earned: its age.
        pub earned_at: DateTime<Utc>,
        /// Each occasion counts once.
        pub key: String,
    }

    #[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// What an invoice earns, by the terms of when it was first paid.
pub mod earnings {
    use chrono::{DateTime, Utc};
    use contracts::billing::InvoiceId;
    use contracts::workshop::WorkOrderId;
    use kernel::Amount;
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "billing_loyalty_earnings")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub invoice_id: InvoiceId,
        pub work_order_id: WorkOrderId,
        pub visits: i64,
        pub per_visit: i64,
        /// Zero where what is spent earns nothing.
        pub amount_per_point: Amount,
        /// In hundredths.
        pub bonus: i64,
        /// What its entries add up to.
        pub points: i64,
        pub at: DateTime<Utc>,
    }

    #[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// Who brought whom. Only merges make several of a customer at a site.
pub mod referrals {
    use chrono::{DateTime, Utc};
    use contracts::billing::InvoiceId;
    use contracts::customers::CustomerId;
    use kernel::SiteId;
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "billing_loyalty_referrals")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        /// Who was brought.
        pub customer_id: CustomerId,
        pub site_id: SiteId,
        /// Who brought them.
        pub by_customer: CustomerId,
        /// The first invoice that earned; none before.
        pub invoice_id: Option<InvoiceId>,
        /// For each of the two, as the site promised when that invoice was paid.
        pub promised: i64,
        /// What each of the two has of it now.
        pub points: i64,
        pub by_name: String,
        pub at: DateTime<Utc>,
    }

    #[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}
