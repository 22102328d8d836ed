//! A thread as the API shows it.

use chrono::{DateTime, Utc};
use contracts::identity::UserId;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::entry::{Entry, ThreadKind};
use super::pictures::{Picture, PictureState};
use super::store::Sent;
use crate::messages::{Channel, MessageEvent, MessageState, NotePaper, Params};

/// Something that was said about an order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ThreadEntry {
    pub id: Uuid,
    pub kind: ThreadKind,
    /// What was written; of other messages than notes the subject of a mail or the text, and nothing before their first try.
    pub text: String,
    /// Who wrote a note or handed over; the name or the telephone of who wrote back.
    pub by: Option<String>,
    /// Whom it was handed over to.
    pub to: Option<String>,
    /// Null of what was said on a page or between advisors.
    pub channel: Option<Channel>,
    /// Of a message, as what follows.
    pub event: Option<MessageEvent>,
    pub state: Option<MessageState>,
    /// Why the last try came to nothing.
    pub error: Option<String>,
    /// It is not sent before: it is night where the customer is, or the gateway is busy.
    pub waits_until: Option<DateTime<Utc>>,
    pub at: DateTime<Utc>,
    /// Papers of the order: what went with a note, or came with what they wrote.
    pub papers: Vec<ThreadPaper>,
}

/// A paper in a thread.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ThreadPaper {
    /// Among the order's attachments, once it is kept.
    pub id: Uuid,
    /// Null of what the customer sent.
    pub name: Option<String>,
    /// A media type; null of what the customer sent.
    pub media: Option<String>,
    pub state: PictureState,
}

impl ThreadEntry {
    pub fn sent(sent: Sent, now: DateTime<Utc>) -> Self {
        let Sent { id, event, channel, subject, body, params, state, error, next_at, created_at } = sent;
        let note = if event == MessageEvent::Note { serde_json::from_str(&params).ok() } else { None };
        let (text, by, papers) = match note {
            Some(Params::Note { text, by, papers, .. }) => (text, Some(by), papers),
            _ => (if subject.is_empty() { body } else { subject }, None, vec![]),
        };
        Self {
            id,
            kind: ThreadKind::Sent,
            text,
            by,
            to: None,
            channel: Some(channel),
            event: Some(event),
            state: Some(state),
            error,
            waits_until: (state == MessageState::Queued && next_at > now).then_some(next_at),
            at: created_at,
            papers: papers.into_iter().map(ThreadPaper::from).collect(),
        }
    }
}

impl From<NotePaper> for ThreadPaper {
    fn from(paper: NotePaper) -> Self {
        Self { id: paper.id, name: Some(paper.name), media: Some(paper.media), state: PictureState::Kept }
    }
}

impl From<Entry> for ThreadEntry {
    fn from(entry: Entry) -> Self {
        let Entry { id, kind, channel, by_name, to_name, text, created_at, .. } = entry;
        Self {
            id,
            kind,
            text,
            by: by_name,
            to: to_name,
            channel,
            event: None,
            state: None,
            error: None,
            waits_until: None,
            at: created_at,
            papers: vec![],
        }
    }
}

/// Two lists that are newest first, as one.
pub fn merged(sent: Vec<Sent>, (entries, pictures): (Vec<Entry>, Vec<Picture>), limit: u64, now: DateTime<Utc>) -> Vec<ThreadEntry> {
    let sent = sent.into_iter().map(|one| ThreadEntry::sent(one, now));
    let entry = |entry: Entry| {
        let own = pictures.iter().filter(|picture| picture.entry_id == entry.id);
        let papers = own.map(|one| ThreadPaper { id: one.id, name: None, media: None, state: one.state }).collect();
        ThreadEntry { papers, ..ThreadEntry::from(entry) }
    };
    let mut all: Vec<_> = sent.chain(entries.into_iter().map(entry)).collect();
    all.sort_by_key(|entry| std::cmp::Reverse(entry.id));
    all.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
    all
}

/// Who of the desk goes on with it.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ThreadAdvisor {
    pub id: UserId,
    pub name: String,
}

/// What was said about an order.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Thread {
    /// The newest first.
    pub items: Vec<ThreadEntry>,
    /// Where the next page begins; null after the last.
    pub next: Option<String>,
    /// What came from the customer and nobody of the desk saw.
    pub unread: i64,
    pub advisor: Option<ThreadAdvisor>,
    /// `write`, `hand_over`
    pub actions: Vec<&'static str>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use contracts::workshop::WorkOrderId;
    use kernel::SiteId;

    fn now() -> DateTime<Utc> {
        DateTime::from_timestamp(1_800_000_000, 0).unwrap()
    }

    fn sent(id: u128, event: MessageEvent, state: MessageState, seconds: i64) -> Sent {
        let (number, plate, vehicle) = ("L-1".into(), "1 TU 2".into(), "208".into());
        let (order, papers) = (WorkOrderId(Uuid::nil()), vec![]);
        let note = Params::Note { number, plate, vehicle, text: "Bonjour".into(), by: "Nadia".into(), order, papers };
        Sent {
            id: Uuid::from_u128(id),
            event,
            channel: Channel::Sms,
            subject: String::new(),
            body: "Garage du Lac : Bonjour".into(),
            params: serde_json::to_string(&note).unwrap(),
            state,
            error: None,
            next_at: now() + chrono::TimeDelta::seconds(seconds),
            created_at: now(),
        }
    }

    #[test]
    fn a_note_is_shown_as_it_was_written_and_says_until_when_it_waits() {
        let night = ThreadEntry::sent(sent(1, MessageEvent::Note, MessageState::Queued, 60), now());
        assert_eq!((night.text.as_str(), night.by.as_deref()), ("Bonjour", Some("Nadia")));
        assert_eq!(night.waits_until, Some(now() + chrono::TimeDelta::seconds(60)));
        let gone = ThreadEntry::sent(sent(1, MessageEvent::ReadyForPickup, MessageState::Sent, 60), now());
        assert_eq!((gone.text.as_str(), gone.by, gone.waits_until), ("Garage du Lac : Bonjour", None, None));
        assert_eq!(ThreadEntry::sent(sent(1, MessageEvent::Note, MessageState::Queued, 0), now()).waits_until, None);
    }

    #[test]
    fn what_was_sent_and_what_came_back_stand_in_their_order() {
        let of = (WorkOrderId(Uuid::nil()), SiteId(Uuid::nil()));
        let entry = |id| Entry { id: Uuid::from_u128(id), ..Entry::written(of, (Channel::Sms, "SM1"), "+21698123456", "Merci", now()) };
        let messages = vec![sent(5, MessageEvent::Note, MessageState::Sent, 0), sent(2, MessageEvent::Note, MessageState::Sent, 0)];
        let all = merged(messages, (vec![entry(4), entry(3), entry(1)], vec![]), 4, now());
        let ids: Vec<_> = all.iter().map(|one| one.id.as_u128()).collect();
        assert_eq!(ids, [5, 4, 3, 2]);
    }
}
