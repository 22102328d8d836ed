//! Opens a work order: the car is here, or its owner asks for a price.

use std::sync::Arc;

use axum::extract::State as Shared;
use axum::http::StatusCode;
use chrono::{DateTime, SubsecRound, Utc};
use contracts::customers::{CustomerCard, CustomerId};
use contracts::documents::Language;
use contracts::identity::SiteCard;
use contracts::scheduling::{AppointmentCard, AppointmentId, AppointmentState};
use contracts::taxes::TaxRates;
use contracts::vehicles::{VehicleCard, VehicleId};
use contracts::workshop::{LeadSource, WORK_ORDER_OPEN, WorkOrderId};
use garde::Validate;
use kernel::http::{Created, Json, Versioned};
use kernel::idempotency::{Claim, Repeatable};
use kernel::text::{filled, line, prose};
use kernel::{Actor, Currency, FieldError, Problem, SiteId, merging};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::command::{Asked, begin};
use super::discounts::beyond_in_jobs;
use super::input::{Articles, JobInput, filled_prose, kilometres, promise};
use super::job::Job;
use super::state::State;
use super::view::{self, WorkOrderView};
use super::work_order::{Customer, MAX_LINES, Terms, Vehicle, WorkOrder};
use crate::deposits::Deposit;
use crate::error::Error;
use crate::merging::ORDERS;
use crate::pricing::Asking;
use crate::{MODULE, Workshop, exemptions};

/// What is known when the car comes.
#[derive(Clone, Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct OpenWorkOrder {
    #[garde(skip)]
    pub site_id: SiteId,
    /// The appointment that it is opened of: customer, vehicle, concern and promise are taken from it where they are left out.
    #[garde(skip)]
    pub appointment_id: Option<AppointmentId>,
    /// Needed unless the appointment has one.
    #[garde(skip)]
    pub customer_id: Option<CustomerId>,
    /// Needed unless the appointment has one.
    #[garde(skip)]
    pub vehicle_id: Option<VehicleId>,
    /// The customer's words. Needed unless the appointment has any.
    #[garde(custom(filled_prose(2000)))]
    #[schema(max_length = 2000, format = "filled-prose")]
    pub concern: Option<String>,
    /// Kilometres.
    #[garde(inner(custom(kilometres())))]
    #[schema(minimum = 0, maximum = 9_999_999)]
    pub odometer_in: Option<i64>,
    #[garde(custom(line(60)))]
    #[schema(max_length = 60, format = "line")]
    pub key_tag: Option<String>,
    #[garde(skip)]
    pub promised_at: Option<DateTime<Utc>>,
    /// How the visit came about; of an appointment that was booked online, that.
    #[garde(skip)]
    pub lead_source: Option<LeadSource>,
    /// The customer's own order number.
    #[serde(default)]
    #[garde(custom(line(60)))]
    #[schema(max_length = 60, format = "line")]
    pub po_number: Option<String>,
    #[garde(custom(prose(5000)))]
    #[schema(max_length = 5000, format = "prose")]
    pub notes: Option<String>,
    #[serde(default)]
    #[garde(length(max = 30), dive)]
    #[schema(max_items = 30)]
    pub jobs: Vec<JobInput>,
}

/// An order, or the same order again under the same key.
pub type Opened = Repeatable<Created<Versioned<WorkOrderView>>>;

/// Opens a work order, with its proposed jobs.
///
/// Permission: `work_order.open` at the site. A discount, and how far a price is below the list's, is at most what the
/// caller's role allows (`discount-over-limit`).
#[utoipa::path(
    post, path = "/work-orders", tag = MODULE, operation_id = "open_work_order", security(("bearer" = [])),
    params(("Idempotency-Key" = Option<String>, Header, description = "Opening again under the same key answers the same")),
    request_body = OpenWorkOrder,
    responses((status = 201, body = WorkOrderView, description = "The order, with its number"))
)]
pub async fn open_work_order(
    Shared(workshop): Shared<Arc<Workshop>>,
    asked: Asked,
    Json(body): Json<OpenWorkOrder>,
) -> Result<Opened, Problem> {
    asked.actor.permit(WORK_ORDER_OPEN, body.site_id)?;
    let claim = asked.claim("open_work_order", &body)?;
    if let Some(view) = Claim::replay(claim.as_ref(), &workshop.context.db, MODULE).await? {
        return Ok(opened(true, view));
    }
    let new = prepare(&workshop, body, &asked.actor).await?;
    begin_once(&workshop, claim.as_ref(), new, &asked.actor).await
}

