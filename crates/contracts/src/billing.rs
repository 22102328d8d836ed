//! Invoices and payments.

mod sales;

pub use sales::{SaleRecorded, SoldLine, SoldOrder};

use async_trait::async_trait;
use chrono::NaiveDate;
use kernel::outbox::Event;
use kernel::{Amount, Permission, Problem, Quantity, SiteId, define_id};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::customers::CustomerId;
pub use crate::documents::Pdf;

use crate::documents::Language;
use crate::inventory::ProductId;
use crate::workshop::{LineId, WorkOrderId};

define_id!(
    /// An invoice, draft or issued.
    InvoiceId
);
define_id!(
    /// Money received, or handed back.
    PaymentId
);

define_id!(
    /// Money that was paid before there was an invoice.
    DepositId
);

define_id!(
    /// A document that takes back what an invoice asked for.
    CreditNoteId
);

define_id!(
    /// A cheque that a customer handed over.
    ChequeId
);

define_id!(
    /// A letter to a customer who is late.
    LetterId
);

pub const INVOICE_READ: Permission = Permission("invoice.read");
pub const INVOICE_ISSUE: Permission = Permission("invoice.issue");
/// Take back what an invoice asked for, by a credit note.
pub const INVOICE_CREDIT: Permission = Permission("invoice.credit");
pub const PAYMENT_TAKE: Permission = Permission("payment.take");
pub const PAYMENT_REFUND: Permission = Permission("payment.refund");
/// Count the drawer in the evening.
pub const DAY_CLOSE: Permission = Permission("day.close");
/// See the journal and the VAT of a period.
pub const ACCOUNTING_READ: Permission = Permission("accounting.read");
/// Export the journal, which locks its days, and choose the accounts.
pub const ACCOUNTING_EXPORT: Permission = Permission("accounting.export");
/// Give and take points by hand.
pub const LOYALTY_MANAGE: Permission = Permission("loyalty.manage");
/// Enter what customers owed before this system.
pub const BALANCE_IMPORT: Permission = Permission("balance.import");

/// Where an invoice stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = InvoiceState)]
pub enum Standing {
    Draft,
    Issued,
    PartPaid,
    Paid,
}

#[async_trait]
pub trait Invoices: Send + Sync {
    /// The invoice as PDF in the language it was made in. For messages.
    async fn pdf(&self, id: InvoiceId) -> Result<Pdf, Problem>;

    /// A statement as PDF in the customer's language. For messages.
    async fn statement(&self, asked: &StatementAsked) -> Result<Pdf, Problem>;

    /// A letter to who is late as PDF in the customer's language. For messages.
    async fn letter(&self, id: LetterId) -> Result<Pdf, Problem>;
}

/// What workshop and messages need to know of an invoice at each change.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct InvoiceState {
    pub id: InvoiceId,
    /// Of an opening entry the earlier system's document's.
    pub number: Option<String>,
    pub site_id: SiteId,
    /// An opening entry has none: it is its own id.
    pub work_order_id: WorkOrderId,
    pub customer_id: CustomerId,
    /// `draft`, `issued`, `part_paid` or `paid`.
    pub state: String,
    pub total: Amount,
    pub due: Amount,
    pub currency: String,
    pub due_on: Option<NaiveDate>,
    /// Lines that can change no more.
    pub line_ids: Vec<Uuid>,
    /// Of somebody who pays in the place of the order's customer.
    #[serde(default)]
    pub is_payers: bool,
    /// Of an invoice of several orders, each of them; `work_order_id` is the first.
    #[serde(default)]
    pub together: Vec<WorkOrderId>,
    /// Without VAT and stamp duty; none of an opening entry.
    #[serde(default)]
    pub net: Option<Amount>,
    /// What credit notes took back of the total.
    #[serde(default)]
    pub credited: Amount,
}

impl InvoiceState {
    /// The orders that it invoices.
    pub fn orders(&self) -> &[WorkOrderId] {
        if self.together.is_empty() { std::slice::from_ref(&self.work_order_id) } else { &self.together }
    }

    /// What was open when the garage came to this system: nothing was invoiced here.
    pub fn is_opening(&self) -> bool {
        self.work_order_id.0 == self.id.0
    }
}

/// A deposit was taken, used for an invoice, or handed back.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct DepositChanged {
    pub id: DepositId,
    pub number: String,
    pub site_id: SiteId,
    pub work_order_id: WorkOrderId,
    pub customer_id: CustomerId,
    pub amount: Amount,
    /// What is left of it.
    pub open: Amount,
    pub currency: String,
}

impl Event for DepositChanged {
    const KIND: &'static str = "deposit.changed";
    fn aggregate(&self) -> Uuid {
        self.id.0
    }
    fn site(&self) -> Option<SiteId> {
        Some(self.site_id)
    }
}

/// A paper was kept with an invoice, taken away, put back or withdrawn: for the screens.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct InvoiceAttached {
    pub id: InvoiceId,
    pub site_id: SiteId,
}

impl Event for InvoiceAttached {
    const KIND: &'static str = "invoice.attached";
    fn aggregate(&self) -> Uuid {
        self.id.0
    }
    fn site(&self) -> Option<SiteId> {
        Some(self.site_id)
    }
}

