//! What a site has beside its identity: how its documents are numbered, when it is open, which languages it offers.

use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::documents::Language;

/// A kind of document with numbers of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum DocumentKind {
    WorkOrder,
    Invoice,
}

impl DocumentKind {
    pub const ALL: [Self; 2] = [Self::WorkOrder, Self::Invoice];

    pub fn code(self) -> &'static str {
        match self {
            Self::WorkOrder => "work_order",
            Self::Invoice => "invoice",
        }
    }

    /// The prefix at a site that chose none.
    pub fn usual_prefix(self, site_code: &str) -> String {
        match self {
            Self::WorkOrder => site_code.to_owned(),
            Self::Invoice => format!("F-{site_code}"),
        }
    }
}

/// How a site's documents are numbered: `F-LAC-2026-00042` is prefix, year and sequence. A number is frozen into its document;
/// sequences go on without a gap, per site and year, whatever becomes of prefix and width.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Numbering {
    /// Those that the site chose.
    pub prefixes: BTreeMap<DocumentKind, String>,
    /// Digits that a sequence is filled up to.
    pub width: u8,
}

impl Default for Numbering {
    fn default() -> Self {
        Self { prefixes: BTreeMap::new(), width: 5 }
    }
}

impl Numbering {
    pub fn prefix(&self, kind: DocumentKind, site_code: &str) -> String {
        self.prefixes.get(&kind).cloned().unwrap_or_else(|| kind.usual_prefix(site_code))
    }

    /// The number as printed.
    pub fn number(&self, kind: DocumentKind, site_code: &str, year: i32, sequence: i64) -> String {
        format!("{}-{year}-{sequence:0width$}", self.prefix(kind, site_code), width = usize::from(self.width))
    }
}

/// A time of the day as `08:30`; `24:00` ends a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct TimeOfDay {
    /// Minutes since midnight, 0 to 1440.
    pub minutes: u16,
}

impl FromStr for TimeOfDay {
    type Err = String;
    fn from_str(text: &str) -> Result<Self, String> {
        let wrong = || "a time of the day is written 08:30".to_owned();
        let two_digits = |part: &str| {
            let is_plain = part.len() == 2 && part.bytes().all(|digit| digit.is_ascii_digit());
            if is_plain { part.parse::<u16>().map_err(|_| wrong()) } else { Err(wrong()) }
        };
        let (hours, minutes) = text.split_once(':').ok_or_else(wrong)?;
        let (hours, minutes) = (two_digits(hours)?, two_digits(minutes)?);
        let time = Self { minutes: hours * 60 + minutes };
        if minutes < 60 && time.minutes <= 24 * 60 { Ok(time) } else { Err(wrong()) }
    }
}

impl fmt::Display for TimeOfDay {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{:02}:{:02}", self.minutes / 60, self.minutes % 60)
    }
}

impl TryFrom<String> for TimeOfDay {
    type Error = String;
    fn try_from(text: String) -> Result<Self, String> {
        text.parse()
    }
}

impl From<TimeOfDay> for String {
    fn from(time: TimeOfDay) -> Self {
        time.to_string()
    }
}

/// A day of the week: 1 (Monday) to 7 (ISO 8601).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(try_from = "u8", into = "u8")]
#[schema(value_type = i32, minimum = 1, maximum = 7)]
pub struct Weekday(u8);

impl Weekday {
    pub fn number(self) -> u8 {
        self.0
    }
}

impl TryFrom<u8> for Weekday {
    type Error = String;
    fn try_from(number: u8) -> Result<Self, String> {
        if (1..=7).contains(&number) { Ok(Self(number)) } else { Err("days of the week are 1 (Monday) to 7".into()) }
    }
}

impl From<Weekday> for u8 {
    fn from(day: Weekday) -> Self {
        day.0
    }
}

/// Open from one time to another, on one day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Span {
    #[schema(value_type = String, example = "08:00", max_length = 5, pattern = "^([01][0-9]|2[0-3]):[0-5][0-9]$|^24:00$")]
    pub from: TimeOfDay,
    #[schema(value_type = String, example = "12:30", max_length = 5, pattern = "^([01][0-9]|2[0-3]):[0-5][0-9]$|^24:00$")]
    pub until: TimeOfDay,
}

/// Other hours on some days: a holiday, Ramadan, a Sunday before the feast.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct HoursException {
    #[schema(max_length = 100, format = "line")]
    pub name: String,
    pub from: NaiveDate,
    /// The last day.
    pub until: NaiveDate,
    /// The days of the week it is for; every day when empty.
    #[serde(default)]
    pub weekdays: Vec<Weekday>,
    /// The hours of these days; closed when empty.
    pub spans: Vec<Span>,
}

