//! The letter as it goes out: in the garage's own words where it has some, else in ours.

use minijinja::Value;

use contracts::identity::SiteCard;

use super::check::faults;
use super::fill::fill;
use super::names;
use super::store::OwnTexts;
use super::text::{Place, Text, TextChannel};
use crate::messages::store::Letter;
use crate::messages::{MessageEvent, Params};
use crate::sending::Person;
use crate::sending::templates::{self, Links};

/// A letter, and why it is not in the garage's own words though there are some.
pub struct Written {
    pub letter: Letter,
    pub why: Option<String>,
}

/// What a message says to whom.
pub struct Facts<'a> {
    pub event: MessageEvent,
    pub params: &'a Params,
    pub person: &'a Person,
    pub site: &'a SiteCard,
    pub links: &'a Links,
}

impl Facts<'_> {
    pub fn values(&self) -> Value {
        templates::facts(self.params, self.person, self.site, self.links)
    }
}

/// The error is a sentence for the log of messages: the built-in text could not be made.
pub fn write(own: &OwnTexts, channel: TextChannel, facts: &Facts<'_>) -> Result<Written, String> {
    let Facts { event, params, person, site, links } = facts;
    let text = own.get(site.id, *event, channel, person.language);
    let why = match text.map(|text| kept(text, channel, facts)) {
        Some(Ok(letter)) => return Ok(Written { letter, why: None }),
        Some(Err(fault)) => Some(format!("The garage's own text could not be made: {fault}")),
        None => None,
    };
    let letter = match channel {
        TextChannel::Email => templates::render(*event, params, person, site, links)?,
        TextChannel::Sms => templates::render_short(*event, params, person, site, links)?,
    };
    Ok(Written { letter, why })
}

/// A text that is kept, if it is still one that may be.
fn kept(text: &Text, channel: TextChannel, facts: &Facts<'_>) -> Result<Letter, String> {
    let place = Place { site: None, event: facts.event, channel, language: facts.person.language };
    let (subject, body) = (text.subject.as_str(), text.body.as_deref().unwrap_or_default());
    if let Some(fault) = faults(place, Some(subject), body).into_iter().next() {
        return Err(fault.detail);
    }
    own_letter(channel, subject, body, facts)
}

/// A letter in the garage's own words. The error is a sentence.
pub fn own_letter(channel: TextChannel, subject: &str, body: &str, facts: &Facts<'_>) -> Result<Letter, String> {
    let values = facts.values();
    let filled = |text: &str| fill(text, |name| names::value(facts.event, channel, &values, name));
    Ok(match channel {
        TextChannel::Email => templates::letter(&filled(subject)?, &filled(body)?, facts.person),
        TextChannel::Sms => templates::short_letter(&filled(body)?, facts.person),
    })
}
