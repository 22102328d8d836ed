//! Bounded work: so many requests at a time, so many that wait for their turn, and the rest is refused at once.

use std::sync::Arc;
use std::time::Duration;

use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use kernel::Problem;
use tokio::sync::{Semaphore, SemaphorePermit};

const LONGEST: Duration = Duration::from_secs(30);
/// How long a request may wait for its turn before it is told to come back.
const PATIENCE: Duration = Duration::from_millis(500);
/// How many may wait for each that is worked on. A short queue is a short wait: whoever comes to a full one hears so at once.
const WAITING: usize = 2;

pub struct Turns {
    working: Semaphore,
    waiting: Semaphore,
}

impl Turns {
    pub fn new(at_once: usize) -> Arc<Self> {
        Arc::new(Self { working: Semaphore::new(at_once), waiting: Semaphore::new(at_once * WAITING) })
    }

    async fn take(&self) -> Option<SemaphorePermit<'_>> {
        if let Ok(turn) = self.working.try_acquire() {
            return Some(turn);
        }
        let _place = self.waiting.try_acquire().ok()?;
        tokio::time::timeout(PATIENCE, self.working.acquire()).await.ok()?.ok()
    }
}

/// Middleware: works on a bounded number of requests at once and sheds the rest early; none takes longer than 30 s.
pub async fn bound_work(State(turns): State<Arc<Turns>>, request: Request, next: Next) -> Response {
    let Some(_turn) = turns.take().await else {
        metrics::counter!("http_requests_shed_total").increment(1);
        return Problem::unavailable("ECAR is busy: try again in a moment").into_response();
    };
    match tokio::time::timeout(LONGEST, next.run(request)).await {
        Ok(response) => response,
        Err(_) => Problem::new(StatusCode::SERVICE_UNAVAILABLE, "timeout", "This took too long and was given up").into_response(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn who_finds_the_queue_full_is_refused_at_once_and_who_waits_gets_the_turn_that_ends() {
        let turns = Turns::new(1);
        let working = turns.take().await.unwrap();
        let waiting: Vec<_> = (0..WAITING)
            .map(|_| {
                let turns = turns.clone();
                tokio::spawn(async move { turns.take().await.map(|_| ()) })
            })
            .collect();
        tokio::task::yield_now().await;
        let began = tokio::time::Instant::now();
        assert!(turns.take().await.is_none());
        assert!(began.elapsed() < PATIENCE, "it is not waited for what cannot be");
        drop(working);
        for one in waiting {
            assert!(one.await.unwrap().is_some());
        }
        assert!(turns.take().await.is_some());
    }

    #[tokio::test]
    async fn nobody_waits_for_ever() {
        let turns = Turns::new(1);
        let _working = turns.take().await.unwrap();
        let began = tokio::time::Instant::now();
        assert!(turns.take().await.is_none());
        assert!(began.elapsed() >= PATIENCE);
    }
}
