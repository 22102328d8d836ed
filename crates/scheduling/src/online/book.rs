//! `POST /public/booking/{site}`

use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use chrono::{DateTime, Utc};
use contracts::documents::Language;
use contracts::scheduling::ServiceId;
use garde::Validate;
use kernel::http::{IdempotencyKey, Json, Path};
use kernel::idempotency::{Claim, Repeatable};
use kernel::text::{filled, filled_line, line, prose};
use kernel::{Amount, Problem};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::offer::Offer;
use super::slots::{is_open, online};
use super::visitor::{actor, discreet};
use crate::appointments::book::{self, BookAppointment};
use crate::appointments::record::Source;
use crate::appointments::{Contact, booked_minutes, wish};
use crate::{MODULE, Scheduling};

/// What somebody without an account asks for.
#[derive(Clone, Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct BookOnline {
    #[garde(length(min = 1, max = 5))]
    #[schema(min_items = 1, max_items = 5)]
    pub service_ids: Vec<ServiceId>,
    /// One of the times that are offered.
    #[garde(skip)]
    pub start: DateTime<Utc>,
    #[garde(custom(filled_line(120)))]
    #[schema(max_length = 120, format = "filled-line")]
    pub name: String,
    /// This or an e-mail address.
    #[garde(custom(line(40)))]
    #[schema(max_length = 40, format = "line")]
    pub phone: Option<String>,
    #[garde(custom(line(200)))]
    #[schema(max_length = 200, format = "line")]
    pub email: Option<String>,
    #[garde(custom(filled_line(30)))]
    #[schema(max_length = 30, format = "filled-line")]
    pub plate: String,
    /// In the customer's words.
    #[garde(custom(prose(2000)))]
    #[schema(max_length = 2000, format = "prose")]
    pub concern: Option<String>,
    #[garde(skip)]
    pub language: Language,
    /// To be written to or called about this booking, and about nothing else.
    #[garde(skip)]
    pub may_contact: bool,
    /// The code of the reminder whose link was followed.
    #[serde(default)]
    #[garde(custom(line(20)))]
    #[schema(max_length = 20, format = "line")]
    pub reminder: Option<String>,
    /// People do not see this field and leave it empty.
    #[serde(default)]
    #[garde(custom(line(200)))]
    #[schema(max_length = 200, format = "line")]
    pub website: Option<String>,
}

/// What was asked for; it says nothing of who is known.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct BookedOnline {
    pub start: DateTime<Utc>,
    /// The garage asks for it beforehand, in minor units of the site's currency: as the site tells everybody who books as much.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub deposit_asked: Option<Amount>,
}

/// Asks for an appointment, which takes its time until somebody at the desk confirms it. Permission: none; 404 where online booking is off.
/// A time that is not free any more is a 409 `slot-taken`.
#[utoipa::path(post, path = "/public/booking/{site}", tag = MODULE, operation_id = "book_online", security(()),
    params(("site" = String, Path, description = "Code or id", max_length = 40), ("Idempotency-Key" = Option<String>, Header)),
    request_body = BookOnline, responses((status = 201, body = BookedOnline), (status = 429, description = "Too many")))]
