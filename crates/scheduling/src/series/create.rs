//! `POST /appointment-series`

use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use chrono::{DateTime, Utc};
use contracts::customers::CustomerId;
use contracts::scheduling::{APPOINTMENT_WRITE, ResourceId, SeriesId, ServiceId};
use contracts::vehicles::VehicleId;
use garde::Validate;
use kernel::http::{Created, Json};
use kernel::idempotency::{Claim, Repeatable};
use kernel::text::prose;
use kernel::{Actor, Problem, SiteId, Tx, audit};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::record::{Model, Unit};
use super::store;
use super::view::{SeriesBooked, SeriesLeftOut, SeriesMade, SeriesView};
use crate::appointments::book::{BookAppointment, New, prepare, write};
use crate::appointments::record::Source;
use crate::tell::Asked;
use crate::time::at;
use crate::time::hours::zone_of;
use crate::{MODULE, Scheduling, appointments, resources};

/// A year and a little: what lies further ahead is booked when it is nearer.
const FURTHEST: i64 = 400 * 24 * 3600;

/// What comes again, and how often.
#[derive(Clone, Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = AppointmentSeriesInput)]
pub struct SeriesInput {
    #[garde(skip)]
    pub site_id: SiteId,
    #[garde(skip)]
    pub customer_id: CustomerId,
    #[garde(skip)]
    pub vehicle_id: Option<VehicleId>,
    #[garde(length(min = 1, max = 10))]
    #[schema(min_items = 1, max_items = 10)]
    pub service_ids: Vec<ServiceId>,
    #[garde(custom(prose(2000)))]
    #[schema(max_length = 2000, format = "prose")]
    pub concern: Option<String>,
    /// Of the first. The others begin at the same time of the day at the site.
    #[garde(skip)]
    pub start: DateTime<Utc>,
    #[garde(skip)]
    pub unit: Unit,
    #[garde(range(min = 1, max = 12))]
    #[schema(minimum = 1, maximum = 12)]
    pub every: i32,
    /// How many in all; the last within 400 days.
    #[garde(range(min = 2, max = 53))]
    #[schema(minimum = 2, maximum = 53)]
    pub times: i32,
    /// It must be these; of which kinds none is named, one is chosen each time.
    #[serde(default)]
    #[garde(length(max = 10))]
    #[schema(max_items = 10)]
    pub resource_ids: Vec<ResourceId>,
}

type Answer = Repeatable<Created<Json<SeriesMade>>>;

/// Books the same again and again: each is an ordinary appointment. Starts that cannot be had are left out and named. Permission:
/// `appointment.write`.
#[utoipa::path(post, path = "/appointment-series", tag = MODULE, operation_id = "create_appointment_series", security(("bearer" = [])),
    params(("Idempotency-Key" = Option<String>, Header)), request_body = SeriesInput,
    responses((status = 201, body = SeriesMade)))]
pub async fn create_series(
    State(scheduling): State<Arc<Scheduling>>,
    asked: Asked,
    Json(input): Json<SeriesInput>,
) -> Result<Answer, Problem> {
    asked.actor.permit(APPOINTMENT_WRITE, input.site_id)?;
    let (db, clock) = (&scheduling.context.db, scheduling.context.clock.as_ref());
    let claim = asked.claim("create_appointment_series", &input)?;
    if let Some(made) = Claim::replay(claim.as_ref(), db, MODULE).await? {
        return Ok(answer(made, true));
    }
    let (series, new, left_out) = planned(&scheduling, &input, &asked.actor).await?;
    let mut tx = db.begin().await?;
    Claim::take(claim.as_ref(), &tx, MODULE, clock).await?;
    store::insert(&tx, &series).await?;
    let booked = book(&scheduling, &mut tx, new, &asked.actor).await?;
    audit::record(&tx, MODULE, series.audited("appointment_series.created"), (None, Some(&series)), &asked.actor, clock).await?;
    let made = SeriesMade { series: SeriesView::new(&series, &asked.actor), booked, left_out };
    Claim::keep(claim.as_ref(), &tx, MODULE, &made).await?;
    tx.commit().await?;
    Ok(answer(made, false))
}

