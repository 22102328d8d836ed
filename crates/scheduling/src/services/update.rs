//! `PATCH /services/{id}`

use std::sync::Arc;

use axum::extract::State;
use contracts::scheduling::{SCHEDULE_MANAGE, ServiceId};
use garde::Validate;
use kernel::http::{Json, Path, Versioned, present};
use kernel::{Amount, Problem, audit};
use serde::Deserialize;
use utoipa::ToSchema;

use super::create::{MAX_MINUTES, deposits};
use super::record::Model;
use super::store;
use super::view::{ServiceNames, ServiceView};
use crate::resources::{code, known_codes};
use crate::tell::Asked;
use crate::{MODULE, Scheduling, settings};

/// What to change; null clears, what is left out stays. Appointments keep what they were booked with.
#[derive(Clone, Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[expect(clippy::option_option, reason = "left out, emptied and set are three things")]
pub struct ServicePatch {
    #[garde(dive)]
    pub names: Option<ServiceNames>,
    #[garde(range(min = 5, max = MAX_MINUTES))]
    #[schema(minimum = 5, maximum = 1440)]
    pub minutes: Option<i32>,
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = Option<String>, max_length = 40, pattern = "^[a-z0-9_]{1,40}$")]
    #[garde(custom(code()))]
    pub skill: Option<Option<String>>,
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = Option<String>, max_length = 40, pattern = "^[a-z0-9_]{1,40}$")]
    #[garde(custom(code()))]
    pub capability: Option<Option<String>>,
    #[garde(skip)]
    pub online: Option<bool>,
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = Option<i64>, minimum = 1, maximum = 1_000_000_000_000_i64)]
    #[garde(inner(inner(custom(deposits()))))]
    pub deposit: Option<Option<Amount>>,
    #[garde(skip)]
    pub active: Option<bool>,
}

/// Changes what can be booked. Permission: `schedule.manage`.
#[utoipa::path(patch, path = "/services/{service_id}", tag = MODULE, operation_id = "update_service", security(("bearer" = [])),
    params(("service_id" = ServiceId, Path), ("If-Match" = Option<String>, Header)), request_body = ServicePatch,
    responses((status = 200, body = ServiceView)))]
pub async fn update_service(
    State(scheduling): State<Arc<Scheduling>>,
    asked: Asked,
    Path(id): Path<ServiceId>,
    Json(patch): Json<ServicePatch>,
) -> Result<Versioned<ServiceView>, Problem> {
    let (db, clock) = (&scheduling.context.db, scheduling.context.clock.as_ref());
    let mut tx = db.begin().await?;
    let before = store::lock(&tx, id).await?;
    asked.actor.permit(SCHEDULE_MANAGE, before.site_id)?;
    asked.if_match.check(before.version)?;
    let known = settings::of(&*tx, before.site_id).await?;
    known_codes(patch.skill.clone().flatten().as_slice(), &known.skills(), "/skill")?;
    known_codes(patch.capability.clone().flatten().as_slice(), &known.capabilities(), "/capability")?;
    let mut service = before.clone();
    apply(&mut service, patch)?;
    if service != before {
        store::save(&tx, &mut service).await?;
        audit::record(&tx, MODULE, service.audited("service.updated"), (Some(&before), Some(&service)), &asked.actor, clock).await?;
        scheduling.schedule_changed(&mut tx, service.site_id, &asked.actor).await?;
    }
    tx.commit().await?;
    Ok(Versioned(service.version, ServiceView::new(&service, &asked.actor)))
}

fn apply(service: &mut Model, patch: ServicePatch) -> Result<(), Problem> {
    if let Some(names) = patch.names {
        service.rename(names.read()?);
    }
    service.minutes = patch.minutes.unwrap_or(service.minutes);
    service.online = patch.online.unwrap_or(service.online);
    service.active = patch.active.unwrap_or(service.active);
    if let Some(skill) = patch.skill {
        service.skill = skill;
    }
    if let Some(capability) = patch.capability {
        service.capability = capability;
    }
    if let Some(deposit) = patch.deposit {
        service.deposit = deposit;
    }
    Ok(())
}
