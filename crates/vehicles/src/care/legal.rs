//! Dates that the law sets. Source for Tunisia: FACTS, section 1 (ATTT): a private car first at 4 years, then every 2 years until
//! it is 10, then every year; a utility vehicle at 2 years, then every year, and every 6 months after 10. For hire the rule is
//! tighter and not known here, so nothing is proposed; nor for other countries.

use chrono::{Months, NaiveDate};

use crate::plate::HOME;
use crate::vehicles::record::Usage;

const OLD: Months = Months::new(120);

/// The next technical inspection from a day on, counted from the first registration.
pub fn next_inspection(country: &str, usage: Usage, registered: NaiveDate, today: NaiveDate) -> Option<NaiveDate> {
    if country != HOME {
        return None;
    }
    let (first, young, old) = match usage {
        Usage::Private => (48, 24, 12),
        Usage::Utility => (24, 12, 6),
        Usage::Hire => return None,
    };
    let is_old_at = registered.checked_add_months(OLD)?;
    let mut months = first;
    loop {
        // Always counted from the first registration, so that 29 February comes back.
        let day = registered.checked_add_months(Months::new(months))?;
        if day >= today {
            return Some(day);
        }
        months += if day < is_old_at { young } else { old };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn inspections_follow_age_and_use() {
        let cases = [
            (Usage::Private, "2024-03-10", "2026-11-26", Some("2028-03-10")),
            (Usage::Private, "2020-03-10", "2024-03-10", Some("2024-03-10")),
            (Usage::Private, "2020-03-10", "2024-03-11", Some("2026-03-10")),
            (Usage::Private, "2016-12-01", "2026-11-26", Some("2026-12-01")),
            (Usage::Private, "2016-12-01", "2026-12-02", Some("2027-12-01")),
            (Usage::Private, "2000-02-29", "2026-11-26", Some("2027-02-28")),
            (Usage::Private, "2000-02-29", "2027-11-26", Some("2028-02-29")),
            (Usage::Utility, "2025-01-01", "2026-11-26", Some("2027-01-01")),
            (Usage::Utility, "2020-01-01", "2026-11-26", Some("2027-01-01")),
            (Usage::Utility, "2014-01-01", "2026-03-26", Some("2026-07-01")),
            (Usage::Hire, "2020-01-01", "2026-11-26", None),
        ];
        for (usage, registered, today, expected) in cases {
            let next = next_inspection("TN", usage, day(registered), day(today));
            assert_eq!(next, expected.map(day), "{usage:?} {registered} {today}");
        }
        assert_eq!(next_inspection("FR", Usage::Private, day("2020-01-01"), day("2026-01-01")), None);
    }
}
