//! What a garage's own text has to be.

use kernel::FieldError;
use serde_json::json;

use super::fill::{Piece, StrayBrace, pieces};
use super::names::{LINK, names, needs_link};
use super::text::{Place, TextChannel};
use crate::messages::MessageEvent;

/// Letters of the longest.
pub const LONGEST_SUBJECT: usize = 200;
pub const LONGEST_MAIL: usize = 5_000;
pub const LONGEST_SMS: usize = 640;

/// Everything that is wrong with a text, by field.
pub fn faults(place: Place, subject: Option<&str>, body: &str) -> Vec<FieldError> {
    let is_sms = place.channel == TextChannel::Sms;
    let (subject, body) = (subject.unwrap_or_default().trim(), body.trim());
    let has_link = || names_in(body).contains(&LINK);
    let plain = [
        (!is_sms && subject.is_empty(), FieldError::new("/subject", "required", "a mail has a subject")),
        (is_sms && !subject.is_empty(), FieldError::new("/subject", "no-subject", "a text message has no subject")),
        (body.is_empty(), FieldError::new("/body", "required", "it says nothing")),
        (
            is_sms && body.chars().count() > LONGEST_SMS,
            FieldError::new("/body", "sms-too-long", format!("a text message has at most {LONGEST_SMS} letters")),
        ),
        (
            names_in(subject).contains(&LINK),
            FieldError::new("/subject", "link-in-subject", "the link is secret: a subject is seen by many"),
        ),
        (
            !body.is_empty() && needs_link(place.event) && !has_link(),
            FieldError::new("/body", "link-missing", "without {link} the customer cannot answer"),
        ),
    ];
    let found = plain.into_iter().filter_map(|(stands, fault)| stands.then_some(fault));
    found.chain(wrong_names(place.event, "/subject", subject)).chain(wrong_names(place.event, "/body", body)).collect()
}

fn names_in(text: &str) -> Vec<&str> {
    let name = |piece| if let Piece::Name(name) = piece { Some(name) } else { None };
    pieces(text).unwrap_or_default().into_iter().filter_map(name).collect()
}

/// The first brace that stands around no name, or else each name that the event does not know, once.
fn wrong_names(event: MessageEvent, field: &str, text: &str) -> Vec<FieldError> {
    if let Err(StrayBrace(from)) = pieces(text) {
        let why = format!("braces stand around a name of those listed, and nothing else: {from}");
        return vec![FieldError::new(field, "stray-brace", why).with([("at", json!(from))])];
    }
    let known = names(event);
    let mut strange: Vec<_> = names_in(text).into_iter().filter(|name| !known.iter().any(|(known, _)| known == name)).collect();
    strange.dedup();
    let fault = |name: &str| {
        FieldError::new(field, "unknown-name", format!("this message does not know {{{name}}}"))
            .with([("name", json!(format!("{{{name}}}")))])
    };
    strange.into_iter().map(fault).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use contracts::documents::Language;

    fn of(event: MessageEvent, channel: TextChannel, subject: Option<&str>, body: &str) -> Vec<String> {
        let place = Place::new(None, (event, channel, Language::Fr)).unwrap();
        faults(place, subject, body).into_iter().map(|fault| format!("{} {}", fault.pointer, fault.code)).collect()
    }

    #[test]
    fn a_text_says_what_its_event_knows_and_has_its_link() {
        use MessageEvent::{AppointmentCancelled, EstimateSent, ReadyForPickup};
        use TextChannel::{Email, Sms};
        let long = "a".repeat(640);
        let longer = "a".repeat(641);
        let table: [(_, _, _, &str, &[&str]); 16] = [
            (ReadyForPickup, Sms, None, "{vehicle} {plate}: {phone}", &[]),
            (ReadyForPickup, Sms, None, &long, &[]),
            (ReadyForPickup, Sms, None, &longer, &["/body sms-too-long"]),
            (ReadyForPickup, Email, Some("Ready"), &longer, &[]),
            (ReadyForPickup, Sms, Some("Ready"), "Ready", &["/subject no-subject"]),
            (ReadyForPickup, Email, None, "Ready", &["/subject required"]),
            (ReadyForPickup, Email, Some(" "), "  ", &["/subject required", "/body required"]),
            (ReadyForPickup, Sms, None, "{link}", &["/body unknown-name"]),
            (ReadyForPickup, Sms, None, "{due} {customer} {start}", &["/body unknown-name", "/body unknown-name"]),
            (ReadyForPickup, Sms, None, "{{7*7}}", &["/body stray-brace"]),
            (ReadyForPickup, Email, Some("{a{b}}"), "{plate", &["/subject stray-brace", "/body stray-brace"]),
            (EstimateSent, Sms, None, "{vehicle} {link}", &[]),
            (EstimateSent, Sms, None, "{vehicle}", &["/body link-missing"]),
            (EstimateSent, Email, Some("{link}"), "{link} {link}", &["/subject link-in-subject"]),
            (AppointmentCancelled, Sms, None, "{date} {hour}", &[]),
            (AppointmentCancelled, Sms, None, "{book_again}", &[]),
        ];
        for (event, channel, subject, body, expected) in table {
            assert_eq!(of(event, channel, subject, body), expected, "{subject:?} {body}");
        }
    }

    #[test]
    fn a_name_that_is_not_known_is_named() {
        let place = Place::new(None, (MessageEvent::ReadyForPickup, TextChannel::Sms, Language::Fr)).unwrap();
        let fault = &faults(place, None, "{nonsense} {nonsense}")[0];
        assert_eq!((fault.values["name"].as_str(), fault.detail.contains("{nonsense}")), (Some("{nonsense}"), true));
    }
}
