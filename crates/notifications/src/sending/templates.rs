//! The texts: one file per event and language, its first line the subject. What people typed is filled in as plain text and
//! never read as a template.

use std::sync::LazyLock;

use chrono::{DateTime, Utc};
use contracts::billing::{DunningSent, RemindedInvoice, StatementAsked};
use contracts::documents::Language;
use contracts::identity::SiteCard;
use contracts::inventory::{OrderedArticle, PurchaseOrderMailed};
use contracts::reporting::ReportMailed;
use contracts::scheduling::Translated;
use contracts::vehicles::DueKind;
use kernel::Quantity;
use minijinja::{Environment, UndefinedBehavior, Value, context};
use sea_orm::ActiveEnum;

use super::directory::Person;
use super::{reported, words};
use crate::campaigns::Promotion;
use crate::messages::store::{Claimed, Letter};
use crate::messages::{MessageEvent, Params};
use crate::reminders::{DueLine, ServiceDue};

const LONGEST_SUBJECT: usize = 200;

macro_rules! texts {
    ($($name:literal),*) => {
        [$(($name, include_str!(concat!("../../templates/", $name, ".txt")))),*]
    };
}

const TEXTS: [(&str, &str); 78] = texts!(
    "promotion.fr",
    "promotion.ar",
    "promotion.en",
    "dunning.fr",
    "dunning.ar",
    "dunning.en",
    "statement.fr",
    "statement.ar",
    "statement.en",
    "password_reset.fr",
    "password_reset.ar",
    "password_reset.en",
    "invitation.fr",
    "invitation.ar",
    "invitation.en",
    "registration.fr",
    "registration.ar",
    "registration.en",
    "email_confirmation.fr",
    "email_confirmation.ar",
    "email_confirmation.en",
    "security_alert.fr",
    "security_alert.ar",
    "security_alert.en",
    "technician_assigned.fr",
    "technician_assigned.ar",
    "technician_assigned.en",
    "ready_for_pickup.fr",
    "ready_for_pickup.ar",
    "ready_for_pickup.en",
    "invoice_issued.fr",
    "invoice_issued.ar",
    "invoice_issued.en",
    "appointment_requested.fr",
    "appointment_requested.ar",
    "appointment_requested.en",
    "appointment_confirmed.fr",
    "appointment_confirmed.ar",
    "appointment_confirmed.en",
    "appointment_rescheduled.fr",
    "appointment_rescheduled.ar",
    "appointment_rescheduled.en",
    "appointment_cancelled.fr",
    "appointment_cancelled.ar",
    "appointment_cancelled.en",
    "appointment_reminder.fr",
    "appointment_reminder.ar",
    "appointment_reminder.en",
    "appointment_no_show.fr",
    "appointment_no_show.ar",
    "appointment_no_show.en",
    "inspection_report.fr",
    "inspection_report.ar",
    "inspection_report.en",
    "estimate_sent.fr",
    "estimate_sent.ar",
    "estimate_sent.en",
    "estimate_answered.fr",
    "estimate_answered.ar",
    "estimate_answered.en",
    "purchase_order.fr",
    "purchase_order.ar",
    "purchase_order.en",
    "status_changed.fr",
    "status_changed.ar",
    "status_changed.en",
    "service_due.fr",
    "service_due.ar",
    "service_due.en",
    "note.fr",
    "note.ar",
    "note.en",
    "feedback.fr",
    "feedback.ar",
    "feedback.en",
    "report.fr",
    "report.ar",
    "report.en"
);

const SHORT_TEXTS: [(&str, &str); 51] = texts!(
    "sms/promotion.fr",
    "sms/promotion.ar",
    "sms/promotion.en",
    "sms/ready_for_pickup.fr",
    "sms/ready_for_pickup.ar",
    "sms/ready_for_pickup.en",
    "sms/appointment_requested.fr",
    "sms/appointment_requested.ar",
    "sms/appointment_requested.en",
    "sms/appointment_confirmed.fr",
    "sms/appointment_confirmed.ar",
    "sms/appointment_confirmed.en",
    "sms/appointment_rescheduled.fr",
    "sms/appointment_rescheduled.ar",
    "sms/appointment_rescheduled.en",
    "sms/appointment_cancelled.fr",
    "sms/appointment_cancelled.ar",
    "sms/appointment_cancelled.en",
    "sms/appointment_reminder.fr",
    "sms/appointment_reminder.ar",
    "sms/appointment_reminder.en",
    "sms/appointment_no_show.fr",
    "sms/appointment_no_show.ar",
    "sms/appointment_no_show.en",
    "sms/invoice_issued.fr",
    "sms/invoice_issued.ar",
    "sms/invoice_issued.en",
    "sms/inspection_report.fr",
    "sms/inspection_report.ar",
    "sms/inspection_report.en",
    "sms/estimate_sent.fr",
    "sms/estimate_sent.ar",
    "sms/estimate_sent.en",
    "sms/estimate_answered.fr",
    "sms/estimate_answered.ar",
    "sms/estimate_answered.en",
    "sms/dunning.fr",
    "sms/dunning.ar",
    "sms/dunning.en",
    "sms/status_changed.fr",
    "sms/status_changed.ar",
    "sms/status_changed.en",
    "sms/service_due.fr",
    "sms/service_due.ar",
    "sms/service_due.en",
    "sms/note.fr",
    "sms/note.ar",
    "sms/note.en",
    "sms/feedback.fr",
    "sms/feedback.ar",
    "sms/feedback.en"
);

