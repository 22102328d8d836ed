//! One try of one message, from the recipient's card to the answer of whom it was handed to.

use chrono::{DateTime, Utc};
use contracts::billing::Pdf;
use contracts::identity::SiteCard;
use uuid::Uuid;

use super::directory::{People, Person};
use super::mail::Attached;
use super::route::{NoEmail, NoSms, Reach, Way, route};
use super::templates::{self, Links};
use super::{Sender, Turn};
use crate::messages::reminder;
use crate::messages::store::{Claimed, Letter};
use crate::messages::tries::{Try, TryOutcome};
use crate::messages::{Channel, Outcome, Params};

/// What came of it, for the log.
pub struct Delivery {
    pub letter: Option<Letter>,
    pub outcome: Outcome,
    pub channel: Channel,
    /// A try that is whole.
    pub tried: Option<Try>,
    /// A try that was open.
    pub ends: Option<End>,
}

/// How an open try ends.
pub struct End {
    pub id: Uuid,
    pub outcome: TryOutcome,
    pub said: Option<String>,
    pub reference: Option<String>,
}

/// Everything about a message that is to go out now.
pub struct Ready<'a> {
    pub message: &'a Claimed,
    pub params: Params,
    pub person: Person,
    pub site: &'a SiteCard,
    pub way: Way,
}

impl Sender {
    pub(super) async fn deliver(&self, message: &Claimed, turn: &Turn) -> Delivery {
        let ready = match self.ready(message, turn) {
            Ok(ready) => ready,
            Err((letter, outcome)) => return Delivery { letter, outcome, channel: message.channel, tried: None, ends: None },
        };
        if ready.way.channel == Channel::Sms { self.text(ready, turn).await } else { self.mail(ready).await }
    }

    /// Whom it goes to and which way; the error is why it does not go out now, with its text where nobody can be reached: somebody may read it out.
    fn ready<'a>(&self, message: &'a Claimed, turn: &'a Turn) -> Result<Ready<'a>, (Option<Letter>, Outcome)> {
        let unknown = |title: &String| (None, Outcome::NotNow(format!("The recipient could not be looked up: {title}")));
        let people = turn.people.as_ref().map_err(unknown)?;
        let params = templates::params_of(message).map_err(|error| (None, unmade(&error)))?;
        let gone = || (None, Outcome::NoAddress("The recipient is not known any more".into()));
        let (person, site) = people.recipient(message, &params).ok_or_else(gone)?;
        if let Some(outcome) = not_now(&params, site, self.context.clock.now()) {
            return Err((None, outcome));
        }
        let person = params.to().map_or(person.clone(), |email| person.at(email));
        match way(message, &person, people, turn) {
            Ok(way) => Ok(Ready { message, params, person, site, way }),
            Err(outcome) => Err((templates::render(message.event, &params, &person, site, &Links::default()).ok(), outcome)),
        }
    }

    async fn mail(&self, ready: Ready<'_>) -> Delivery {
        let (began_at, channel) = (self.context.clock.now(), self.outlet.channel());
        let (letter, outcome) = self.hand_over(&ready).await;
        let Ready { message, way, .. } = ready;
        let tried = letter.is_some().then(|| Try {
            id: Uuid::now_v7(),
            message_id: message.id,
            site_id: message.site_id,
            channel,
            began_at,
            ended_at: Some(self.context.clock.now()),
            outcome: tried(&outcome),
            said: said(&outcome),
            reference: None,
            parts: None,
            why: way.why,
        });
        let outcome = if way.is_last { outcome } else { outcome.with_another_way(message.attempts) };
        Delivery { letter, outcome, channel, tried: tried.filter(|one| one.outcome.is_some()), ends: None }
    }

