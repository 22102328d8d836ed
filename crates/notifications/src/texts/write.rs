//! The letter as it goes out: in the garage's own words where it has some, else in ours.

use minijinja::{Value, context};

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
#[derive(Clone, Copy)]
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
    if let Params::Promotion { promotion } = params {
        let person = Person { language: promotion.language, ..(*person).clone() };
        return promoted(channel, &Facts { person: &person, ..*facts }).map(|letter| Written { letter, why: None });
    }
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

/// A campaign's own words, and how one hears no more. The error is a sentence for the log of messages.
pub fn promoted(channel: TextChannel, facts: &Facts<'_>) -> Result<Letter, String> {
    let Params::Promotion { promotion } = facts.params else { return Err("it is no promotion".into()) };
    let (text, language) = (&promotion.text, facts.person.language);
    let values = facts.values();
    let filled = |text: &str| fill(text, |name| names::value(facts.event, channel, &values, name));
    let is_short = channel == TextChannel::Sms;
    let (subject, body) = (filled(&text.subject)?, filled(if is_short { &text.short } else { &text.body })?);
    let values = context! { body, ..values };
    let whole = templates::built_in(facts.event, is_short, language, values)?;
    Ok(if is_short { templates::short_letter(&whole, facts.person) } else { templates::letter(&subject, &whole, facts.person) })
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
