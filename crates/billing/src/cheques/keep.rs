//! Keeps what is written on a cheque that came in.

use chrono::{DateTime, Utc};
use contracts::billing::{ChequeId, DepositId, InvoiceId, PaymentId};
use kernel::{Actor, Amount, Clock, Problem, SiteId, Tx, text};

use super::cheque::{Details, digits_of};
use super::tables::cheques;
use super::{ChequeState, store};
use crate::entities::{deposits, payments};
use crate::invoices::invoice::{CustomerRef, Invoice};

/// What a cheque paid.
struct Paid {
    site_id: SiteId,
    payment: Option<(PaymentId, InvoiceId)>,
    deposit: Option<DepositId>,
    document: String,
    customer: CustomerRef,
    currency: String,
    amount: Amount,
    at: DateTime<Utc>,
}

/// The cheque that a payment of an invoice is.
pub async fn of_payment(
    tx: &mut Tx,
    details: Option<Details>,
    (invoice, payment): (&Invoice, &payments::Model),
    who: (&Actor, &dyn Clock),
) -> Result<(), Problem> {
    let Some(details) = details else { return Ok(()) };
    let number = invoice.issued().map(|issue| issue.number.text.clone());
    let paid = Paid {
        site_id: invoice.site_id,
        payment: Some((payment.id, invoice.id)),
        deposit: None,
        document: number.or_else(|| invoice.opening().map(|opening| opening.document.clone())).unwrap_or_default(),
        customer: invoice.customer.clone(),
        currency: invoice.currency.code().to_owned(),
        amount: payment.amount,
        at: payment.at,
    };
    keep(tx, details, paid, who).await
}

/// The cheque that a deposit or receipt is.
pub async fn of_deposit(
    tx: &mut Tx,
    details: Option<Details>,
    deposit: &deposits::Model,
    who: (&Actor, &dyn Clock),
) -> Result<(), Problem> {
    let Some(details) = details else { return Ok(()) };
    let paid = Paid {
        site_id: deposit.site_id,
        payment: None,
        deposit: Some(deposit.id),
        document: deposit.number.clone(),
        customer: CustomerRef { id: deposit.customer_id, name: deposit.customer_name.clone() },
        currency: deposit.currency.clone(),
        amount: deposit.amount,
        at: deposit.at,
    };
    keep(tx, details, paid, who).await
}

async fn keep(tx: &mut Tx, details: Details, paid: Paid, (actor, clock): (&Actor, &dyn Clock)) -> Result<(), Problem> {
    let (payment_id, invoice_id) = paid.payment.unzip();
    let row = cheques::Model {
        id: ChequeId::new(),
        site_id: paid.site_id,
        customer_id: paid.customer.id,
        customer_name: paid.customer.name,
        payment_id,
        invoice_id,
        deposit_id: paid.deposit,
        document: paid.document,
        number: details.number.trim().to_owned(),
        bank: details.bank.trim().to_owned(),
        drawer: text::filled(details.drawer),
        rib: details.rib.as_deref().and_then(digits_of),
        due_on: details.due_on,
        amount: paid.amount,
        currency: paid.currency,
        by_name: actor.name.clone(),
        at: paid.at,
        state: ChequeState::InHand,
        slip: None,
        reason: None,
        since: paid.at,
    };
    store::insert(tx, &row).await?;
    store::tell(tx, "cheque.take", (None, &row), (actor, clock)).await
}