static ENVIRONMENT: LazyLock<Result<Environment<'static>, minijinja::Error>> = LazyLock::new(|| {
    let mut environment = Environment::new();
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    environment.set_trim_blocks(true);
    environment.set_lstrip_blocks(true);
    for (name, text) in TEXTS.into_iter().chain(SHORT_TEXTS) {
        environment.add_template(name, text)?;
    }
    Ok(environment)
});

/// The addresses that a letter has.
#[derive(Clone, Debug, Default)]
pub struct Links {
    /// It opens something: the log of messages keeps the letter without it.
    pub secret: Option<String>,
    pub book_again: Option<String>,
    /// A page of the app: it opens nothing to whom is not signed in.
    pub page: Option<String>,
    /// Of a promotion.
    pub stop: Option<Stop>,
}

/// How somebody hears no more offers.
#[derive(Clone, Debug)]
pub struct Stop {
    /// A page for people.
    pub page: String,
    /// An address for mail programs (RFC 8058).
    pub one_click: String,
    /// The word STOP in answer is heard.
    pub is_heard: bool,
}

/// The facts of a message. The error is a sentence for the log of messages.
pub fn params_of(message: &Claimed) -> Result<Params, String> {
    serde_json::from_str(&message.params).map_err(|error| error.to_string())
}

/// The letter to a person about a message's facts. The error is a sentence for the log of messages.
pub fn render(event: MessageEvent, params: &Params, person: &Person, site: &SiteCard, links: &Links) -> Result<Letter, String> {
    let text = built_in(event, false, person.language, facts(params, person, site, links))?;
    let (subject, body) = text.split_once('\n').unwrap_or((&text, ""));
    Ok(letter(subject, body, person))
}

/// The same as a text message: one line, without a subject.
pub fn render_short(event: MessageEvent, params: &Params, person: &Person, site: &SiteCard, links: &Links) -> Result<Letter, String> {
    let text = built_in(event, true, person.language, facts(params, person, site, links))?;
    Ok(short_letter(&text, person))
}

/// The built-in text, of a mail with its subject as the first line.
pub fn built_in(event: MessageEvent, is_short: bool, language: Language, facts: Value) -> Result<String, String> {
    let environment = ENVIRONMENT.as_ref().map_err(ToString::to_string)?;
    let name = format!("{}{}.{}", if is_short { "sms/" } else { "" }, file_of(event), language.code());
    let template = environment.get_template(&name).map_err(|error| error.to_string())?;
    template.render(facts).map_err(|error| error.to_string())
}

pub fn letter(subject: &str, body: &str, person: &Person) -> Letter {
    Letter {
        recipient: person.email.clone().unwrap_or_default(),
        language: person.language.code().to_owned(),
        subject: one_line(subject),
        body: body.trim().to_owned() + "\n",
        attachments: vec![],
    }
}

/// What only a printer or a page needs is plain here: marks of direction where nothing runs from the right, and spaces that do not break, would make
/// it twice as dear.
pub fn short_letter(text: &str, person: &Person) -> Letter {
    let text = if person.language == Language::Ar { text.to_owned() } else { text.replace(is_mark, "") };
    let lines = text.lines().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "));
    Letter {
        recipient: person.phone.clone().unwrap_or_default(),
        language: person.language.code().to_owned(),
        subject: String::new(),
        body: lines.filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n"),
        attachments: vec![],
    }
}

/// Says which way text runs, and is not seen.
const fn is_mark(letter: char) -> bool {
    matches!(letter, '\u{200E}' | '\u{200F}' | '\u{2066}'..='\u{2069}')
}

fn file_of(event: MessageEvent) -> &'static str {
    match event {
        MessageEvent::TechnicianAssigned => "technician_assigned",
        MessageEvent::StatusChanged => "status_changed",
        MessageEvent::ReadyForPickup => "ready_for_pickup",
        MessageEvent::InvoiceIssued => "invoice_issued",
        MessageEvent::Statement => "statement",
        MessageEvent::Dunning => "dunning",
        MessageEvent::PasswordReset => "password_reset",
        MessageEvent::Invitation => "invitation",
        MessageEvent::Registration => "registration",
        MessageEvent::EmailConfirmation => "email_confirmation",
        MessageEvent::SecurityAlert => "security_alert",
        MessageEvent::AppointmentRequested => "appointment_requested",
        MessageEvent::AppointmentConfirmed => "appointment_confirmed",
        MessageEvent::AppointmentRescheduled => "appointment_rescheduled",
        MessageEvent::AppointmentCancelled => "appointment_cancelled",
        MessageEvent::AppointmentReminder => "appointment_reminder",
        MessageEvent::AppointmentNoShow => "appointment_no_show",
        MessageEvent::InspectionReport => "inspection_report",
        MessageEvent::EstimateSent => "estimate_sent",
        MessageEvent::EstimateAnswered => "estimate_answered",
        MessageEvent::PurchaseOrder => "purchase_order",
        MessageEvent::ServiceDue => "service_due",
        MessageEvent::Promotion => "promotion",
        MessageEvent::Note => "note",
        MessageEvent::Feedback => "feedback",
        MessageEvent::Report => "report",
    }
}

