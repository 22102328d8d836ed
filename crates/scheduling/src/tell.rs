//! What every command needs around its rule: who asks, and telling screens that the schedule of a site changed.

use std::sync::Arc;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use contracts::identity::{SiteCard, site};
use contracts::scheduling::ScheduleChanged;
use kernel::http::{Caller, IdempotencyKey, IfMatch};
use kernel::idempotency::Claim;
use kernel::{Actor, Problem, SiteId, Tx, outbox};
use sea_orm::DbErr;
use serde::Serialize;

use crate::{MODULE, Scheduling};

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
    /// Asked by a program part, of whatever version there is.
    pub fn by(actor: Arc<Actor>, key: IdempotencyKey) -> Self {
        Self { actor, if_match: IfMatch(None), key }
    }

    /// `what` names the operation, with the record it acts on.
    pub fn claim(&self, what: &str, body: &impl Serialize) -> Result<Option<Claim>, Problem> {
        Claim::new(&self.actor, what, self.key.0.as_deref(), body)
    }
}

impl Scheduling {
    /// Tells the screens that something about the site's schedule is another than it was.
    pub async fn schedule_changed(&self, tx: &mut Tx, site_id: SiteId, actor: &Actor) -> Result<(), DbErr> {
        outbox::append(tx, MODULE, &ScheduleChanged { site_id }, actor, self.context.clock.as_ref()).await
    }

    /// A site at which something new may begin.
    pub async fn open_site(&self, id: SiteId) -> Result<SiteCard, Problem> {
        let card = site(self.sites.as_ref(), id).await?;
        if card.closed_at.is_some() {
            return Err(Problem::field("/site_id", "closed", "the site is closed"));
        }
        Ok(card)
    }
}
