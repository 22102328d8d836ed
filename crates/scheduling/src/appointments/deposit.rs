//! `POST /appointments/{id}/deposit`, and when a deposit is asked for. The money itself is billing's: it hears of what was received.

use std::sync::Arc;

use axum::extract::State;
use chrono::{DateTime, Utc};
use contracts::customers::CustomerId;
use contracts::identity::site;
use contracts::scheduling::{APPOINTMENT_WRITE, AppointmentId};
use garde::Validate;
use kernel::http::{Json, Path};
use kernel::text::{filled, line};
use kernel::{Amount, Problem};
use sea_orm::{ConnectionTrait, DbErr};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::appointment::Fact;
use super::command::{Answer, Done, run};
use super::record::{Model, Source};
use super::store;
use super::view::AppointmentView;
use crate::error::Error;
use crate::resources::record::json;
use crate::services::deposits;
use crate::settings::Settings;
use crate::tell::Asked;
use crate::{MODULE, Scheduling};

/// How it was paid.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = DepositTender)]
pub enum Tender {
    Cash,
    Card,
    Transfer,
    Cheque,
}

impl Tender {
    pub fn code(self) -> &'static str {
        match self {
            Self::Cash => "cash",
            Self::Card => "card",
            Self::Transfer => "transfer",
            Self::Cheque => "cheque",
        }
    }
}

/// A deposit as it was received.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = ReceivedDeposit)]
pub struct Received {
    /// Minor units of the currency.
    pub amount: Amount,
    /// ISO 4217.
    pub currency: String,
    pub tender: Tender,
    /// The number of a cheque, of a transfer.
    pub reference: Option<String>,
    pub by_name: String,
    pub at: DateTime<Utc>,
}

#[derive(Clone, Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ReceiveDeposit {
    /// Minor units of the site's currency.
    #[garde(custom(deposits()))]
    #[schema(value_type = i64, minimum = 1, maximum = 1_000_000_000_000_i64)]
    pub amount: Amount,
    #[garde(skip)]
    pub tender: Tender,
    #[garde(custom(line(60)))]
    #[schema(max_length = 60, format = "line")]
    pub reference: Option<String>,
}

/// Notes that the deposit of an appointment was received: once. Permission: `appointment.write`.
#[utoipa::path(post, path = "/appointments/{appointment_id}/deposit", tag = MODULE, operation_id = "receive_deposit",
    security(("bearer" = [])),
    params(("appointment_id" = AppointmentId, Path), ("If-Match" = Option<String>, Header), ("Idempotency-Key" = Option<String>, Header)),
    request_body = ReceiveDeposit, responses((status = 200, body = AppointmentView)))]
pub async fn receive_deposit(
    State(scheduling): State<Arc<Scheduling>>,
    asked: Asked,
    Path(id): Path<AppointmentId>,
    Json(body): Json<ReceiveDeposit>,
) -> Result<Answer, Problem> {
    let known = store::find(scheduling.context.db.reader(), id).await?;
    asked.actor.permit(APPOINTMENT_WRITE, known.site_id)?;
    let currency = site(scheduling.sites.as_ref(), known.site_id).await?.currency;
    let (amount, tender, reference) = (body.amount, body.tender, filled(body.reference.clone()));
    let received = Received { amount, currency, tender, reference, by_name: asked.actor.name.clone(), at: scheduling.now() };
    let decide = |appointment: &mut Model, _| Ok(Done::plain(appointment.receive_deposit(&received)?));
    run(&scheduling, asked, "receive_deposit", (id, APPOINTMENT_WRITE), &body, decide).await
}

impl Model {
    /// Asked for, not received, and the appointment still stands.
    pub fn lacks_deposit(&self) -> bool {
        self.is_open() && self.deposit_asked.is_some() && self.deposit_received.is_none()
    }

    fn receive_deposit(&mut self, received: &Received) -> Result<Fact, Error> {
        if !self.is_open() {
            return Err(Error::WrongState(self.state));
        }
        if self.deposit_received.is_some() {
            return Err(Error::DepositReceived);
        }
        self.deposit_received = Some(json(received));
        Ok(Fact::DepositReceived)
    }

    pub fn received(&self) -> Option<Received> {
        serde_json::from_str(self.deposit_received.as_deref()?).ok()
    }
}

/// The site's rule for who booked `minutes` this way and did not come so many times before.
pub fn asked_by_rule(settings: &Settings, source: Source, minutes: i32, no_shows: u64) -> Option<Amount> {
    let is_long = source == Source::Online && settings.deposit_minutes.is_some_and(|from| minutes >= from);
    let is_unreliable = settings.deposit_no_shows.is_some_and(|from| no_shows >= u64::try_from(from).unwrap_or(u64::MAX));
    settings.deposit.filter(|_| is_long || is_unreliable)
}

/// How often somebody did not come, as far as the site's rule asks.
pub async fn no_shows<C: ConnectionTrait>(conn: &C, settings: &Settings, customer: Option<CustomerId>) -> Result<u64, DbErr> {
    match customer.filter(|_| settings.deposit.is_some() && settings.deposit_no_shows.is_some()) {
        Some(customer) => store::no_shows_of(conn, customer).await,
        None => Ok(0),
    }
}

#[cfg(test)]
mod tests {
    use kernel::SiteId;

    use kernel::site_settings::SiteSettings as _;

    use super::*;

    #[test]
    fn the_rule_asks_of_long_online_bookings_and_of_who_did_not_come() {
        let usual = Settings::usual(SiteId::new());
        assert_eq!(asked_by_rule(&usual, Source::Online, 600, 9), None, "a site without a rule asks for nothing");
        let rule = Settings { deposit: Some(Amount(50_000)), deposit_minutes: Some(120), deposit_no_shows: Some(2), ..usual };
        let cases = [
            (Source::Online, 119, 1, false),
            (Source::Online, 120, 0, true),
            (Source::Desk, 600, 1, false),
            (Source::Desk, 30, 2, true),
            (Source::Phone, 30, 3, true),
        ];
        for (source, minutes, no_shows, asks) in cases {
            let asked = asked_by_rule(&rule, source, minutes, no_shows);
            assert_eq!(asked.is_some(), asks, "{source:?} {minutes} {no_shows}");
        }
    }
}
