//! Live updates: what changed, told to every open screen of the sites it concerns. Screens fetch the rest.

use std::collections::VecDeque;
use std::convert::Infallible;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

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
/// How long what was told is kept for a screen that opens: what it shows was read before its stream stood.
const KEPT_FOR: Duration = Duration::from_mins(2);

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
    recent: Arc<Mutex<VecDeque<(Instant, LiveEvent)>>>,
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
        Self { sender: broadcast::channel(BUFFER).0, recent: Arc::default(), closed: CancellationToken::new(), personal }
    }

    pub fn tell(&self, event: LiveEvent) {
        self.keep(event.clone());
        // Nobody listening is no fault.
        let _ = self.sender.send(event);
    }

    fn keep(&self, event: LiveEvent) {
        let now = Instant::now();
        let mut recent = self.recent.lock().unwrap_or_else(PoisonError::into_inner);
        while recent.len() >= BUFFER || recent.front().is_some_and(|(told, _)| now - *told > KEPT_FOR) {
            recent.pop_front();
        }
        recent.push_back((now, event));
    }

    fn told_within(&self, back: Duration) -> Vec<LiveEvent> {
        let now = Instant::now();
        let recent = self.recent.lock().unwrap_or_else(PoisonError::into_inner);
        recent.iter().filter(|(told, _)| now - *told <= back).map(|(_, event)| event.clone()).collect()
    }

    /// Ends every stream, so that a stop need not wait for screens.
    pub fn close(&self) {
        self.closed.cancel();
    }

    /// The stream for one screen, until `ended`, beginning with what was told in the time `back`. A screen that fell behind is
    /// told to `refresh` everything.
    pub fn watch<E>(&self, actor: Arc<Actor>, back: Duration, ended: E) -> Sse<impl Stream<Item = Result<Event, Infallible>> + use<E>>
    where
        E: Future<Output = ()> + Send + 'static,
    {
        let personal = self.personal;
        // In this order: what is told in between comes twice, which does no harm.
        let told = BroadcastStream::new(self.sender.subscribe());
        let before = futures::stream::iter(self.told_within(back).into_iter().map(Ok));
        let events = before.chain(told).filter_map(move |event| {
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
    fn what_was_just_told_is_kept_for_who_opens() {
        let live = Live::default();
        for _ in 0..=BUFFER {
            live.tell(event("work_order.started", Uuid::now_v7(), None));
        }
        assert_eq!(live.told_within(Duration::from_mins(1)).len(), BUFFER);
        assert_eq!(live.told_within(Duration::ZERO).len(), 0);
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
