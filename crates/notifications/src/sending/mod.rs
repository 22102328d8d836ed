//! Sends what is due: a worker claims messages for some minutes, asks for their recipients all at once, and sends a few at a time.

mod directory;
mod mail;
mod outlet;
mod templates;
mod words;

use async_trait::async_trait;
use chrono::{DateTime, Utc};
use contracts::billing::Pdf;
use contracts::identity::SiteCard;
use futures::StreamExt;
use kernel::module::Worker;
use kernel::{Actor, Context, Problem, outbox};
use sea_orm::DbErr;

use self::directory::Person;
use self::mail::Attached;
use self::templates::Links;
use crate::MODULE;
use crate::messages::reminder::Turn;
use crate::messages::store::{self, Claimed, Letter};
use crate::messages::{MessageChanged, MessageEvent, Outcome, Params, after};

pub use directory::{Directory, People};
pub use outlet::Outlet;

const AT_ONCE: usize = 4;

/// The worker.
pub struct Sender {
    context: Context,
    directory: Directory,
    outlet: Outlet,
}

/// Of a reminder, why it does not go out at this moment.
fn not_now(params: &Params, site: &SiteCard, now: DateTime<Utc>) -> Option<Outcome> {
    let Params::Appointment { notice, reminder: Some(reminder) } = params else { return None };
    let zone = site.time_zone.parse().unwrap_or(chrono_tz::UTC);
    match reminder.turn(notice.start, zone, now) {
        Turn::Now => None,
        Turn::At(due) => Some(Outcome::Early(due)),
        Turn::Never => Some(Outcome::NotWanted("It was booked after this reminder would have gone, or has begun".into())),
    }
}

#[async_trait]
impl Worker for Sender {
    async fn turn(&self) -> Result<bool, DbErr> {
        let now = self.context.clock.now();
        if !store::is_due(self.context.db.reader(), now).await? {
            return Ok(false);
        }
        let claimed = self.claim(now).await?;
        let may_be_more = claimed.len() == store::BATCH;
        let people = self.directory.people_of(&claimed).await;
        let tries = futures::stream::iter(claimed).for_each_concurrent(AT_ONCE, |message| {
            let people = &people;
            async move {
                let (letter, outcome) = match people {
                    Ok(people) => self.deliver(&message, people).await,
                    Err(problem) => (None, Outcome::NotNow(format!("The recipient could not be looked up: {}", problem.title))),
                };
                // The lease runs out, and the message is tried again under the same Message-ID.
                if let Err(error) = self.record(&message, letter.as_ref(), outcome).await {
                    tracing::warn!(message.id = %message.id, %error, "a try to send could not be written down");
                }
            }
        });
        tries.await;
        Ok(may_be_more)
    }
}

impl Sender {
    pub fn new(context: Context, directory: Directory, outlet: Outlet) -> Self {
        Self { context, directory, outlet }
    }

    async fn claim(&self, now: DateTime<Utc>) -> Result<Vec<Claimed>, DbErr> {
        let tx = self.context.db.begin().await?;
        let claimed = store::claim(&tx, now).await?;
        tx.commit().await?;
        Ok(claimed)
    }