/// Until when the customer may answer.
fn expiry(params: &Params) -> Option<DateTime<Utc>> {
    if let Params::Estimate { expires_at, .. } = params { Some(*expires_at) } else { None }
}

/// What texts are made of, as people of the language read it.
pub fn facts(params: &Params, person: &Person, site: &SiteCard, links: &Links) -> Value {
    let language = person.language;
    // A line break in a name or a plate would end the subject early.
    let name = |text: &str| words::name(&one_line(text), language);
    let (zone, currency) = (site.time_zone.clone(), site.currency.clone());
    let site = context! {
        name => name(&site.name),
        address => words::name(site.address.trim(), language),
        phone => words::phone(&one_line(&site.phone), language),
    };
    let (email, link) = (person.email.clone(), links.secret.as_deref().unwrap_or_default());
    let person = name(&person.name);
    match params {
        Params::WorkOrder { number, plate, vehicle, concern } => context! {
            person, site,
            number => words::number(&one_line(number), language),
            plate => words::plate(&one_line(plate), language),
            vehicle => name(vehicle),
            concern => concern.as_deref().map(|text| words::name(text.trim(), language)).unwrap_or_default(),
        },
        Params::Status { .. } => context! { person, site, ..turned(params, &zone, language) },
        Params::AccountLink { .. } => context! {
            person, site,
            email => words::number(&one_line(email.as_deref().unwrap_or_default()), language),
            link,
        },
        Params::Security { alert, address, at, .. } => context! {
            person, site,
            alert => alert.name(),
            at => words::moment(*at, &zone, language),
            address => words::number(&one_line(address), language),
        },
        Params::Appointment { .. } => context! { person, site, link, ..visited(params, links, (&zone, &currency), language) },
        Params::Inspection { number, plate, vehicle, .. }
        | Params::Estimate { number, plate, vehicle, .. }
        | Params::Feedback { number, plate, vehicle, .. } => context! {
            person, site,
            until => expiry(params).map(|at| words::moment(at, &zone, language)),
            number => words::number(&one_line(number), language),
            plate => words::plate(&one_line(plate), language),
            vehicle => name(vehicle),
            link,
        },
        Params::Answer { .. } => context! { person, site, link, ..answered(params, language) },
        Params::Purchase { order } => context! { person, site, ..purchased(order, language) },
        Params::Statement { asked } => context! { person, site, ..stated(asked, language) },
        Params::Dunning { letter } => context! { person, site, ..reminded(letter, language) },
        Params::ServiceDue { due } => context! { person, site, ..falls_due(due, links, language) },
        Params::Promotion { promotion } => context! { person, site, ..promoted(promotion, links, language) },
        Params::Invoice { .. } => context! { person, site, ..invoiced(params, language) },
        Params::Note { .. } => context! { person, site, link, ..noted(params, language) },
        Params::Report { report } => context! { person, site, ..made(report, links, language) },
    }
}

/// When an appointment is, and what for.
fn visited(params: &Params, links: &Links, (zone, currency): (&str, &str), language: Language) -> Value {
    let Params::Appointment { notice, .. } = params else { return context! {} };
    context! {
        number => words::number(&one_line(&notice.number), language),
        date => words::date(words::day(notice.start, zone), language),
        hour => words::hour(notice.start, zone, language),
        old_date => notice.old_start.map(|at| words::date(words::day(at, zone), language)),
        old_hour => notice.old_start.map(|at| words::hour(at, zone, language)),
        start => words::moment(notice.start, zone, language),
        old_start => notice.old_start.map(|at| words::moment(at, zone, language)),
        services => words::name(&one_line(&services(&notice.services, language)), language),
        plate => notice.plate.as_deref().map(|plate| words::plate(&one_line(plate), language)).unwrap_or_default(),
        deposit => notice.deposit_due.map(|due| words::amount(due, currency, language)).unwrap_or_default(),
        by_garage => notice.cancelled_by.as_deref() == Some("garage"),
        book_again => links.book_again.as_deref().unwrap_or_default(),
    }
}

/// Which turn the work took, and when it will be done.
fn turned(params: &Params, zone: &str, language: Language) -> Value {
    let Params::Status { number, plate, vehicle, status, promised_at, .. } = params else { return context! {} };
    context! {
        number => words::number(&one_line(number), language),
        plate => words::plate(&one_line(plate), language),
        vehicle => words::name(&one_line(vehicle), language),
        status => words::status(*status, language),
        promised => promised_at.map(|at| words::moment(at, zone, language)),
    }
}

