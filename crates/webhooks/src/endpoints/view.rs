//! Webhooks as the API shows them.

use chrono::{DateTime, Utc};
use kernel::{Problem, SiteId};
use sea_orm::ConnectionTrait;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::endpoint::{Delivery, Endpoint, WebhookState};
use crate::events::{EventType, store};

/// So many are counted.
const MOST_WAITING: u64 = 1_000;

/// A program of others that is told what happens, without its secret.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = Webhook)]
pub struct WebhookView {
    pub id: Uuid,
    pub name: String,
    pub url: String,
    /// What it is told of; of everything when empty.
    pub types: Vec<EventType>,
    /// Of what happens at these sites, and of what the group shares.
    pub sites: Vec<SiteId>,
    pub state: WebhookState,
    /// Tries of the next event that failed.
    pub failures: i32,
    /// When it is tried again; null where nothing failed, and where it waits for somebody.
    pub next_try_at: Option<DateTime<Utc>>,
    /// What came of the last try, if it failed: `HTTP 503`.
    pub fault: Option<String>,
    /// When it last took something.
    pub told_at: Option<DateTime<Utc>>,
    /// How many events it has not been told yet, as far as 1000.
    pub waiting: i64,
    /// Until when the secret before signs too.
    pub both_sign_until: Option<DateTime<Utc>>,
    pub created_by: String,
    pub created_at: DateTime<Utc>,
    pub version: i64,
}

/// A webhook with the secret that it was just given.
#[derive(Debug, Serialize, ToSchema)]
pub struct NewWebhookView {
    /// By which it knows that we are the ones who tell it; shown this once.
    #[schema(example = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")]
    pub secret: String,
    pub webhook: WebhookView,
}

/// What came of telling a webhook something.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct WebhookDelivery {
    pub id: Uuid,
    pub event_id: Uuid,
    #[serde(rename = "type")]
    #[schema(example = "invoice.issued")]
    pub kind: String,
    /// Of this event, counted from 1.
    pub attempt: i32,
    /// Somebody asked for it; it changes nothing of what is told in order.
    pub is_trial: bool,
    /// It answered with 2xx.
    pub is_taken: bool,
    /// Null where nobody answered.
    pub status: Option<i32>,
    pub duration_ms: i64,
    /// Why nobody did.
    pub fault: Option<String>,
    pub at: DateTime<Utc>,
}

impl From<Delivery> for WebhookDelivery {
    fn from(one: Delivery) -> Self {
        Self {
            id: one.id,
            event_id: one.event_id,
            kind: one.kind,
            attempt: one.attempt,
            is_trial: one.is_trial,
            is_taken: one.is_taken,
            status: one.status,
            duration_ms: one.duration_ms,
            fault: one.said,
            at: one.at,
        }
    }
}

/// As it is seen now.
pub async fn view<C: ConnectionTrait>(conn: &C, one: Endpoint, now: DateTime<Utc>) -> Result<WebhookView, Problem> {
    let waiting = store::count_after(conn, &one.wanted(), one.place, MOST_WAITING).await?;
    let fails = one.state == WebhookState::Active && one.attempts > 0;
    Ok(WebhookView {
        waiting,
        next_try_at: Some(one.due_at).filter(|_| fails),
        both_sign_until: one.old_until.filter(|until| *until > now),
        id: one.id,
        name: one.name,
        url: one.url,
        types: one.kinds,
        sites: one.sites,
        state: one.state,
        failures: one.attempts,
        fault: one.said,
        told_at: one.told_at,
        created_by: one.created_by,
        created_at: one.created_at,
        version: one.version,
    })
}