/// Writes a new order or quote at its site, and keeps what the same request is answered again.
pub async fn begin_once(
    workshop: &Workshop,
    claim: Option<&Claim>,
    (mut order, site): (WorkOrder, SiteCard),
    actor: &Actor,
) -> Result<Opened, Problem> {
    let clock = workshop.context.clock.as_ref();
    let mut tx = workshop.context.db.begin().await?;
    Claim::take(claim, &tx, MODULE, clock).await?;
    if let Some(customer) = order.customer.known() {
        // The customer may have become another's part since they were asked for.
        order.customer.id = CustomerId(merging::arrive(&tx, MODULE, ORDERS, order.id.0, customer.0).await?);
    }
    begin(&mut tx, &mut order, &site, actor, clock).await?;
    let view = view::whole(&order, actor);
    Claim::keep(claim, &tx, MODULE, &view).await?;
    tx.commit().await?;
    Ok(opened(false, view))
}

pub fn opened(replayed: bool, view: WorkOrderView) -> Opened {
    let location = format!("/api/v1/work-orders/{}", view.id);
    Repeatable { status: StatusCode::CREATED, replayed, body: Created { location, body: Versioned(view.version, view) } }
}

/// The order as it will be, but for its number; with what the other modules say of site, customer, vehicle and articles.
async fn prepare(workshop: &Workshop, mut body: OpenWorkOrder, actor: &Actor) -> Result<(WorkOrder, SiteCard), Problem> {
    take_over(workshop, &mut body).await?;
    let limits = actor.limits(body.site_id);
    let (customer_id, vehicle_id) = needed(&body)?;
    let asking = Asking { site: body.site_id, customer: customer_id, vehicle: vehicle_id, chosen: None, by: actor.name.clone() };
    let (sites, customers, vehicles) = ([body.site_id], [customer_id], [vehicle_id]);
    let (sites, customers, vehicles, articles) = futures::try_join!(
        workshop.sites.cards(&sites),
        workshop.customers.cards(&customers),
        workshop.vehicles.cards(&vehicles),
        Articles::of(workshop, asking, body.jobs.iter().flat_map(|job| &job.lines)),
    )?;
    let mut faults: Vec<_> = promise(body.promised_at).err().into_iter().collect();
    let site = known(sites, "/site_id", &mut faults);
    let customer = known(customers, "/customer_id", &mut faults);
    let vehicle = known(vehicles, "/vehicle_id", &mut faults);
    if site.as_ref().is_some_and(|site| site.closed_at.is_some()) {
        faults.push(FieldError::new("/site_id", "closed", "the site is closed"));
    }
    if customer.as_ref().is_some_and(|customer| customer.archived) {
        faults.push(FieldError::new("/customer_id", "archived", "the customer is archived"));
    }
    if body.jobs.iter().map(|job| job.lines.len()).sum::<usize>() > MAX_LINES {
        faults.push(FieldError::new("/jobs", "too-many-lines", format!("an order has at most {MAX_LINES} lines")));
    }
    let (Some(site), Some(customer), Some(vehicle)) = (site, customer, vehicle) else { return Err(Problem::fields(faults)) };
    let terms = Terms { language: Language::from_code(&customer.language), ..workshop.terms(&site).await? };
    let jobs = articles.jobs(&body.jobs, &terms, "/jobs").unwrap_or_else(|more| {
        faults.extend(more);
        vec![]
    });
    faults.extend(beyond_in_jobs(limits, &jobs, terms.currency, "/jobs"));
    if !faults.is_empty() {
        return Err(Problem::fields(faults));
    }
    let (now, exemption) = (workshop.now(), exemptions::today(&customer, &site, workshop.now()));
    let mut order = new_order(body, terms, customer, vehicle, jobs, now);
    order.exemption = exemption;
    order.follow_exemption();
    Ok((order, site))
}

