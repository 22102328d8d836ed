//! `GET /public/booking/{site}`

use std::sync::Arc;

use axum::extract::State;
use contracts::documents::Language;
use contracts::identity::SiteCard;
use contracts::scheduling::{ServiceId, Translated};
use kernel::http::{Json, Path};
use kernel::{Amount, Problem};
use serde::Serialize;
use utoipa::ToSchema;

use super::offer::Offer;
use crate::services::store as services;
use crate::settings::Settings;
use crate::{MODULE, Scheduling};

/// A site as strangers see it.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct PublicSite {
    pub code: String,
    pub name: String,
    pub address: String,
    /// E.164.
    pub phone: String,
    /// IANA name.
    pub time_zone: String,
    pub languages: Vec<Language>,
    pub default_language: Language,
}

impl From<&SiteCard> for PublicSite {
    fn from(card: &SiteCard) -> Self {
        Self {
            code: card.code.clone(),
            name: card.name.clone(),
            address: card.address.clone(),
            phone: card.phone.clone(),
            time_zone: card.time_zone.clone(),
            languages: card.languages.offered.clone(),
            default_language: card.languages.default,
        }
    }
}

/// A site that takes online bookings, and for what.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct BookingSite {
    #[serde(flatten)]
    pub site: PublicSite,
    /// ISO 4217.
    pub currency: String,
    /// What the garage says to who books.
    pub text: String,
    pub services: Vec<OnlineService>,
    /// When a deposit is asked for; null when never, services' own left aside.
    pub deposit: Option<DepositRule>,
    /// Whose pages may show this one in a frame, and are told its height.
    pub frames: Vec<String>,
}

#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct OnlineService {
    pub id: ServiceId,
    pub names: Translated,
    /// Of work.
    pub minutes: i32,
    /// Asked for beforehand, in minor units of the currency.
    pub deposit: Option<Amount>,
}

/// When a site asks for a deposit: the same is told to everybody.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct DepositRule {
    /// Minor units of the currency.
    pub amount: Amount,
    /// For as much work, or more.
    pub from_minutes: Option<i32>,
    /// Of who did not come so many times.
    pub after_no_shows: Option<i32>,
}

impl DepositRule {
    fn of(settings: &Settings) -> Option<Self> {
        let (from_minutes, after_no_shows) = (settings.deposit_minutes, settings.deposit_no_shows);
        settings.deposit.map(|amount| Self { amount, from_minutes, after_no_shows })
    }
}

/// What can be booked at a site without an account. Permission: none; 404 where online booking is off.
#[utoipa::path(get, path = "/public/booking/{site}", tag = MODULE, operation_id = "get_booking_site", security(()),
    params(("site" = String, Path, description = "Code or id", max_length = 40)),
    responses((status = 200, body = BookingSite), (status = 429, description = "Too many")))]
pub async fn get_booking_site(State(scheduling): State<Arc<Scheduling>>, Path(named): Path<String>) -> Result<Json<BookingSite>, Problem> {
    scheduling.budgets.look(scheduling.now()).await?;
    let offer = Offer::open(&scheduling, &named).await?;
    let offered = services::online(scheduling.context.db.reader(), offer.site.id).await?;
    let services = offered.into_iter().map(|service| OnlineService {
        id: service.id,
        names: service.names(),
        minutes: service.minutes,
        deposit: service.deposit,
    });
    Ok(Json(BookingSite {
        site: (&offer.site).into(),
        currency: offer.site.currency.clone(),
        deposit: DepositRule::of(&offer.settings),
        frames: offer.settings.frames(),
        text: offer.settings.online_text,
        services: services.collect(),
    }))
}
