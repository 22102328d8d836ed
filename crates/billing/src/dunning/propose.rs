//! Who is to be written to: the day's letters, and what of them is still so.

use std::collections::BTreeMap;

use chrono::{NaiveDate, TimeDelta};
use contracts::billing::{DunningChanged, DunningSent, LetterId, RemindedInvoice};
use contracts::customers::CustomerId;
use contracts::identity::SiteCard;
use kernel::audit::{self, Change};
use kernel::{Actor, Amount, Clock, Problem, Tx, counters, outbox};
use serde::Serialize;

use super::letter::{LetterState, Written};
use super::settings::Model as Settings;
use super::step::Tone;
use super::tables::{letters, lines};
use super::{store, words};
use crate::MODULE;
use crate::invoices::invoice::local_day;
use crate::series::zone;

/// For so long what comes in counts as upon a letter.
const ANSWERED_WITHIN: TimeDelta = TimeDelta::days(14);
/// How many letters are looked at again at once.
const AT_ONCE: usize = 100;
const LONGEST_REASON: usize = 300;

/// Whose letters, on which day.
#[derive(Clone, Copy)]
pub struct Place<'a> {
    pub site: &'a SiteCard,
    pub settings: &'a Settings,
    pub actor: &'a Actor,
    pub clock: &'a dyn Clock,
}

impl Place<'_> {
    pub fn today(&self) -> Result<NaiveDate, Problem> {
        Ok(local_day(self.clock.now(), zone(self.site)?))
    }
}

/// Letters of a site are written by one at a time. Raises the site's day by so much.
pub async fn alone(tx: &Tx, site: &SiteCard, by: i64) -> Result<i64, Problem> {
    Ok(counters::raise(tx, MODULE, &format!("dunned {}", site.id), by).await?)
}

/// Writes what is proposed anew: who is due for a step has one letter, who is not any more has none. Call it alone.
pub async fn propose(tx: &mut Tx, place: Place<'_>) -> Result<Vec<letters::Model>, Problem> {
    let (steps, today) = (place.settings.steps()?, place.today()?);
    let known = store::lock_proposed(tx, place.site.id).await?;
    store::forget_lines(tx, &ids(&known)).await?;
    let late = store::late(&**tx, place.site, today, None).await?;
    let (mut of, mut left) = (BTreeMap::<CustomerId, letters::Model>::new(), vec![]);
    for letter in known {
        left.extend(of.insert(letter.customer_id, letter).map(|other| other.id));
    }
    let (mut proposed, mut rows) = (vec![], vec![]);
    for written in Written::all(&steps, late, today).into_iter().filter(|written| written.due() >= place.settings.least) {
        let known = of.remove(&written.customer_id);
        let is_new = known.is_none();
        let mut letter = known.unwrap_or_else(|| blank(place.site, &written, today));
        rows.extend(written.into_rows(&mut letter, &steps)?);
        if is_new {
            store::insert(tx, &letter).await?;
        } else {
            store::save(tx, &letter).await?;
        }
        proposed.push(letter);
    }
    store::insert_lines(tx, rows).await?;
    left.extend(of.into_values().map(|letter| letter.id));
    store::forget(tx, &left).await?;
    let news = DunningChanged { id: place.site.id.0, site_id: place.site.id };
    outbox::append(tx, MODULE, &news, place.actor, place.clock).await?;
    Ok(proposed)
}

fn blank(site: &SiteCard, written: &Written, today: NaiveDate) -> letters::Model {
    letters::Model {
        id: LetterId::new(),
        site_id: site.id,
        customer_id: written.customer_id,
        customer_name: written.customer_name.clone(),
        currency: site.currency.clone(),
        state: LetterState::Proposed,
        step: written.step,
        tone: Tone::Friendly,
        hold: false,
        words: String::new(),
        due: Amount::ZERO,
        fee: Amount::ZERO,
        proposed_on: today,
        sent_at: None,
        answer_until: None,
        by_name: None,
    }
}

fn ids(letters: &[letters::Model]) -> Vec<LetterId> {
    letters.iter().map(|letter| letter.id).collect()
}

