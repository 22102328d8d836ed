//! A message as a text message, or by WhatsApp. That a provider is about to be called is written down first, so that whoever comes after knows that it may
//! have been.

use std::sync::atomic::Ordering;

use chrono::TimeDelta;
use kernel::Problem;
use sea_orm::DbErr;
use uuid::Uuid;

use super::deliver::{Delivery, End, Ready, both, hidden, unmade, zone};
use super::gateway::{Answer, Filled, Found, Gateway, Short};
use super::segments::segments;
use super::templates::{Links, one_line};
use super::{Sender, Turn};
use crate::gateways::Line;
use crate::gateways::whatsapp::Fact;
use crate::messages::store::{self, Letter};
use crate::messages::tries::{self, Try, TryOutcome};
use crate::messages::zones::zones;
use crate::messages::{Channel, Outcome};
use crate::texts::{TextChannel, Written};

/// Providers list what they took after a moment.
const ASKED_AFTER: TimeDelta = TimeDelta::minutes(2);

/// Nothing was tried.
pub(super) fn untried(letter: Option<Letter>, outcome: Outcome, channel: Channel) -> Delivery {
    Delivery { letter, outcome, channel, tried: None, ends: None }
}

impl Sender {
    pub(super) async fn short(&self, ready: Ready<'_>, turn: &Turn) -> Delivery {
        let channel = ready.way.channel;
        let (message, now) = (ready.message, self.context.clock.now());
        let zones = zones(ready.person.phone.as_deref(), zone(ready.site));
        if let Some(morning) = turn.settings_of(message).night().end(&zones, now) {
            return untried(None, Outcome::Early(morning), channel);
        }
        let line = turn.line(message, channel);
        // It was claimed for another channel: its turn comes with the others of its gateway.
        if message.channel != channel || line.is_some_and(Line::is_paused) {
            return untried(None, Outcome::Early(now), channel);
        }
        let gateway = match line.map(|line| line.open(&self.gateways)).transpose() {
            Ok(gateway) => gateway.flatten(),
            Err(problem) => return untried(None, unopened(&problem), channel),
        };
        match gateway {
            None => untried(None, Outcome::NotNow("The gateway lacks an account, a sender, a key or an address".into()), channel),
            Some(gateway) => self.through(gateway.as_ref(), ready, turn).await,
        }
    }

    async fn through(&self, gateway: &dyn Gateway, ready: Ready<'_>, turn: &Turn) -> Delivery {
        let (message, channel) = (ready.message, ready.way.channel);
        let mut links = match self.linked(message, &ready.params).await {
            Ok(links) => links,
            Err(outcome) => return untried(None, outcome, channel),
        };
        if let Some(stop) = &mut links.stop {
            stop.is_heard = turn.line(message, channel).is_some_and(Line::hears);
        }
        let Written { letter, why } = match turn.write(&ready, TextChannel::Sms, &links) {
            Ok(written) => written,
            Err(error) => return untried(None, unmade(&error), channel),
        };
        let form = form_of(&ready, turn, &letter, &links);
        let short = Short { message: message.id, to: &letter.recipient, text: &letter.body, form: form.as_ref() };
        let kept = hidden(letter.clone(), &links);
        if let Some(open) = turn.open.get(&message.id) {
            let tried = Letter { body: open.text.clone().unwrap_or_else(|| kept.body.clone()), ..kept.clone() };
            if let Some(delivery) = self.looked_up(gateway, Short { text: &tried.body, ..short }, open, &tried).await {
                return delivery;
            }
        }
        let why = both(ready.way.why.clone(), why);
        let price = turn.line(message, channel).and_then(Line::price);
        let id = match self.begin(&ready, (&letter, &kept), why, price).await {
            Ok(id) => id,
            Err(error) => {
                let outcome = Outcome::NotNow(format!("The try could not be written down: {error}"));
                return untried(Some(kept), outcome, channel);
            }
        };
        let answer = gateway.send(short).await;
        let told = if matches!(answer, Answer::Busy(_) | Answer::Lost(_)) { &turn.busy } else { &turn.answered };
        told.fetch_add(1, Ordering::Relaxed);
        self.answered(answer, id, &ready, kept)
    }