/// An electronic document was signed, sent, accepted or rejected, or goes again.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct EInvoiceChanged {
    pub id: Uuid,
    pub site_id: SiteId,
    pub invoice_id: InvoiceId,
    pub number: String,
    /// `pending`, `signed`, `sent`, `accepted` or `rejected`.
    pub state: String,
}

impl Event for EInvoiceChanged {
    const KIND: &'static str = "e_invoice.changed";
    fn aggregate(&self) -> Uuid {
        self.id
    }
    fn site(&self) -> Option<SiteId> {
        Some(self.site_id)
    }
}

/// A statement of account is to be sent to a customer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StatementAsked {
    pub customer_id: CustomerId,
    pub site_id: SiteId,
    pub from: NaiveDate,
    pub until: NaiveDate,
    /// What is late, in minor units.
    pub due: Amount,
    pub currency: String,
}

impl Event for StatementAsked {
    const KIND: &'static str = "statement.asked";
    fn aggregate(&self) -> Uuid {
        self.customer_id.0
    }
    fn site(&self) -> Option<SiteId> {
        Some(self.site_id)
    }
}

/// A letter was sent to a customer who is late.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DunningSent {
    pub id: LetterId,
    pub site_id: SiteId,
    pub customer_id: CustomerId,
    /// Counted from 1.
    pub step: i32,
    /// In every language.
    pub words: Vec<LetterWords>,
    /// The one that fell due first first.
    pub invoices: Vec<RemindedInvoice>,
    /// Of all of them, in minor units.
    pub due: Amount,
    /// What is asked for being late; it is not owed by being named.
    pub fee: Amount,
    pub currency: String,
    /// Why the customer is put on credit hold; they are not without.
    pub hold: Option<String>,
}

/// What stands above a letter and what it says, in a language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LetterWords {
    pub language: Language,
    pub title: String,
    pub text: String,
}

/// An invoice that a letter reminds of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RemindedInvoice {
    pub id: InvoiceId,
    pub number: String,
    pub due_on: NaiveDate,
    /// Minor units.
    pub due: Amount,
}

impl Event for DunningSent {
    const KIND: &'static str = "dunning.sent";
    fn aggregate(&self) -> Uuid {
        self.id.0
    }
    fn site(&self) -> Option<SiteId> {
        Some(self.site_id)
    }
}

/// What is proposed to be written to who is late changed: for the screens.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct DunningChanged {
    /// Of the letter, or the site.
    pub id: Uuid,
    pub site_id: SiteId,
}

impl Event for DunningChanged {
    const KIND: &'static str = "dunning.changed";
    fn aggregate(&self) -> Uuid {
        self.id
    }
    fn site(&self) -> Option<SiteId> {
        Some(self.site_id)
    }
}

/// A cheque came in, went to the bank, cleared or bounced: for the screens.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ChequeChanged {
    pub id: ChequeId,
    pub site_id: SiteId,
}

impl Event for ChequeChanged {
    const KIND: &'static str = "cheque.changed";
    fn aggregate(&self) -> Uuid {
        self.id.0
    }
    fn site(&self) -> Option<SiteId> {
        Some(self.site_id)
    }
}

/// A credit note gave parts back to the stock.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct PartsReturned {
    pub credit_note_id: CreditNoteId,
    /// `AV-LAC-2026-00001`
    pub number: String,
    pub site_id: SiteId,
    pub work_order_id: WorkOrderId,
    pub parts: Vec<ReturnedPart>,
}

/// So much of a line that took it from the stock, in the line's unit: a line may count packs.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct ReturnedPart {
    pub line_id: LineId,
    pub product_id: ProductId,
    pub quantity: Quantity,
    /// What the line was invoiced with.
    pub of: Quantity,
}

impl Event for PartsReturned {
    const KIND: &'static str = "parts.returned";
    fn aggregate(&self) -> Uuid {
        self.credit_note_id.0
    }
    fn site(&self) -> Option<SiteId> {
        Some(self.site_id)
    }
}

macro_rules! event {
    ($(#[$meta:meta])* $event:ident, $kind:literal) => {
        $(#[$meta])*
        #[derive(Clone, Debug, Serialize, Deserialize)]
        pub struct $event(pub InvoiceState);

        impl Event for $event {
            const KIND: &'static str = $kind;
            fn aggregate(&self) -> Uuid {
                self.0.id.0
            }
            fn site(&self) -> Option<SiteId> {
                Some(self.0.site_id)
            }
        }
    };
}

event!(
    /// A draft was made from completed work, or its lines were replaced.
    InvoiceDrafted,
    "invoice.drafted"
);
event!(
    /// The draft went away: nothing was left to invoice, or the order was reopened.
    InvoiceDiscarded,
    "invoice.discarded"
);
event!(
    /// The invoice has its number and is frozen.
    InvoiceIssued,
    "invoice.issued"
);
event!(
    /// What was open before this system was entered, corrected or taken back.
    InvoiceEntered,
    "invoice.entered"
);
event!(
    /// A payment came in.
    InvoicePaid,
    "invoice.paid"
);
event!(
    /// A credit note took back some of what it asked for, or all.
    InvoiceCredited,
    "invoice.credited"
);
event!(
    /// Money that was paid went back.
    InvoiceRefunded,
    "invoice.refunded"
);
