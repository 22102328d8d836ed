//! The built-in text with names where its facts would be: what an own text begins with.

use contracts::documents::Language;
use minijinja::{Value, context};

use super::names::names;
use super::text::{Place, TextChannel};
use crate::messages::MessageEvent;
use crate::sending::templates::built_in;

/// Stands on the line of a list's item, which the list's name takes.
const ITEM: &str = "\u{1}";

/// Subject and body; the subject of a text message is empty.
pub fn start(place: Place) -> Result<(String, String), String> {
    let is_short = place.channel == TextChannel::Sms;
    let text = built_in(place.event, is_short, place.language, placeholders(place, is_short))?;
    let text: Vec<_> = text.lines().map(line_of).collect();
    let text = text.join("\n");
    if is_short {
        return Ok((String::new(), text.trim().to_owned()));
    }
    let (subject, body) = text.split_once('\n').unwrap_or((&text, ""));
    Ok((subject.trim().to_owned(), body.trim().to_owned()))
}

/// The mark tells which list: of invoices, or of articles.
fn line_of(line: &str) -> String {
    match line.split(ITEM).nth(1) {
        Some(list) => format!("{{{list}}}"),
        None => line.to_owned(),
    }
}

fn placeholders(place: Place, is_short: bool) -> Value {
    let comma = if place.language == Language::En { "," } else { "" };
    // A customer, a technician, a supplier.
    let person = names(place.event).into_iter().find(|(_, way)| *way == "person").map_or("", |(name, _)| name);
    let item = |list: &str| format!("{ITEM}{list}{ITEM}");
    let invoice = if is_short { "{invoices}".to_owned() } else { item("invoices") };
    context! {
        person => format!("{{{person}}}"),
        site => context! { name => "{garage}", address => "{address}", phone => "{phone}" },
        start => format!("{{date}}{comma} {{hour}}"),
        old_start => format!("{{old_date}}{comma} {{old_hour}}"),
        by_garage => false,
        is_due => true,
        invoices => [context! { number => invoice, due_on => "", due => "" }],
        due => due(place),
        lines => [context! { packs => item("lines"), number => "", name => "", size => "", unit => "" }],
        ..plain()
    }
}

/// An amount, or what is due for a vehicle: one line of it, which names all.
fn due(place: Place) -> Value {
    if place.event == MessageEvent::ServiceDue {
        Value::from(vec![context! { kind => "service", services => "{what}", on => "{on}", at => "" }])
    } else {
        Value::from("{due}")
    }
}

/// Those that are called as their facts are.
fn plain() -> Value {
    const NAMES: [&str; 26] = [
        "number",
        "plate",
        "vehicle",
        "concern",
        "services",
        "deposit",
        "link",
        "book_again",
        "until",
        "job",
        "question",
        "answer",
        "expected_on",
        "notes",
        "from",
        "title",
        "text",
        "fee",
        "total",
        "due_on",
        "status",
        "promised",
        "email",
        "what",
        "on",
        "book",
    ];
    Value::from_iter(NAMES.map(|name| (name, format!("{{{name}}}"))))
}
