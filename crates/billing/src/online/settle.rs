//! What becomes of a checkout when its provider is asked. The money is taken once, with what it paid, in one transaction.

use chrono::{DateTime, Utc};
use contracts::billing::InvoiceId;
use contracts::identity::{self, SiteCard};
use kernel::{Actor, Amount, Clock, Problem, Tx};

use super::Online;
use super::checkout::{Next, State, ask_at, next};
use super::provider::{Kind, Standing, silent};
use super::store::{self, Heard};
use super::tables::checkouts::Model;
use crate::invoices::invoice::{CustomerRef, Invoice};
use crate::invoices::pay::{Received, pay};
use crate::invoices::{State as InvoiceState, Tender, store as invoices};
use crate::receipts::{TakeReceipt, receive};

/// How often a lost race is run again: nobody else does it for messages that come by GET, and for the nightly task.
const TRIES: u32 = 5;

/// Asks the provider how a checkout stands, and does what follows. 503 `provider-silent` when it does not answer: then nothing changed.
pub async fn settle(online: &Online, checkout: &Model, heard: Option<&Heard<'_>>) -> Result<(), Problem> {
    let provider = online.provider_of(checkout.site_id, checkout.provider).await?;
    let provider = provider.ok_or_else(|| Problem::unavailable("The site has no key of this provider"))?;
    let standing = provider.verify(&checkout.reference).await.map_err(|fault| silent(checkout.provider, &fault))?;
    let site = identity::site(online.billing.sites.as_ref(), checkout.site_id).await?;
    for _ in 1..TRIES {
        match record(online, checkout, (&standing, &site), heard).await {
            Err(problem) if problem.transient => {}
            done => return done,
        }
    }
    record(online, checkout, (&standing, &site), heard).await
}

async fn record(online: &Online, seen: &Model, (standing, site): (&Standing, &SiteCard), heard: Option<&Heard<'_>>) -> Result<(), Problem> {
    let clock = online.context().clock.as_ref();
    let mut tx = online.context().db.begin().await?;
    let mut checkout = store::lock(&tx, seen.id).await?.ok_or_else(Problem::not_found)?;
    let now = clock.now();
    let next = next(&checkout, standing, now);
    match next {
        Next::Wait => checkout.ask_at = ask_at(checkout.created_at, now),
        Next::Nothing => {}
        Next::Pay => {
            take(&mut tx, &checkout, site, clock).await?;
            close(&mut checkout, State::Paid, now);
        }
        Next::Close(state) => close(&mut checkout, state, now),
        Next::Differ(state, difference) => {
            close(&mut checkout, state, now);
            checkout.difference = Some(difference);
            (checkout.told_amount, checkout.told_currency) = (Some(standing.amount), Some(standing.currency.clone()));
            tracing::warn!(checkout.id = %checkout.id, ?difference, "money came that no invoice takes");
        }
    }
    checkout.asked_at = now;
    store::save(&tx, &checkout).await?;
    if let Some(heard) = heard.filter(|_| next != Next::Wait) {
        store::note(&tx, heard, Some(checkout.id), now).await?;
    }
    tx.commit().await?;
    Ok(())
}

fn close(checkout: &mut Model, state: State, now: DateTime<Utc>) {
    if checkout.state == State::Open {
        checkout.closed_at = Some(now);
    }
    checkout.state = state;
}

/// The invoice is paid what is due of it, and what is over is its customer's credit.
async fn take(tx: &mut Tx, checkout: &Model, site: &SiteCard, clock: &dyn Clock) -> Result<(), Problem> {
    let id = checkout.invoice_id.ok_or_else(|| Problem::internal(&"a checkout of nothing was paid"))?;
    let mut invoice = locked(tx, id).await?;
    let actor = taker(checkout.provider);
    let (reference, due) = (Some(checkout.reference.clone()), invoice.due().max(Amount::ZERO));
    let amount = checkout.amount.min(due);
    if !amount.is_zero() {
        let money = Received { tender: Tender::Online, amount, reference: reference.clone(), cheque: None };
        pay(tx, &mut invoice, money, &actor, clock).await?;
    }
    if amount < checkout.amount {
        let (payer, surplus) = (invoice.customer.clone(), checkout.amount - amount);
        credit(tx, (site, payer, checkout), surplus, &actor, clock).await?;
    }
    Ok(())
}

async fn locked(tx: &Tx, id: InvoiceId) -> Result<Invoice, Problem> {
    let invoice = invoices::lock(tx, id).await?;
    invoice.filter(|invoice| invoice.state() != InvoiceState::Draft).ok_or_else(|| Problem::internal(&"a checkout's invoice is gone"))
}

/// Money on the customer's account, as of a receipt that pays nothing yet.
async fn credit(
    tx: &mut Tx,
    (site, payer, checkout): (&SiteCard, CustomerRef, &Model),
    amount: Amount,
    actor: &Actor,
    clock: &dyn Clock,
) -> Result<(), Problem> {
    let site = SiteCard { currency: checkout.currency.clone(), ..site.clone() };
    let body = TakeReceipt {
        site_id: site.id,
        customer_id: payer.id,
        tender: Tender::Online,
        amount,
        reference: Some(checkout.reference.clone()),
        allocations: Some(vec![]),
        withholding: None,
        cheque: None,
    };
    receive(tx, (&site, payer), body, actor, clock).await.map(drop)
}

/// Who is said to have taken it.
fn taker(provider: Kind) -> Actor {
    Actor { name: provider.name().to_owned(), ..Actor::system() }
}
