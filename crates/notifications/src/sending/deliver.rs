//! One try of one message, from the recipient's card to the answer of whom it was handed to.

use chrono::{DateTime, Utc};
use contracts::billing::Pdf;
use contracts::customers::Channel as Consented;
use contracts::identity::{SiteCard, Sites};
use kernel::site_settings::SiteSettings;
use kernel::{Problem, SiteId};
use uuid::Uuid;

use super::directory::{People, Person};
use super::mail::{Attached, Enclosed};
use super::reported;
use super::route::{NoEmail, NoShort, Reach, Way, route, route_by};
use super::templates::{self, Links};
use super::{Sender, Turn};
use crate::campaigns::channel_of;
use crate::gateways::Line;
use crate::messages::reminder;
use crate::messages::store::{Claimed, Letter};
use crate::messages::tries::{Try, TryOutcome};
use crate::messages::zones::zones;
use crate::messages::{Channel, Outcome, Params};
use crate::settings::MessageSettings;
use crate::texts::{self, TextChannel, Written};

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
        match ready.way.channel {
            Channel::Email | Channel::Console => self.mail(ready, turn).await,
            Channel::Push => self.pushed(ready, turn).await,
            Channel::Sms | Channel::Whatsapp => self.short(ready, turn).await,
        }
    }

    /// Whom it goes to and which way; the error is why it does not go out now, with its text where nobody can be reached: somebody may read it out.
    fn ready<'a>(&self, message: &'a Claimed, turn: &'a Turn) -> Result<Ready<'a>, (Option<Letter>, Outcome)> {
        let unknown = |title: &String| (None, Outcome::NotNow(format!("The recipient could not be looked up: {title}")));
        let people = turn.people.as_ref().map_err(unknown)?;
        let params = templates::params_of(message).map_err(|error| (None, unmade(&error)))?;
        let gone = || (None, Outcome::NoAddress("The recipient is not known any more".into()));
        let (person, site) = people.recipient(message, &params).ok_or_else(gone)?;
        let settings = turn.settings_of(message);
        // What was begun is gone on with.
        if !turn.open.contains_key(&message.id) && !settings.wants(message.event, &params) {
            return Err((None, Outcome::NotWanted("The site has switched this message off".into())));
        }
        if let Some(outcome) = not_now(&params, site, &person, &settings, self.context.clock.now()) {
            return Err((None, outcome));
        }
        let person = params.to().map_or(person.clone(), |email| person.at(email));
        match way(message, &params, &person, people, turn) {
            Ok(way) => Ok(Ready { message, params, person, site, way }),
            Err(outcome) => {
                let ready = Ready { message, params, person, site, way: Way { channel: Channel::Email, is_last: true, why: None } };
                let letter = turn.write(&ready, TextChannel::Email, &Links::default()).ok().map(|written| written.letter);
                Err((letter.map(|letter| kept(letter, &Links::default(), &ready.params, &ready.person)), outcome))
            }
        }
    }

    async fn mail(&self, ready: Ready<'_>, turn: &Turn) -> Delivery {
        let (began_at, channel) = (self.context.clock.now(), self.outlet.channel());
        let (letter, why, outcome) = self.hand_over(&ready, turn).await;
        let Ready { message, way, .. } = ready;
        let tried = letter.is_some().then(|| whole(message, channel, (began_at, self.context.clock.now()), &outcome, both(way.why, why)));
        let outcome = if way.is_last { outcome } else { outcome.with_another_way(message.attempts) };
        Delivery { letter, outcome, channel, tried: tried.filter(|one| one.outcome.is_some()), ends: None }
    }

    /// The letter as the log keeps it, why it is not in the garage's own words, and what came of it.
    async fn hand_over(&self, ready: &Ready<'_>, turn: &Turn) -> (Option<Letter>, Option<String>, Outcome) {
        let Ready { message, params, person, site, .. } = ready;
        let (links, calendar) = match self.enclosed(message, params).await {
            Ok(enclosed) => enclosed,
            Err(outcome) => return (None, None, outcome),
        };
        let Written { mut letter, why } = match turn.write(ready, TextChannel::Email, &links) {
            Ok(written) => written,
            Err(error) => return (None, None, unmade(&error)),
        };
        let pdf = match self.directory.pdf_of(message, params).await {
            Ok(pdf) => pdf,
            Err(problem) => {
                return (
                    Some(kept(letter, &links, params, person)),
                    why,
                    Outcome::NotNow(format!("The document could not be printed: {}", problem.title)),
                );
            }
        };
        let of_pdf = |pdf: Pdf| Attached { file_name: pdf.file_name, kind: "application/pdf".into(), bytes: pdf.bytes };
        let mut attached = Vec::from_iter(pdf.map(of_pdf).or(calendar));
        match self.papers(params).await {
            Ok(papers) => attached.extend(papers),
            Err(outcome) => return (Some(kept(letter, &links, params, person)), why, outcome),
        }
        letter.attachments = attached.iter().map(|file| file.file_name.clone()).collect();
        let one_click = links.stop.as_ref().map(|stop| stop.one_click.clone()).filter(|address| !address.is_empty());
        let enclosed = Enclosed { attached, one_click };
        let outcome = self.outlet.send(message, &letter, person, site, enclosed, self.context.clock.now()).await;
        (Some(kept(letter, &links, params, person)), why, outcome)
    }
}

impl Turn {
    /// By which messages of the site go out on a channel, where it is switched on.
    pub(super) fn line(&self, message: &Claimed, channel: Channel) -> Option<&Line> {
        self.lines.get(&(message.site_id, channel))
    }

