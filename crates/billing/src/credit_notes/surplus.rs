//! What is paid beyond what a credited invoice asks for becomes the customer's credit.

use contracts::billing::{InvoiceRefunded, PaymentId};
use contracts::identity::SiteCard;
use kernel::{Actor, Amount, Clock, Problem, Tx, outbox};

use crate::MODULE;
use crate::deposits::command::tell;
use crate::deposits::deposit::Money;
use crate::deposits::store;
use crate::entities::{deposits, payments};
use crate::invoices::invoice::Invoice;
use crate::invoices::{PaymentKind, Tender, store as invoices};
use crate::receipts::on_account;

/// Moves it from the invoice, which is locked, to a receipt under the next number. No money moves: neither a drawer nor a bank sees it.
pub async fn to_account(tx: &mut Tx, site: &SiteCard, invoice: &mut Invoice, actor: &Actor, clock: &dyn Clock) -> Result<(), Problem> {
    let amount = -invoice.due();
    if amount <= Amount::ZERO {
        return Ok(());
    }
    let tender = paid_by(tx, invoice).await?;
    let money = Money { tender, amount, currency: invoice.currency.code().to_owned(), reference: None };
    let receipt = on_account(tx, (site, invoice.customer.clone()), money, &actor.name, clock).await?;
    let receipt = deposits::Model { from_invoice_id: Some(invoice.id), ..receipt };
    invoice.refund(amount)?;
    let payment = payments::Model {
        id: PaymentId::new(),
        invoice_id: invoice.id,
        kind: PaymentKind::Moved,
        tender,
        amount,
        reference: Some(receipt.number.clone()),
        reason: None,
        by_name: actor.name.clone(),
        at: receipt.at,
    };
    store::insert(tx, &receipt).await?;
    invoices::save_payment(tx, invoice, payment).await?;
    outbox::append(tx, MODULE, &InvoiceRefunded(invoice.snapshot()), actor, clock).await?;
    tell(tx, "receipt.take", (None, &receipt), actor, clock).await
}

/// How most of it was paid last: what may be handed back later goes the same way.
async fn paid_by(tx: &Tx, invoice: &Invoice) -> Result<Tender, Problem> {
    let payments = invoices::payments(&**tx, invoice.id).await?;
    let came_in = payments.iter().rev().find(|payment| !payment.kind.is_out() && payment.tender != Tender::Points);
    Ok(came_in.map_or(Tender::Transfer, |payment| payment.tender))
}
