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

use crate::outbox::Envelope;
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

impl LiveEvent {
    pub fn of(event: Envelope) -> Self {
        Self { kind: event.kind, id: event.aggregate, site_id: event.site_id }
    }

    /// Events of a site are for who sees it, the group's for who works here. What concerns a person reaches that person, and
    /// nobody else where it is personal.
    fn is_for(&self, actor: &Actor, personal: &[&str]) -> bool {
        let is_shared = self.site_id.map_or_else(|| actor.works_here(), |site| actor.sees(site));
        self.id == actor.id || (is_shared && !personal.contains(&self.kind.as_str()))
    }
}

/// Fans events out to the screens of this process.
#[derive(Clone)]
pub struct Live {
    sender: broadcast::Sender<LiveEvent>,
    closed: CancellationToken,
    personal: &'static [&'static str],
}

impl Default for Live {
    fn default() -> Self {
        Self::keeping_personal(&[])
    }
}

impl Live {
    /// Events of these kinds are about the person whose id they carry, and are told to nobody else.
    pub fn keeping_personal(personal: &'static [&'static str]) -> Self {
        Self { sender: broadcast::channel(BUFFER).0, closed: CancellationToken::new(), personal }
    }

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
        let personal = self.personal;
        let events = BroadcastStream::new(self.sender.subscribe()).filter_map(move |event| {
            let shown = match event {
                Ok(event) if event.is_for(&actor, personal) => Event::default().json_data(event).ok(),
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

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::{Rights, Via};

    fn person(site: Option<SiteId>) -> Actor {
        let sites: BTreeMap<_, _> = site.into_iter().map(|site| (site, Arc::new(Rights::default()))).collect();
        Actor { id: Uuid::now_v7(), name: "Nadia".into(), via: Via::Session(Uuid::now_v7()), sites }
    }

    fn event(kind: &str, id: Uuid, site_id: Option<SiteId>) -> LiveEvent {
        LiveEvent { kind: kind.into(), id, site_id }
    }

    #[test]
    fn a_sites_events_are_its_peoples() {
        let (here, there) = (SiteId::new(), SiteId::new());
        let (nadia, order) = (person(Some(here)), Uuid::now_v7());
        assert!(event("work_order.started", order, Some(here)).is_for(&nadia, &[]));
        assert!(!event("work_order.started", order, Some(there)).is_for(&nadia, &[]));
        assert!(event("customer.changed", order, None).is_for(&nadia, &[]));
        assert!(!event("customer.changed", order, None).is_for(&person(None), &[]));
    }

    #[test]
    fn what_is_personal_reaches_the_person_alone() {
        let here = SiteId::new();
        let (nadia, amine) = (person(Some(here)), person(Some(here)));
        let alert = event("security.alert", nadia.id, Some(here));
        assert!(alert.is_for(&nadia, &["security.alert"]) && !alert.is_for(&amine, &["security.alert"]));
        let gone = person(None);
        assert!(event("user.changed", gone.id, None).is_for(&gone, &[]), "who lost their last role hears of it");
    }
}