fn answer(made: SeriesMade, replayed: bool) -> Answer {
    let location = format!("/api/v1/appointment-series/{}", made.series.id);
    Repeatable { status: StatusCode::CREATED, replayed, body: Created { location, body: Json(made) } }
}

/// Each start with who would do it where, or why it cannot be had. A body that is wrong is refused whole.
async fn planned(scheduling: &Scheduling, input: &SeriesInput, actor: &Actor) -> Result<(Model, Vec<New>, Vec<SeriesLeftOut>), Problem> {
    let site = scheduling.open_site(input.site_id).await?;
    let mut series = Model {
        id: SeriesId::new(),
        site_id: site.id,
        unit: input.unit,
        every: input.every,
        times: input.times,
        customer_id: input.customer_id,
        vehicle_id: input.vehicle_id,
        services: String::new(),
        starts: appointments::start(input.start, scheduling.now())?,
        active: true,
        by_name: actor.name.clone(),
        created_at: scheduling.now(),
        version: 1,
    };
    let starts = series.starts(zone_of(&site));
    let last = starts.last().copied().unwrap_or(series.starts);
    if last > scheduling.now().timestamp() + FURTHEST {
        return Err(Problem::field("/times", "out-of-range", "the last is within 400 days"));
    }
    let (mut new, mut left_out) = (vec![], vec![]);
    for start in starts {
        match prepare(scheduling, body(input, start), site.clone()).await {
            Ok(mut one) => {
                one.appointment.series_id = Some(series.id);
                series.services.clone_from(&one.appointment.services);
                new.push(one);
            }
            Err(problem) if problem.status == StatusCode::CONFLICT.as_u16() => {
                left_out.push(SeriesLeftOut { start: at(start), reason: problem.detail.unwrap_or(problem.title) });
            }
            Err(problem) => return Err(problem),
        }
    }
    if new.is_empty() {
        let told: Vec<_> = left_out.iter().map(|one| one.reason.as_str()).collect();
        return Err(Problem::conflict("clash", "None of the times can be had").detail(told.join("; ")));
    }
    Ok((series, new, left_out))
}

fn body(input: &SeriesInput, start: i64) -> BookAppointment {
    BookAppointment {
        site_id: input.site_id,
        customer_id: Some(input.customer_id),
        vehicle_id: input.vehicle_id,
        contact: None,
        service_ids: input.service_ids.clone(),
        minutes: None,
        concern: input.concern.clone(),
        notes: None,
        is_waiter: false,
        promised_at: None,
        source: Some(Source::Recurring),
        start: at(start),
        resource_ids: input.resource_ids.clone(),
        requested: false,
        overbook: false,
    }
}

async fn book(scheduling: &Scheduling, tx: &mut Tx, new: Vec<New>, actor: &Actor) -> Result<Vec<SeriesBooked>, Problem> {
    // All at once and in their order: each booking locks its own again, and waits for nobody.
    let mut ids: Vec<_> = new.iter().flat_map(|one| one.choice.slices.iter().map(|(id, _)| *id)).collect();
    ids.sort_unstable();
    ids.dedup();
    resources::store::lock_many(tx, &ids).await?;
    let mut booked = vec![];
    for one in new {
        let appointment = write(scheduling, tx, one, actor).await?;
        let start = appointment.start();
        booked.push(SeriesBooked { appointment_id: appointment.id, number: appointment.number, start });
    }
    Ok(booked)
}

impl Model {
    pub fn audited<'a>(&'a self, action: &'a str) -> audit::Change<'a> {
        audit::Change { action, entity: "appointment_series", id: self.id.0, label: "", site: Some(self.site_id) }
    }
}
