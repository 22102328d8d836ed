//! `POST /resources`

use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use contracts::identity::{Span, UserId};
use contracts::scheduling::{ResourceId, SCHEDULE_MANAGE};
use garde::Validate;
use kernel::http::{Created, Json, Versioned};
use kernel::idempotency::{Claim, Repeatable};
use kernel::problem::is_unique_violation;
use kernel::text::{filled, line};
use kernel::{Problem, SiteId, audit};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::input::{Code, code, known_codes, weeks};
use super::record::{Kind, Model, json};
use super::store;
use super::view::ResourceView;
use crate::error::Error;
use crate::tell::Asked;
use crate::{MODULE, Scheduling, settings};

/// An hour yields an hour.
const USUAL: i32 = 10_000;

/// A bay or equipment with its name, or a technician, who is named by their account.
#[derive(Clone, Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = ResourceInput)]
pub struct ResourceInput {
    #[garde(skip)]
    pub site_id: SiteId,
    #[garde(skip)]
    pub kind: Kind,
    /// Needed of bays and equipment; a technician's is the person's.
    #[garde(custom(line(80)))]
    #[schema(max_length = 80, format = "line")]
    pub name: Option<String>,
    /// Needed of a technician: somebody who works at the site.
    #[garde(skip)]
    pub user_id: Option<UserId>,
    /// Skills of a technician, capabilities of the others; of those that the settings list.
    #[serde(default)]
    #[garde(length(max = 30), inner(custom(code())))]
    #[schema(max_items = 30, value_type = Vec<Code>)]
    pub codes: Vec<String>,
    /// A technician's own week, Monday first; the site's hours when left out.
    #[garde(inner(custom(weeks())))]
    pub week: Option<Vec<Vec<Span>>>,
    /// Basis points: what an hour of theirs yields; 10000 when left out.
    #[garde(range(min = 1000, max = 30_000))]
    #[schema(minimum = 1000, maximum = 30_000)]
    pub efficiency: Option<i32>,
}

type Answer = Repeatable<Created<Versioned<ResourceView>>>;

/// Adds a bay, equipment or a technician's profile. Permission: `schedule.manage`.
#[utoipa::path(post, path = "/resources", tag = MODULE, operation_id = "create_resource", security(("bearer" = [])),
    params(("Idempotency-Key" = Option<String>, Header)), request_body = ResourceInput,
    responses((status = 201, body = ResourceView)))]
pub async fn create_resource(
    State(scheduling): State<Arc<Scheduling>>,
    asked: Asked,
    Json(input): Json<ResourceInput>,
) -> Result<Answer, Problem> {
    asked.actor.permit(SCHEDULE_MANAGE, input.site_id)?;
    let claim = asked.claim("create_resource", &input)?;
    let (db, clock) = (&scheduling.context.db, scheduling.context.clock.as_ref());
    if let Some(view) = Claim::replay(claim.as_ref(), db, MODULE).await? {
        return Ok(answer(view, true));
    }
    let resource = read(&scheduling, input).await?;
    let mut tx = db.begin().await?;
    Claim::take(claim.as_ref(), &tx, MODULE, clock).await?;
    store::insert(&tx, &resource)
        .await
        .map_err(|error| if is_unique_violation(&error) { Problem::from(Error::TechnicianExists) } else { error.into() })?;
    audit::record(&tx, MODULE, resource.audited("resource.created"), (None, Some(&resource)), &asked.actor, clock).await?;
    scheduling.schedule_changed(&mut tx, resource.site_id, &asked.actor).await?;
    let view = ResourceView::new(&resource, &asked.actor);
    Claim::keep(claim.as_ref(), &tx, MODULE, &view).await?;
    tx.commit().await?;
    Ok(answer(view, false))
}

fn answer(view: ResourceView, replayed: bool) -> Answer {
    let body = Created { location: format!("/api/v1/resources/{}", view.id), body: Versioned(view.version, view) };
    Repeatable { status: StatusCode::CREATED, replayed, body }
}

async fn read(scheduling: &Scheduling, input: ResourceInput) -> Result<Model, Problem> {
    let site = scheduling.open_site(input.site_id).await?;
    let known = settings::of(scheduling.context.db.reader(), site.id).await?;
    known_codes(&input.codes, &known.codes_of(input.kind), "/codes")?;
    let (name, user_id) = named(scheduling, &input).await?;
    let is_technician = input.kind == Kind::Technician;
    Ok(Model {
        id: ResourceId::new(),
        site_id: site.id,
        kind: input.kind,
        name,
        user_id,
        codes: json(&input.codes),
        week: input.week.filter(|_| is_technician).map(|week| json(&week)),
        efficiency: input.efficiency.unwrap_or(USUAL),
        active: true,
        created_at: scheduling.now(),
        version: 1,
    })
}

async fn named(scheduling: &Scheduling, input: &ResourceInput) -> Result<(String, Option<UserId>), Problem> {
    if input.kind != Kind::Technician {
        let name = filled(input.name.clone()).ok_or_else(|| Problem::field("/name", "missing", "a bay or equipment has a name"))?;
        return Ok((name, None));
    }
    let user = input.user_id.ok_or_else(|| Problem::field("/user_id", "missing", "a technician is one of the staff"))?;
    let cards = scheduling.staff.cards(&[user]).await?;
    let person = cards.into_iter().find(|card| card.sites.contains(&input.site_id));
    let person = person.ok_or_else(|| Problem::field("/user_id", "unknown", "nobody of the site has this id"))?;
    Ok((person.name, Some(user)))
}

impl Model {
    pub fn audited<'a>(&'a self, action: &'a str) -> audit::Change<'a> {
        audit::Change { action, entity: "resource", id: self.id.0, label: &self.name, site: Some(self.site_id) }
    }
}
