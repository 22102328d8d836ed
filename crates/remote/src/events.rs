//! A module's events, for listeners and screens elsewhere.

use std::sync::Arc;
use std::time::Duration;

use async_trait::async_trait;
use axum::extract::Query;
use axum::routing::get;
use axum::{Json, Router};
use kernel::Problem;
use kernel::feed::{Feed, PATIENCE};
use kernel::outbox::Envelope;
use serde::Deserialize;
use tokio_util::sync::CancellationToken;

use crate::Peer;

/// What one answer holds at most.
const MOST: u64 = 1_000;

#[derive(Deserialize)]
struct Asked {
    after: i64,
    limit: u64,
}

/// `stop` ends answers that wait for events, so that a stop need not.
pub fn feed(module: &str, feed: Arc<dyn Feed>, stop: CancellationToken) -> Router {
    let head = feed.clone();
    let after = async move |Query(asked): Query<Asked>| {
        tokio::select! {
            events = feed.after(asked.after, asked.limit.clamp(1, MOST)) => events.map(Json),
            () = stop.cancelled() => Ok(Json(vec![])),
        }
    };
    Router::new()
        .route(&format!("/events/{module}"), get(after))
        .route(&format!("/events/{module}/head"), get(async move || head.head().await.map(Json)))
}

#[async_trait]
impl Feed for Peer {
    async fn after(&self, seq: i64, limit: u64) -> Result<Vec<Envelope>, Problem> {
        self.read(&format!("events/{}?after={seq}&limit={limit}", self.module()), PATIENCE).await
    }

    async fn head(&self) -> Result<i64, Problem> {
        self.read(&format!("events/{}/head", self.module()), Duration::ZERO).await
    }
}
