//! What may become of a deposit: pure.

use chrono::{DateTime, Utc};
use contracts::billing::{DepositChanged, DepositId, InvoiceId, PaymentId};
use contracts::workshop::WorkOrderId;
use kernel::audit::Change;
use kernel::{Amount, Limits, SiteId, text};
use uuid::Uuid;

use crate::entities::{deposit_entries, deposits, payments};
use crate::error::Error;
use crate::invoices::invoice::{CustomerRef, Invoice, WorkOrderRef};
use crate::invoices::{PaymentKind, Tender};
use crate::series::Place;

/// In place of a work order's id: the money is on the customer's account.
pub const ON_ACCOUNT: WorkOrderId = WorkOrderId(Uuid::nil());

/// What came in: how, how much, and the number of the cheque or transfer.
#[derive(Clone, Debug)]
pub struct Money {
    pub tender: Tender,
    pub amount: Amount,
    pub currency: String,
    pub reference: Option<String>,
}

/// Money that came in under this number at a site, on an order or on the customer's account.
pub fn taken(place: Place, site_id: SiteId, order: WorkOrderRef, customer: CustomerRef, money: Money, by: &str) -> deposits::Model {
    deposits::Model {
        id: DepositId::new(),
        site_id,
        work_order_id: order.id,
        work_order_number: order.number,
        customer_id: customer.id,
        customer_name: customer.name,
        number: place.number(),
        series: place.series,
        sequence: place.sequence,
        currency: money.currency,
        amount: money.amount,
        open: money.amount,
        tender: money.tender,
        reference: text::filled(money.reference),
        from_invoice_id: None,
        by_name: by.to_owned(),
        at: place.at,
    }
}

/// Who does it, and when.
#[derive(Clone, Copy, Debug)]
pub struct By<'a> {
    pub name: &'a str,
    pub at: DateTime<Utc>,
}

/// How and why money goes back.
#[derive(Clone, Debug)]
pub struct Return {
    pub amount: Amount,
    pub tender: Tender,
    pub reason: String,
    pub reference: Option<String>,
}

/// Pays so much of an issued invoice: at most what is left, and at most what is due.
pub fn pay_of(
    deposit: &mut deposits::Model,
    invoice: &mut Invoice,
    amount: Amount,
    by: By<'_>,
) -> Result<(deposit_entries::Model, payments::Model), Error> {
    let is_theirs = deposit.customer_id == invoice.customer.id && deposit.site_id == invoice.site_id;
    if !is_theirs || deposit.currency != invoice.currency.code() {
        return Err(Error::OfAnother);
    }
    if amount > deposit.open || deposit.open.is_zero() {
        return Err(Error::DepositUsed { open: deposit.open });
    }
    if amount <= Amount::ZERO {
        return Err(Error::Overpayment { due: invoice.due() });
    }
    invoice.pay(amount)?;
    deposit.open = deposit.open - amount;
    let payment = payments::Model {
        id: PaymentId::new(),
        invoice_id: invoice.id,
        kind: if deposit.work_order_id == ON_ACCOUNT { PaymentKind::Receipt } else { PaymentKind::Deposit },
        tender: deposit.tender,
        amount,
        reference: Some(deposit.number.clone()),
        reason: None,
        by_name: by.name.to_owned(),
        at: by.at,
    };
    Ok((entry(deposit, amount, Some(invoice.id), by), payment))
}

/// Hands back of what is left; `so_far` is what of it was handed back before.
pub fn hand_back(
    deposit: &mut deposits::Model,
    back: Return,
    (so_far, limits): (Amount, Limits),
    by: By<'_>,
) -> Result<deposit_entries::Model, Error> {
    if back.amount > deposit.open {
        return Err(Error::DepositUsed { open: deposit.open });
    }
    if let Some(most) = limits.refund.filter(|_| !limits.allows_refund(so_far + back.amount)) {
        let currency = kernel::Currency::from_code(&deposit.currency).ok_or(Error::OfAnother)?;
        return Err(Error::RefundOverLimit { most, so_far, currency });
    }
    deposit.open = deposit.open - back.amount;
    let entry = entry(deposit, back.amount, None, by);
    Ok(deposit_entries::Model { tender: Some(back.tender), reason: Some(back.reason), reference: back.reference, ..entry })
}

/// What was handed back in all.
pub fn handed_back(entries: &[deposit_entries::Model]) -> Amount {
    entries.iter().filter(|entry| entry.invoice_id.is_none()).map(|entry| entry.amount).sum()
}

fn entry(deposit: &deposits::Model, amount: Amount, invoice_id: Option<InvoiceId>, by: By<'_>) -> deposit_entries::Model {
    deposit_entries::Model {
        id: Uuid::now_v7(),
        deposit_id: deposit.id,
        amount,
        invoice_id,
        tender: None,
        reason: None,
        reference: None,
        by_name: by.name.to_owned(),
        at: by.at,
    }
}

/// What others are told, and what the audit trail keeps.
pub fn snapshot(deposit: &deposits::Model) -> DepositChanged {
    DepositChanged {
        id: deposit.id,
        number: deposit.number.clone(),
        site_id: deposit.site_id,
        work_order_id: deposit.work_order_id,
        customer_id: deposit.customer_id,
        amount: deposit.amount,
        open: deposit.open,
        currency: deposit.currency.clone(),
    }
}

pub fn audited<'a>(action: &'a str, deposit: &'a DepositChanged) -> Change<'a> {
    Change { action, entity: "deposit", id: deposit.id.0, label: &deposit.number, site: Some(deposit.site_id) }
}
