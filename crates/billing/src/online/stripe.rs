//! Stripe: a Checkout Session for each checkout.

use async_trait::async_trait;
use chrono::{DateTime, TimeDelta, Utc};
use kernel::{Amount, SiteId};
use reqwest::RequestBuilder;
use serde::Deserialize;

use super::accounts::Opened;
use super::provider::{Answer, Ask, Event, Fault, Made, Message, Provider, Standing, Unheard, reference};
use super::signature;
use kernel::calls::{Calls, ask, told};

/// How long a session is open, when it is not said.
const GOOD_FOR: TimeDelta = TimeDelta::hours(24);
/// Of a hundred sessions each.
const MOST_PAGES: usize = 10;

pub struct Stripe<'a> {
    pub calls: &'a Calls,
    /// `https://api.stripe.com`
    pub base: &'a str,
    pub account: Opened,
}

#[derive(Deserialize)]
struct Session {
    id: String,
    url: Option<String>,
    /// `open`, `complete` or `expired`.
    #[serde(default)]
    status: Option<String>,
    /// `paid`, `unpaid` or `no_payment_required`.
    #[serde(default)]
    payment_status: String,
    #[serde(default)]
    amount_total: Option<i64>,
    #[serde(default)]
    currency: Option<String>,
    #[serde(default)]
    metadata: Metadata,
}

/// What we gave with it.
#[derive(Default, Deserialize)]
struct Metadata {
    ecar_site: Option<String>,
}

#[derive(Deserialize)]
struct Sessions {
    data: Vec<Session>,
    #[serde(default)]
    has_more: bool,
}

#[derive(Deserialize)]
struct Told {
    id: String,
    #[serde(default)]
    data: Data,
}

#[derive(Default, Deserialize)]
struct Data {
    #[serde(default)]
    object: Object,
}

#[derive(Default, Deserialize)]
struct Object {
    #[serde(default)]
    id: String,
    #[serde(default)]
    object: String,
}

impl Stripe<'_> {
    fn signed(&self, request: RequestBuilder) -> RequestBuilder {
        request.bearer_auth(&self.account.key)
    }
}

#[async_trait]
impl Provider for Stripe<'_> {
    async fn create_checkout(&self, wanted: &Ask) -> Result<Made, Fault> {
        let (amount, site) = (wanted.amount.0.to_string(), wanted.site.to_string());
        let currency = wanted.currency.code().to_lowercase();
        let form = [
            ("mode", "payment"),
            ("client_reference_id", &wanted.key),
            ("line_items[0][quantity]", "1"),
            ("line_items[0][price_data][currency]", &currency),
            ("line_items[0][price_data][unit_amount]", &amount),
            ("line_items[0][price_data][product_data][name]", &wanted.label),
            ("metadata[ecar_site]", &site),
            ("success_url", &wanted.paid_url),
            ("cancel_url", &wanted.left_url),
        ];
        let request = self.calls.post(self.base, "v1/checkout/sessions")?.header("Idempotency-Key", &wanted.key).form(&form);
        let session: Session = told(self.signed(request)).await?;
        let url = session.url.ok_or_else(|| Fault("it gave no address to pay at".into()))?;
        let reference = reference(&session.id).ok_or_else(|| Fault("it gave an odd id".into()))?;
        Ok(Made { reference, url, good_for: GOOD_FOR })
    }

    async fn verify(&self, reference: &str) -> Result<Standing, Fault> {
        let request = self.calls.get(self.base, &format!("v1/checkout/sessions/{reference}"))?;
        let found: Option<Session> = ask(self.signed(request)).await?;
        Ok(found.map_or_else(|| Standing::without_money(reference, Answer::Unknown), standing))
    }

    fn parse_webhook(&self, message: &Message<'_>) -> Result<Event, Unheard> {
        let header = message.headers.get("stripe-signature").and_then(|value| value.to_str().ok()).unwrap_or_default();
        let secret = self.account.webhook_secret.as_deref().unwrap_or_default();
        signature::check(header, secret, message.body, message.at)?;
        let told: Told = serde_json::from_slice(message.body).map_err(|_| Unheard::Unreadable)?;
        let id = reference(&told.id).ok_or(Unheard::Unreadable)?;
        let about = told.data.object;
        let named = if about.object == "checkout.session" { reference(&about.id) } else { None };
        Ok(Event { id: Some(id), reference: named })
    }

    async fn paid_since(&self, site: SiteId, since: DateTime<Utc>) -> Result<Vec<Standing>, Fault> {
        let (site, mut paid, mut after) = (site.to_string(), vec![], None::<String>);
        for _ in 0..MOST_PAGES {
            let mut query = vec![("created[gte]", since.timestamp().to_string()), ("limit", "100".to_owned())];
            query.extend(after.take().map(|id| ("starting_after", id)));
            let page: Sessions = told(self.signed(self.calls.get(self.base, "v1/checkout/sessions")?.query(&query))).await?;
            after = page.data.last().map(|session| session.id.clone()).filter(|_| page.has_more);
            let ours = page.data.into_iter().filter(|session| session.metadata.ecar_site.as_deref() == Some(&site));
            paid.extend(ours.map(standing).filter(|standing| standing.answer == Answer::Paid));
            if after.is_none() {
                break;
            }
        }
        Ok(paid)
    }
}

fn standing(session: Session) -> Standing {
    let answer = match (session.status.as_deref(), session.payment_status.as_str()) {
        (_, "paid") => Answer::Paid,
        (Some("expired"), _) => Answer::Expired,
        _ => Answer::Pending,
    };
    let currency = session.currency.unwrap_or_default().to_uppercase();
    Standing { reference: session.id, answer, amount: Amount(session.amount_total.unwrap_or_default()), currency }
}
