//! What the API shows of a cheque.

use chrono::{DateTime, NaiveDate, Utc};
use contracts::billing::{ChequeId, DepositId, InvoiceId, PAYMENT_REFUND, PAYMENT_TAKE};
use kernel::{Actor, Amount, SiteId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::ChequeState;
use super::tables::cheques;
use crate::invoices::invoice::CustomerRef;

/// A cheque that came in for an invoice, ahead of one, or on account.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[schema(as = Cheque)]
pub struct ChequeView {
    pub id: ChequeId,
    pub site_id: SiteId,
    pub customer: CustomerRef,
    /// The invoice that it paid; null of a deposit or receipt.
    pub invoice_id: Option<InvoiceId>,
    pub deposit_id: Option<DepositId>,
    /// The number of either.
    pub document: String,
    pub number: String,
    pub bank: String,
    /// Whose account pays it, where it is not the customer's.
    pub drawer: Option<String>,
    pub rib: Option<String>,
    pub due_on: NaiveDate,
    /// In minor units.
    pub amount: Amount,
    pub currency: String,
    pub at: DateTime<Utc>,
    /// Who took it.
    pub by: String,
    pub state: ChequeState,
    /// Since when.
    pub since: DateTime<Utc>,
    /// Under which number of its site it went to the bank.
    pub slip: Option<i64>,
    /// Why it came back.
    pub reason: Option<String>,
    /// bank, clear, bounce
    pub actions: Vec<String>,
}

pub fn shown(row: cheques::Model, actor: &Actor) -> ChequeView {
    let steps = [
        (ChequeState::Banked, ("bank", PAYMENT_TAKE)),
        (ChequeState::Cleared, ("clear", PAYMENT_TAKE)),
        (ChequeState::Bounced, ("bounce", PAYMENT_REFUND)),
    ];
    let possible: Vec<_> = steps.into_iter().filter(|(next, _)| row.state.may_become(*next)).map(|(_, action)| action).collect();
    ChequeView {
        actions: actor.allowed(row.site_id, &possible).into_iter().map(str::to_owned).collect(),
        id: row.id,
        site_id: row.site_id,
        customer: CustomerRef { id: row.customer_id, name: row.customer_name },
        invoice_id: row.invoice_id,
        deposit_id: row.deposit_id,
        document: row.document,
        number: row.number,
        bank: row.bank,
        drawer: row.drawer,
        rib: row.rib,
        due_on: row.due_on,
        amount: row.amount,
        currency: row.currency,
        at: row.at,
        by: row.by_name,
        state: row.state,
        since: row.since,
        slip: row.slip,
        reason: row.reason,
    }
}