    /// One try, from the recipient's card to the mail server's answer.
    async fn deliver(&self, message: &Claimed, people: &People) -> (Option<Letter>, Outcome) {
        let unmade = |error: String| (None, Outcome::Refused(format!("The text could not be made: {error}")));
        let params = match templates::params_of(message) {
            Ok(params) => params,
            Err(error) => return unmade(error),
        };
        let Some((person, site)) = people.recipient(message, &params) else {
            return (None, Outcome::NoAddress("The recipient is not known any more".into()));
        };
        if let Some(outcome) = not_now(&params, site, self.context.clock.now()) {
            return (None, outcome);
        }
        let person = params.to().map_or(person.clone(), |email| person.at(email));
        // A person without an address gets no link: none comes to be that nobody reads.
        let (links, calendar) = match self.enclosed(message, &params, &person).await {
            Ok(enclosed) => enclosed,
            Err(outcome) => return (None, outcome),
        };
        let mut letter = match templates::render(message.event, &params, &person, site, &links) {
            Ok(letter) => letter,
            Err(error) => return unmade(error),
        };
        if letter.recipient.is_empty() {
            return (Some(letter), Outcome::NoAddress("There is no e-mail address to send it to".into()));
        }
        let pdf = match self.directory.pdf_of(message, &params).await {
            Ok(pdf) => pdf,
            Err(problem) => return (Some(letter), Outcome::NotNow(format!("The document could not be printed: {}", problem.title))),
        };
        let of_pdf = |pdf: Pdf| Attached { file_name: pdf.file_name, kind: "application/pdf".into(), bytes: pdf.bytes };
        let attached = pdf.map(of_pdf).or(calendar);
        letter.attachments = attached.iter().map(|file| file.file_name.clone()).collect();
        let outcome = self.outlet.send(message, &letter, &person, site, attached, self.context.clock.now()).await;
        // The log of messages is read by others: it keeps the letter without its secret.
        if let Some(link) = links.secret {
            letter.body = letter.body.replace(&link, "•••");
        }
        (Some(letter), outcome)
    }

    /// What comes to be when the letter is written: secret links, and a file for the calendar.
    async fn enclosed(&self, message: &Claimed, params: &Params, person: &Person) -> Result<(Links, Option<Attached>), Outcome> {
        let unmade = |problem: Problem| Outcome::NotNow(format!("The link could not be made: {}", problem.title));
        match params {
            Params::AccountLink { .. } => {
                let link = self.directory.link_of(params).await.map_err(unmade)?;
                let link = link.ok_or_else(|| Outcome::NoAddress("The link is not wanted any more, or is too old".into()))?;
                Ok((Links { secret: Some(link), book_again: None }, None))
            }
            Params::Inspection { .. } if person.email.is_some() => {
                let link = self.directory.link_of(params).await.map_err(unmade)?;
                let link = link.ok_or_else(|| Outcome::NotWanted("The inspection is open again".into()))?;
                Ok((Links { secret: Some(link), book_again: None }, None))
            }
            Params::Estimate { .. } | Params::Answer { .. } if person.email.is_some() => {
                let link = self.directory.link_of(params).await.map_err(unmade)?;
                let link = link.ok_or_else(|| Outcome::NotWanted("The estimate is decided, over, or replaced by another".into()))?;
                Ok((Links { secret: Some(link), book_again: None }, None))
            }
            Params::Appointment { notice, .. } if person.email.is_some() => {
                let enclosure = self.directory.enclosure_of(params).await.map_err(unmade)?;
                let enclosure = enclosure.ok_or_else(|| Outcome::NotWanted("The appointment is not at this time any more".into()))?;
                let kind = format!("text/calendar; charset=utf-8; method={}", enclosure.method);
                let file = Attached { file_name: format!("{}.ics", notice.number), kind, bytes: enclosure.calendar.into_bytes() };
                // Who did not come has nothing to put into a calendar.
                let file = (message.event != MessageEvent::AppointmentNoShow).then_some(file);
                Ok((Links { secret: Some(enclosure.link), book_again: enclosure.book_again }, file))
            }
            _ => Ok((Links::default(), None)),
        }
    }

    async fn record(&self, message: &Claimed, letter: Option<&Letter>, outcome: Outcome) -> Result<(), DbErr> {
        let clock = self.context.clock.as_ref();
        let progress = after(outcome, message.attempts, clock.now());
        let mut tx = self.context.db.begin().await?;
        if store::record(&tx, message, self.outlet.channel(), letter, &progress).await? {
            let changed = MessageChanged { id: message.id, site_id: message.site_id };
            outbox::append(&mut tx, MODULE, &changed, &Actor::system(), clock).await?;
            if let Some(messaged) = message.messaged(progress.state, letter.map_or("", |letter| letter.subject.as_str())) {
                outbox::append(&mut tx, MODULE, &messaged, &Actor::system(), clock).await?;
            }
        }
        tx.commit().await
    }
}
