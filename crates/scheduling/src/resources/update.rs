//! `PATCH /resources/{id}`

use std::sync::Arc;

use axum::extract::State;
use contracts::identity::Span;
use contracts::scheduling::{ResourceId, SCHEDULE_MANAGE};
use garde::Validate;
use kernel::http::{Json, Path, Versioned, present};
use kernel::text::filled_line;
use kernel::{Problem, audit};
use serde::Deserialize;
use utoipa::ToSchema;

use super::input::{Code, code, known_codes, weeks};
use super::record::{Kind, Model, json};
use super::store;
use super::view::ResourceView;
use crate::tell::Asked;
use crate::{MODULE, Scheduling, settings};

/// What to change; what is left out stays.
#[derive(Clone, Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[expect(clippy::option_option, reason = "left out, emptied and set are three things")]
pub struct ResourcePatch {
    #[garde(custom(filled_line(80)))]
    #[schema(max_length = 80, format = "filled-line")]
    pub name: Option<String>,
    #[garde(inner(length(max = 30), inner(custom(code()))))]
    #[schema(max_items = 30, value_type = Option<Vec<Code>>)]
    pub codes: Option<Vec<String>>,
    /// Null: the site's hours are theirs.
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = Option<Vec<Vec<Span>>>)]
    #[garde(inner(inner(custom(weeks()))))]
    pub week: Option<Option<Vec<Vec<Span>>>>,
    #[garde(range(min = 1000, max = 30_000))]
    #[schema(minimum = 1000, maximum = 30_000)]
    pub efficiency: Option<i32>,
    /// What is not active takes no new bookings; what it has stays.
    #[garde(skip)]
    pub active: Option<bool>,
}

/// Changes a resource. Permission: `schedule.manage`.
#[utoipa::path(patch, path = "/resources/{resource_id}", tag = MODULE, operation_id = "update_resource", security(("bearer" = [])),
    params(("resource_id" = ResourceId, Path), ("If-Match" = Option<String>, Header)), request_body = ResourcePatch,
    responses((status = 200, body = ResourceView)))]
pub async fn update_resource(
    State(scheduling): State<Arc<Scheduling>>,
    asked: Asked,
    Path(id): Path<ResourceId>,
    Json(patch): Json<ResourcePatch>,
) -> Result<Versioned<ResourceView>, Problem> {
    let (db, clock) = (&scheduling.context.db, scheduling.context.clock.as_ref());
    let mut tx = db.begin().await?;
    let before = store::lock(&tx, id).await?;
    asked.actor.permit(SCHEDULE_MANAGE, before.site_id)?;
    asked.if_match.check(before.version)?;
    let known = settings::of(&*tx, before.site_id).await?;
    known_codes(patch.codes.as_deref().unwrap_or_default(), &known.codes_of(before.kind), "/codes")?;
    let mut resource = before.clone();
    apply(&mut resource, patch);
    if resource != before {
        store::save(&tx, &mut resource).await?;
        audit::record(&tx, MODULE, resource.audited("resource.updated"), (Some(&before), Some(&resource)), &asked.actor, clock).await?;
        scheduling.schedule_changed(&mut tx, resource.site_id, &asked.actor).await?;
    }
    tx.commit().await?;
    Ok(Versioned(resource.version, ResourceView::new(&resource, &asked.actor)))
}

fn apply(resource: &mut Model, patch: ResourcePatch) {
    if let Some(name) = patch.name.filter(|_| resource.kind != Kind::Technician) {
        name.trim().clone_into(&mut resource.name);
    }
    if let Some(codes) = patch.codes {
        resource.codes = json(&codes);
    }
    if let Some(week) = patch.week.filter(|_| resource.kind == Kind::Technician) {
        resource.week = week.map(|week| json(&week));
    }
    resource.efficiency = patch.efficiency.unwrap_or(resource.efficiency);
    resource.active = patch.active.unwrap_or(resource.active);
}
