//! What an example of a text is made of: somebody who does not exist, their car, and what may happen to it.

use chrono::{DateTime, Days, NaiveDate, TimeDelta, Utc};
use contracts::billing::{DunningSent, InvoiceId, LetterId, LetterWords, RemindedInvoice, StatementAsked};
use contracts::customers::CustomerId;
use contracts::documents::Language;
use contracts::identity::SiteCard;
use contracts::inventory::{OrderedArticle, PurchaseOrderId, PurchaseOrderMailed};
use contracts::scheduling::{AppointmentId, AppointmentNotice, AppointmentState, Translated};
use contracts::vehicles::{DueKind, VehicleId};
use contracts::workshop::{DeferredJobId, EstimateId, InspectionId, WorkStatus};
use kernel::{Amount, Currency, Quantity};
use uuid::Uuid;

use crate::campaigns::{CampaignText, PromotedJob, Promotion};
use crate::messages::{MessageEvent, Params};
use crate::reminders::{DueLine, ServiceDue};
use crate::sending::Person;
use crate::sending::templates::{Links, Stop};

const PLATE: &str = "215 TU 4821";
const VEHICLE: &str = "Peugeot 208";
/// As long as a secret is, and none.
const SECRET: &str = "EXEMPLE-0000000000000000000000000000-EXAMPLE";

pub fn person(language: Language) -> Person {
    // A name that telephones have letters for: what makes a text dear is to be seen in its words.
    let name = if language == Language::Ar { "سامي الطرابلسي" } else { "Sami Trabelsi" };
    Person { name: name.into(), email: Some("sami@example.tn".into()), phone: Some("+21698123456".into()), language, prefers: None }
}

/// Links that open nothing, as long as those that do.
pub fn links(event: MessageEvent, public_url: &str) -> Links {
    let place = match event {
        MessageEvent::InspectionReport => "i",
        MessageEvent::EstimateSent | MessageEvent::EstimateAnswered => "e",
        MessageEvent::Promotion => "o",
        MessageEvent::Feedback => "f",
        _ => "a",
    };
    let stop = Stop { page: format!("{public_url}/u/example000"), one_click: String::new(), is_heard: true };
    let book_again = Some(format!("{public_url}/book/example"));
    Links { secret: Some(format!("{public_url}/{place}/{SECRET}")), book_again, stop: Some(stop), ..Links::default() }
}

/// What the event would be about. `now` is the day before everything that is to come.
pub fn params(event: MessageEvent, site: &SiteCard, language: Language, now: DateTime<Utc>) -> Params {
    use MessageEvent as E;
    let (plate, vehicle, number) = (PLATE.to_owned(), VEHICLE.to_owned(), numbered(site, "", now));
    let words = Words::of(language);
    match event {
        E::StatusChanged => {
            let (status, promised_at) = (WorkStatus::WaitingForParts, Some(tomorrow(site, now, 17)));
            Params::Status { number, plate, vehicle, status, promised_at, is_later: true }
        }
        E::ServiceDue => Params::ServiceDue { due: Box::new(service_due(&words, now.date_naive())) },
        E::InvoiceIssued => {
            let due_on = Some(now.date_naive() + Days::new(30));
            Params::Invoice {
                number: numbered(site, "F-", now),
                total: money(site),
                due: money(site),
                currency: site.currency.clone(),
                due_on,
            }
        }
        E::AppointmentRequested
        | E::AppointmentConfirmed
        | E::AppointmentRescheduled
        | E::AppointmentCancelled
        | E::AppointmentReminder
        | E::AppointmentNoShow => Params::Appointment { notice: Box::new(notice(site, &words, now)), reminder: None },
        E::InspectionReport => Params::Inspection { inspection_id: InspectionId(Uuid::nil()), number, plate, vehicle },
        E::Feedback => Params::Feedback { number, plate, vehicle, code: String::new() },
        E::EstimateSent => {
            let (estimate_id, expires_at) = (EstimateId(Uuid::nil()), tomorrow(site, now, 18) + Days::new(6));
            Params::Estimate { estimate_id, number, plate, vehicle, expires_at, to: None }
        }
        E::EstimateAnswered => Params::Answer {
            estimate_id: EstimateId(Uuid::nil()),
            number,
            plate,
            vehicle,
            job: words.job.into(),
            question: Some(words.question.into()),
            answer: words.answer.into(),
        },
        E::PurchaseOrder => Params::Purchase { order: Box::new(order(site, &words, now)) },
        E::Statement => Params::Statement { asked: statement(site, now.date_naive()) },
        E::Dunning => Params::Dunning { letter: Box::new(letter(site, &words, now)) },
        _ => Params::WorkOrder { number, plate, vehicle, concern: Some(words.concern.into()) },
    }
}

/// A promotion with these words.
pub fn promotion(text: CampaignText, language: Language) -> Params {
    let job = PromotedJob { id: DeferredJobId(Uuid::nil()), title: Words::of(language).job.into() };
    let promotion = Promotion {
        campaign_id: Uuid::nil(),
        language,
        text,
        channels: vec![],
        vehicle_id: None,
        plate: PLATE.into(),
        vehicle: VEHICLE.into(),
        jobs: vec![job],
        code: String::new(),
        trial: None,
    };
    Params::Promotion { promotion: Box::new(promotion) }
}

/// What people say and call things.
struct Words {
    language: Language,
    job: &'static str,
    service: &'static str,
    concern: &'static str,
    question: &'static str,
    answer: &'static str,
    title: &'static str,
    text: &'static str,
    article: &'static str,
}

