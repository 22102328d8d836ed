//! What documents sold, for figures.

use chrono::NaiveDate;
use kernel::outbox::Event;
use kernel::{Amount, Quantity, SiteId};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::InvoiceId;
use crate::customers::CustomerId;
use crate::workshop::{CoverKind, LineId, LineKind, WorkOrderId};

/// An invoice was issued, or a credit note took some of one back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SaleRecorded {
    /// The document's.
    pub id: Uuid,
    pub number: String,
    pub site_id: SiteId,
    /// The day of issue at the site.
    pub on: NaiveDate,
    /// The invoice itself, or the one that is credited.
    pub invoice_id: InvoiceId,
    pub is_credit: bool,
    /// It asks somebody else than the customer of the work: an insurer, or who warrants it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub is_payers: bool,
    pub customer_id: CustomerId,
    pub customer_name: String,
    pub currency: String,
    /// With VAT and stamp duty; of a credit note below zero.
    pub total: Amount,
    /// Of an invoice, until when it is to be paid and what is open of it, in minor units.
    pub due_on: Option<NaiveDate>,
    pub due: Amount,
    pub orders: Vec<SoldOrder>,
    pub lines: Vec<SoldLine>,
}

/// A work order of a document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SoldOrder {
    pub id: WorkOrderId,
    pub number: String,
    /// False of a sale at the counter.
    pub is_visit: bool,
}

/// A line of a document. Of a credit note, what it takes back: below zero.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SoldLine {
    pub line_id: LineId,
    pub work_order_id: WorkOrderId,
    pub kind: LineKind,
    /// Hours of labour, in thousandths.
    pub quantity: Quantity,
    /// Minor units, without VAT.
    pub net: Amount,
    /// What discounts take.
    pub discount: Amount,
    /// What the garage gives, or somebody else pays.
    pub given: Amount,
    pub cover: Option<CoverKind>,
}

impl Event for SaleRecorded {
    const KIND: &'static str = "sale.recorded";
    fn aggregate(&self) -> Uuid {
        self.invoice_id.0
    }
    fn site(&self) -> Option<SiteId> {
        Some(self.site_id)
    }
}
