//! Rows as stored.

/// What a site has with a provider.
pub mod accounts {
    use kernel::SiteId;
    use sea_orm::entity::prelude::*;
    use serde::Serialize;

    use crate::online::provider::Kind;

    /// Serialized into the audit trail: without what is sealed.
    #[derive(Clone, Debug, PartialEq, Eq, Serialize, DeriveEntityModel)]
    #[sea_orm(table_name = "billing_provider_accounts")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub site_id: SiteId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub provider: Kind,
        /// Customers may pay there.
        pub enabled: bool,
        /// No money moves.
        pub test_mode: bool,
        /// Konnect's wallet, Flouci's public token.
        pub account: Option<String>,
        /// Sealed.
        #[serde(skip)]
        pub secret: Option<String>,
        /// Sealed: what signs the provider's messages.
        #[serde(skip)]
        pub webhook_secret: Option<String>,
        pub version: i64,
    }

    #[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// A secret link by which an invoice is paid.
pub mod links {
    use chrono::{DateTime, Utc};
    use contracts::billing::InvoiceId;
    use kernel::SiteId;
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "billing_pay_links")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        /// SHA-256 of the token.
        pub hash: String,
        pub invoice_id: InvoiceId,
        pub site_id: SiteId,
        pub made_by: String,
        pub made_at: DateTime<Utc>,
        pub expires_at: DateTime<Utc>,
        pub revoked_at: Option<DateTime<Utc>>,
    }

    #[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// A payment that was begun at a provider, or is known there alone.
pub mod checkouts {
    use chrono::{DateTime, Utc};
    use contracts::billing::InvoiceId;
    use kernel::{Amount, SiteId};
    use sea_orm::entity::prelude::*;

    use crate::online::checkout::{Difference, State};
    use crate::online::provider::Kind;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "billing_checkouts")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub site_id: SiteId,
        /// None of what nobody asked for here.
        pub invoice_id: Option<InvoiceId>,
        /// As printed, or the earlier system's; empty without an invoice.
        pub invoice_number: String,
        pub provider: Kind,
        /// What makes a repeat the same checkout.
        pub request_key: String,
        /// The provider's name for it.
        pub reference: String,
        /// Where it is paid; empty without an invoice.
        pub url: String,
        /// In minor units of the currency, as it was asked for.
        pub amount: Amount,
        pub currency: String,
        pub test_mode: bool,
        pub state: State,
        pub difference: Option<Difference>,
        /// What the provider says was paid, where it is not what was asked for.
        pub told_amount: Option<Amount>,
        pub told_currency: Option<String>,
        pub created_at: DateTime<Utc>,
        pub expires_at: DateTime<Utc>,
        pub closed_at: Option<DateTime<Utc>>,
        /// When the provider was asked last.
        pub asked_at: DateTime<Utc>,
        /// When it is asked next, while it is open.
        pub ask_at: DateTime<Utc>,
    }

    #[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}
