//! The taps of a technician: the shift begins and ends, a job clock begins and pauses. A tap that is repeated changes nothing.

use std::sync::Arc;

use axum::extract::{FromRequestParts, State};
use axum::http::StatusCode;
use axum::http::request::Parts;
use contracts::customers::CreditStanding;
use contracts::identity::{SiteCard, UserId, site};
use contracts::workshop::{JobId, TIME_CLOCK, WORK_ORDER_WORK, WorkOrderId};
use garde::Validate;
use kernel::http::{Caller, IdempotencyKey, Json};
use kernel::idempotency::{Claim, Repeatable};
use kernel::{Actor, Problem, SiteId, Tx};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::clocking::{Activity, Clocking, Person, Task};
use super::clocks::Clocks;
use super::mine::{MyTime, my_time, person};
use super::order::tell;
use super::store;
use crate::error::Error;
use crate::work_orders::input::Nothing;
use crate::work_orders::state::WorkOrderState;
use crate::work_orders::work_order::WorkOrder;
use crate::work_orders::{command, store as orders};
use crate::{MODULE, Workshop, gate};

/// Where the shift begins.
#[derive(Clone, Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct BeginShift {
    #[garde(skip)]
    pub site_id: SiteId,
}

/// What the job clock runs on from now.
#[derive(Clone, Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct BeginJobClock {
    #[garde(skip)]
    pub work_order_id: WorkOrderId,
    /// The order as a whole when left out: an inspection, a road test.
    #[serde(default)]
    #[garde(skip)]
    pub job_id: Option<JobId>,
    /// Work, or what it waits for.
    #[serde(default)]
    #[garde(skip)]
    pub activity: JobActivity,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum JobActivity {
    #[default]
    Work,
    WaitingApproval,
    WaitingParts,
    WaitingBay,
    WaitingDiagnosis,
}

type Answer = Repeatable<Json<MyTime>>;

/// Begins one's shift at a site; one that runs elsewhere ends. Permission: `time.clock`.
#[utoipa::path(post, path = "/time/shift/begin", tag = MODULE, operation_id = "begin_shift", security(("bearer" = [])),
    params(("Idempotency-Key" = Option<String>, Header)), request_body = BeginShift, responses((status = 200, body = MyTime)))]
pub async fn begin_shift(State(workshop): State<Arc<Workshop>>, tap: Tap, Json(body): Json<BeginShift>) -> Result<Answer, Problem> {
    tap.actor.permit(TIME_CLOCK, body.site_id)?;
    let person = tap.person(body.site_id)?;
    let now = workshop.now().timestamp();
    tap.run(&workshop, "begin_shift", &body, On::Site(body.site_id), |clocks, _| Ok(clocks.on(&person, now))).await
}

/// Ends one's shift, and the job clock with it. One that was forgotten stays without an end and is listed as such. Permission:
/// `time.clock`.
#[utoipa::path(post, path = "/time/shift/end", tag = MODULE, operation_id = "end_shift", security(("bearer" = [])),
    params(("Idempotency-Key" = Option<String>, Header)), request_body = Nothing, responses((status = 200, body = MyTime)))]
pub async fn end_shift(State(workshop): State<Arc<Workshop>>, tap: Tap, Json(body): Json<Nothing>) -> Result<Answer, Problem> {
    tap.actor.permit_anywhere(TIME_CLOCK)?;
    let now = workshop.now().timestamp();
    tap.run(&workshop, "end_shift", &body, On::WhatRuns, |clocks, _| Ok(clocks.off(now))).await
}

/// Lets one's job clock run on a job, working or waiting. What it ran on before is paused, the shift begins if it has not, and work on
/// an approved order starts the order: without a deposit that was asked for it is refused as starting is. Permission: `time.clock`.
#[utoipa::path(post, path = "/time/job/begin", tag = MODULE, operation_id = "begin_job_clock", security(("bearer" = [])),
    params(("Idempotency-Key" = Option<String>, Header)), request_body = BeginJobClock, responses((status = 200, body = MyTime)))]
pub async fn begin_job_clock(State(workshop): State<Arc<Workshop>>, tap: Tap, Json(body): Json<BeginJobClock>) -> Result<Answer, Problem> {
    tap.actor.permit_anywhere(TIME_CLOCK)?;
    let (now, activity) = (workshop.now().timestamp(), body.activity.into());
    let (user, name, actor) = (person(&tap.actor)?, tap.actor.name.clone(), tap.actor.clone());
    let begin = |clocks: &mut Clocks, order: Option<&WorkOrder>| {
        let order = order.ok_or_else(Problem::not_found)?;
        actor.permit(TIME_CLOCK, order.site_id)?;
        let person = Person { user_id: user, name, site_id: order.site_id };
        Ok(clocks.begin(&person, &task(order, body.job_id)?, activity, now))
    };
    tap.run(&workshop, "begin_job_clock", &body, On::Order(body.work_order_id, activity), begin).await
}

/// Pauses one's job clock; the shift goes on. Permission: `time.clock`.
#[utoipa::path(post, path = "/time/job/pause", tag = MODULE, operation_id = "pause_job_clock", security(("bearer" = [])),
    params(("Idempotency-Key" = Option<String>, Header)), request_body = Nothing, responses((status = 200, body = MyTime)))]
pub async fn pause_job_clock(State(workshop): State<Arc<Workshop>>, tap: Tap, Json(body): Json<Nothing>) -> Result<Answer, Problem> {
    tap.actor.permit_anywhere(TIME_CLOCK)?;
    let now = workshop.now().timestamp();
    tap.run(&workshop, "pause_job_clock", &body, On::WhatRuns, |clocks, _| Ok(clocks.pause(now))).await
}

