//! Makes a quote while somebody is on the telephone.

use std::sync::Arc;

use axum::extract::State as Shared;
use chrono::{DateTime, TimeDelta, Utc};
use contracts::customers::CustomerId;
use contracts::documents::Language;
use contracts::identity::SiteCard;
use contracts::vehicles::VehicleId;
use contracts::workshop::{WORK_ORDER_OPEN, WorkOrderId};
use garde::Validate;
use kernel::http::Json;
use kernel::idempotency::Claim;
use kernel::text::{filled, filled_line, line, prose};
use kernel::{Actor, FieldError, Problem, SiteId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::quote::Quote;
use crate::deposits::Deposit;
use crate::pricing::Asking;
use crate::work_orders::command::Asked;
use crate::work_orders::discounts::beyond_in_jobs;
use crate::work_orders::input::{Articles, JobInput, filled_prose};
use crate::work_orders::job::Job;
use crate::work_orders::open::{Opened, begin_once, opened};
use crate::work_orders::rows::NO_VEHICLE;
use crate::work_orders::state::State;
use crate::work_orders::view::WorkOrderView;
use crate::work_orders::work_order::{Customer, MAX_LINES, NO_CUSTOMER, Terms, Vehicle, WorkOrder};
use crate::{MODULE, Workshop, estimates};

/// What somebody asks by telephone: a name is enough.
#[derive(Clone, Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MakeQuote {
    #[garde(skip)]
    pub site_id: SiteId,
    /// Who asks, if they have a record.
    #[garde(skip)]
    pub customer_id: Option<CustomerId>,
    /// Who asks, in words; needed without a record.
    #[garde(inner(custom(filled_line(200))))]
    #[schema(max_length = 200, format = "filled-line")]
    pub caller: Option<String>,
    /// Where they are called back; of a record, its own.
    #[garde(custom(line(60)))]
    #[schema(max_length = 60, format = "line")]
    pub phone: Option<String>,
    #[garde(skip)]
    pub vehicle_id: Option<VehicleId>,
    /// The car in words, if it has no record.
    #[garde(custom(line(200)))]
    #[schema(max_length = 200, format = "line")]
    pub car: Option<String>,
    /// What they ask for.
    #[garde(custom(filled_prose(2000)))]
    #[schema(max_length = 2000, format = "filled-prose")]
    pub concern: String,
    /// For how many days its prices hold; as long as the site's estimates when left out.
    #[garde(inner(range(min = 1, max = 365)))]
    #[schema(minimum = 1, maximum = 365)]
    pub valid_days: Option<i64>,
    #[garde(custom(prose(5000)))]
    #[schema(max_length = 5000, format = "prose")]
    pub notes: Option<String>,
    #[serde(default)]
    #[garde(length(max = 30), dive)]
    #[schema(max_items = 30)]
    pub jobs: Vec<JobInput>,
}

/// Makes a quote: a work order before its visit, without a vehicle or a customer's record where nobody has one. A part that is no article is a
/// line with a description and a price.
///
/// Permission: `work_order.open` at the site. A discount, and how far a price is below the list's, is at most what the caller's role allows
/// (`discount-over-limit`).
#[utoipa::path(
    post, path = "/quotes", tag = MODULE, operation_id = "make_quote", security(("bearer" = [])),
    params(("Idempotency-Key" = Option<String>, Header, description = "Making it again under the same key answers the same")),
    request_body = MakeQuote, responses((status = 201, body = WorkOrderView, description = "The quote, with its number"))
)]
pub async fn make_quote(Shared(workshop): Shared<Arc<Workshop>>, asked: Asked, Json(body): Json<MakeQuote>) -> Result<Opened, Problem> {
    asked.actor.permit(WORK_ORDER_OPEN, body.site_id)?;
    let claim = asked.claim("make_quote", &body)?;
    if let Some(view) = Claim::replay(claim.as_ref(), &workshop.context.db, MODULE).await? {
        return Ok(opened(true, view));
    }
    let new = prepare(&workshop, body, &asked.actor).await?;
    begin_once(&workshop, claim.as_ref(), new, &asked.actor).await
}

/// The order as it will be, but for its number; with what the other modules say.
async fn prepare(workshop: &Workshop, body: MakeQuote, actor: &Actor) -> Result<(WorkOrder, SiteCard), Problem> {
    let site = workshop.open_site(body.site_id).await?;
    let customer = workshop.caller(body.customer_id, body.caller.clone(), body.phone.clone()).await?;
    let vehicle = workshop.car(body.vehicle_id, body.car.clone()).await?;
    let language = workshop.language_of(customer.known(), &site).await?;
    let terms = Terms { language, ..workshop.terms(&site).await? };
    let jobs = priced(workshop, &body, (customer.id, &terms), actor).await?;
    let usual = estimates::settings::valid_days(workshop.context.db.reader(), site.id).await?;
    let now = workshop.now();
    let valid_until = now + TimeDelta::days(body.valid_days.unwrap_or(usual));
    let exemption = workshop.exempt_today(customer.known(), &site).await?;
    let mut order = WorkOrder { exemption, ..new_quote(body, (terms, customer, vehicle, jobs), now, valid_until) };
    order.follow_exemption();
    Ok((order, site))
}