/// What the desk wrote, and about which order and vehicle.
fn noted(params: &Params, language: Language) -> Value {
    let Params::Note { number, plate, vehicle, text, by, .. } = params else { return context! {} };
    context! {
        number => words::number(&one_line(number), language),
        plate => words::plate(&one_line(plate), language),
        vehicle => words::name(&one_line(vehicle), language),
        text => text.trim(),
        by => words::name(&one_line(by), language),
    }
}

/// A report, its days and its main figures.
fn made(report: &ReportMailed, links: &Links, language: Language) -> Value {
    context! {
        name => words::name(&one_line(&report.name), language),
        from => report.period.map(|(from, _)| words::date(from, language)),
        until => report.period.map(|(_, until)| words::date(until, language)),
        on => words::date(report.on, language),
        figures => reported::lines(report, language),
        link => links.page.as_deref().unwrap_or_default(),
    }
}

/// What an invoice asks for.
fn invoiced(params: &Params, language: Language) -> Value {
    let Params::Invoice { number, total, due, currency, due_on } = params else { return context! {} };
    context! {
        number => words::number(&one_line(number), language),
        total => words::amount(*total, currency, language),
        due => words::amount(*due, currency, language),
        is_due => due.0 > 0,
        due_on => due_on.map(|day| words::date(day, language)),
    }
}

/// What an account stands at, and of which days.
fn stated(asked: &StatementAsked, language: Language) -> Value {
    context! {
        due => words::amount(asked.due, &asked.currency, language),
        from => words::date(asked.from, language),
        until => words::date(asked.until, language),
    }
}

/// What falls due for a vehicle, a line each.
fn falls_due(due: &ServiceDue, links: &Links, language: Language) -> Value {
    let line = |line: &DueLine| {
        context! {
            kind => line.kind.to_value(),
            services => words::name(&one_line(&services(&line.titles, language)), language),
            on => words::date(line.on, language),
            at => line.at.map(|at| words::distance(at, &line.unit, language)),
        }
    };
    context! {
        book => links.book_again.as_deref().unwrap_or_default(),
        plate => words::plate(&one_line(&due.plate), language),
        vehicle => words::name(&one_line(&due.vehicle), language),
        due => due.due.iter().map(line).collect::<Vec<_>>(),
        what => due.due.iter().map(|line| named(line, language)).collect::<Vec<_>>().join(", "),
        on => due.due.first().map(|line| words::date(line.on, language)),
    }
}

/// What is offered, of which vehicle, and how one hears no more.
fn promoted(promotion: &Promotion, links: &Links, language: Language) -> Value {
    let jobs: Vec<_> = promotion.jobs.iter().map(|job| words::name(&one_line(&job.title), language)).collect();
    context! {
        book => links.secret.as_deref().or(links.book_again.as_deref()).unwrap_or_default(),
        plate => words::plate(&one_line(&promotion.plate), language),
        vehicle => words::name(&one_line(&promotion.vehicle), language),
        jobs => jobs.join(", "),
        stop => links.stop.as_ref().map(|stop| stop.page.clone()),
        is_heard => links.stop.as_ref().is_some_and(|stop| stop.is_heard),
    }
}

/// What a line is called where it stands without its date.
fn named(line: &DueLine, language: Language) -> String {
    let [service, inspection, insurance, road_tax] = match language {
        Language::Fr => ["entretien", "visite technique", "assurance", "vignette"],
        Language::Ar => ["الصيانة", "الفحص الفني", "التأمين", "معلوم الجولان"],
        Language::En => ["service", "technical inspection", "insurance", "road tax"],
    };
    match line.kind {
        DueKind::Service if line.titles.is_empty() => service.to_owned(),
        DueKind::Service => words::name(&one_line(&services(&line.titles, language)), language),
        DueKind::Inspection => inspection.to_owned(),
        DueKind::Insurance => insurance.to_owned(),
        DueKind::RoadTax => road_tax.to_owned(),
    }
}

/// What is past due, a line each.
fn reminded(letter: &DunningSent, language: Language) -> Value {
    let words = letter.words.iter().find(|words| words.language == language);
    let amount = |amount| words::amount(amount, &letter.currency, language);
    let invoice = |invoice: &RemindedInvoice| {
        context! {
            number => words::number(&one_line(&invoice.number), language),
            due_on => words::date(invoice.due_on, language),
            due => amount(invoice.due),
        }
    };
    context! {
        title => words.map(|words| words.title.clone()).unwrap_or_default(),
        text => words.map(|words| words.text.trim().to_owned()).unwrap_or_default(),
        invoices => letter.invoices.iter().map(invoice).collect::<Vec<_>>(),
        due => amount(letter.due),
        fee => (letter.fee.0 > 0).then(|| amount(letter.fee)),
    }
}

