//! Writing down what came of it.

use contracts::webhooks::{WebhookChanged, WebhookPaused};
use kernel::{Actor, Problem, Tx, outbox};
use uuid::Uuid;

use crate::endpoints::store::{self, LEASE};
use crate::endpoints::{Came, Delivery, Endpoint, Outcome, WebhookState};
use crate::events::store::Placed;
use crate::{MODULE, Webhooks};

/// Old tries are forgotten each so many places.
const FORGOTTEN_EACH: i64 = 50;

impl Webhooks {
    /// Whether the next event may be told: it was taken, and the claim still holds.
    pub async fn record(&self, told: &Endpoint, claim: Uuid, event: &Placed, came: &Came) -> Result<bool, Problem> {
        let now = self.context.clock.now();
        let mut tx = self.context.db.begin().await?;
        let Some(mut one) = store::lock(&tx, told.id).await? else { return Ok(false) };
        let is_ours = one.claim == Some(claim) && one.state == WebhookState::Active;
        store::insert_delivery(&tx, &Delivery::of(told, event, came, (one.attempts + 1, false), now)).await?;
        if event.seq % FORGOTTEN_EACH == 0 {
            store::forget_old(&tx, one.id).await?;
        }
        if !is_ours {
            tx.commit().await?;
            return Ok(false);
        }
        let outcome = came.outcome(one.attempts);
        let fails = outcome != Outcome::Taken;
        // Not each time that it is well, nor each time that it is not.
        let is_news = if fails { one.said.is_none() } else { one.said.is_some() || one.told_at.is_none() };
        match outcome {
            Outcome::Taken => (one.place, one.attempts, one.due_at, one.told_at) = (event.seq, 0, now + LEASE, Some(now)),
            Outcome::Again(wait) => (one.attempts, one.due_at, one.claim) = (one.attempts + 1, now + wait, None),
            Outcome::Paused => one.state = WebhookState::Paused,
            Outcome::Gone => one.state = WebhookState::Gone,
        }
        one.said = fails.then(|| came.said());
        store::save(&tx, &one).await?;
        if is_news || one.state != WebhookState::Active {
            self.tell_of(&mut tx, &one).await?;
        }
        tx.commit().await?;
        Ok(!fails)
    }

    /// The screens, and whoever set it up.
    async fn tell_of(&self, tx: &mut Tx, one: &Endpoint) -> Result<(), Problem> {
        let (system, clock, site_id) = (Actor::system(), self.context.clock.as_ref(), one.first_site());
        outbox::append(tx, MODULE, &WebhookChanged { id: one.id, site_id }, &system, clock).await?;
        if one.state == WebhookState::Active {
            return Ok(());
        }
        let (name, reason) = (one.name.clone(), one.said.clone().unwrap_or_default());
        let paused = WebhookPaused { id: one.id, site_id, user_id: one.user_id, name, reason };
        Ok(outbox::append(tx, MODULE, &paused, &system, clock).await?)
    }

    /// All that there was up to a place is told: somebody else may go on.
    pub async fn release(&self, id: Uuid, claim: Uuid, place: i64) -> Result<(), Problem> {
        let tx = self.context.db.begin().await?;
        if let Some(mut one) = store::lock(&tx, id).await?.filter(|one| one.claim == Some(claim)) {
            (one.place, one.due_at, one.claim) = (place, self.context.clock.now(), None);
            store::save(&tx, &one).await?;
        }
        tx.commit().await?;
        Ok(())
    }
}