pub async fn book_online(
    State(scheduling): State<Arc<Scheduling>>,
    Path(named): Path<String>,
    key: IdempotencyKey,
    Json(body): Json<BookOnline>,
) -> Result<Repeatable<Json<BookedOnline>>, Problem> {
    let now = scheduling.now();
    let offer = Offer::open(&scheduling, &named).await?;
    check(&body)?;
    scheduling.budgets.write(now).await?;
    if body.website.as_deref().is_some_and(|text| !text.trim().is_empty()) {
        return Ok(answer(BookedOnline { start: body.start, deposit_asked: None }, false));
    }
    let actor = actor();
    let claim = Claim::new(&actor, &format!("book_online:{}", offer.site.id), key.0.as_deref(), &body)?;
    if let Some(known) = Claim::replay(claim.as_ref(), &scheduling.context.db, MODULE).await? {
        return Ok(answer(known, true));
    }
    for contact in [&body.email, &body.phone].into_iter().flatten().filter(|text| !text.trim().is_empty()) {
        scheduling.budgets.contact(contact, now).await?;
    }
    let services = online(&scheduling, offer.site.id, &body.service_ids, "/service_ids").await?;
    is_open(&scheduling, &offer, body.start, &wish(&services, booked_minutes(None, &services)?), None).await?;
    let (start, service_ids) = (body.start, body.service_ids.clone());
    let language = body.language.code().to_owned();
    let reminder = filled(body.reminder.clone());
    let mut new = book::prepare(&scheduling, wanted(body, &offer), offer.site).await.map_err(discreet)?;
    (new.appointment.language, new.appointment.consent_at) = (Some(language), Some(now));
    let of_services = crate::services::store::deposits_of(scheduling.context.db.reader(), &service_ids).await?;
    let deposit_asked = new.appointment.deposit_asked.max(of_services);
    (new.appointment.deposit_asked, new.appointment.reminder) = (deposit_asked, reminder);
    let mut tx = scheduling.context.db.begin().await?;
    Claim::take(claim.as_ref(), &tx, MODULE, scheduling.context.clock.as_ref()).await?;
    book::write(&scheduling, &mut tx, new, &actor).await.map_err(discreet)?;
    let booked = BookedOnline { start, deposit_asked };
    Claim::keep(claim.as_ref(), &tx, MODULE, &booked).await?;
    tx.commit().await?;
    Ok(answer(booked, false))
}

fn answer(body: BookedOnline, replayed: bool) -> Repeatable<Json<BookedOnline>> {
    Repeatable { status: StatusCode::CREATED, replayed, body: Json(body) }
}

fn check(body: &BookOnline) -> Result<(), Problem> {
    if !body.may_contact {
        return Err(Problem::field("/may_contact", "required", "the garage cannot book what it may not answer"));
    }
    let (phone, email) = (filled(body.phone.clone()), filled(body.email.clone()));
    if phone.is_none() && email.is_none() {
        return Err(Problem::field("/phone", "required", "a telephone number or an e-mail address"));
    }
    if phone.is_some_and(|phone| phone.chars().filter(char::is_ascii_digit).count() < 6) {
        return Err(Problem::field("/phone", "invalid", "a telephone number has six digits at least"));
    }
    if email.is_some_and(|email| !is_address(email.trim())) {
        return Err(Problem::field("/email", "invalid", "an e-mail address has a name and a domain"));
    }
    Ok(())
}

/// Whether a mail server may know it; more is found out by writing there.
fn is_address(text: &str) -> bool {
    let Some((name, domain)) = text.rsplit_once('@') else { return false };
    let is_plain = |part: &str| !part.is_empty() && !part.contains(|letter: char| letter.is_whitespace() || "<>,;@\"".contains(letter));
    is_plain(name) && is_plain(domain) && domain.contains('.') && !domain.starts_with('.') && !domain.ends_with('.')
}

fn wanted(body: BookOnline, offer: &Offer) -> BookAppointment {
    let trimmed = |text: Option<String>| filled(text).map(|text| text.trim().to_owned());
    BookAppointment {
        site_id: offer.site.id,
        customer_id: None,
        vehicle_id: None,
        contact: Some(Contact { name: Some(body.name), phone: trimmed(body.phone), email: trimmed(body.email), plate: Some(body.plate) }),
        service_ids: body.service_ids,
        minutes: None,
        concern: body.concern,
        notes: None,
        is_waiter: false,
        promised_at: None,
        source: Some(Source::Online),
        start: body.start,
        resource_ids: vec![],
        requested: true,
        overbook: false,
    }
}

#[cfg(test)]
mod tests {
    use super::is_address;

    #[test]
    fn an_address_has_a_name_and_a_domain() {
        for good in ["leila@mail.example", "l.b+car@sub.mail.example"] {
            assert!(is_address(good), "{good}");
        }
        for bad in ["", "leila", "@mail.example", "leila@", "leila@mail", "a@b.tn, c@d.tn", "<a@b.tn>", "a b@c.tn", "a@.tn", "a@b."] {
            assert!(!is_address(bad), "{bad}");
        }
    }
}