/// What was asked on a job and answered, and which order and vehicle it is about.
fn answered(params: &Params, language: Language) -> Value {
    let Params::Answer { number, plate, vehicle, job, question, answer, .. } = params else { return context! {} };
    context! {
        number => words::number(&one_line(number), language),
        plate => words::plate(&one_line(plate), language),
        vehicle => words::name(&one_line(vehicle), language),
        job => words::name(&one_line(job), language),
        question => words::name(question.as_deref().unwrap_or_default().trim(), language),
        answer => words::name(answer.trim(), language),
    }
}

/// What a supplier is to send, a line each.
fn purchased(order: &PurchaseOrderMailed, language: Language) -> Value {
    let line = |article: &OrderedArticle| {
        let size = (article.pack_size != Quantity::whole(1)).then(|| words::quantity(article.pack_size, language));
        context! {
            packs => words::quantity(article.packs, language),
            size,
            unit => words::unit(&article.unit, language),
            number => words::number(&one_line(&article.number), language),
            name => words::name(&one_line(&article.name), language),
        }
    };
    context! {
        number => words::number(&one_line(&order.number), language),
        lines => order.lines.iter().map(line).collect::<Vec<_>>(),
        expected_on => order.expected_on.map(|day| words::date(day, language)),
        notes => words::name(order.notes.as_deref().unwrap_or_default().trim(), language),
    }
}

fn services(all: &[Translated], language: Language) -> String {
    let of = |names: &Translated| match language {
        Language::Fr => names.fr.clone(),
        Language::Ar => names.ar.clone(),
        Language::En => names.en.clone(),
    };
    all.iter().map(of).collect::<Vec<_>>().join(", ")
}