    async fn hand_over(&self, ready: &Ready<'_>) -> (Option<Letter>, Outcome) {
        let Ready { message, params, person, site, .. } = ready;
        let (links, calendar) = match self.enclosed(message, params).await {
            Ok(enclosed) => enclosed,
            Err(outcome) => return (None, outcome),
        };
        let mut letter = match templates::render(message.event, params, person, site, &links) {
            Ok(letter) => letter,
            Err(error) => return (None, unmade(&error)),
        };
        let pdf = match self.directory.pdf_of(message, params).await {
            Ok(pdf) => pdf,
            Err(problem) => return (Some(letter), Outcome::NotNow(format!("The document could not be printed: {}", problem.title))),
        };
        let of_pdf = |pdf: Pdf| Attached { file_name: pdf.file_name, kind: "application/pdf".into(), bytes: pdf.bytes };
        let attached = pdf.map(of_pdf).or(calendar);
        letter.attachments = attached.iter().map(|file| file.file_name.clone()).collect();
        let outcome = self.outlet.send(message, &letter, person, site, attached, self.context.clock.now()).await;
        (Some(hidden(letter, &links)), outcome)
    }
}

/// Stands in the log where a secret stood.
pub const HIDDEN: &str = "•••";

/// The log of messages is read by others: it keeps the letter without its secret.
pub fn hidden(mut letter: Letter, links: &Links) -> Letter {
    if let Some(link) = &links.secret {
        letter.body = letter.body.replace(link, HIDDEN);
    }
    letter
}

pub fn unmade(error: &str) -> Outcome {
    Outcome::Refused(format!("The text could not be made: {error}"))
}

/// Of a reminder, why it does not go out at this moment.
fn not_now(params: &Params, site: &SiteCard, now: DateTime<Utc>) -> Option<Outcome> {
    let Params::Appointment { notice, reminder: Some(reminder) } = params else { return None };
    match reminder.turn(notice.start, zone(site), now) {
        reminder::Turn::Now => None,
        reminder::Turn::At(due) => Some(Outcome::Early(due)),
        reminder::Turn::Never => Some(Outcome::NotWanted("It was booked after this reminder would have gone, or has begun".into())),
    }
}

pub fn zone(site: &SiteCard) -> chrono_tz::Tz {
    site.time_zone.parse().unwrap_or(chrono_tz::UTC)
}

fn way(message: &Claimed, person: &Person, people: &People, turn: &Turn) -> Result<Way, Outcome> {
    let passed = message.passed();
    let against = [
        (!turn.gateways.contains_key(&message.site_id), NoSms::Gateway),
        (person.phone.is_none(), NoSms::Phone),
        (people.refuses_sms(message), NoSms::Consent),
    ];
    let no_sms = against.into_iter().find_map(|(stands, why)| stands.then_some(why));
    let no_email = match (&person.email, people.refuses_mail(message)) {
        (None, _) => Some(NoEmail::Address),
        (Some(_), true) => Some(NoEmail::Consent),
        (Some(_), false) => None,
    };
    let reach = Reach { no_email, no_sms, passed: &passed };
    // What was tried every way has failed; what could not be tried is skipped.
    route(message.event, reach).map_err(|why| if passed.is_empty() { Outcome::NoAddress(why) } else { Outcome::Refused(why) })
}

fn tried(outcome: &Outcome) -> Option<TryOutcome> {
    match outcome {
        Outcome::Sent => Some(TryOutcome::Taken),
        Outcome::Refused(_) | Outcome::Elsewhere(_) => Some(TryOutcome::Refused),
        Outcome::NotNow(_) => Some(TryOutcome::Busy),
        Outcome::Lost(_) => Some(TryOutcome::Unknown),
        Outcome::NoAddress(_) | Outcome::NotWanted(_) | Outcome::Early(_) => None,
    }
}

fn said(outcome: &Outcome) -> Option<String> {
    match outcome {
        Outcome::Refused(said) | Outcome::Elsewhere(said) | Outcome::NotNow(said) | Outcome::Lost(said) => Some(said.clone()),
        Outcome::Sent | Outcome::NoAddress(_) | Outcome::NotWanted(_) | Outcome::Early(_) => None,
    }
}
