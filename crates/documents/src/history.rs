//! What the template of a vehicle's history prints: every figure, date and sentence already written out.

use contracts::documents::{HistoryDocument, HistoryVisit, Language};
use kernel::{Amount, Currency};
use serde::Serialize;

use crate::format;
use crate::look::Look;
use crate::typed::{Line, clipped, line, long_code};

const LONGEST_TITLE: usize = 160;
const LONGEST_SITE: usize = 60;

#[derive(Debug, Serialize)]
pub struct HistorySheet {
    language: Language,
    printed_on: String,
    vehicle: Line,
    /// In pieces, because Latin digits around an Arabic word change places otherwise.
    plate: Vec<Line>,
    facts: Vec<Fact>,
    visits: Vec<Visit>,
    withheld: bool,
    look: Look,
}

#[derive(Debug, Serialize)]
struct Fact {
    /// Its label among the texts.
    name: &'static str,
    value: Line,
    is_code: bool,
}

#[derive(Debug, Serialize)]
struct Visit {
    on: String,
    number: String,
    site: Line,
    is_earlier: bool,
    odometer: Option<String>,
    jobs: Vec<Job>,
    total: Option<String>,
}

#[derive(Debug, Serialize)]
struct Job {
    title: Line,
    net: Option<String>,
}

impl HistorySheet {
    pub fn of(document: &HistoryDocument) -> Self {
        let language = document.language;
        let rtl = language == Language::Ar;
        Self {
            language,
            printed_on: format::date(document.printed_on),
            vehicle: line(&document.vehicle_label, rtl),
            plate: document.vehicle_plate.split_whitespace().map(|piece| line(piece, false)).collect(),
            facts: facts(document),
            visits: document.visits.iter().map(|visit| Visit::of(visit, language)).collect(),
            withheld: document.withheld,
            look: Look::of(&document.style, rtl),
        }
    }
}

/// Those that are known, two in a row.
fn facts(document: &HistoryDocument) -> Vec<Fact> {
    let language = document.language;
    let rtl = language == Language::Ar;
    let odometer = document.odometer.as_ref().map(|(shown, unit)| format!("{} {unit}", format::whole(language, *shown)));
    let codes = [
        ("vin", document.vin.clone()),
        ("registered", document.first_registered_on.map(format::date)),
        ("odometer", odometer),
        ("engine", document.engine_code.clone()),
    ];
    let words = [("colour", document.colour.clone())];
    let codes = codes.into_iter().filter_map(|(name, value)| Some(Fact { name, value: line(&long_code(&value?), false), is_code: true }));
    let words = words.into_iter().filter_map(|(name, value)| Some(Fact { name, value: line(&value?, rtl), is_code: false }));
    codes.chain(words).collect()
}

impl Visit {
    fn of(visit: &HistoryVisit, language: Language) -> Self {
        let rtl = language == Language::Ar;
        let currency = Currency::from_code(&visit.currency).unwrap_or(Currency { code: *b"XXX", decimals: 2 });
        let money = |amount: Amount| format!("{} {}", format::amount(language, amount, currency.decimals), currency.code());
        Self {
            on: format::date(visit.on),
            number: long_code(&visit.number),
            site: line(&clipped(&visit.site, LONGEST_SITE), rtl),
            is_earlier: visit.is_earlier,
            odometer: visit.odometer.as_ref().map(|(shown, unit)| format!("{} {unit}", format::whole(language, *shown))),
            jobs: visit
                .jobs
                .iter()
                .map(|job| Job { title: line(&clipped(&job.title, LONGEST_TITLE), rtl), net: job.net.map(money) })
                .collect(),
            total: visit.total.map(money),
        }
    }
}