/// Without line breaks and other control characters, and not endless: for headers.
pub fn one_line(text: &str) -> String {
    let plain: String = text.chars().map(|letter| if letter.is_control() { ' ' } else { letter }).take(LONGEST_SUBJECT).collect();
    plain.trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::NaiveDate;
    use contracts::identity::{Alert, Languages, Numbering, OpeningHours};
    use contracts::reporting::{MainFigure, ReportedFigure, ReportedGroup};
    use kernel::{Amount, BasisPoints, SiteId};
    use uuid::Uuid;

    fn site() -> SiteCard {
        SiteCard {
            id: SiteId(Uuid::nil()),
            code: "LAC".into(),
            name: "Garage du Lac".into(),
            legal_name: "Garage du Lac SARL".into(),
            address: "Rue du Lac Léman, 1053 Tunis".into(),
            phone: "+21671123456".into(),
            email: "contact@garage.example".into(),
            tax_id: String::new(),
            country: "TN".into(),
            currency: "TND".into(),
            vat_rate: BasisPoints(1900),
            stamp_duty: Amount(1000),
            labour_rate: Amount(60_000),
            time_zone: "Africa/Tunis".into(),
            payment_terms_days: 0,
            bank_account: String::new(),
            numbering: Numbering::default(),
            languages: Languages::default(),
            hours: OpeningHours::default(),
            closed_at: None,
        }
    }

    fn letter(event: MessageEvent, params: &Params, language: Language) -> Letter {
        let person = Person {
            name: "Leïla".into(),
            email: Some("leila@example.tn".into()),
            phone: Some("+21698123456".into()),
            language,
            prefers: None,
        };
        let links = Links {
            secret: Some("https://garage.example/join#secret".into()),
            book_again: Some("https://garage.example/book/lac".into()),
            page: Some("https://garage.example/dashboard?saved=1".into()),
            ..Links::default()
        };
        render(event, params, &person, &site(), &links).unwrap()
    }

    fn order(plate: &str, concern: &str) -> Params {
        Params::WorkOrder {
            number: "LAC-2026-00042".into(),
            plate: plate.into(),
            vehicle: "Peugeot 208 2019".into(),
            concern: Some(concern.into()),
        }
    }

    fn status(promised_at: Option<chrono::DateTime<chrono::Utc>>) -> Params {
        Params::Status {
            number: "LAC-2026-00042".into(),
            plate: "215 TU 4821".into(),
            vehicle: "Peugeot 208 2019".into(),
            status: contracts::workshop::WorkStatus::WaitingForParts,
            promised_at,
            is_later: false,
        }
    }

    fn inspection() -> Params {
        Params::Inspection {
            inspection_id: contracts::workshop::InspectionId(Uuid::nil()),
            number: "LAC-2026-00042".into(),
            plate: "215 TU 4821".into(),
            vehicle: "Peugeot 208 2019".into(),
        }
    }

    fn estimate() -> Params {
        Params::Estimate {
            estimate_id: contracts::workshop::EstimateId(Uuid::nil()),
            number: "LAC-2026-00042".into(),
            plate: "215 TU 4821".into(),
            vehicle: "Peugeot 208 2019".into(),
            expires_at: chrono::DateTime::from_timestamp(1_800_000_000, 0).unwrap(),
            to: None,
        }
    }

    fn answer() -> Params {
        Params::Answer {
            estimate_id: contracts::workshop::EstimateId(Uuid::nil()),
            number: "LAC-2026-00042".into(),
            plate: "215 TU 4821".into(),
            vehicle: "Peugeot 208 2019".into(),
            job: "Freins avant".into(),
            question: Some("Est-ce urgent ?".into()),
            answer: "Oui, avant 2 000 km.".into(),
        }
    }

    fn note() -> Params {
        Params::Note {
            number: "LAC-2026-00042".into(),
            plate: "215 TU 4821".into(),
            vehicle: "Peugeot 208 2019".into(),
            text: "Votre véhicule sera prêt à 17 h.\n\nÀ tout à l’heure".into(),
            by: "Nadia".into(),
            order: contracts::workshop::WorkOrderId(Uuid::nil()),
            papers: vec![],
        }
    }

    fn feedback() -> Params {
        Params::Feedback {
            number: "LAC-2026-00042".into(),
            plate: "215 TU 4821".into(),
            vehicle: "Peugeot 208 2019".into(),
            code: String::new(),
        }
    }

    fn purchase() -> Params {
        let article = |packs, pack_size| OrderedArticle {
            number: "W 712/75".into(),
            name: "Filtre à huile".into(),
            packs: Quantity(packs),
            pack_size: Quantity(pack_size),
            unit: "litre".into(),
        };
        let order = PurchaseOrderMailed {
            id: contracts::inventory::PurchaseOrderId(Uuid::nil()),
            site_id: SiteId(Uuid::nil()),
            number: "PO-LAC-2026-00042".into(),
            supplier: "Stafim".into(),
            email: "ventes@stafim.example".into(),
            lines: vec![article(10_000, 1000), article(2500, 60_000)],
            expected_on: NaiveDate::from_ymd_opt(2026, 12, 20),
            notes: Some("Livrer avant midi.".into()),
        };
        Params::Purchase { order: Box::new(order) }
    }

    fn invoice(due: i64) -> Params {
        Params::Invoice {
            number: "F-LAC-2026-00042".into(),
            total: Amount(1_553_100),
            due: Amount(due),
            currency: "TND".into(),
            due_on: NaiveDate::from_ymd_opt(2026, 12, 20),
        }
    }

    fn dunning(fee: i64) -> Params {
        let words =
            |language, title: &str| contracts::billing::LetterWords { language, title: title.into(), text: "Merci de régler".into() };
        let invoice = |number: &str| RemindedInvoice {
            id: contracts::billing::InvoiceId(Uuid::nil()),
            number: number.into(),
            due_on: NaiveDate::from_ymd_opt(2026, 12, 20).unwrap(),
            due: Amount(60_000),
        };
        let letter = DunningSent {
            id: contracts::billing::LetterId(Uuid::nil()),
            site_id: SiteId(Uuid::nil()),
            customer_id: contracts::customers::CustomerId(Uuid::nil()),
            step: 1,
            words: vec![words(Language::Fr, "Rappel"), words(Language::Ar, "تذكير"), words(Language::En, "Reminder")],
            invoices: vec![invoice("F-LAC-2026-00042"), invoice("F-LAC-2026-00043")],
            due: Amount(120_000),
            fee: Amount(fee),
            currency: "TND".into(),
            hold: None,
        };
        Params::Dunning { letter: Box::new(letter) }
    }

    fn service_due() -> Params {
        let title = |fr: &str, ar: &str, en: &str| Translated { fr: fr.into(), ar: ar.into(), en: en.into() };
        let line = |kind, on: &str, titles, at| DueLine { kind, on: on.parse().unwrap(), titles, at, unit: "km".into() };
        let services = vec![
            title("Vidange et filtre à huile", "تغيير الزيت والمصفاة", "Oil and filter"),
            title("Filtre d'habitacle", "مصفاة المقصورة", "Cabin filter"),
        ];
        let due = ServiceDue {
            vehicle_id: contracts::vehicles::VehicleId(Uuid::nil()),
            plate: "215 TU 00042".into(),
            vehicle: "Peugeot 208 2019".into(),
            due: vec![line(DueKind::Service, "2027-08-03", services, Some(94_300)), line(DueKind::Inspection, "2027-08-09", vec![], None)],
            code: "q1w2e3r4t5".into(),
        };
        Params::ServiceDue { due: Box::new(due) }
    }

    #[test]
    fn what_is_due_is_said_with_its_date_and_what_the_odometer_shows_then() {
        let french = letter(MessageEvent::ServiceDue, &service_due(), Language::Fr);
        assert_eq!(french.subject, "Peugeot 208 2019 (215 TU 00042) : à prévoir pour le 03/08/2027");
        let lines = "\n- Vidange et filtre à huile, Filtre d'habitacle : vers le 03/08/2027, à 94\u{202F}300\u{A0}km\n\
                     - Visite technique : au plus tard le 09/08/2027\n\nChoisir un rendez-vous";
        assert!(french.body.contains(lines) && french.body.contains("https://garage.example/book/lac"), "{}", french.body);
        let arabic = letter(MessageEvent::ServiceDue, &service_due(), Language::Ar).body;
        assert!(arabic.contains("الفحص الفني") && arabic.contains("تغيير الزيت والمصفاة, مصفاة المقصورة"), "{arabic}");
    }

    #[test]
    fn a_reminder_names_each_invoice_and_the_fee_where_one_is_asked() {
        let with = letter(MessageEvent::Dunning, &dunning(40_000), Language::Fr);
        assert_eq!(with.subject, "Rappel de Garage du Lac");
        for part in
            ["- F-LAC-2026-00043, échéance 20/12/2026 : 60,000\u{A0}TND", "120,000\u{A0}TND", "retard : 40,000\u{A0}TND", "Merci de régler"]
        {
            assert!(with.body.contains(part), "{part}: {}", with.body);
        }
        assert!(!letter(MessageEvent::Dunning, &dunning(0), Language::Fr).body.contains("retard"));
    }

    fn report(groups: usize) -> Params {
        let figure = |figure, value, before| ReportedFigure { figure, value, before };
        let group = ReportedGroup {
            sites: "Garage du Lac".into(),
            currency: "TND".into(),
            figures: vec![
                figure(MainFigure::NetSales, Some(1_723_100), Some(0)),
                figure(MainFigure::GpTotal, Some(4580), None),
                figure(MainFigure::CarCount, Some(3), Some(2)),
                figure(MainFigure::Aro, None, None),
            ],
        };
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        let report = ReportMailed {
            id: Uuid::nil(),
            report_id: Uuid::nil(),
            site_id: SiteId(Uuid::nil()),
            user_id: contracts::identity::UserId(Uuid::nil()),
            name: "Ventes\nde la semaine".into(),
            period: Some((day("2026-11-16"), day("2026-11-22"))),
            on: day("2026-11-23"),
            groups: vec![group; groups],
        };
        Params::Report { report: Box::new(report) }
    }

    #[test]
    fn a_report_says_its_days_and_main_figures_and_where_its_file_is() {
        let french = letter(MessageEvent::Report, &report(1), Language::Fr);
        assert_eq!(french.subject, "Ventes de la semaine : Garage du Lac");
        let lines = "du 16/11/2026 au 22/11/2026 :\n\n- Ventes nettes : 1\u{202F}723,100\u{A0}TND (avant : 0,000\u{A0}TND)\n\
                     - Marge brute : 45,80\u{A0}%\n- Véhicules : 3 (avant : 2)\n- Panier moyen : –\n\nLe fichier";
        assert!(french.body.contains(lines) && french.body.contains("\nhttps://garage.example/dashboard?saved=1\n"), "{}", french.body);
        let two = letter(MessageEvent::Report, &report(2), Language::En).body;
        assert!(two.contains("\n\nGarage du Lac\n- Net sales: 1,723.100") && !two.contains("\n\n\n"), "{two}");
        let arabic = letter(MessageEvent::Report, &report(1), Language::Ar).body;
        assert!(arabic.contains("- هامش الربح الإجمالي: \u{2066}45.80"), "{arabic}");
        let Params::Report { report: as_it_stands } = report(1) else { panic!("it is a report") };
        let now = Params::Report { report: Box::new(ReportMailed { period: None, ..*as_it_stands }) };
        assert!(letter(MessageEvent::Report, &now, Language::Fr).body.contains(", au 23/11/2026 :\n\n- Ventes"));
    }

    #[test]
    fn a_supplier_reads_each_article_with_its_number_and_how_many() {
        let letter = letter(MessageEvent::PurchaseOrder, &purchase(), Language::Fr);
        assert_eq!(letter.subject, "Commande PO-LAC-2026-00042 : Garage du Lac");
        for line in ["- 10 × W 712/75, Filtre à huile", "- 2,5 × W 712/75, Filtre à huile (60 litres)", "Livrer avant midi."] {
            assert!(letter.body.contains(line), "{}", letter.body);
        }
    }

    #[test]
    fn every_event_has_a_text_in_every_language() {
        for language in [Language::Fr, Language::Ar, Language::En] {
            for (event, params) in [
                (MessageEvent::TechnicianAssigned, order("215 TU 4821", "Bruit au freinage")),
                (MessageEvent::ReadyForPickup, order("215 TU 4821", "")),
                (MessageEvent::StatusChanged, status(None)),
                (MessageEvent::StatusChanged, status(chrono::DateTime::from_timestamp(1_800_000_000, 0))),
                (MessageEvent::InvoiceIssued, invoice(1_553_100)),
                (MessageEvent::InspectionReport, inspection()),
                (MessageEvent::EstimateSent, estimate()),
                (MessageEvent::EstimateAnswered, answer()),
                (MessageEvent::PurchaseOrder, purchase()),
                (MessageEvent::Dunning, dunning(0)),
                (MessageEvent::Dunning, dunning(40_000)),
                (MessageEvent::ServiceDue, service_due()),
                (MessageEvent::Note, note()),
                (MessageEvent::Feedback, feedback()),
            ] {
                let letter = letter(event, &params, language);
                assert!(letter.subject.len() > 10 && !letter.subject.contains('\n'), "{letter:?}");
                assert!(letter.body.contains("Garage du Lac") && letter.body.contains("00042"), "{letter:?}");
                assert!(!letter.body.contains("{{") && !letter.body.contains("{%"), "{letter:?}");
                assert!(!letter.body.contains("\n\n\n"), "no holes in the text: {letter:?}");
            }
        }
    }

    #[test]
    fn a_note_is_one_text_and_the_links_of_its_papers_are_lines_below_it() {
        let person =
            Person { name: "Leïla".into(), email: None, phone: Some("+21698123456".into()), language: Language::Fr, prefers: None };
        let papers = Links { secret: Some("https://garage.example/p/1\nhttps://garage.example/p/2".into()), ..Links::default() };
        let short = |links: &Links| render_short(MessageEvent::Note, &note(), &person, &site(), links).unwrap().body;
        let text = "Garage du Lac : Votre véhicule sera prêt à 17 h.\nÀ tout à l’heure";
        assert_eq!(short(&Links::default()), text);
        assert_eq!(short(&papers), format!("{text}\nhttps://garage.example/p/1\nhttps://garage.example/p/2"));
    }

    #[test]
    fn short_texts_fit_a_telephone() {
        let person = |language| Person { name: "Leïla".into(), email: None, phone: Some("+21698123456".into()), language, prefers: None };
        let links = Links { secret: Some("https://garage.example/e/secret".into()), book_again: None, ..Links::default() };
        for language in [Language::Fr, Language::Ar, Language::En] {
            for (event, params, most) in [
                (MessageEvent::ReadyForPickup, order("215 TU 4821", ""), 1),
                (MessageEvent::StatusChanged, status(chrono::DateTime::from_timestamp(1_800_000_000, 0)), 1),
                (MessageEvent::InvoiceIssued, invoice(1_553_100), 1),
                (MessageEvent::InspectionReport, inspection(), 1),
                (MessageEvent::EstimateSent, estimate(), 1),
                (MessageEvent::EstimateAnswered, answer(), 1),
                (MessageEvent::Dunning, dunning(0), 1),
                (MessageEvent::ServiceDue, service_due(), 2),
                (MessageEvent::Feedback, feedback(), 1),
            ] {
                let letter = render_short(event, &params, &person(language), &site(), &links).unwrap();
                assert!(letter.recipient == "+21698123456" && letter.subject.is_empty() && !letter.body.contains('\n'), "{letter:?}");
                assert!(letter.body.contains("Garage du Lac") && !letter.body.contains("{{"), "{letter:?}");
                let parts = super::super::segments::segments(&letter.body);
                // Arabic has 67 letters a part instead of 153.
                let most = if language == Language::Ar { most * 3 } else { most };
                assert!(parts.parts <= most && parts.is_wide == (language == Language::Ar), "{parts:?} {letter:?}");
            }
        }
    }

    #[test]
    fn account_messages_carry_the_link_and_alerts_say_what_happened() {
        let link = Params::AccountLink { request_id: Uuid::nil(), to: None };
        for language in [Language::Fr, Language::Ar, Language::En] {
            let events =
                [MessageEvent::PasswordReset, MessageEvent::Invitation, MessageEvent::Registration, MessageEvent::EmailConfirmation];
            for event in events {
                let letter = letter(event, &link, language);
                assert!(letter.body.contains("\nhttps://garage.example/join#secret\n"), "{letter:?}");
                assert!(!letter.body.contains("\n\n\n") && letter.subject.len() > 10, "{letter:?}");
            }
            let mut texts = std::collections::BTreeSet::new();
            for alert in Alert::ALL {
                let params = Params::Security {
                    alert,
                    address: "192.0.2.1".into(),
                    at: chrono::DateTime::from_timestamp(1_800_000_000, 0).unwrap(),
                    to: None,
                };
                let letter = letter(MessageEvent::SecurityAlert, &params, language);
                assert!(letter.body.contains("192.0.2.1") && letter.body.contains("09:00"), "the site's hour: {letter:?}");
                assert!(!letter.body.contains("\n\n\n"), "{letter:?}");
                texts.insert(letter.body);
            }
            assert_eq!(texts.len(), Alert::ALL.len(), "each alert says something else");
        }
    }

    #[test]
    fn an_invoice_names_what_is_due_only_while_something_is() {
        let body = letter(MessageEvent::InvoiceIssued, &invoice(1_553_100), Language::Fr).body;
        assert!(body.contains("1\u{202F}553,100\u{A0}TND") && body.contains("20/12/2026"), "{body}");
        assert!(!letter(MessageEvent::InvoiceIssued, &invoice(0), Language::Fr).body.contains("20/12/2026"));
    }

    #[test]
    fn what_people_type_is_neither_a_template_nor_a_header() {
        let evil = order("215 TU 4821\r\nBcc: all@example.tn", "{{ 7 * 7 }} {% for x in range(10) %}x{% endfor %}");
        let letter = letter(MessageEvent::TechnicianAssigned, &evil, Language::Fr);
        assert!(letter.body.contains("{{ 7 * 7 }}"), "{letter:?}");
        assert!(!letter.subject.contains('\r') && !letter.body.starts_with("Bcc:"), "{letter:?}");
    }
}
