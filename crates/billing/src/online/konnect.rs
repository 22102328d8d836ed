//! Konnect: a payment of a Tunisian wallet. Its messages are unsigned and only name the payment.

use async_trait::async_trait;
use chrono::{DateTime, TimeDelta, Utc};
use kernel::{Amount, SiteId};
use serde::{Deserialize, Serialize};

use super::accounts::Opened;
use super::provider::{Answer, Ask, Event, Fault, Made, Message, Provider, Standing, Unheard, reference};
use kernel::calls::{Calls, ask, told};

/// Minutes for which a payment is open.
const LIFESPAN: i64 = 60;

pub struct Konnect<'a> {
    pub calls: &'a Calls,
    /// `https://api.konnect.network/api/v2`
    pub base: &'a str,
    pub account: Opened,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Payment<'a> {
    receiver_wallet_id: &'a str,
    token: &'a str,
    /// In millimes.
    amount: i64,
    r#type: &'a str,
    description: &'a str,
    accepted_payment_methods: [&'a str; 4],
    /// In minutes.
    lifespan: i64,
    order_id: &'a str,
    webhook: &'a str,
    success_url: &'a str,
    fail_url: &'a str,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Begun {
    pay_url: String,
    payment_ref: String,
}

#[derive(Deserialize)]
struct Found {
    payment: Known,
}

#[derive(Deserialize)]
struct Known {
    /// `completed` or `pending`.
    status: String,
    amount: i64,
    token: String,
}

#[async_trait]
impl Provider for Konnect<'_> {
    async fn create_checkout(&self, wanted: &Ask) -> Result<Made, Fault> {
        let payment = Payment {
            receiver_wallet_id: &self.account.account,
            token: wanted.currency.code(),
            amount: wanted.amount.0,
            r#type: "immediate",
            description: &wanted.label,
            accepted_payment_methods: ["wallet", "bank_card", "e-DINAR", "flouci"],
            lifespan: LIFESPAN,
            order_id: &wanted.key,
            webhook: &wanted.webhook_url,
            success_url: &wanted.paid_url,
            fail_url: &wanted.left_url,
        };
        let request = self.calls.post(self.base, "payments/init-payment")?.header("x-api-key", &self.account.key).json(&payment);
        let begun: Begun = told(request).await?;
        let reference = reference(&begun.payment_ref).ok_or_else(|| Fault("it gave an odd reference".into()))?;
        Ok(Made { reference, url: begun.pay_url, good_for: TimeDelta::minutes(LIFESPAN) })
    }

    async fn verify(&self, reference: &str) -> Result<Standing, Fault> {
        let request = self.calls.get(self.base, &format!("payments/{reference}"))?.header("x-api-key", &self.account.key);
        let Some(Found { payment }) = ask(request).await? else {
            return Ok(Standing::without_money(reference, Answer::Unknown));
        };
        let answer = if payment.status == "completed" { Answer::Paid } else { Answer::Pending };
        Ok(Standing { reference: reference.to_owned(), answer, amount: Amount(payment.amount), currency: payment.token })
    }

    fn parse_webhook(&self, message: &Message<'_>) -> Result<Event, Unheard> {
        let named = message.named.and_then(reference).ok_or(Unheard::Unreadable)?;
        Ok(Event { id: None, reference: Some(named) })
    }

    async fn paid_since(&self, _: SiteId, _: DateTime<Utc>) -> Result<Vec<Standing>, Fault> {
        Ok(vec![])
    }
}
