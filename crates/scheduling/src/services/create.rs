//! `POST /services`

use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use contracts::scheduling::{SCHEDULE_MANAGE, ServiceId};
use garde::Validate;
use kernel::http::{Created, Json, Versioned};
use kernel::idempotency::{Claim, Repeatable};
use kernel::money::MAX_AMOUNT;
use kernel::{Amount, Problem, SiteId, audit};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::record::Model;
use super::store;
use super::view::{ServiceNames, ServiceView};
use crate::resources::{code, known_codes};
use crate::tell::Asked;
use crate::{MODULE, Scheduling, settings};

/// The longest that can be booked as one.
pub const MAX_MINUTES: i32 = 24 * 60;

#[derive(Clone, Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ServiceInput {
    #[garde(skip)]
    pub site_id: SiteId,
    #[garde(dive)]
    pub names: ServiceNames,
    /// Of work.
    #[garde(range(min = 5, max = MAX_MINUTES))]
    #[schema(minimum = 5, maximum = 1440)]
    pub minutes: i32,
    /// What the technician must be able to; one of the settings' skills.
    #[garde(custom(code()))]
    #[schema(max_length = 40, pattern = "^[a-z0-9_]{1,40}$")]
    pub skill: Option<String>,
    /// What the bay or a piece of equipment must be able to; one of the settings' capabilities.
    #[garde(custom(code()))]
    #[schema(max_length = 40, pattern = "^[a-z0-9_]{1,40}$")]
    pub capability: Option<String>,
    #[serde(default)]
    #[garde(skip)]
    pub online: bool,
    /// Minor units of the site's currency.
    #[garde(inner(custom(deposits())))]
    #[schema(value_type = Option<i64>, minimum = 1, maximum = 1_000_000_000_000_i64)]
    pub deposit: Option<Amount>,
}

pub fn deposits() -> impl Fn(&Amount, &()) -> garde::Result {
    |amount, ()| if (1..=MAX_AMOUNT).contains(&amount.0) { Ok(()) } else { Err(garde::Error::new("a deposit is an amount above zero")) }
}

type Answer = Repeatable<Created<Versioned<ServiceView>>>;

/// Adds something that can be booked. Permission: `schedule.manage`.
#[utoipa::path(post, path = "/services", tag = MODULE, operation_id = "create_service", security(("bearer" = [])),
    params(("Idempotency-Key" = Option<String>, Header)), request_body = ServiceInput,
    responses((status = 201, body = ServiceView)))]
pub async fn create_service(
    State(scheduling): State<Arc<Scheduling>>,
    asked: Asked,
    Json(input): Json<ServiceInput>,
) -> Result<Answer, Problem> {
    asked.actor.permit(SCHEDULE_MANAGE, input.site_id)?;
    let (db, clock) = (&scheduling.context.db, scheduling.context.clock.as_ref());
    let claim = asked.claim("create_service", &input)?;
    if let Some(view) = Claim::replay(claim.as_ref(), db, MODULE).await? {
        return Ok(answer(view, true));
    }
    let service = read(&scheduling, input).await?;
    let mut tx = db.begin().await?;
    Claim::take(claim.as_ref(), &tx, MODULE, clock).await?;
    store::insert(&tx, &service).await?;
    audit::record(&tx, MODULE, service.audited("service.created"), (None, Some(&service)), &asked.actor, clock).await?;
    scheduling.schedule_changed(&mut tx, service.site_id, &asked.actor).await?;
    let view = ServiceView::new(&service, &asked.actor);
    Claim::keep(claim.as_ref(), &tx, MODULE, &view).await?;
    tx.commit().await?;
    Ok(answer(view, false))
}

fn answer(view: ServiceView, replayed: bool) -> Answer {
    let body = Created { location: format!("/api/v1/services/{}", view.id), body: Versioned(view.version, view) };
    Repeatable { status: StatusCode::CREATED, replayed, body }
}

async fn read(scheduling: &Scheduling, input: ServiceInput) -> Result<Model, Problem> {
    let site = scheduling.open_site(input.site_id).await?;
    let names = input.names.read()?;
    let known = settings::of(scheduling.context.db.reader(), site.id).await?;
    known_codes(input.skill.as_slice(), &known.skills(), "/skill")?;
    known_codes(input.capability.as_slice(), &known.capabilities(), "/capability")?;
    Ok(Model {
        id: ServiceId::new(),
        site_id: site.id,
        name_fr: names.fr,
        name_ar: names.ar,
        name_en: names.en,
        minutes: input.minutes,
        skill: input.skill,
        capability: input.capability,
        online: input.online,
        deposit: input.deposit,
        active: true,
        created_at: scheduling.now(),
        version: 1,
    })
}

impl Model {
    pub fn audited<'a>(&'a self, action: &'a str) -> audit::Change<'a> {
        audit::Change { action, entity: "service", id: self.id.0, label: &self.name_fr, site: Some(self.site_id) }
    }
}
