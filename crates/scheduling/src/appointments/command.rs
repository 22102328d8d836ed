//! The sequence every command on an appointment follows. A command's own file says what it takes and which rule it calls.

use chrono::{DateTime, Utc};
use contracts::scheduling::AppointmentId;
use kernel::http::Versioned;
use kernel::idempotency::{Claim, Repeatable};
use kernel::{Actor, Permission, Problem, Tx, audit};
use serde::Serialize;

use super::appointment::{Detail, Fact};
use super::record::{Model, allocation};
use super::view::{self, AppointmentView};
use super::{events, store};
use crate::tell::Asked;
use crate::{MODULE, Scheduling};

/// The appointment whole, with its version as ETag, and whether the answer was given before.
pub type Answer = Repeatable<Versioned<AppointmentView>>;

/// An appointment with its time, as the audit trail compares it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Whole {
    #[serde(flatten)]
    pub appointment: Model,
    pub allocations: Vec<allocation::Model>,
}

impl Whole {
    pub async fn read(tx: &Tx, appointment: Model) -> Result<Self, Problem> {
        let allocations = store::allocations_of(&**tx, appointment.id).await?;
        Ok(Self { appointment, allocations })
    }
}

/// What a command did, with its particulars.
pub struct Done {
    pub fact: Fact,
    pub detail: Detail,
    pub old_start: Option<DateTime<Utc>>,
}

impl Done {
    pub fn plain(fact: Fact) -> Self {
        Self { fact, detail: Detail::default(), old_start: None }
    }
}

/// A command that begins: its key claimed, the appointment locked, the caller let in.
pub struct Begun {
    pub tx: Tx,
    pub before: Whole,
    actor: std::sync::Arc<Actor>,
    claim: Option<Claim>,
}

/// Either a command that begins, or the answer that its key had before.
pub enum Beginning {
    New(Box<Begun>),
    Known(Box<Answer>),
}

/// `what` names the operation.
pub async fn begin(
    scheduling: &Scheduling,
    asked: Asked,
    what: &str,
    (id, permission): (AppointmentId, Permission),
    body: &impl Serialize,
) -> Result<Beginning, Problem> {
    let (db, clock) = (&scheduling.context.db, scheduling.context.clock.as_ref());
    let claim = asked.claim(&format!("{what}:{id}"), body)?;
    if let Some(view) = Claim::replay(claim.as_ref(), db, MODULE).await? {
        return Ok(Beginning::Known(Box::new(answer(view, true))));
    }
    let tx = db.begin().await?;
    Claim::take(claim.as_ref(), &tx, MODULE, clock).await?;
    let appointment = store::lock(&tx, id).await?.ok_or_else(Problem::not_found)?;
    asked.actor.permit(permission, appointment.site_id)?;
    asked.if_match.check(appointment.version)?;
    let before = Whole::read(&tx, appointment).await?;
    Ok(Beginning::New(Box::new(Begun { tx, before, actor: asked.actor, claim })))
}

impl Begun {
    /// Saves the appointment as it is now with its history, event and audit entry, and answers.
    pub async fn finish(mut self, scheduling: &Scheduling, mut appointment: Model, done: Done) -> Result<Answer, Problem> {
        let clock = scheduling.context.clock.as_ref();
        store::save(&self.tx, &self.before.appointment, &mut appointment).await?;
        store::record(&self.tx, appointment.id, done.fact, &done.detail, &self.actor.name, clock.now()).await?;
        events::announce(&mut self.tx, &appointment, (done.fact, done.old_start), &self.actor, clock).await?;
        let after = Whole::read(&self.tx, appointment).await?;
        let action = format!("appointment.{}", done.fact.name());
        let change = after.appointment.audited(&action);
        audit::record(&self.tx, MODULE, change, (Some(&self.before), Some(&after)), &self.actor, clock).await?;
        self.answer(scheduling, after.appointment).await
    }

    /// Answers with the appointment as it is; what was written is kept.
    pub async fn answer(self, scheduling: &Scheduling, appointment: Model) -> Result<Answer, Problem> {
        let view = view::whole(&*self.tx, appointment, &self.actor, scheduling.now()).await?;
        Claim::keep(self.claim.as_ref(), &self.tx, MODULE, &view).await?;
        self.tx.commit().await?;
        Ok(answer(view, false))
    }
}

/// A command that only changes the appointment itself; its time is given back when it is given up.
pub async fn run(
    scheduling: &Scheduling,
    asked: Asked,
    what: &str,
    target: (AppointmentId, Permission),
    body: &impl Serialize,
    decide: impl FnOnce(&mut Model, i32) -> Result<Done, Problem>,
) -> Result<Answer, Problem> {
    let begun = match begin(scheduling, asked, what, target, body).await? {
        Beginning::Known(answer) => return Ok(*answer),
        Beginning::New(begun) => begun,
    };
    let late_hours = crate::settings::of(&*begun.tx, begun.before.appointment.site_id).await?.late_hours;
    let mut appointment = begun.before.appointment.clone();
    let done = decide(&mut appointment, late_hours)?;
    if appointment == begun.before.appointment {
        return begun.answer(scheduling, appointment).await;
    }
    if matches!(done.fact, Fact::Cancelled | Fact::NoShow) {
        store::free(&begun.tx, appointment.id).await?;
    }
    begun.finish(scheduling, appointment, done).await
}

fn answer(view: AppointmentView, replayed: bool) -> Answer {
    Repeatable { status: axum::http::StatusCode::OK, replayed, body: Versioned(view.row.version, view) }
}

impl Model {
    pub fn audited<'a>(&'a self, action: &'a str) -> audit::Change<'a> {
        audit::Change { action, entity: "appointment", id: self.id.0, label: &self.number, site: Some(self.site_id) }
    }
}
