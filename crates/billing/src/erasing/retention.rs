//! How long documents are kept: pure.

use chrono::{Datelike, Months, NaiveDate};
use contracts::subjects::LegalHold;

/// Years, and whether they count from the end of the calendar year. Source: FACTS.md 8. Belgium's VAT code art. 60 counts from the first of January
/// after, Germany's fiscal code § 147 from the end of the year, the United Kingdom's from the end of the accounting year. Where nothing is known,
/// the longest.
fn retention(country: &str) -> (i32, bool) {
    match country {
        "TN" | "FR" => (10, false),
        "DE" => (8, true),
        "GB" => (6, true),
        _ => (10, true),
    }
}

/// What the law of a site's country has it keep, of documents of which the last was issued on a day.
pub fn hold(country: &str, last_on: NaiveDate, documents: i64) -> LegalHold {
    let (years, from_end_of_year) = retention(country);
    let begins = if from_end_of_year { NaiveDate::from_ymd_opt(last_on.year() + 1, 1, 1) } else { Some(last_on) };
    let months = Months::new(u32::try_from(years).unwrap_or_default() * 12);
    let until = begins.and_then(|day| day.checked_add_months(months)).unwrap_or(NaiveDate::MAX);
    LegalHold { until, country: country.to_owned(), years, last_on, documents }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn until(country: &str, last_on: &str) -> String {
        hold(country, last_on.parse().unwrap(), 1).until.to_string()
    }

    #[test]
    fn documents_are_kept_by_the_law_of_the_country_that_issued_them() {
        assert_eq!(until("TN", "2026-11-20"), "2036-11-20");
        assert_eq!(until("FR", "2024-02-29"), "2034-02-28");
        assert_eq!(until("DE", "2026-11-20"), "2035-01-01");
        assert_eq!(until("BE", "2026-01-01"), "2037-01-01");
        assert_eq!(until("GB", "2026-11-20"), "2033-01-01");
        assert_eq!(until("XX", "2026-11-20"), "2037-01-01", "the longest where nothing is known");
    }
}
