//! Flouci: a payment by a Tunisian card or wallet. Its messages are unsigned and only name the payment.

use async_trait::async_trait;
use chrono::{DateTime, TimeDelta, Utc};
use kernel::{Amount, Currency, SiteId};
use reqwest::RequestBuilder;
use serde::{Deserialize, Serialize};

use super::accounts::Opened;
use super::provider::{Answer, Ask, Event, Fault, Made, Message, Provider, Standing, Unheard, reference};
use kernel::calls::{Calls, ask, told};

/// Seconds for which a payment is open.
const TIMEOUT: i64 = 3600;

pub struct Flouci<'a> {
    pub calls: &'a Calls,
    /// `https://developers.flouci.com/api/v2`
    pub base: &'a str,
    /// The public token is its account, the private one its key.
    pub account: Opened,
}

#[derive(Serialize)]
struct Payment<'a> {
    /// In millimes.
    amount: String,
    success_link: &'a str,
    fail_link: &'a str,
    webhook: &'a str,
    developer_tracking_id: &'a str,
    accept_card: bool,
    session_timeout_secs: i64,
}

#[derive(Deserialize)]
struct Answered<T> {
    result: T,
}

#[derive(Deserialize)]
struct Begun {
    payment_id: String,
    link: String,
}

#[derive(Deserialize)]
struct Known {
    /// `SUCCESS`, `PENDING`, `EXPIRED` or `FAILURE`.
    status: String,
    amount: Millimes,
}

/// It writes the amount that it was given as text, and others as numbers.
#[derive(Deserialize)]
#[serde(untagged)]
enum Millimes {
    Number(i64),
    Text(String),
}

#[derive(Deserialize)]
struct Told {
    payment_id: String,
}

impl Flouci<'_> {
    fn signed(&self, request: RequestBuilder) -> RequestBuilder {
        request.bearer_auth(format!("{}:{}", self.account.account, self.account.key))
    }
}

#[async_trait]
impl Provider for Flouci<'_> {
    async fn create_checkout(&self, wanted: &Ask) -> Result<Made, Fault> {
        let payment = Payment {
            amount: wanted.amount.0.to_string(),
            success_link: &wanted.paid_url,
            fail_link: &wanted.left_url,
            webhook: &wanted.webhook_url,
            developer_tracking_id: &wanted.key,
            accept_card: true,
            session_timeout_secs: TIMEOUT,
        };
        let request = self.calls.post(self.base, "generate_payment")?.json(&payment);
        let Answered { result } = told::<Answered<Begun>>(self.signed(request)).await?;
        let reference = reference(&result.payment_id).ok_or_else(|| Fault("it gave an odd id".into()))?;
        Ok(Made { reference, url: result.link, good_for: TimeDelta::seconds(TIMEOUT) })
    }

    async fn verify(&self, reference: &str) -> Result<Standing, Fault> {
        let request = self.calls.get(self.base, &format!("verify_payment/{reference}"))?;
        let Some(Answered { result }) = ask::<Answered<Known>>(self.signed(request)).await? else {
            return Ok(Standing::without_money(reference, Answer::Unknown));
        };
        let answer = match result.status.as_str() {
            "SUCCESS" => Answer::Paid,
            "EXPIRED" => Answer::Expired,
            "FAILURE" => Answer::Failed,
            _ => Answer::Pending,
        };
        // It knows dinars alone, and so names no currency.
        let currency = Currency::TND.code().to_owned();
        Ok(Standing { reference: reference.to_owned(), answer, amount: result.amount.read()?, currency })
    }

    fn parse_webhook(&self, message: &Message<'_>) -> Result<Event, Unheard> {
        let in_body = || serde_json::from_slice::<Told>(message.body).ok().map(|told| told.payment_id);
        let named = message.named.map(str::to_owned).or_else(in_body);
        let named = named.as_deref().and_then(reference).ok_or(Unheard::Unreadable)?;
        Ok(Event { id: None, reference: Some(named) })
    }

    async fn paid_since(&self, _: SiteId, _: DateTime<Utc>) -> Result<Vec<Standing>, Fault> {
        Ok(vec![])
    }
}

impl Millimes {
    fn read(self) -> Result<Amount, Fault> {
        match self {
            Self::Number(amount) => Ok(Amount(amount)),
            Self::Text(text) => text.trim().parse().map(Amount).map_err(|_| Fault("its amount is no number".into())),
        }
    }
}