impl Words {
    fn of(language: Language) -> Self {
        match language {
            Language::Fr => Self {
                language,
                job: "Freins avant",
                service: "Vidange et filtre à huile",
                concern: "Bruit au freinage",
                question: "Est-ce urgent ?",
                answer: "Oui, avant 2 000 km.",
                title: "Rappel",
                text: "Sauf erreur de notre part, ce qui suit n’est pas encore réglé.",
                article: "Filtre à huile",
            },
            Language::Ar => Self {
                language,
                job: "المكابح الأمامية",
                service: "تغيير الزيت والمصفاة",
                concern: "صوت عند الفرملة",
                question: "هل هو عاجل؟",
                answer: "نعم، قبل 2000 كم.",
                title: "تذكير بالدفع",
                text: "ما لم يكن هناك خطأ من جانبنا، فإن ما يلي لم يدفع بعد.",
                article: "مصفاة زيت",
            },
            Language::En => Self {
                language,
                job: "Front brakes",
                service: "Oil and filter",
                concern: "Noise when braking",
                question: "Is it urgent?",
                answer: "Yes, within 2,000 km.",
                title: "Reminder",
                text: "Unless we are mistaken, what follows has not been paid yet.",
                article: "Oil filter",
            },
        }
    }
}

fn numbered(site: &SiteCard, kind: &str, now: DateTime<Utc>) -> String {
    format!("{kind}{}-{}-00042", site.code, now.format("%Y"))
}

/// 553.100, whatever the currency's decimals are.
fn money(site: &SiteCard) -> Amount {
    let decimals = Currency::from_code(&site.currency).map_or(2, |currency| currency.decimals);
    Amount(5531 * 10_i64.pow(u32::from(decimals)) / 10)
}

/// At this hour where the site is.
fn tomorrow(site: &SiteCard, now: DateTime<Utc>, hour: u32) -> DateTime<Utc> {
    let zone: chrono_tz::Tz = site.time_zone.parse().unwrap_or(chrono_tz::UTC);
    let day = now.with_timezone(&zone).date_naive() + Days::new(1);
    let at = day.and_hms_opt(hour, 0, 0).and_then(|time| time.and_local_timezone(zone).earliest());
    at.map_or(now + TimeDelta::days(1), |at| at.to_utc())
}

fn service_due(words: &Words, today: NaiveDate) -> ServiceDue {
    let job = || words.service.to_owned();
    let titles = vec![Translated { fr: job(), ar: job(), en: job() }];
    let on = today + Days::new(30);
    let line = DueLine { kind: DueKind::Service, on, titles, at: Some(94_300), unit: "km".into() };
    ServiceDue {
        vehicle_id: VehicleId(Uuid::nil()),
        plate: PLATE.into(),
        vehicle: VEHICLE.into(),
        due: vec![line],
        code: "EXAMPLE000".into(),
    }
}

fn notice(site: &SiteCard, words: &Words, now: DateTime<Utc>) -> AppointmentNotice {
    let start = tomorrow(site, now, 10);
    let job = || words.job.to_owned();
    AppointmentNotice {
        id: AppointmentId(Uuid::nil()),
        number: numbered(site, "R-", now),
        site_id: site.id,
        state: AppointmentState::Confirmed,
        customer_id: None,
        name: String::new(),
        phone: None,
        email: None,
        vehicle_id: None,
        plate: Some(PLATE.into()),
        start,
        end: start + TimeDelta::hours(1),
        promised_at: None,
        services: vec![Translated { fr: job(), ar: job(), en: job() }],
        is_waiter: false,
        source: "online".into(),
        technician_id: None,
        old_start: Some(start - TimeDelta::days(1)),
        cancelled_by: None,
        is_late: false,
        language: None,
        deposit_due: Some(money(site)),
        reminder: None,
    }
}

fn order(site: &SiteCard, words: &Words, now: DateTime<Utc>) -> PurchaseOrderMailed {
    let article = OrderedArticle {
        number: "W 712/75".into(),
        name: words.article.into(),
        packs: Quantity::whole(10),
        pack_size: Quantity::whole(1),
        unit: "each".into(),
    };
    PurchaseOrderMailed {
        id: PurchaseOrderId(Uuid::nil()),
        site_id: site.id,
        number: numbered(site, "PO-", now),
        supplier: "Stafim".into(),
        email: "ventes@stafim.example".into(),
        lines: vec![article],
        expected_on: Some(now.date_naive() + Days::new(3)),
        notes: None,
    }
}

fn statement(site: &SiteCard, today: NaiveDate) -> StatementAsked {
    let (customer_id, from) = (CustomerId(Uuid::nil()), today - Days::new(90));
    StatementAsked { customer_id, site_id: site.id, from, until: today, due: money(site), currency: site.currency.clone() }
}

fn letter(site: &SiteCard, words: &Words, now: DateTime<Utc>) -> DunningSent {
    let due_on = now.date_naive() - Days::new(15);
    DunningSent {
        id: LetterId(Uuid::nil()),
        site_id: site.id,
        customer_id: CustomerId(Uuid::nil()),
        step: 1,
        words: vec![LetterWords { language: words.language, title: words.title.into(), text: words.text.into() }],
        invoices: vec![RemindedInvoice { id: InvoiceId(Uuid::nil()), number: numbered(site, "F-", now), due_on, due: money(site) }],
        due: money(site),
        fee: Amount::ZERO,
        currency: site.currency.clone(),
        hold: None,
    }
}
