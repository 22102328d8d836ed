//! Rows of cheques as stored.

pub mod cheques {
    use chrono::{DateTime, NaiveDate, Utc};
    use contracts::billing::{ChequeId, DepositId, InvoiceId, PaymentId};
    use contracts::customers::CustomerId;
    use kernel::{Amount, SiteId};
    use sea_orm::entity::prelude::*;

    use crate::cheques::ChequeState;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "billing_cheques")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: ChequeId,
        pub site_id: SiteId,
        pub customer_id: CustomerId,
        pub customer_name: String,
        /// What it paid: a payment of an invoice, or a deposit or receipt.
        pub payment_id: Option<PaymentId>,
        pub invoice_id: Option<InvoiceId>,
        pub deposit_id: Option<DepositId>,
        /// The number of the invoice, deposit or receipt.
        pub document: String,
        pub number: String,
        pub bank: String,
        pub drawer: Option<String>,
        /// 20 digits.
        pub rib: Option<String>,
        pub due_on: NaiveDate,
        pub amount: Amount,
        pub currency: String,
        pub by_name: String,
        pub at: DateTime<Utc>,
        pub state: ChequeState,
        /// The slip's place at its site, once it went to the bank.
        pub slip: Option<i64>,
        /// Why it came back.
        pub reason: Option<String>,
        /// When it came to its state.
        pub since: DateTime<Utc>,
    }

    #[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// What became of a cheque. Only added to.
pub mod cheque_entries {
    use chrono::{DateTime, Utc};
    use contracts::billing::ChequeId;
    use kernel::Amount;
    use sea_orm::entity::prelude::*;

    use crate::cheques::ChequeState;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "billing_cheque_entries")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub cheque_id: ChequeId,
        pub state: ChequeState,
        /// Below zero where the bank took back what had cleared.
        pub amount: Amount,
        pub by_name: String,
        pub at: DateTime<Utc>,
    }

    #[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}
