//! When resources are away.

use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use chrono::{DateTime, TimeDelta, Utc};
use contracts::scheduling::{AbsenceId, ResourceId, SCHEDULE_MANAGE, SCHEDULE_READ};
use garde::Validate;
use kernel::http::{Caller, Created, Json, Path, Query};
use kernel::idempotency::{Claim, Repeatable};
use kernel::paging::{Page, PageQuery};
use kernel::text::filled_line;
use kernel::{Problem, audit};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::record::absence::Model;
use super::store;
use super::view::{AbsenceAdded, AbsenceView};
use crate::appointments;
use crate::tell::Asked;
use crate::{MODULE, Scheduling};

const LONGEST: TimeDelta = TimeDelta::days(400);

/// From when until when, the end not included: half days too.
#[derive(Clone, Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AbsenceInput {
    #[garde(skip)]
    pub from: DateTime<Utc>,
    #[garde(skip)]
    pub until: DateTime<Utc>,
    #[garde(custom(filled_line(200)))]
    #[schema(max_length = 200, format = "filled-line")]
    pub reason: String,
}

type Answer = Repeatable<Created<Json<AbsenceAdded>>>;

/// Notes that a resource is away, and names the appointments that this takes time from: they stay as they are. Permission:
/// `schedule.manage`.
#[utoipa::path(post, path = "/resources/{resource_id}/absences", tag = MODULE, operation_id = "add_absence", security(("bearer" = [])),
    params(("resource_id" = ResourceId, Path), ("Idempotency-Key" = Option<String>, Header)), request_body = AbsenceInput,
    responses((status = 201, body = AbsenceAdded)))]
pub async fn add_absence(
    State(scheduling): State<Arc<Scheduling>>,
    asked: Asked,
    Path(id): Path<ResourceId>,
    Json(input): Json<AbsenceInput>,
) -> Result<Answer, Problem> {
    let (db, clock) = (&scheduling.context.db, scheduling.context.clock.as_ref());
    let claim = asked.claim(&format!("add_absence:{id}"), &input)?;
    if let Some(added) = Claim::replay(claim.as_ref(), db, MODULE).await? {
        return Ok(answer(added, true));
    }
    let mut tx = db.begin().await?;
    Claim::take(claim.as_ref(), &tx, MODULE, clock).await?;
    let resource = store::lock(&tx, id).await?;
    asked.actor.permit(SCHEDULE_MANAGE, resource.site_id)?;
    if input.until <= input.from || input.until - input.from > LONGEST {
        return Err(Problem::field("/until", "out-of-range", "it ends after it begins, and within 400 days"));
    }
    let absence = Model {
        id: AbsenceId::new(),
        site_id: resource.site_id,
        resource_id: id,
        starts: input.from.timestamp(),
        ends: input.until.timestamp(),
        reason: input.reason.trim().to_owned(),
        by_name: asked.actor.name.clone(),
        created_at: clock.now(),
    };
    store::insert_absence(&tx, &absence).await?;
    let affected = appointments::store::affected(&*tx, id, absence.interval()).await?;
    let change = audit::Change { label: &resource.name, ..absence.audited("absence.added") };
    audit::record(&tx, MODULE, change, (None, Some(&absence)), &asked.actor, clock).await?;
    scheduling.schedule_changed(&mut tx, resource.site_id, &asked.actor).await?;
    let added = AbsenceAdded { absence: absence.into(), affected };
    Claim::keep(claim.as_ref(), &tx, MODULE, &added).await?;
    tx.commit().await?;
    Ok(answer(added, false))
}

fn answer(added: AbsenceAdded, replayed: bool) -> Answer {
    let location = format!("/api/v1/absences/{}", added.absence.id);
    Repeatable { status: StatusCode::CREATED, replayed, body: Created { location, body: Json(added) } }
}

/// When a resource is away, the latest first. Permission: `schedule.read`.
#[utoipa::path(get, path = "/resources/{resource_id}/absences", tag = MODULE, operation_id = "list_absences", security(("bearer" = [])),
    params(("resource_id" = ResourceId, Path), PageQuery), responses((status = 200, body = Page<AbsenceView>)))]
pub async fn list_absences(
    State(scheduling): State<Arc<Scheduling>>,
    Caller(actor): Caller,
    Path(id): Path<ResourceId>,
    Query(page): Query<PageQuery>,
) -> Result<Json<Page<AbsenceView>>, Problem> {
    let db = scheduling.context.db.reader();
    let resource = store::find(db, id).await?;
    actor.permit(SCHEDULE_READ, resource.site_id)?;
    let limit = page.limit()?;
    let rows = store::absences_of(db, id, page.cursor()?, limit + 1).await?;
    Ok(Json(Page::cut(rows, limit, |row| (row.ends, row.id)).map(AbsenceView::from)))
}

/// The resource is there after all. Permission: `schedule.manage`.
#[utoipa::path(delete, path = "/absences/{absence_id}", tag = MODULE, operation_id = "remove_absence", security(("bearer" = [])),
    params(("absence_id" = AbsenceId, Path)), responses((status = 204)))]
pub async fn remove_absence(
    State(scheduling): State<Arc<Scheduling>>,
    Caller(actor): Caller,
    Path(id): Path<AbsenceId>,
) -> Result<StatusCode, Problem> {
    let (db, clock) = (&scheduling.context.db, scheduling.context.clock.as_ref());
    let mut tx = db.begin().await?;
    let absence = store::find_absence(&*tx, id).await?;
    actor.permit(SCHEDULE_MANAGE, absence.site_id)?;
    if store::delete_absence(&tx, id).await? == 0 {
        return Err(Problem::not_found());
    }
    audit::record(&tx, MODULE, absence.audited("absence.removed"), (Some(&absence), None), &actor, clock).await?;
    scheduling.schedule_changed(&mut tx, absence.site_id, &actor).await?;
    tx.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}

impl Model {
    fn audited<'a>(&'a self, action: &'a str) -> audit::Change<'a> {
        audit::Change { action, entity: "absence", id: self.id.0, label: &self.reason, site: Some(self.site_id) }
    }
}
