//! Takes back what a bounced cheque paid, by rows that are added.

use std::collections::BTreeMap;

use contracts::billing::{DepositId, InvoiceId, PaymentId};
use kernel::{Actor, Amount, Clock, Problem, Tx};
use uuid::Uuid;

use super::tables::cheques;
use crate::deposits::deposit::snapshot;
use crate::deposits::{command, store as deposits};
use crate::entities::{deposit_entries, payments};
use crate::error::Error;
use crate::invoices::invoice::Invoice;
use crate::invoices::pay::record;
use crate::invoices::{PaymentKind, Tender, store as invoices};
use crate::series::lost_race;

type Who<'a> = (&'a Actor, &'a dyn Clock);

/// `entry` is the id of the cheque's own entry, which a deposit's takes over: so the drawer knows that nothing left it.
pub async fn take_back(tx: &mut Tx, cheque: &cheques::Model, entry: Uuid, who: Who<'_>) -> Result<(), Problem> {
    match (cheque.invoice_id, cheque.deposit_id) {
        (Some(invoice), _) => {
            let mut invoice = locked(tx, invoice).await?;
            let back = Back { kind: PaymentKind::Bounced, amount: cheque.amount, reference: &cheque.number };
            unpay(tx, &mut invoice, back, cheque, who).await
        }
        (None, Some(deposit)) => of_deposit(tx, cheque, (deposit, entry), who).await,
        (None, None) => Err(Problem::internal(&format!("cheque {} paid nothing", cheque.id))),
    }
}

/// What of an invoice's money went, and as what.
struct Back<'a> {
    kind: PaymentKind,
    amount: Amount,
    reference: &'a str,
}

async fn locked(tx: &Tx, id: InvoiceId) -> Result<Invoice, Problem> {
    invoices::lock(tx, id).await?.ok_or_else(|| Problem::internal(&format!("invoice {id} is gone")))
}

async fn unpay(tx: &mut Tx, invoice: &mut Invoice, back: Back<'_>, cheque: &cheques::Model, who: Who<'_>) -> Result<(), Problem> {
    let before = invoice.snapshot();
    invoice.refund(back.amount).map_err(|_| Error::ChequePaidBack)?;
    let payment = payments::Model {
        id: PaymentId::new(),
        invoice_id: invoice.id,
        kind: back.kind,
        tender: Tender::Cheque,
        amount: back.amount,
        reference: Some(back.reference.to_owned()),
        reason: cheque.reason.clone(),
        by_name: who.0.name.clone(),
        at: who.1.now(),
    };
    record(tx, "payment.bounce", (&before, invoice), payment, who).await
}

/// What a deposit paid comes back to it, and then it goes out whole.
async fn of_deposit(tx: &mut Tx, cheque: &cheques::Model, (id, entry): (DepositId, Uuid), who: Who<'_>) -> Result<(), Problem> {
    let known = deposits::entries(&**tx, &[id]).await?;
    // Invoices before deposits, as issuing locks them.
    let mut paid = vec![];
    for (invoice, amount) in paid_by(&known) {
        paid.push((locked(tx, invoice).await?, amount));
    }
    let mut deposit = deposits::lock(tx, id).await?.ok_or_else(|| Problem::internal(&format!("deposit {id} is gone")))?;
    if deposits::entries(&**tx, &[id]).await? != known {
        return Err(lost_race("The deposit paid an invoice meanwhile"));
    }
    for (mut invoice, amount) in paid {
        let back = Back { kind: PaymentKind::TakenBack, amount, reference: &deposit.number };
        unpay(tx, &mut invoice, back, cheque, who).await?;
        let before = snapshot(&deposit);
        deposit.open += amount;
        let returned = row(Uuid::now_v7(), cheque, -amount, Some(invoice.id), who);
        command::save(tx, "deposit.take_back", (&before, &deposit), returned, who.0, who.1).await?;
    }
    if deposit.open != deposit.amount {
        return Err(Error::ChequePaidBack.into());
    }
    let before = snapshot(&deposit);
    deposit.open = Amount::ZERO;
    let gone = row(entry, cheque, deposit.amount, None, who);
    command::save(tx, "deposit.bounce", (&before, &deposit), gone, who.0, who.1).await
}

/// What is left that it paid of each invoice, in the order of their ids.
fn paid_by(entries: &[deposit_entries::Model]) -> BTreeMap<InvoiceId, Amount> {
    let mut paid = BTreeMap::new();
    for entry in entries {
        if let Some(invoice) = entry.invoice_id {
            *paid.entry(invoice).or_insert(Amount::ZERO) += entry.amount;
        }
    }
    paid.retain(|_, amount| !amount.is_zero());
    paid
}

fn row(id: Uuid, cheque: &cheques::Model, amount: Amount, invoice_id: Option<InvoiceId>, who: Who<'_>) -> deposit_entries::Model {
    deposit_entries::Model {
        id,
        deposit_id: cheque.deposit_id.unwrap_or(DepositId(Uuid::nil())),
        amount,
        invoice_id,
        tender: invoice_id.is_none().then_some(Tender::Cheque),
        reason: cheque.reason.clone(),
        reference: Some(cheque.number.clone()),
        by_name: who.0.name.clone(),
        at: who.1.now(),
    }
}