async fn priced(
    workshop: &Workshop,
    body: &MakeQuote,
    (customer, terms): (CustomerId, &Terms),
    actor: &Actor,
) -> Result<Vec<Job>, Problem> {
    if body.jobs.iter().map(|job| job.lines.len()).sum::<usize>() > MAX_LINES {
        return Err(Problem::field("/jobs", "too-many-lines", format!("an order has at most {MAX_LINES} lines")));
    }
    let vehicle = body.vehicle_id.unwrap_or(NO_VEHICLE);
    let asking = Asking { site: body.site_id, customer, vehicle, chosen: None, by: actor.name.clone() };
    let articles = Articles::of(workshop, asking, body.jobs.iter().flat_map(|job| &job.lines)).await?;
    let jobs = articles.jobs(&body.jobs, terms, "/jobs").map_err(Problem::fields)?;
    let beyond: Vec<FieldError> = beyond_in_jobs(actor.limits(body.site_id), &jobs, terms.currency, "/jobs").into_iter().collect();
    if beyond.is_empty() { Ok(jobs) } else { Err(Problem::fields(beyond)) }
}

type Parts = (Terms, Customer, Vehicle, Vec<Job>);

fn new_quote(body: MakeQuote, (terms, customer, vehicle, jobs): Parts, now: DateTime<Utc>, valid_until: DateTime<Utc>) -> WorkOrder {
    WorkOrder {
        id: WorkOrderId::new(),
        // Given by the store, last.
        number: String::new(),
        site_id: body.site_id,
        state: State::Quote,
        concern: body.concern.trim().to_owned(),
        customer,
        vehicle,
        technician: None,
        odometer_in: None,
        odometer_out: None,
        key_tag: None,
        promised_at: None,
        notes: filled(body.notes),
        terms,
        jobs,
        invoices: vec![],
        parts: vec![],
        opened_at: now,
        completed_at: None,
        closed_at: None,
        version: 1,
        appointment_id: None,
        lead_source: None,
        labour_rate_id: None,
        deposit: Deposit::default(),
        credit_allowed: None,
        quote: Some(Quote { asked_at: now, valid_until, converted_at: None }),
        discount: None,
        po_number: None,
        exemption: None,
    }
}

impl Workshop {
    /// Whoever asks: a customer, or a name and a number.
    async fn caller(&self, id: Option<CustomerId>, name: Option<String>, phone: Option<String>) -> Result<Customer, Problem> {
        if let Some(id) = id {
            return self.customer(id).await;
        }
        let name = filled(name).ok_or_else(|| Problem::field("/caller", "missing", "is needed without a customer"))?;
        Ok(Customer { id: NO_CUSTOMER, name, phone: filled(phone) })
    }

    /// The customer's language; the site's of who has no record.
    pub(super) async fn language_of(&self, customer: Option<CustomerId>, site: &SiteCard) -> Result<Language, Problem> {
        let Some(customer) = customer else { return Ok(site.languages.default) };
        let cards = self.customers.cards(&[customer]).await?;
        Ok(cards.first().map_or(site.languages.default, |card| Language::from_code(&card.language)))
    }

    /// A customer who may be served.
    pub(super) async fn customer(&self, id: CustomerId) -> Result<Customer, Problem> {
        let fault = |code, detail| Problem::field("/customer_id", code, detail);
        let card = self.customers.cards(&[id]).await?.into_iter().next().ok_or_else(|| fault("unknown", "does not exist"))?;
        if card.archived {
            return Err(fault("archived", "the customer is archived"));
        }
        Ok(Customer { id: card.id, name: card.name, phone: card.phone })
    }

    /// A vehicle, the caller's words for it, or nothing.
    async fn car(&self, id: Option<VehicleId>, words: Option<String>) -> Result<Vehicle, Problem> {
        match id {
            Some(id) => self.vehicle(id).await,
            None => Ok(Vehicle { label: filled(words).unwrap_or_default(), ..Vehicle::none() }),
        }
    }

    pub(super) async fn vehicle(&self, id: VehicleId) -> Result<Vehicle, Problem> {
        let card = self.vehicles.cards(&[id]).await?.into_iter().next();
        let card = card.ok_or_else(|| Problem::field("/vehicle_id", "unknown", "does not exist"))?;
        Ok(Vehicle { id: Some(card.id), plate: card.plate, label: card.label })
    }
}