/// What the audit trail keeps.
#[derive(Serialize)]
pub struct Told<'a> {
    state: LetterState,
    step: i32,
    due: Amount,
    fee: Amount,
    currency: &'a str,
}

impl<'a> From<&'a letters::Model> for Told<'a> {
    fn from(letter: &'a letters::Model) -> Self {
        Self { state: letter.state, step: letter.step, due: letter.due, fee: letter.fee, currency: &letter.currency }
    }
}

/// Sends proposed letters, which are locked, as what they ask for stands now. Of which nothing is left goes. Call it alone.
pub async fn send(tx: &mut Tx, place: Place<'_>, proposed: Vec<letters::Model>) -> Result<Vec<letters::Model>, Problem> {
    let (steps, today) = (place.settings.steps()?, place.today()?);
    let mut sent = vec![];
    for some in proposed.chunks(AT_ONCE) {
        let before = store::lines_of(&**tx, &ids(some)).await?;
        let invoices: Vec<_> = before.iter().map(|line| line.invoice_id).collect();
        let late = store::late(&**tx, place.site, today, Some(&invoices)).await?;
        store::forget_lines(tx, &ids(some)).await?;
        for letter in some {
            let is_its = |invoice: &store::Late| before.iter().any(|line| line.letter_id == letter.id && line.invoice_id == invoice.id);
            let its = late.iter().filter(|invoice| is_its(invoice)).cloned().collect();
            match Written::all(&steps, its, today).into_iter().find(|written| written.customer_id == letter.customer_id) {
                Some(written) => {
                    let mut letter = letter.clone();
                    let rows = written.into_rows(&mut letter, &steps)?;
                    sent.push(send_one(tx, place, letter, rows).await?);
                }
                None => store::forget(tx, &[letter.id]).await?,
            }
        }
    }
    Ok(sent)
}

async fn send_one(tx: &mut Tx, place: Place<'_>, mut letter: letters::Model, rows: Vec<lines::Model>) -> Result<letters::Model, Problem> {
    let (now, today) = (place.clock.now(), place.today()?);
    let before = letter.clone();
    (letter.state, letter.sent_at, letter.answer_until) = (LetterState::Sent, Some(now), Some(now + ANSWERED_WITHIN));
    letter.by_name = Some(place.actor.name.clone());
    store::save(tx, &letter).await?;
    let rows: Vec<_> = rows.into_iter().map(|line| lines::Model { done_on: Some(today), ..line }).collect();
    let event = told(place.site, &letter, &rows)?;
    store::insert_lines(tx, rows).await?;
    tell(tx, "dunning.send", (&before, &letter), place).await?;
    outbox::append(tx, MODULE, &event, place.actor, place.clock).await?;
    Ok(letter)
}

/// Writes what became of a letter into the trail.
pub async fn tell(tx: &Tx, action: &str, (before, letter): (&letters::Model, &letters::Model), place: Place<'_>) -> Result<(), Problem> {
    let change = Change { action, entity: "dunning_letter", id: letter.id.0, label: &letter.customer_name, site: Some(letter.site_id) };
    let (before, after) = (Told::from(before), Told::from(letter));
    Ok(audit::record(tx, MODULE, change, (Some(&before), Some(&after)), place.actor, place.clock).await?)
}

fn told(site: &SiteCard, letter: &letters::Model, rows: &[lines::Model]) -> Result<DunningSent, Problem> {
    let reminded =
        |line: &lines::Model| RemindedInvoice { id: line.invoice_id, number: line.number.clone(), due_on: line.due_on, due: line.due };
    let numbers = rows.iter().map(|line| line.number.as_str()).collect::<Vec<_>>().join(", ");
    let reason = format!("{} : {numbers}", words::title(letter.tone, site.languages.default));
    Ok(DunningSent {
        id: letter.id,
        site_id: letter.site_id,
        customer_id: letter.customer_id,
        step: letter.step,
        words: serde_json::from_str(&letter.words).map_err(|error| Problem::internal(&error))?,
        invoices: rows.iter().map(reminded).collect(),
        due: letter.due,
        fee: letter.fee,
        currency: letter.currency.clone(),
        hold: letter.hold.then(|| reason.chars().take(LONGEST_REASON).collect()),
    })
}
