//! Rows of letters as stored.

pub mod letters {
    use chrono::{DateTime, NaiveDate, Utc};
    use contracts::billing::LetterId;
    use contracts::customers::CustomerId;
    use kernel::{Amount, SiteId};
    use sea_orm::entity::prelude::*;

    use crate::dunning::{LetterState, Tone};

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "billing_dunning_letters")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: LetterId,
        pub site_id: SiteId,
        pub customer_id: CustomerId,
        pub customer_name: String,
        pub currency: String,
        pub state: LetterState,
        /// The furthest of its invoices', counted from 1.
        pub step: i32,
        pub tone: Tone,
        /// The customer is put on hold once it is sent.
        pub hold: bool,
        /// By language, in JSON.
        pub words: String,
        pub due: Amount,
        pub fee: Amount,
        pub proposed_on: NaiveDate,
        pub sent_at: Option<DateTime<Utc>>,
        /// What is paid until then came in upon it.
        pub answer_until: Option<DateTime<Utc>>,
        /// Who sent or skipped it.
        pub by_name: Option<String>,
    }

    #[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// An invoice that a letter reminds of.
pub mod lines {
    use chrono::NaiveDate;
    use contracts::billing::{InvoiceId, LetterId};
    use kernel::Amount;
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "billing_dunning_lines")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub letter_id: LetterId,
        pub invoice_id: InvoiceId,
        /// Once for each invoice.
        pub step: i32,
        pub number: String,
        pub due_on: NaiveDate,
        pub due: Amount,
        pub fee: Amount,
        /// When the step was sent or skipped; none while it is proposed.
        pub done_on: Option<NaiveDate>,
    }

    #[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// A customer, or an invoice, that is left alone.
pub mod pauses {
    use chrono::{DateTime, NaiveDate, Utc};
    use contracts::billing::InvoiceId;
    use contracts::customers::CustomerId;
    use kernel::SiteId;
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "billing_dunning_pauses")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub site_id: SiteId,
        /// One of the two.
        pub customer_id: Option<CustomerId>,
        pub invoice_id: Option<InvoiceId>,
        /// The customer's name, or the invoice's number.
        pub label: String,
        /// The last day; none until somebody ends it.
        pub until: Option<NaiveDate>,
        pub reason: String,
        pub by_name: String,
        pub at: DateTime<Utc>,
    }

    #[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}
