//! Live updates: what changed, told to every open screen of the sites it concerns. Screens fetch the rest.

use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;

use axum::response::sse::{Event, KeepAlive, Sse};
use futures::{Stream, StreamExt};
use serde::{Deserialize, Serialize};
use tokio::sync::broadcast;
use tokio_stream::wrappers::BroadcastStream;
use tokio_util::sync::CancellationToken;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::{Actor, SiteId};

const BUFFER: usize = 1_024;

/// "This record changed": an event without its facts.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct LiveEvent {
    /// `work_order.started`
    #[serde(rename = "type")]
    pub kind: String,
    pub id: Uuid,
    pub site_id: Option<SiteId>,
}

/// Fans events out to the screens of this process.
#[derive(Clone)]
pub struct Live {
    sender: broadcast::Sender<LiveEvent>,
    closed: CancellationToken,
}

impl Default for Live {
    fn default() -> Self {
        Self { sender: broadcast::channel(BUFFER).0, closed: CancellationToken::new() }
    }
}

impl Live {
    pub fn is_watched(&self) -> bool {
        self.sender.receiver_count() > 0
    }

    pub fn tell(&self, event: LiveEvent) {
        // Nobody listening is no fault.
        let _ = self.sender.send(event);
    }

    /// Ends every stream, so that a stop need not wait for screens.
    pub fn close(&self) {
        self.closed.cancel();
    }

    /// The stream for one screen, until `ended`. A screen that fell behind is told to `refresh` everything.
    pub fn watch<E>(&self, actor: Arc<Actor>, ended: E) -> Sse<impl Stream<Item = Result<Event, Infallible>> + use<E>>
    where
        E: Future<Output = ()> + Send + 'static,
    {
        let events = BroadcastStream::new(self.sender.subscribe()).filter_map(move |event| {
            let shown = match event {
                Ok(event) if event.site_id.map_or_else(|| actor.works_here(), |site| actor.sees(site)) => {
                    Event::default().json_data(event).ok()
                }
                Ok(_) => None,
                Err(_) => Some(Event::default().event("refresh").data("{}")),
            };
            std::future::ready(shown.map(Ok))
        });
        let hello = futures::stream::once(std::future::ready(Ok(Event::default().comment("connected"))));
        let open = hello.chain(events).take_until(self.closed.clone().cancelled_owned()).take_until(Box::pin(ended));
        Sse::new(open).keep_alive(KeepAlive::new().interval(Duration::from_secs(15)))
    }
}