/// Fills in from the appointment what the body leaves out.
async fn take_over(workshop: &Workshop, body: &mut OpenWorkOrder) -> Result<(), Problem> {
    let Some(id) = body.appointment_id else { return Ok(()) };
    let of_site = |card: &AppointmentCard| card.site_id == body.site_id;
    let card = workshop.appointments.cards(&[id]).await?.into_iter().find(of_site);
    let card = card.ok_or_else(|| Problem::field("/appointment_id", "unknown", "does not exist"))?;
    match card.state {
        AppointmentState::Requested | AppointmentState::Confirmed | AppointmentState::Arrived => {}
        AppointmentState::Converted => return Err(Error::AppointmentTaken.into()),
        AppointmentState::Cancelled | AppointmentState::NoShow => {
            return Err(Problem::field("/appointment_id", "given-up", "the appointment was given up"));
        }
    }
    body.customer_id = body.customer_id.or(card.customer_id);
    body.vehicle_id = body.vehicle_id.or(card.vehicle_id);
    body.concern = body.concern.take().or(Some(card.concern)).filter(|text| !text.trim().is_empty());
    body.promised_at = body.promised_at.or(card.promised_at);
    body.lead_source = body.lead_source.or(card.is_online.then_some(LeadSource::OnlineBooking));
    Ok(())
}

/// Customer and vehicle; 422 for all that is left out.
fn needed(body: &OpenWorkOrder) -> Result<(CustomerId, VehicleId), Problem> {
    let missing = |pointer: &str| FieldError::new(pointer, "missing", "is needed");
    let mut faults = vec![];
    faults.extend(body.customer_id.is_none().then(|| missing("/customer_id")));
    faults.extend(body.vehicle_id.is_none().then(|| missing("/vehicle_id")));
    faults.extend(body.concern.is_none().then(|| missing("/concern")));
    match (body.customer_id, body.vehicle_id) {
        (Some(customer), Some(vehicle)) if faults.is_empty() => Ok((customer, vehicle)),
        _ => Err(Problem::fields(faults)),
    }
}

fn known<T>(cards: Vec<T>, pointer: &str, faults: &mut Vec<FieldError>) -> Option<T> {
    let card = cards.into_iter().next();
    if card.is_none() {
        faults.push(FieldError::new(pointer, "unknown", "does not exist"));
    }
    card
}

/// As if nothing were taxed otherwise than at the site's rate: [`Workshop::terms`] knows what is.
pub fn terms_of(site: &SiteCard) -> Result<Terms, Problem> {
    let currency = Currency::from_code(&site.currency).ok_or_else(|| Problem::internal(&format!("site {} has no currency", site.id)))?;
    Ok(Terms {
        currency,
        stamp_duty: site.stamp_duty,
        vat_rate: site.vat_rate,
        labour_rate: site.labour_rate,
        tax_rates: TaxRates::default(),
        language: site.languages.default,
    })
}

fn new_order(
    body: OpenWorkOrder,
    terms: Terms,
    customer: CustomerCard,
    vehicle: VehicleCard,
    jobs: Vec<Job>,
    now: DateTime<Utc>,
) -> WorkOrder {
    WorkOrder {
        id: WorkOrderId::new(),
        // Given by the store, last.
        number: String::new(),
        site_id: body.site_id,
        state: State::Estimate,
        concern: filled(body.concern).unwrap_or_default(),
        customer: Customer { id: customer.id, name: customer.name, phone: customer.phone },
        vehicle: Vehicle { id: Some(vehicle.id), plate: vehicle.plate, label: vehicle.label },
        technician: None,
        odometer_in: body.odometer_in,
        odometer_out: None,
        key_tag: filled(body.key_tag),
        promised_at: body.promised_at.map(|at| at.trunc_subsecs(6)),
        notes: filled(body.notes),
        terms,
        jobs,
        invoices: vec![],
        parts: vec![],
        opened_at: now,
        completed_at: None,
        closed_at: None,
        version: 1,
        appointment_id: body.appointment_id,
        lead_source: body.lead_source,
        labour_rate_id: None,
        deposit: Deposit::default(),
        credit_allowed: None,
        quote: None,
        discount: None,
        po_number: filled(body.po_number),
        exemption: None,
    }
}
