//! The names that a text may have, by event, and where among its facts the value of each is.

use minijinja::Value;
use minijinja::value::ValueKind;

use super::text::TextChannel;
use crate::messages::MessageEvent;

/// A name, and the way to its value.
pub type Name = (&'static str, &'static str);

/// The secret link.
pub const LINK: &str = "link";

const PERSON: Name = ("customer", "person");
const GARAGE: [Name; 3] = [("garage", "site.name"), ("phone", "site.phone"), ("address", "site.address")];
const NUMBER: Name = ("number", "number");
const PLATE: Name = ("plate", "plate");
const VEHICLE: [Name; 3] = [PLATE, ("vehicle", "vehicle"), NUMBER];
const SECRET: Name = (LINK, "link");
const VISIT: [Name; 5] = [("date", "date"), ("hour", "hour"), ("services", "services"), PLATE, NUMBER];
const DUE: Name = ("due", "due");

/// Most are in an invoice's text message.
const LISTED: usize = 3;

/// What a text about the event may name, what is most wanted first.
pub fn names(event: MessageEvent) -> Vec<Name> {
    use MessageEvent as E;
    let own: Vec<&[Name]> = match event {
        E::TechnicianAssigned => vec![&[("technician", "person")], &VEHICLE, &[("concern", "concern")]],
        E::StatusChanged => vec![&[PERSON], &VEHICLE, &[("status", "status"), ("promised", "promised")]],
        E::ReadyForPickup => vec![&[PERSON], &VEHICLE],
        E::ServiceDue => vec![&[PERSON], &VEHICLE[..2], &[("what", "what"), ("on", "on"), ("book", "book")]],
        E::Promotion => vec![&[PERSON, ("book", "book")], &VEHICLE[..2], &[("jobs", "jobs")]],
        E::InvoiceIssued => vec![&[PERSON, NUMBER, ("total", "total"), DUE, ("due_on", "due_on")]],
        E::AppointmentRequested | E::AppointmentConfirmed => vec![&[PERSON, SECRET], &VISIT, &[("deposit", "deposit")]],
        E::AppointmentRescheduled => vec![&[PERSON, SECRET], &VISIT, &[("old_date", "old_date"), ("old_hour", "old_hour")]],
        E::AppointmentReminder => vec![&[PERSON, SECRET], &VISIT],
        E::AppointmentCancelled | E::AppointmentNoShow => vec![&[PERSON], &VISIT, &[("book_again", "book_again")]],
        E::InspectionReport | E::Feedback => vec![&[PERSON, SECRET], &VEHICLE],
        E::EstimateSent => vec![&[PERSON, SECRET], &VEHICLE, &[("until", "until")]],
        E::EstimateAnswered => {
            vec![&[PERSON, SECRET], &VEHICLE, &[("job", "job"), ("question", "question"), ("answer", "answer")]]
        }
        E::PurchaseOrder => {
            vec![&[("supplier", "person"), NUMBER, ("lines", "lines"), ("expected_on", "expected_on"), ("notes", "notes")]]
        }
        E::Statement => vec![&[PERSON, DUE, ("from", "from"), ("until", "until")]],
        E::Dunning => vec![&[PERSON, ("title", "title"), ("text", "text"), ("invoices", "invoices"), DUE, ("fee", "fee")]],
        E::PasswordReset | E::Invitation | E::Registration | E::EmailConfirmation | E::SecurityAlert | E::Note | E::Report => return vec![],
    };
    own.into_iter().flatten().chain(&GARAGE).copied().collect()
}

/// Whether a text about the event is nothing without its link.
pub fn needs_link(event: MessageEvent) -> bool {
    names(event).iter().any(|(name, _)| *name == LINK)
}

/// What a name stands for; none where the event does not know it.
pub fn value(event: MessageEvent, channel: TextChannel, facts: &Value, name: &str) -> Option<String> {
    let (_, way) = names(event).into_iter().find(|(known, _)| *known == name)?;
    let found = way.split('.').fold(facts.clone(), |at, step| at.get_attr(step).unwrap_or_default());
    Some(match found.kind() {
        ValueKind::Undefined | ValueKind::None => String::new(),
        ValueKind::Seq | ValueKind::Iterable => listed(&found, channel),
        _ => found.to_string(),
    })
}

/// Invoices or articles: a line each, and in a text message the numbers of the first.
fn listed(all: &Value, channel: TextChannel) -> String {
    let Ok(items) = all.try_iter() else { return String::new() };
    let of = |item: &Value, field: &str| item.get_attr(field).ok().filter(|value| !value.is_undefined() && !value.is_none());
    match channel {
        TextChannel::Sms => {
            items.take(LISTED).filter_map(|item| of(&item, "number")).map(|it| it.to_string()).collect::<Vec<_>>().join(", ")
        }
        TextChannel::Email => {
            let line = |item: Value| {
                let fields = ["packs", "number", "name", "due_on", "due"].into_iter().filter_map(|field| of(&item, field));
                format!("- {}", fields.map(|it| it.to_string()).collect::<Vec<_>>().join(" · "))
            };
            items.map(line).collect::<Vec<_>>().join("\n")
        }
    }
}
