//! The sequence that every command on a paper of the store follows: a supplier's invoice, a return, a transfer, a stock take.
//! A command's own file says what it takes, what else it locks, and which rule it calls.

use std::fmt::Display;
use std::future::Future;
use std::sync::Arc;

use axum::http::StatusCode;
use contracts::inventory::StorePaperChanged;
use kernel::audit::{self, Change};
use kernel::http::{Created, IfMatch, Versioned};
use kernel::idempotency::{Claim, Repeatable};
use kernel::{Actor, Context, Permission, Problem, SiteId, Tx, outbox};
use sea_orm::{ConnectionTrait, DbErr};
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::MODULE;
use crate::purchases::command::Asked;

pub trait Paper: Clone + PartialEq + Serialize + Send + Sync {
    type Id: Copy + Display + Send + Sync;
    type View: Serialize + DeserializeOwned + Send;

    /// The paper whole, locked until the transaction ends.
    fn lock(tx: &Tx, id: Self::Id) -> impl Future<Output = Result<Option<Self>, DbErr>> + Send;
    /// Saves it over the version it was read at; 412 when somebody else saved meanwhile.
    fn save(&mut self, tx: &Tx, before: &Self) -> impl Future<Output = Result<(), Problem>> + Send;
    fn view<C: ConnectionTrait>(&self, conn: &C, actor: &Actor) -> impl Future<Output = Result<Self::View, DbErr>> + Send;
    /// Whose it is: one site, or two between which goods go.
    fn sites(&self) -> Vec<SiteId>;
    fn version(&self) -> i64;
    fn version_of(view: &Self::View) -> i64;
    fn changed(&self, site: SiteId) -> StorePaperChanged;
    fn audited<'a>(&'a self, action: &'a str) -> Change<'a>;
}

/// The paper whole, with its version as ETag, and whether the answer was given before.
pub type Answer<P> = Repeatable<Versioned<<P as Paper>::View>>;
pub type NewAnswer<P> = Repeatable<Created<Versioned<<P as Paper>::View>>>;

/// A command that was not done before, in its transaction.
pub struct Command {
    pub tx: Tx,
    pub actor: Arc<Actor>,
    action: &'static str,
    claim: Option<Claim>,
    if_match: IfMatch,
}

pub enum Begun<V> {
    /// The same was asked before: its answer.
    Already(V),
    Now(Command),
}

/// Claims the key of a command on what `of` names. `action` is what the audit trail calls it, too.
pub async fn begin<V: DeserializeOwned>(
    asked: Asked,
    context: &Context,
    (action, of): (&'static str, impl Display),
    body: &impl Serialize,
) -> Result<Begun<V>, Problem> {
    let Asked { actor, if_match, key } = asked;
    let claim = Claim::new(&actor, &format!("{action}:{of}"), key.0.as_deref(), body)?;
    if let Some(view) = Claim::replay(claim.as_ref(), &context.db, MODULE).await? {
        return Ok(Begun::Already(view));
    }
    let tx = context.db.begin().await?;
    Claim::take(claim.as_ref(), &tx, MODULE, context.clock.as_ref()).await?;
    Ok(Begun::Now(Command { tx, actor, action, claim, if_match }))
}

/// A paper to be changed, or what was answered when the same was asked before.
pub enum Opened<P: Paper> {
    Already(Box<Answer<P>>),
    Now(Box<Work<P>>),
}

/// Claims the key of a command on a paper and locks it; the actor needs the permission at the site that `at` picks.
pub async fn open<P: Paper>(
    asked: Asked,
    context: &Context,
    (action, id): (&'static str, P::Id),
    (permission, at): (Permission, impl Fn(&P) -> SiteId),
    body: &impl Serialize,
) -> Result<Opened<P>, Problem> {
    Ok(match begin::<P::View>(asked, context, (action, id), body).await? {
        Begun::Already(view) => Opened::Already(Box::new(replayed::<P>(view))),
        Begun::Now(command) => Opened::Now(Box::new(command.open::<P>(id, permission, at).await?)),
    })
}

/// A paper that a command changes, locked.
pub struct Work<P> {
    pub tx: Tx,
    pub actor: Arc<Actor>,
    pub before: P,
    pub now: P,
    action: &'static str,
    claim: Option<Claim>,
}

impl Command {
    /// Locks the paper, which the actor may change so at one of its sites, which `at` picks.
    pub async fn open<P: Paper>(self, id: P::Id, permission: Permission, at: impl Fn(&P) -> SiteId) -> Result<Work<P>, Problem> {
        let Self { tx, actor, action, claim, if_match } = self;
        let before = P::lock(&tx, id).await?.ok_or_else(Problem::not_found)?;
        if !before.sites().iter().any(|site| actor.sees(*site)) {
            return Err(Problem::hidden());
        }
        if !actor.may(permission, at(&before)) {
            return Err(Problem::forbidden(permission));
        }
        if_match.check(before.version())?;
        Ok(Work { tx, actor, now: before.clone(), before, action, claim })
    }

    /// A paper that is new, and was written.
    pub async fn close<P: Paper>(mut self, paper: &P, path: &str, context: &Context) -> Result<NewAnswer<P>, Problem> {
        tell(&mut self.tx, (None, paper), self.action, &self.actor, context).await?;
        let view = paper.view(&*self.tx, &self.actor).await?;
        Claim::keep(self.claim.as_ref(), &self.tx, MODULE, &view).await?;
        self.tx.commit().await?;
        Ok(created::<P>(view, path, false))
    }
}

impl<P: Paper> Work<P> {
    /// Saves what changed and tells it.
    pub async fn close(mut self, context: &Context) -> Result<Answer<P>, Problem> {
        if self.before != self.now {
            self.now.save(&self.tx, &self.before).await?;
            tell(&mut self.tx, (Some(&self.before), &self.now), self.action, &self.actor, context).await?;
        }
        let view = self.now.view(&*self.tx, &self.actor).await?;
        Claim::keep(self.claim.as_ref(), &self.tx, MODULE, &view).await?;
        self.tx.commit().await?;
        Ok(answer::<P>(view, false))
    }
}

async fn tell<P: Paper>(
    tx: &mut Tx,
    (before, now): (Option<&P>, &P),
    action: &str,
    actor: &Actor,
    context: &Context,
) -> Result<(), Problem> {
    let clock = context.clock.as_ref();
    let events: Vec<_> = now.sites().into_iter().map(|site| now.changed(site)).collect();
    outbox::append_many(tx, MODULE, &events, actor, clock).await?;
    Ok(audit::record(tx, MODULE, now.audited(action), (before, Some(now)), actor, clock).await?)
}

fn answer<P: Paper>(view: P::View, replayed: bool) -> Answer<P> {
    Repeatable { status: StatusCode::OK, replayed, body: Versioned(P::version_of(&view), view) }
}

/// What was answered when the same was asked before.
pub fn replayed<P: Paper>(view: P::View) -> Answer<P> {
    answer::<P>(view, true)
}

pub fn created<P: Paper>(view: P::View, location: &str, replayed: bool) -> NewAnswer<P> {
    let body = Created { location: format!("/api/v1{location}"), body: Versioned(P::version_of(&view), view) };
    Repeatable { status: StatusCode::CREATED, replayed, body }
}
