//! Demonstration data: what was begun online.

use chrono::{DateTime, TimeDelta, Utc};
use kernel::{Actor, Clock, Problem, Tx};
use uuid::Uuid;

use super::checkout::State;
use super::provider::Kind;
use super::store;
use super::tables::checkouts::Model;
use crate::invoices::Tender;
use crate::invoices::invoice::Invoice;
use crate::invoices::pay::{Received, pay};

/// Somebody began to pay an unpaid invoice online, and paid it, or left.
pub async fn begun(tx: &mut Tx, invoice: &mut Invoice, is_paid: bool, clock: &dyn Clock) -> Result<(), Problem> {
    let now = clock.now();
    let checkout = model(invoice, now - TimeDelta::hours(2));
    if is_paid {
        let money = Received { tender: Tender::Online, amount: checkout.amount, reference: Some(checkout.reference.clone()), cheque: None };
        let actor = Actor { name: checkout.provider.name().to_owned(), ..Actor::system() };
        pay(tx, invoice, money, &actor, clock).await?;
    }
    let state = if is_paid { State::Paid } else { State::Expired };
    store::insert(tx, Model { state, closed_at: Some(now), ..checkout }).await?;
    Ok(())
}

fn model(invoice: &Invoice, begun: DateTime<Utc>) -> Model {
    let id = Uuid::now_v7();
    Model {
        id,
        site_id: invoice.site_id,
        invoice_id: Some(invoice.id),
        invoice_number: super::page::label(invoice),
        provider: Kind::Konnect,
        request_key: format!("demo {id}"),
        reference: format!("demo-{}", id.simple()),
        url: String::new(),
        amount: invoice.due(),
        currency: invoice.currency.code().to_owned(),
        test_mode: true,
        state: State::Open,
        difference: None,
        told_amount: None,
        told_currency: None,
        created_at: begun,
        expires_at: begun + TimeDelta::hours(1),
        closed_at: None,
        asked_at: begun,
        ask_at: begun,
    }
}
