//! Rows as stored.

/// A document on its way.
pub mod documents {
    use chrono::{DateTime, Utc};
    use contracts::billing::InvoiceId;
    use contracts::customers::CustomerId;
    use kernel::SiteId;
    use sea_orm::entity::prelude::*;
    use serde::Serialize;

    use crate::einvoices::sending::document::{DocumentKind, State};
    use crate::einvoices::settings::{Choice, Platform};

    /// Serialized into the audit trail: without the document itself.
    #[derive(Clone, Debug, PartialEq, Eq, Serialize, DeriveEntityModel)]
    #[sea_orm(table_name = "billing_einvoices")]
    pub struct Model {
        /// Rises with the time of issue: documents leave in its order.
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub site_id: SiteId,
        pub kind: DocumentKind,
        /// The invoice or the credit note.
        pub document_id: Uuid,
        /// The invoice itself, or the one that is credited.
        pub invoice_id: InvoiceId,
        pub number: String,
        pub customer_id: CustomerId,
        pub customer_name: String,
        pub format: Choice,
        pub platform: Platform,
        pub state: State,
        /// The buyer's number with the tax office, where it was mended after the document was issued.
        pub tax_id: Option<String>,
        /// Where the buyer is found on the network: as it was issued, or mended since.
        pub electronic_address: Option<String>,
        /// As it was signed, or written, last.
        #[serde(skip)]
        pub xml: Option<String>,
        /// The platform's name for it.
        pub external_id: Option<String>,
        /// The platform's name for what it rejected before.
        pub refused_id: Option<String>,
        /// What the platform registered it under.
        pub reference: Option<String>,
        /// What its QR code says.
        pub code: Option<String>,
        /// Why it was rejected.
        pub why: Option<String>,
        /// It may be there already: ask before it is sent.
        pub tried: bool,
        /// Fruitless tries in a row.
        pub failures: i32,
        /// Of these, those that somebody answered.
        pub faults: i32,
        pub issued_at: DateTime<Utc>,
        pub changed_at: DateTime<Utc>,
        pub overdue_at: DateTime<Utc>,
        /// None where it waits for a person.
        pub next_at: Option<DateTime<Utc>>,
        pub version: i64,
    }

    #[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// A try, and what came of it. Only added to.
pub mod attempts {
    use chrono::{DateTime, Utc};
    use sea_orm::entity::prelude::*;

    use crate::einvoices::sending::document::{Outcome, Step};

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "billing_einvoice_attempts")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub einvoice_id: Uuid,
        pub step: Step,
        pub outcome: Outcome,
        /// What the platform, or what signs, said; what was mended.
        pub told: Option<String>,
        /// None for the program.
        pub by_name: Option<String>,
        pub at: DateTime<Utc>,
    }

    #[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}
