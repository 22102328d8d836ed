//! Who calls: identity is asked, and what it says is believed for five seconds, as identity itself believes its database.

use std::sync::Arc;

use async_trait::async_trait;
use axum::Router;
use chrono::{DateTime, TimeDelta, Utc};
use kernel::actor::{Authenticator, Refusal};
use kernel::{Actor, Problem, SharedClock};
use moka::sync::Cache;
use sha2::{Digest, Sha256};

use crate::Peer;
use crate::door::method;

/// How long an answer is believed: so long a sign-out, a disabled user and a changed role may take to count.
const TRUST: TimeDelta = TimeDelta::seconds(5);
const LONGEST: usize = 16_384;
const MOST_KEPT: u64 = 10_000;

/// `authenticator` must ask its database each time: the answer is kept at the other end.
pub fn callers(authenticator: Arc<dyn Authenticator>) -> Router {
    let authenticate = |port: Arc<dyn Authenticator>, bearer: String| async move { port.authenticate(&bearer).await };
    let refused = |port: Arc<dyn Authenticator>, refusal: Refusal| async move {
        port.refused(refusal).await;
        Ok(())
    };
    Router::new()
        .route("/callers/authenticate", method(authenticator.clone(), authenticate))
        .route("/callers/refused", method(authenticator, refused))
}

/// Knows callers by asking identity in its own process.
pub struct Callers {
    identity: Peer,
    clock: SharedClock,
    known: Cache<[u8; 32], Known>,
}

#[derive(Clone)]
struct Known {
    actor: Arc<Actor>,
    asked_at: DateTime<Utc>,
}

impl Callers {
    pub fn new(identity: Peer, clock: SharedClock) -> Self {
        let known = Cache::builder().max_capacity(MOST_KEPT).time_to_live(TRUST.to_std().unwrap_or_default()).build();
        Self { identity, clock, known }
    }
}

#[async_trait]
impl Authenticator for Callers {
    async fn authenticate(&self, bearer: &str) -> Result<Arc<Actor>, Problem> {
        if bearer.len() > LONGEST {
            return Err(Problem::unauthorized("Sign in again"));
        }
        let (hash, now): ([u8; 32], _) = (Sha256::digest(bearer).into(), self.clock.now());
        if let Some(known) = self.known.get(&hash).filter(|known| now - known.asked_at < TRUST) {
            return Ok(known.actor);
        }
        let actor: Arc<Actor> = self.identity.ask("callers/authenticate", &bearer).await?;
        // The system passes every check, and never calls from outside.
        if actor.is_system() {
            return Err(Problem::unauthorized("Sign in again"));
        }
        self.known.insert(hash, Known { actor: actor.clone(), asked_at: now });
        Ok(actor)
    }

    async fn refused(&self, refusal: Refusal) {
        if let Err(problem) = self.identity.ask::<()>("callers/refused", &refusal).await {
            tracing::warn!(problem = problem.title, "a refusal was not noted");
        }
    }
}
