//! Follows the feed of a module in another process. A producer that is down is waited for.

use std::sync::Arc;
use std::time::Duration;

use tokio_util::sync::CancellationToken;

use super::delivery::{Cursor, Delivery};
use super::{IDLE, Listener};
use crate::Problem;
use crate::feed::Feed;
use crate::outbox::Envelope;

const SHORTEST_WAIT: Duration = Duration::from_millis(100);
const LONGEST_WAIT: Duration = Duration::from_secs(2);

/// Hands one listener what it hears from afar, until cancelled.
pub async fn follow(delivery: Delivery, listener: Arc<dyn Listener>, feed: Arc<dyn Feed>, stop: CancellationToken) {
    let mut wait = SHORTEST_WAIT;
    loop {
        let batch = tokio::select! {
            () = stop.cancelled() => return,
            batch = next(&delivery, listener.as_ref(), feed.as_ref()) => batch,
        };
        let rest = match hand_over(&delivery, listener.as_ref(), batch).await {
            Ok(true) => {
                wait = SHORTEST_WAIT;
                continue;
            }
            Ok(false) => IDLE,
            Err(problem) => {
                if wait == SHORTEST_WAIT {
                    tracing::warn!(listener = listener.module(), hears = listener.hears(), problem = problem.title, "events have to wait");
                }
                wait = (wait * 2).min(LONGEST_WAIT);
                wait
            }
        };
        tokio::select! {
            () = stop.cancelled() => return,
            () = tokio::time::sleep(rest) => {}
        }
    }
}

/// What the listener is to hear next, perhaps nothing yet; none while it waits after a failure.
async fn next(delivery: &Delivery, listener: &dyn Listener, feed: &dyn Feed) -> Result<Option<(Cursor, Vec<Envelope>)>, Problem> {
    let Some(cursor) = delivery.due(listener).await? else { return Ok(None) };
    let events = feed.after(cursor.seq, cursor.limit()).await?;
    Ok(Some((cursor, events)))
}

/// Whether to go on at once: an empty batch was waited for already.
async fn hand_over(
    delivery: &Delivery,
    listener: &dyn Listener,
    batch: Result<Option<(Cursor, Vec<Envelope>)>, Problem>,
) -> Result<bool, Problem> {
    let Some((cursor, events)) = batch? else { return Ok(false) };
    Ok(events.is_empty() || delivery.hand_over(listener, &cursor, &events).await?)
}
