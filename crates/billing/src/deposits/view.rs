//! What the API shows of a deposit.

use chrono::{DateTime, Utc};
use contracts::billing::{DepositId, InvoiceId, PAYMENT_REFUND, PAYMENT_TAKE};
use kernel::{Actor, Amount, SiteId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::deposit::{ON_ACCOUNT, handed_back};
use crate::entities::{deposit_entries, deposits};
use crate::invoices::Tender;
use crate::invoices::invoice::{CustomerRef, WorkOrderRef};

/// Money that was paid on a work order before there was an invoice, or that a customer paid for several invoices or on account.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[schema(as = Deposit)]
pub struct DepositView {
    pub id: DepositId,
    /// Of the receipt.
    #[schema(example = "AC-LAC-2026-00042")]
    pub number: String,
    pub site_id: SiteId,
    /// Null for money on the customer's account.
    pub work_order: Option<WorkOrderRef>,
    pub customer: CustomerRef,
    pub tender: Tender,
    /// In minor units of the currency, as all amounts here.
    pub amount: Amount,
    /// What no invoice and no refund used.
    pub open: Amount,
    pub currency: String,
    pub reference: Option<String>,
    pub at: DateTime<Utc>,
    /// Who took it.
    pub by: String,
    /// What became of it, the oldest first.
    pub entries: Vec<DepositEntry>,
    /// The most that the caller may hand back now.
    pub refundable: Amount,
    /// apply, refund
    pub actions: Vec<String>,
}

#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct DepositEntry {
    pub id: Uuid,
    pub amount: Amount,
    /// What it paid; null for what was handed back.
    pub invoice_id: Option<InvoiceId>,
    /// How it was handed back, and why.
    pub tender: Option<Tender>,
    pub reason: Option<String>,
    pub reference: Option<String>,
    pub at: DateTime<Utc>,
    pub by: String,
}

/// `entries` are of any deposits: its own are taken.
pub fn shown(deposit: deposits::Model, entries: &[deposit_entries::Model], actor: &Actor) -> DepositView {
    let mine: Vec<_> = entries.iter().filter(|entry| entry.deposit_id == deposit.id).cloned().collect();
    let refundable = refundable(&deposit, &mine, actor);
    let mut possible = vec![];
    if deposit.open > Amount::ZERO {
        possible.push(("apply", PAYMENT_TAKE));
    }
    if refundable > Amount::ZERO {
        possible.push(("refund", PAYMENT_REFUND));
    }
    DepositView {
        actions: actor.allowed(deposit.site_id, &possible).into_iter().map(str::to_owned).collect(),
        id: deposit.id,
        number: deposit.number,
        site_id: deposit.site_id,
        work_order: (deposit.work_order_id != ON_ACCOUNT)
            .then_some(WorkOrderRef { id: deposit.work_order_id, number: deposit.work_order_number }),
        customer: CustomerRef { id: deposit.customer_id, name: deposit.customer_name },
        tender: deposit.tender,
        amount: deposit.amount,
        open: deposit.open,
        currency: deposit.currency,
        reference: deposit.reference,
        at: deposit.at,
        by: deposit.by_name,
        entries: mine.into_iter().map(entry).collect(),
        refundable,
    }
}

fn refundable(deposit: &deposits::Model, entries: &[deposit_entries::Model], actor: &Actor) -> Amount {
    if !actor.may(PAYMENT_REFUND, deposit.site_id) {
        return Amount::ZERO;
    }
    let most = actor.limits(deposit.site_id).refund;
    let left = most.map_or(deposit.open, |most| deposit.open.min(most - handed_back(entries)));
    left.max(Amount::ZERO)
}

fn entry(row: deposit_entries::Model) -> DepositEntry {
    let deposit_entries::Model { id, amount, invoice_id, tender, reason, reference, by_name, at, .. } = row;
    DepositEntry { id, amount, invoice_id, tender, reason, reference, at, by: by_name }
}
