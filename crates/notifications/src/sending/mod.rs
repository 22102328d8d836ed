//! Sends what is due: a worker claims messages for some minutes, asks for their recipients all at once, and sends a few at a time.

mod directory;
mod mail;
mod outlet;
mod templates;
mod words;

use async_trait::async_trait;
use chrono::{DateTime, Utc};
use futures::StreamExt;
use kernel::module::Worker;
use kernel::{Actor, Context, outbox};
use sea_orm::DbErr;

use crate::MODULE;
use crate::messages::store::{self, Claimed, Letter};
use crate::messages::{MessageChanged, Outcome, Params, after};

pub use directory::{Directory, People};
pub use outlet::Outlet;

const AT_ONCE: usize = 4;

/// The worker.
pub struct Sender {
    context: Context,
    directory: Directory,
    outlet: Outlet,
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
        let Some((person, site)) = people.recipient(message) else {
            return (None, Outcome::NoAddress("The recipient is not known any more".into()));
        };
        let unmade = |error: String| (None, Outcome::Refused(format!("The text could not be made: {error}")));
        let params = match templates::params_of(message) {
            Ok(params) => params,
            Err(error) => return unmade(error),
        };
        let elsewhere = params.to().map(|email| person.at(email));
        let person = elsewhere.as_ref().unwrap_or(person);
        // A person without an address gets no link: none comes to be that nobody reads.
        let link = match self.directory.link_of(&params).await {
            Ok(None) if matches!(params, Params::AccountLink { .. }) => {
                return (None, Outcome::NoAddress("The link is not wanted any more, or is too old".into()));
            }
            Ok(link) => link,
            Err(problem) => return (None, Outcome::NotNow(format!("The link could not be made: {}", problem.title))),
        };
        let mut letter = match templates::render(message.event, &params, person, site, link.as_deref()) {
            Ok(letter) => letter,
            Err(error) => return unmade(error),
        };
        if letter.recipient.is_empty() {
            return (Some(letter), Outcome::NoAddress("There is no e-mail address to send it to".into()));
        }
        let pdf = match self.directory.pdf_of(message).await {
            Ok(pdf) => pdf,
            Err(problem) => return (Some(letter), Outcome::NotNow(format!("The invoice could not be printed: {}", problem.title))),
        };
        letter.attachments = pdf.iter().map(|pdf| pdf.file_name.clone()).collect();
        let outcome = self.outlet.send(message, &letter, person, site, pdf, self.context.clock.now()).await;
        // The log of messages is read by others: it keeps the letter without its secret.
        if let Some(link) = link {
            letter.body = letter.body.replace(&link, "•••");
        }
        (Some(letter), outcome)
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