/// What the clock may run on: a job that was not declined, on an order that is not done.
pub fn task(order: &WorkOrder, job: Option<JobId>) -> Result<Task, Problem> {
    order.expect_visit()?;
    let job = match job {
        None => None,
        Some(id) => {
            let job = order.jobs.iter().find(|job| job.id == id).ok_or(Error::UnknownJob(id))?;
            if job.is_declined() {
                return Err(Error::JobDeclined.into());
            }
            Some((id, job.title.clone()))
        }
    };
    Ok(Task { order_id: order.id, order_number: order.number.clone(), job })
}

/// What a tap is about.
#[derive(Clone, Copy)]
enum On {
    Site(SiteId),
    Order(WorkOrderId, Activity),
    WhatRuns,
}

impl On {
    /// Where its day is: asked before the transaction, because sites may be another process's.
    async fn site(self, workshop: &Workshop, user: UserId, actor: &Actor) -> Result<SiteCard, Problem> {
        let db = workshop.context.db.reader();
        let id = match self {
            Self::Site(id) => Some(id),
            Self::Order(id, _) => Some(orders::site_of(db, id).await?.ok_or_else(Problem::not_found)?),
            Self::WhatRuns => Clocks::of(store::running(db, user).await?).shift.map(|shift| shift.site_id),
        };
        site(workshop.sites.as_ref(), id.or_else(|| actor.sites.keys().next().copied()).ok_or_else(Problem::hidden)?).await
    }

    /// What stands against the customer of an order that the tap begins: likewise.
    async fn credit(self, workshop: &Workshop) -> Result<CreditStanding, Problem> {
        let Self::Order(id, Activity::Work) = self else { return Ok(CreditStanding::default()) };
        match orders::find(workshop.context.db.reader(), id).await? {
            Some(order) if order.state.name() == WorkOrderState::Approved => gate::credit(workshop, &order).await,
            _ => Ok(CreditStanding::default()),
        }
    }
}

/// Who taps, and the key under which they may tap again.
pub struct Tap {
    actor: Arc<Actor>,
    key: IdempotencyKey,
}

impl<S: Send + Sync> FromRequestParts<S> for Tap {
    type Rejection = Problem;
    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        let Caller(actor) = Caller::from_request_parts(parts, state).await?;
        let key = IdempotencyKey::from_request_parts(parts, state).await?;
        Ok(Self { actor, key })
    }
}

impl Tap {
    fn person(&self, site_id: SiteId) -> Result<Person, Problem> {
        Ok(Person { user_id: person(&self.actor)?, name: self.actor.name.clone(), site_id })
    }

    /// Locks the order if there is one, then the person's clocks; saves what `decide` touched, and tells the screens.
    async fn run(
        self,
        workshop: &Workshop,
        what: &str,
        body: &impl Serialize,
        on: On,
        decide: impl FnOnce(&mut Clocks, Option<&WorkOrder>) -> Result<Vec<Clocking>, Problem>,
    ) -> Result<Answer, Problem> {
        let (db, clock) = (&workshop.context.db, workshop.context.clock.as_ref());
        let user = person(&self.actor)?;
        let claim = Claim::new(&self.actor, what, self.key.0.as_deref(), body)?;
        if let Some(time) = Claim::replay(claim.as_ref(), db, MODULE).await? {
            return Ok(Repeatable { status: StatusCode::OK, replayed: true, body: Json(time) });
        }
        let site = on.site(workshop, user, &self.actor).await?;
        let credit = on.credit(workshop).await?;
        let mut tx = db.begin().await?;
        Claim::take(claim.as_ref(), &tx, MODULE, clock).await?;
        let order = match on {
            On::Order(id, _) => orders::lock(&tx, id).await?,
            On::Site(_) | On::WhatRuns => None,
        };
        let mut clocks = Clocks::of(store::lock_running(&tx, user).await?);
        let touched = decide(&mut clocks, order.as_ref())?;
        if let (Some(order), On::Order(_, Activity::Work)) = (order, on) {
            self.start(&mut tx, workshop, (order, credit)).await?;
        }
        if !touched.is_empty() {
            tell(&mut tx, &touched, &self.actor, clock).await?;
            store::save(&tx, touched).await?;
        }
        let time = my_time(workshop, &*tx, user, &site).await?;
        Claim::keep(claim.as_ref(), &tx, MODULE, &time).await?;
        tx.commit().await?;
        Ok(Repeatable { status: StatusCode::OK, replayed: false, body: Json(time) })
    }

    /// Who works on an approved order has started it.
    async fn start(&self, tx: &mut Tx, workshop: &Workshop, (before, credit): (WorkOrder, CreditStanding)) -> Result<(), Problem> {
        if before.state.name() != WorkOrderState::Approved || !self.actor.may(WORK_ORDER_WORK, before.site_id) {
            return Ok(());
        }
        let mut order = before.clone();
        let mut facts = order.start()?;
        // A warning is passed with a reason, and that takes more than a tap: the desk begins the work.
        facts.extend(gate::begin(&**tx, &before, credit, None).await?);
        command::keep(tx, &before, &mut order, &facts, &self.actor, workshop.context.clock.as_ref()).await
    }
}

impl From<JobActivity> for Activity {
    fn from(activity: JobActivity) -> Self {
        match activity {
            JobActivity::Work => Self::Work,
            JobActivity::WaitingApproval => Self::WaitingApproval,
            JobActivity::WaitingParts => Self::WaitingParts,
            JobActivity::WaitingBay => Self::WaitingBay,
            JobActivity::WaitingDiagnosis => Self::WaitingDiagnosis,
        }
    }
}
