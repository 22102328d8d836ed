//! Appointments as calendar files (RFC 5545), in UTC.

use chrono::{DateTime, Utc};
use contracts::documents::Language;
use contracts::identity::SiteCard;
use contracts::scheduling::{AppointmentState, Translated};

use crate::appointments::record::Model;
use crate::time::at;

/// Octets of a line, without its end.
const LINE: usize = 75;

/// What a mail says of the file.
pub fn method(appointment: &Model) -> &'static str {
    if is_off(appointment) { "CANCEL" } else { "PUBLISH" }
}

fn is_off(appointment: &Model) -> bool {
    matches!(appointment.state, AppointmentState::Cancelled | AppointmentState::NoShow)
}

/// The file of one appointment, for its customer.
pub fn file(appointment: &Model, site: &SiteCard, now: DateTime<Utc>) -> String {
    let told = (summary(appointment, site), description(appointment, site));
    calendar(Some(method(appointment)), event(appointment, site, &told, now))
}

/// All of these, for those who work there. The same appointments make the same file.
pub fn feed(appointments: &[Model], site: &SiteCard) -> String {
    let events = appointments.iter().flat_map(|appointment| {
        let plate = appointment.plate.clone().unwrap_or_default();
        let told = (format!("{plate} {}", appointment.customer_name).trim().to_owned(), summary(appointment, site));
        event(appointment, site, &told, appointment.created_at)
    });
    calendar(None, events.collect())
}

fn calendar(method: Option<&str>, events: Vec<String>) -> String {
    let head = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//ECAR//Appointments//EN"].map(str::to_owned);
    let method = method.map(|method| format!("METHOD:{method}"));
    let lines = head.into_iter().chain(method).chain(events).chain(["END:VCALENDAR".to_owned()]);
    lines.map(|line| folded(&line)).collect()
}

/// Its UID is the appointment's; its SEQUENCE the version, so that every change counts.
fn event(appointment: &Model, site: &SiteCard, (summary, description): &(String, String), stamped: DateTime<Utc>) -> Vec<String> {
    let status = match appointment.state {
        AppointmentState::Requested => "TENTATIVE",
        _ if is_off(appointment) => "CANCELLED",
        _ => "CONFIRMED",
    };
    let mut lines = vec![
        "BEGIN:VEVENT".to_owned(),
        format!("UID:{}@ecar", appointment.id),
        format!("SEQUENCE:{}", appointment.version - 1),
        format!("DTSTAMP:{}", stamp(stamped)),
        format!("DTSTART:{}", stamp(at(appointment.starts))),
        format!("DTEND:{}", stamp(at(appointment.ends))),
        format!("SUMMARY:{}", text(summary)),
        format!("DESCRIPTION:{}", text(description)),
        format!("STATUS:{status}"),
    ];
    if !site.address.trim().is_empty() {
        lines.push(format!("LOCATION:{}", text(site.address.trim())));
    }
    if !site.email.trim().is_empty() {
        lines.push(format!("ORGANIZER;CN=\"{}\":mailto:{}", quoted(&site.name), quoted(&site.email)));
    }
    lines.push("END:VEVENT".to_owned());
    lines
}

fn stamp(instant: DateTime<Utc>) -> String {
    instant.format("%Y%m%dT%H%M%SZ").to_string()
}

fn summary(appointment: &Model, site: &SiteCard) -> String {
    let language = appointment.language.as_deref().map_or(site.languages.default, Language::from_code);
    let of = |names: Translated| match language {
        Language::Fr => names.fr,
        Language::Ar => names.ar,
        Language::En => names.en,
    };
    let services: Vec<_> = appointment.services().into_iter().map(|service| of(service.names)).collect();
    format!("{} – {}", site.name, services.join(", "))
}

fn description(appointment: &Model, site: &SiteCard) -> String {
    let plate = appointment.plate.clone().unwrap_or_default();
    let lines = [appointment.number.as_str(), plate.as_str(), site.phone.as_str()];
    lines.into_iter().filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
}

/// A TEXT value: backslash, semicolon, comma and line ends are escaped; other control characters are left out.
fn text(value: &str) -> String {
    let mut escaped = String::new();
    for letter in value.chars() {
        match letter {
            '\\' | ';' | ',' => escaped.extend(['\\', letter]),
            '\n' => escaped.push_str("\\n"),
            _ if letter.is_control() => {}
            _ => escaped.push(letter),
        }
    }
    escaped
}

/// Within quotes or an address neither quotes nor control characters can stand.
fn quoted(value: &str) -> String {
    value.chars().filter(|letter| *letter != '"' && !letter.is_control()).collect()
}

/// Lines of at most 75 octets, never cut within a character; a line that goes on begins with a blank.
fn folded(line: &str) -> String {
    let (mut out, mut octets) = (String::new(), 0);
    for letter in line.chars() {
        if octets + letter.len_utf8() > LINE {
            out.push_str("\r\n ");
            octets = 1;
        }
        out.push(letter);
        octets += letter.len_utf8();
    }
    out + "\r\n"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_people_type_stays_within_its_line() {
        assert_eq!(text("Rue du Lac, 3; porte\\B\r\nBEGIN:VEVENT"), "Rue du Lac\\, 3\\; porte\\\\B\\nBEGIN:VEVENT");
        assert_eq!(quoted("Garage \"du\r\nLac\""), "Garage duLac");
    }

    #[test]
    fn long_lines_are_folded_between_characters() {
        let line = format!("SUMMARY:{}", "تغيير الزيت ".repeat(20));
        let folded = folded(&line);
        assert!(folded.split("\r\n").all(|part| part.len() <= LINE), "{folded}");
        assert_eq!(folded.replace("\r\n ", "").trim_end_matches("\r\n"), line);
        assert_eq!(super::folded("UID:1"), "UID:1\r\n");
    }
}