    pub(super) fn settings_of(&self, message: &Claimed) -> MessageSettings {
        self.settings.get(&message.site_id).cloned().unwrap_or_else(|| MessageSettings::usual(message.site_id))
    }

    /// The letter in the garage's own words where it has some, else in ours. The error is a sentence for the log of messages.
    pub(super) fn write(&self, ready: &Ready<'_>, channel: TextChannel, links: &Links) -> Result<Written, String> {
        let Ready { message, params, person, site, .. } = ready;
        texts::write(&self.texts, channel, &texts::Facts { event: message.event, params, person, site, links })
    }
}

/// What there is of two sentences.
pub fn both(one: Option<String>, other: Option<String>) -> Option<String> {
    let all: Vec<_> = [one, other].into_iter().flatten().collect();
    (!all.is_empty()).then(|| all.join("; "))
}

/// Stands in the log where a secret stood.
pub const HIDDEN: &str = "•••";

/// The log of messages is read by others: it keeps the letter without its secret.
pub fn hidden(mut letter: Letter, links: &Links) -> Letter {
    if let Some(link) = &links.secret {
        letter.body = letter.body.replace(link, HIDDEN);
        letter.subject = letter.subject.replace(link, HIDDEN);
    }
    letter
}

/// The same, without what only the recipient may see.
fn kept(letter: Letter, links: &Links, params: &Params, person: &Person) -> Letter {
    let mut letter = hidden(letter, links);
    if let Params::Report { report } = params {
        letter.body = letter.body.replace(&reported::lines(report, person.language), HIDDEN);
    }
    letter
}

pub fn unmade(error: &str) -> Outcome {
    Outcome::Refused(format!("The text could not be made: {error}"))
}

/// Of a reminder or a promotion, why it does not go out at this moment.
fn not_now(params: &Params, site: &SiteCard, person: &Person, settings: &MessageSettings, now: DateTime<Utc>) -> Option<Outcome> {
    if matches!(params, Params::Promotion { promotion } if promotion.trial.is_none()) {
        // No offer comes at night, by mail neither.
        return settings.night().end(&zones(person.phone.as_deref(), zone(site)), now).map(Outcome::Early);
    }
    let Params::Appointment { notice, reminder: Some(reminder) } = params else { return None };
    match reminder.turn(notice.start, settings.night(), &zones(person.phone.as_deref(), zone(site)), now) {
        reminder::Turn::Now => None,
        reminder::Turn::At(due) => Some(Outcome::Early(due)),
        reminder::Turn::Never => Some(Outcome::NotWanted("It was booked after this reminder would have gone, or has begun".into())),
    }
}

/// Who was at no site belongs to the one that opened first.
pub async fn is_first(sites: &dyn Sites, id: SiteId) -> Result<bool, Problem> {
    let open = sites.cards(&[]).await?.into_iter().filter(|card| card.closed_at.is_none());
    Ok(open.map(|card| card.id).min() == Some(id))
}

pub fn zone(site: &SiteCard) -> chrono_tz::Tz {
    site.time_zone.parse().unwrap_or(chrono_tz::UTC)
}

fn way(message: &Claimed, params: &Params, person: &Person, people: &People, turn: &Turn) -> Result<Way, Outcome> {
    let passed = message.passed();
    let no_email = match (&person.email, people.refuses_mail(message)) {
        (None, _) => Some(NoEmail::Address),
        (Some(_), true) => Some(NoEmail::Consent),
        (Some(_), false) => None,
    };
    let reach = Reach {
        no_email,
        no_sms: hindrance(Channel::Sms, message, person, people, turn),
        no_whatsapp: hindrance(Channel::Whatsapp, message, person, people, turn),
        has_push: has_push(message, people, turn),
        prefers: person.prefers.map(channel_of),
        passed: &passed,
    };
    // What was tried every way has failed; what could not be tried is skipped.
    let found = match params {
        Params::Promotion { promotion } => route_by(promotion.channels.iter().copied().map(channel_of).collect(), reach),
        _ => route(message.event, reach),
    };
    found.map_err(|why| if passed.is_empty() { Outcome::NoAddress(why) } else { Outcome::Refused(why) })
}

fn has_push(message: &Claimed, people: &People, turn: &Turn) -> bool {
    message.customer_id.is_some_and(|customer| turn.devices.contains_key(&customer)) && !people.refuse(message, Consented::Push)
}

/// What stands against a short message by a channel.
fn hindrance(channel: Channel, message: &Claimed, person: &Person, people: &People, turn: &Turn) -> Option<NoShort> {
    let Some(line) = turn.line(message, channel) else { return Some(NoShort::Gateway) };
    let Some(phone) = &person.phone else { return Some(NoShort::Phone) };
    if channel.consented().is_some_and(|consent| people.refuse(message, consent)) {
        return Some(NoShort::Consent);
    }
    let is_formless = match line {
        Line::Sms(_) => false,
        Line::Whatsapp(row) => {
            !turn.wrote.contains(&(message.site_id, phone.clone())) && row.form(message.event, person.language).is_none()
        }
    };
    is_formless.then_some(NoShort::Form)
}

/// A try that began and ended, and costs nothing.
pub fn whole(
    message: &Claimed,
    channel: Channel,
    (began, ended): (DateTime<Utc>, DateTime<Utc>),
    came: &Outcome,
    why: Option<String>,
) -> Try {
    Try {
        id: Uuid::now_v7(),
        message_id: message.id,
        site_id: message.site_id,
        channel,
        began_at: began,
        ended_at: Some(ended),
        outcome: tried(came),
        said: said(came),
        reference: None,
        parts: None,
        why,
        text: None,
        cost: None,
    }
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
