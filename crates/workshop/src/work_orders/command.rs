//! The sequence every command on an order follows. A command's own file says what it takes and which rule it calls.

use std::sync::Arc;

use axum::extract::FromRequestParts;
use axum::http::StatusCode;
use axum::http::request::Parts;
use contracts::identity::SiteCard;
use contracts::workshop::WorkOrderId;
use kernel::http::{Caller, IdempotencyKey, IfMatch, Versioned};
use kernel::idempotency::{Claim, Repeatable};
use kernel::problem::is_unique_violation;
use kernel::{Actor, Clock, Permission, Problem, Tx, audit};
use sea_orm::DbErr;
use serde::Serialize;

use super::fact::Fact;
use super::view::{self, WorkOrderView};
use super::work_order::WorkOrder;
use super::{events, progressed, stood, store};
use crate::error::Error;
use crate::{
    MODULE, Workshop, canned_jobs, coupons, deferred, discount_requests, estimates, pricing, progress, time, used_parts, warranty,
};

/// The order whole, with its version as ETag, and whether the answer was given before.
pub type Answer = Repeatable<Versioned<WorkOrderView>>;

/// Who asks, which version they read, and the key under which they may ask again.
pub struct Asked {
    pub actor: Arc<Actor>,
    pub if_match: IfMatch,
    key: IdempotencyKey,
}

impl<S: Send + Sync> FromRequestParts<S> for Asked {
    type Rejection = Problem;
    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        let Caller(actor) = Caller::from_request_parts(parts, state).await?;
        let if_match = IfMatch::from_request_parts(parts, state).await?;
        let key = IdempotencyKey::from_request_parts(parts, state).await?;
        Ok(Self { actor, if_match, key })
    }
}

impl Asked {
    /// `what` names the operation, with the job or line it acts on.
    pub fn to(self, what: &str, order: WorkOrderId, permission: Permission, body: &impl Serialize) -> Result<Command, Problem> {
        let claim = self.claim(&format!("{what}:{order}"), body)?;
        Ok(Command { actor: self.actor, if_match: self.if_match, claim, order, permission })
    }

    pub fn claim(&self, what: &str, body: &impl Serialize) -> Result<Option<Claim>, Problem> {
        Claim::new(&self.actor, what, self.key.0.as_deref(), body)
    }
}

/// A command on an order, ready to run.
pub struct Command {
    pub actor: Arc<Actor>,
    pub order: WorkOrderId,
    if_match: IfMatch,
    claim: Option<Claim>,
    permission: Permission,
}

impl Command {
    /// For commands that need other modules' word before the transaction: the order as it is now, if it may be touched.
    pub async fn peek(&self, workshop: &Workshop) -> Result<WorkOrder, Problem> {
        let order = store::find(workshop.context.db.reader(), self.order).await?.ok_or_else(Problem::not_found)?;
        self.actor.permit(self.permission, order.site_id)?;
        Ok(order)
    }

    /// Locks the order, lets `decide` change it, and saves it with its history and event. Without facts nothing is saved.
    pub async fn run(
        self,
        workshop: &Workshop,
        decide: impl FnOnce(&mut WorkOrder) -> Result<Vec<Fact>, Error>,
    ) -> Result<Answer, Problem> {
        if let Some(answer) = self.given_before(workshop).await? {
            return Ok(answer);
        }
        let mut open = self.open(workshop).await?;
        let facts = decide(&mut open.order)?;
        self.close(workshop, open, &facts).await
    }

    /// What was answered when the same was asked before.
    pub async fn given_before(&self, workshop: &Workshop) -> Result<Option<Answer>, Problem> {
        let view = Claim::replay(self.claim.as_ref(), &workshop.context.db, MODULE).await?;
        Ok(view.map(|view| answer(StatusCode::OK, true, view)))
    }

    /// Locks the order, if it may be touched and is as the caller read it.
    pub async fn open(&self, workshop: &Workshop) -> Result<Open, Problem> {
        let tx = workshop.context.db.begin().await?;
        Claim::take(self.claim.as_ref(), &tx, MODULE, workshop.context.clock.as_ref()).await?;
        let before = store::lock(&tx, self.order).await?.ok_or_else(Problem::not_found)?;
        self.actor.permit(self.permission, before.site_id)?;
        self.if_match.check(before.version)?;
        Ok(Open { tx, order: before.clone(), before })
    }

    /// Saves what was decided, and answers with the order.
    pub async fn close(self, workshop: &Workshop, open: Open, facts: &[Fact]) -> Result<Answer, Problem> {
        let clock = workshop.context.clock.as_ref();
        let Open { mut tx, before, mut order } = open;
        keep(&mut tx, &before, &mut order, facts, &self.actor, clock).await?;
        let view = view::whole(&order, &self.actor);
        Claim::keep(self.claim.as_ref(), &tx, MODULE, &view).await?;
        tx.commit().await?;
        Ok(answer(StatusCode::OK, false, view))
    }
}

