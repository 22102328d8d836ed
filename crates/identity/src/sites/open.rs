use std::sync::Arc;

use axum::extract::State;
use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Tz;
use contracts::identity::{Languages, Numbering, OpeningHours, Role, SITE_MANAGE, SiteCard, SiteUpdated, UserId};
use contracts::taxes::Pack;
use garde::Validate;
use kernel::http::{Caller, Created, Json, Versioned};
use kernel::text::filled_line;
use kernel::{Actor, Amount, BasisPoints, Problem, SiteId, outbox};
use serde::Deserialize;
use utoipa::ToSchema;

use super::site::Site;
use super::view::SiteView;
use super::{check, create, store};
use crate::rules::{e164, lines, one_line};
use crate::{Error, Identity, MODULE, trail, users};

/// A site to open. Code, country and currency stay as they are; everything else is changed later.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewSite {
    /// Up to 12 capital letters and digits: part of document numbers.
    #[garde(length(chars, min = 1, max = 12))]
    #[schema(min_length = 1, max_length = 12, pattern = "^[A-Z0-9]+$")]
    pub code: String,
    #[garde(custom(filled_line(200)))]
    #[schema(max_length = 200, format = "filled-line")]
    pub name: String,
    /// ISO 3166 alpha-2.
    #[garde(length(chars, min = 2, max = 2))]
    #[schema(min_length = 2, max_length = 2, pattern = "^[A-Z]{2}$")]
    pub country: String,
    /// ISO 4217.
    #[garde(length(chars, min = 3, max = 3))]
    #[schema(min_length = 3, max_length = 3, pattern = "^[A-Z]{3}$")]
    pub currency: String,
    /// IANA name.
    #[garde(length(chars, min = 1, max = 60))]
    #[schema(max_length = 40, format = "line", example = "Africa/Tunis")]
    pub time_zone: String,
    /// The country's standard rate when left out.
    #[garde(skip)]
    #[serde(default)]
    pub vat_rate: Option<BasisPoints>,
    #[garde(inner(length(chars, max = 500), custom(lines)))]
    #[schema(max_length = 500, format = "prose")]
    pub address: Option<String>,
    /// Tunisian without a country code; any spelling.
    #[garde(inner(length(chars, max = 60), custom(one_line)))]
    #[schema(max_length = 60, format = "line")]
    pub phone: Option<String>,
}

/// Opens a site, with the standard rate and the stamp duty that its country asks today. Everybody who has a role everywhere has it there at once; who opens it without one becomes its owner.
///
/// Permission: `site.manage`, at every site. `site-code-taken` and `prefix-taken` when another site has the code or numbers by it.
#[utoipa::path(
    post, path = "/sites", tag = "identity", operation_id = "open_site", request_body = NewSite, security(("bearer" = [])),
    responses((status = 201, body = SiteView))
)]
pub async fn open_site(
    State(identity): State<Arc<Identity>>,
    Caller(actor): Caller,
    Json(new): Json<NewSite>,
) -> Result<Created<Versioned<SiteView>>, Error> {
    let site = open(&identity, &actor, new).await?;
    let location = format!("/api/v1/sites/{}", site.card.id);
    Ok(Created { location, body: Versioned(site.version, SiteView::new(site, &actor)) })
}

async fn open(identity: &Identity, actor: &Actor, new: NewSite) -> Result<Site, Error> {
    actor.session()?;
    permit_everywhere(actor, &store::ids(identity.context.db.reader()).await?)?;
    if new.phone.as_deref().is_some_and(|phone| e164(phone).is_none()) {
        return Err(Problem::field("/phone", "invalid-phone", "not a telephone number").into());
    }
    let mut card = card_of(new, identity.context.clock.now());
    check(&mut card)?;
    let (id, owner, told) = (card.id, UserId(actor.id), SiteUpdated::of(&card));
    let mut tx = identity.context.db.begin().await?;
    create::create_in(&tx, card.clone()).await?;
    if !store::works_at(&*tx, owner, id).await? {
        users::store::add_place(&tx, owner, id, Role::Owner.id()).await?;
    }
    outbox::append(&mut tx, MODULE, &told, actor, identity.context.clock.as_ref()).await?;
    let change = trail::of("site.open", "site", id.0, &card.name, Some(id));
    trail::record(&tx, identity, actor, change, (None, Some(&card))).await?;
    tx.commit().await?;
    Ok(Site { card, version: 1 })
}

/// How many sites there are is the whole garage's concern.
fn permit_everywhere(actor: &Actor, sites: &[SiteId]) -> Result<(), Problem> {
    if sites.iter().all(|site| actor.may(SITE_MANAGE, *site)) && actor.may_anywhere(SITE_MANAGE) {
        return Ok(());
    }
    Err(Problem::forbidden(SITE_MANAGE))
}

/// What is no time zone is refused later.
fn today(time_zone: &str, now: DateTime<Utc>) -> NaiveDate {
    now.with_timezone(&time_zone.parse().unwrap_or(Tz::UTC)).date_naive()
}

fn card_of(new: NewSite, now: DateTime<Utc>) -> SiteCard {
    let name = new.name.trim().to_owned();
    let (pack, today) = (Pack::of(&new.country), today(&new.time_zone, now));
    let stamp_duty = pack.stamp_duty_on(today, &new.currency);
    SiteCard {
        id: SiteId::new(),
        code: new.code,
        legal_name: name.clone(),
        name,
        address: new.address.unwrap_or_default(),
        phone: new.phone.unwrap_or_default(),
        email: String::new(),
        tax_id: String::new(),
        country: new.country,
        currency: new.currency,
        vat_rate: new.vat_rate.or_else(|| pack.standard_on(today)).unwrap_or_default(),
        stamp_duty,
        labour_rate: Amount::ZERO,
        time_zone: new.time_zone,
        payment_terms_days: 0,
        bank_account: String::new(),
        numbering: Numbering::default(),
        languages: Languages::default(),
        hours: OpeningHours::default(),
        closed_at: None,
    }
}