/// When a site is open, in its own time zone.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct OpeningHours {
    /// Seven days, Monday first, each with its spans in order; empty at a site that did not say.
    pub week: Vec<Vec<Span>>,
    #[serde(default)]
    pub exceptions: Vec<HoursException>,
}

impl OpeningHours {
    /// The hours of a day; none when closed, or when the site did not say. Where exceptions overlap the shorter one counts: a
    /// holiday within Ramadan.
    pub fn on(&self, day: NaiveDate) -> &[Span] {
        let weekday = day.weekday();
        let is_for = |one: &&HoursException| {
            let names_it =
                one.weekdays.is_empty() || one.weekdays.iter().any(|day| u32::from(day.number()) == weekday.number_from_monday());
            (one.from..=one.until).contains(&day) && names_it
        };
        let exception = self.exceptions.iter().filter(is_for).min_by_key(|one| one.until - one.from);
        let usual = self.week.get(weekday.num_days_from_monday() as usize);
        exception.map(|one| &one.spans).or(usual).map_or(&[], Vec::as_slice)
    }
}

/// The languages that a site offers to its customers, and the one of who chose none.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Languages {
    pub offered: Vec<Language>,
    pub default: Language,
}

impl Default for Languages {
    fn default() -> Self {
        Self { offered: vec![Language::Fr, Language::Ar, Language::En], default: Language::Fr }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn span(from: &str, until: &str) -> Span {
        Span { from: from.parse().unwrap(), until: until.parse().unwrap() }
    }

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn exception(name: &str, days: (&str, &str), weekdays: &[u8], spans: &[Span]) -> HoursException {
        HoursException {
            name: name.into(),
            from: day(days.0),
            until: day(days.1),
            weekdays: weekdays.iter().map(|day| Weekday::try_from(*day).unwrap()).collect(),
            spans: spans.to_vec(),
        }
    }

    #[test]
    fn times_of_the_day_are_read_strictly() {
        for good in ["00:00", "08:30", "23:59", "24:00"] {
            assert_eq!(good.parse::<TimeOfDay>().unwrap().to_string(), good);
        }
        for bad in ["", "8:30", "08:60", "24:01", "25:00", "+8:30", "08:3", "08-30", "aa:bb"] {
            assert!(bad.parse::<TimeOfDay>().is_err(), "{bad}");
        }
    }

    #[test]
    fn a_holiday_within_ramadan_is_a_holiday_and_closed_days_stay_closed() {
        let (usual, short) = ([span("08:00", "12:00"), span("14:00", "18:00")], [span("08:00", "15:00")]);
        let mut week = vec![usual.to_vec(); 6];
        week.push(vec![]);
        let ramadan = exception("Ramadan", ("2026-02-18", "2026-03-19"), &[1, 2, 3, 4, 5, 6], &short);
        let holiday = exception("Fête", ("2026-03-20", "2026-03-21"), &[], &[]);
        let within = exception("Révolution", ("2026-03-10", "2026-03-10"), &[], &[]);
        let hours = OpeningHours { week, exceptions: vec![within, ramadan, holiday] };
        assert_eq!(hours.on(day("2026-02-16")), usual, "a Monday before");
        assert_eq!(hours.on(day("2026-02-18")), short);
        assert!(hours.on(day("2026-02-22")).is_empty(), "a Sunday of Ramadan");
        assert!(hours.on(day("2026-03-10")).is_empty() && hours.on(day("2026-03-20")).is_empty());
        assert!(OpeningHours::default().on(day("2026-02-16")).is_empty());
    }

    #[test]
    fn a_number_is_prefix_year_and_sequence() {
        let mut numbering = Numbering::default();
        assert_eq!(numbering.number(DocumentKind::WorkOrder, "LAC", 2026, 42), "LAC-2026-00042");
        assert_eq!(numbering.number(DocumentKind::Invoice, "LAC", 2026, 123_456), "F-LAC-2026-123456");
        numbering.prefixes.insert(DocumentKind::Invoice, "FA".into());
        numbering.width = 4;
        assert_eq!(numbering.number(DocumentKind::Invoice, "LAC", 2026, 42), "FA-2026-0042");
    }

    #[test]
    fn a_day_of_the_week_is_1_to_7() {
        assert!([1, 7].into_iter().all(|number| Weekday::try_from(number).is_ok()));
        assert!([0, 8, 255].into_iter().all(|number| Weekday::try_from(number).is_err()));
    }
}
