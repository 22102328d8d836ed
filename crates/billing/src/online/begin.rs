//! `POST /public/pay/{token}/checkout`

use std::sync::Arc;

use axum::Json as Answer;
use axum::extract::State;
use chrono::TimeDelta;
use garde::Validate;
use kernel::http::{Json, Path};
use kernel::idempotency::hex;
use kernel::{Amount, Problem};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use utoipa::ToSchema;
use uuid::Uuid;

use super::checkout::{State as CheckoutState, ask_at};
use super::links::visited;
use super::page::label;
use super::provider::{Ask, Kind, Made, silent};
use super::tables::{checkouts, links};
use super::{Online, accounts, store};
use crate::error::Error;
use crate::invoices::invoice::Invoice;
use crate::invoices::store as invoices;
use kernel::calls::safe;

/// Nobody is sent to pay where the time is nearly over.
const LEFT: TimeDelta = TimeDelta::minutes(5);

/// Where the customer wants to pay.
#[derive(Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct BeginPayment {
    /// One that the page offers.
    #[garde(skip)]
    pub provider: Kind,
}

#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct BegunPayment {
    /// Where to send the browser.
    pub url: String,
}

/// Begins to pay what is due, at the provider. Asked twice it answers the same address, and there is one thing to pay.
///
/// Refused with `nothing-due`, and with `provider-not-offered` where the site does not have it or it does not take the sum; 503
/// `provider-silent` when it does not answer: then nothing was begun. Permission: none, the link proves it; 404 for one that opens nothing.
#[utoipa::path(post, path = "/public/pay/{token}/checkout", tag = "billing", operation_id = "begin_payment", security(()),
    params(("token" = String, Path, max_length = 64)), request_body = BeginPayment,
    responses((status = 200, body = BegunPayment), (status = 429, description = "Too many")))]
pub async fn begin_payment(
    State(online): State<Arc<Online>>,
    Path(token): Path<String>,
    Json(body): Json<BeginPayment>,
) -> Result<Answer<BegunPayment>, Problem> {
    let link = visited(&online, &token).await?;
    let (reader, now) = (online.context().db.reader(), online.context().clock.now());
    let invoice = invoices::find(reader, link.invoice_id).await?.ok_or_else(Problem::not_found)?;
    if invoice.due() <= Amount::ZERO {
        return Err(Error::NothingDue.into());
    }
    let account = accounts::find(reader, link.site_id, body.provider).await?;
    if !account.enabled || !body.provider.takes(invoice.due(), invoice.currency) {
        return Err(Error::ProviderNotOffered.into());
    }
    if let Some(open) = store::open_for(reader, (invoice.id, body.provider), invoice.due(), now + LEFT).await? {
        return Ok(Answer(BegunPayment { url: open.url }));
    }
    let opened = accounts::open(&online.vault, &account)?.ok_or(Error::ProviderNotOffered)?;
    online.budgets.call(link.id, now).await?;
    let over = store::over(reader, invoice.id).await?;
    let ask = asked(&online, (&link, &token), &invoice, body.provider, over);
    let test_mode = opened.test_mode;
    let made = online.provider(body.provider, opened).create_checkout(&ask).await;
    let made = made.and_then(|made| safe(&made.url).map(|_| made)).map_err(|fault| silent(body.provider, &fault))?;
    let url = kept(&online, row(&online, (&invoice, &ask), body.provider, made, test_mode)).await?;
    Ok(Answer(BegunPayment { url }))
}

/// The same link, sum and number of tries before it are the same checkout.
fn asked(online: &Online, (link, token): (&links::Model, &str), invoice: &Invoice, provider: Kind, over: i64) -> Ask {
    let amount = invoice.due();
    let key = format!("{} {} {} {} {over}", link.id, provider.name(), amount.0, invoice.currency.code());
    let page = format!("{}/p/{token}", online.public_url);
    Ask {
        key: hex(&Sha256::digest(key)),
        amount,
        currency: invoice.currency,
        site: invoice.site_id,
        label: label(invoice),
        paid_url: format!("{page}?back=paid"),
        left_url: format!("{page}?back=left"),
        webhook_url: online.webhook_url(invoice.site_id, provider),
    }
}

fn row(online: &Online, (invoice, ask): (&Invoice, &Ask), provider: Kind, made: Made, test_mode: bool) -> checkouts::Model {
    let now = online.context().clock.now();
    checkouts::Model {
        id: Uuid::now_v7(),
        site_id: invoice.site_id,
        invoice_id: Some(invoice.id),
        invoice_number: ask.label.clone(),
        provider,
        request_key: ask.key.clone(),
        reference: made.reference,
        url: made.url,
        amount: ask.amount,
        currency: ask.currency.code().to_owned(),
        test_mode,
        state: CheckoutState::Open,
        difference: None,
        told_amount: None,
        told_currency: None,
        created_at: now,
        expires_at: now + made.good_for,
        closed_at: None,
        asked_at: now,
        ask_at: ask_at(now, now),
    }
}

/// Writes it down, and answers where to pay. Of two that began at once, both are sent to the first one's address.
async fn kept(online: &Online, checkout: checkouts::Model) -> Result<String, Problem> {
    let (key, url) = (checkout.request_key.clone(), checkout.url.clone());
    let tx = online.context().db.begin().await?;
    if store::insert(&tx, checkout).await? {
        tx.commit().await?;
        return Ok(url);
    }
    let first = store::by_key(&*tx, &key).await?.ok_or_else(|| Problem::internal(&"a provider gave one reference twice"))?;
    Ok(first.url)
}