    /// Of a try that somebody began and told nothing of: whether it was taken. None: it was not, so it is sent. What is looked for is the text
    /// that was written down with it, without its secret: each try had another.
    async fn looked_up(&self, gateway: &dyn Gateway, short: Short<'_>, open: &Try, kept: &Letter) -> Option<Delivery> {
        let end = |outcome, said, reference| Some(End { id: open.id, outcome, said, reference });
        let delivery = |outcome, ends| Some(Delivery { letter: Some(kept.clone()), outcome, channel: open.channel, tried: None, ends });
        let now = self.context.clock.now();
        if now < open.began_at + ASKED_AFTER {
            return delivery(Outcome::Early(open.began_at + ASKED_AFTER), None);
        }
        match gateway.find(short, open.began_at).await {
            Found::Taken(reference) => delivery(Outcome::Sent, end(TryOutcome::Taken, None, reference)),
            Found::Busy(said) => delivery(Outcome::NotNow(format!("It could not be asked whether it has the message: {said}")), None),
            Found::Unknowable => {
                let why = "The gateway told nothing, and cannot be asked: send it again if it did not arrive".to_owned();
                delivery(Outcome::Lost(why.clone()), end(TryOutcome::Unknown, Some(why), None))
            }
            Found::Nothing => {
                let ended = self.never_went(open).await;
                ended.err().and_then(|error| delivery(Outcome::NotNow(format!("The try could not be written down: {error}")), None))
            }
        }
    }

    async fn never_went(&self, open: &Try) -> Result<(), DbErr> {
        let tx = self.context.db.begin().await?;
        let said = Some("The provider has nothing of it".to_owned());
        tries::end(&tx, open.id, TryOutcome::Busy, said, None, self.context.clock.now()).await?;
        tx.commit().await
    }

    /// `kept` is the letter without its secret.
    async fn begin(
        &self,
        ready: &Ready<'_>,
        (letter, kept): (&Letter, &Letter),
        why: Option<String>,
        price: Option<i64>,
    ) -> Result<Uuid, DbErr> {
        let parts = (ready.way.channel == Channel::Sms).then(|| segments(&letter.body).parts);
        let (tx, id) = (self.context.db.begin().await?, Uuid::now_v7());
        let one = Try {
            id,
            message_id: ready.message.id,
            site_id: ready.message.site_id,
            channel: ready.way.channel,
            began_at: self.context.clock.now(),
            ended_at: None,
            outcome: None,
            said: None,
            reference: None,
            parts,
            cost: price.map(|price| price * i64::from(parts.unwrap_or(1))),
            why,
            text: Some(kept.body.clone()),
        };
        tries::insert(&tx, one).await?;
        store::keep_letter(&tx, ready.message, kept).await?;
        tx.commit().await?;
        Ok(id)
    }

    fn answered(&self, answer: Answer, id: Uuid, ready: &Ready<'_>, letter: Letter) -> Delivery {
        let (outcome, ends) = match answer {
            Answer::Taken(reference) => (Outcome::Sent, Some(End { id, outcome: TryOutcome::Taken, said: None, reference })),
            Answer::Refused(said) => {
                let outcome = Outcome::Refused(format!("The gateway refused it: {said}"));
                (outcome, Some(End { id, outcome: TryOutcome::Refused, said: Some(said), reference: None }))
            }
            Answer::Busy(said) => {
                let outcome = Outcome::NotNow(format!("The gateway did not take it: {said}"));
                (outcome, Some(End { id, outcome: TryOutcome::Busy, said: Some(said), reference: None }))
            }
            // The try stays open: it is asked about.
            Answer::Lost(_) => (Outcome::Early(self.context.clock.now() + ASKED_AFTER), None),
        };
        let outcome = if ready.way.is_last { outcome } else { outcome.with_another_way(ready.message.attempts) };
        Delivery { letter: Some(letter), outcome, channel: ready.way.channel, tried: None, ends }
    }
}

/// What WhatsApp is given where one may not write freely: only to who wrote themselves lately.
fn form_of(ready: &Ready<'_>, turn: &Turn, letter: &Letter, links: &Links) -> Option<Filled> {
    let (message, person, site) = (ready.message, &ready.person, ready.site);
    let Some(Line::Whatsapp(row)) = turn.line(message, ready.way.channel) else { return None };
    if turn.wrote.contains(&(message.site_id, letter.recipient.clone())) {
        return None;
    }
    let form = row.form(message.event, person.language)?;
    let fill = |fact: &Fact| match fact {
        Fact::Text => letter.body.clone(),
        Fact::Customer => one_line(&person.name),
        Fact::Garage => one_line(&site.name),
        Fact::Phone => site.phone.clone(),
        Fact::Link => links.secret.clone().or_else(|| links.book_again.clone()).unwrap_or_else(|| "–".into()),
    };
    Some(Filled { places: form.places.iter().map(fill).collect(), name: form.name, language: form.language })
}

fn unopened(problem: &Problem) -> Outcome {
    Outcome::NotNow(format!("The gateway's key could not be read: {}", problem.title))
}