/// An order that a command has locked.
pub struct Open {
    pub tx: Tx,
    pub before: WorkOrder,
    pub order: WorkOrder,
}

/// What is charged for old parts, what fees ask and what is taken off follow the lines, in this order; and lines are charged as their order is.
async fn follow(tx: &Tx, order: &mut WorkOrder) -> Result<(), Problem> {
    order.follow_cores();
    pricing::follow_fees(tx, order).await?;
    order.follow_reductions();
    order.follow_exemption();
    Ok(())
}

/// Saves what the facts made of the order, with its history, event, clocks and trail. Without facts there is nothing to save.
pub async fn keep(
    tx: &mut Tx,
    before: &WorkOrder,
    order: &mut WorkOrder,
    facts: &[Fact],
    actor: &Actor,
    clock: &dyn Clock,
) -> Result<(), Problem> {
    let Some(fact) = facts.first() else { return Ok(()) };
    follow(tx, order).await?;
    store::save(tx, before, order).await?;
    store::record(tx, order.id, facts, &actor.name, clock.now()).await?;
    time::follow(tx, order, fact, actor, clock).await?;
    deferred::tell_gone(tx, order, fact, actor, clock).await?;
    deferred::follow(tx, order, fact, &actor.name, clock.now().timestamp()).await?;
    deferred::tell(tx, order, fact, actor, clock).await?;
    estimates::follow(tx, order, fact, clock.now()).await?;
    warranty::follow(tx, order, fact, clock.now()).await?;
    used_parts::follow(tx, before, order).await?;
    coupons::follow(tx, before, order).await?;
    progress::follow(tx, order, clock.now()).await?;
    if before.state.name().is_work() && !order.state.name().is_work() {
        discount_requests::lapse(tx, order.id, clock.now().timestamp()).await?;
    }
    events::announce(tx, order, fact, actor, clock).await?;
    // What others ask is a row of its own: that it changed shows in no order.
    let seen = (!matches!(fact, Fact::SubletOrdered { .. })).then_some(before);
    stood::announce_standing(tx, (seen, order), actor, clock).await?;
    progressed::announce_progress(tx, (before, order), fact, actor, clock).await?;
    canned_jobs::follow(tx, order, fact, actor, clock).await?;
    events::announce_parts(tx, (before, order), fact, actor, clock).await?;
    events::announce_cores(tx, (before, order), actor, clock).await?;
    // Without what the caller may: the trail tells of the order alone.
    let (was, is) = (view::whole(before, &Actor::system()), view::whole(order, &Actor::system()));
    let action = format!("work_order.{}", fact.name());
    Ok(audit::record(tx, MODULE, order.audited(&action), (Some(&was), Some(&is)), actor, clock).await?)
}

/// Writes a new order with its fees, history, number, news, parts and trail. The only unique value that somebody else can have is the
/// appointment.
pub async fn begin(tx: &mut Tx, order: &mut WorkOrder, site: &SiteCard, actor: &Actor, clock: &dyn Clock) -> Result<(), Problem> {
    follow(tx, order).await?;
    let concern = order.concern.clone();
    let fact = if order.is_quote() { Fact::Quoted { concern } } else { Fact::Opened { concern } };
    let facts: Vec<_> =
        [fact.clone()].into_iter().chain(order.jobs.iter().flat_map(|job| job.off_the_matrix(order.terms.currency))).collect();
    store::record(tx, order.id, &facts, &actor.name, order.opened_at).await?;
    store::insert(tx, order, site).await.map_err(|error| taken(order, error))?;
    progress::follow(tx, order, clock.now()).await?;
    // Of an order with its number.
    events::announce(tx, order, &fact, actor, clock).await?;
    stood::announce_standing(tx, (None, order), actor, clock).await?;
    let nothing = WorkOrder { jobs: vec![], ..order.clone() };
    events::announce_parts(tx, (&nothing, &*order), &fact, actor, clock).await?;
    events::announce_cores(tx, (&nothing, &*order), actor, clock).await?;
    let told = view::whole(order, &Actor::system());
    Ok(audit::record(tx, MODULE, order.audited(&format!("work_order.{}", fact.name())), (None, Some(&told)), actor, clock).await?)
}

fn taken(order: &WorkOrder, error: DbErr) -> Problem {
    if order.appointment_id.is_some() && is_unique_violation(&error) { Error::AppointmentTaken.into() } else { error.into() }
}

pub fn answer(status: StatusCode, replayed: bool, view: WorkOrderView) -> Answer {
    Repeatable { status, replayed, body: Versioned(view.version, view) }
}
