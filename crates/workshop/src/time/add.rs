//! A time that nobody clocked is written down afterwards.

use std::sync::Arc;

use crate::work_orders::input::filled_prose;
use axum::extract::State;
use axum::http::StatusCode;
use chrono::{DateTime, Utc};
use contracts::identity::UserId;
use contracts::workshop::{JobId, TIME_CORRECT, WorkOrderId};
use garde::Validate;
use kernel::http::{Caller, Created, IdempotencyKey, Json};
use kernel::idempotency::{Claim, Repeatable};
use kernel::{Problem, SiteId, audit};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::clocking::{Activity, Clock, Clocking, Person, Task};
use super::input::{keep_apart, span};
use super::order::tell;
use super::view::{ClockingView, shown};
use super::{order, store};
use crate::error::Error;
use crate::work_orders::store as orders;
use crate::{MODULE, Workshop};

/// Who did what, from when until when.
#[derive(Clone, Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AddClocking {
    #[garde(skip)]
    pub user_id: UserId,
    #[garde(skip)]
    pub site_id: SiteId,
    #[garde(skip)]
    pub activity: Activity,
    /// Of what is on the job clock, and of nothing else.
    #[serde(default)]
    #[garde(skip)]
    pub work_order_id: Option<WorkOrderId>,
    #[serde(default)]
    #[garde(skip)]
    pub job_id: Option<JobId>,
    #[garde(skip)]
    pub started_at: DateTime<Utc>,
    #[garde(skip)]
    pub ended_at: DateTime<Utc>,
    #[garde(custom(filled_prose(1000)))]
    #[schema(max_length = 1000, format = "filled-prose")]
    pub reason: String,
}

type Answer = Repeatable<Created<Json<ClockingView>>>;

/// Writes down a time that nobody clocked. Permission: `time.correct`.
#[utoipa::path(post, path = "/clockings", tag = MODULE, operation_id = "add_clocking", security(("bearer" = [])),
    params(("Idempotency-Key" = Option<String>, Header)), request_body = AddClocking, responses((status = 201, body = ClockingView)))]
pub async fn add_clocking(
    State(workshop): State<Arc<Workshop>>,
    Caller(actor): Caller,
    key: IdempotencyKey,
    Json(body): Json<AddClocking>,
) -> Result<Answer, Problem> {
    let (db, clock) = (&workshop.context.db, workshop.context.clock.as_ref());
    actor.permit(TIME_CORRECT, body.site_id)?;
    let claim = Claim::new(&actor, "add_clocking", key.0.as_deref(), &body)?;
    if let Some(view) = Claim::replay(claim.as_ref(), db, MODULE).await? {
        return Ok(answer(view, true));
    }
    let now = workshop.now().timestamp();
    let (starts, ends) = span(body.started_at, body.ended_at, now)?;
    let person = workshop.worker(&body).await?;
    let mut tx = db.begin().await?;
    Claim::take(claim.as_ref(), &tx, MODULE, clock).await?;
    let task = workshop.past_task(&tx, &body).await?;
    let row = Clocking {
        ends: Some(ends),
        running: None,
        reason: Some(body.reason.trim().to_owned()),
        corrected_by: Some(actor.name.clone()),
        ..Clocking::begin(&person, body.activity, task.as_ref(), starts)
    };
    keep_apart(&*tx, &row, None, now).await?;
    store::save(&tx, vec![row.clone()]).await?;
    order::credit_again(&tx, row.order_id).await?;
    tell(&mut tx, std::slice::from_ref(&row), &actor, clock).await?;
    audit::record(&tx, MODULE, row.audited("clocking.added"), (None, Some(&row)), &actor, clock).await?;
    let view = shown(row, now);
    Claim::keep(claim.as_ref(), &tx, MODULE, &view).await?;
    tx.commit().await?;
    Ok(answer(view, false))
}

fn answer(view: ClockingView, replayed: bool) -> Answer {
    let location = format!("/api/v1/clockings/{}", view.id);
    Repeatable { status: StatusCode::CREATED, replayed, body: Created { location, body: Json(view) } }
}

impl Workshop {
    async fn worker(&self, body: &AddClocking) -> Result<Person, Problem> {
        let unknown = || Problem::field("/user_id", "unknown", "nobody of that id works here");
        let card = self.staff.cards(&[body.user_id]).await?.into_iter().next().ok_or_else(unknown)?;
        Ok(Person { user_id: card.id, name: card.name, site_id: body.site_id })
    }

    /// What was worked on; the order may be done since.
    async fn past_task(&self, tx: &kernel::Tx, body: &AddClocking) -> Result<Option<Task>, Problem> {
        let Some(id) = body.work_order_id else {
            let is_shift = body.activity.clock() == Clock::Shift;
            return if is_shift { Ok(None) } else { Err(Problem::field("/work_order_id", "missing", "say on which order")) };
        };
        if body.activity.clock() == Clock::Shift {
            return Err(Problem::field("/work_order_id", "not-allowed", "a shift is on no order"));
        }
        let order = orders::lock(tx, id).await?.filter(|order| order.site_id == body.site_id);
        let order = order.ok_or_else(|| Problem::field("/work_order_id", "unknown", "does not exist at the site"))?;
        let job = body.job_id.map(|id| order.jobs.iter().find(|job| job.id == id).ok_or(Error::UnknownJob(id))).transpose();
        let job = job.map_err(|_| Problem::field("/job_id", "unknown", "the order has no such job"))?;
        Ok(Some(Task { order_id: order.id, order_number: order.number.clone(), job: job.map(|job| (job.id, job.title.clone())) }))
    }
}
