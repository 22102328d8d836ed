//! Rules for opening hours.

#![expect(clippy::trivially_copy_pass_by_ref, reason = "garde hands every rule references")]

use contracts::identity::{HoursException, OpeningHours, Span};

const MOST_SPANS: usize = 6;
const MOST_EXCEPTIONS: usize = 200;

/// Seven days or none, spans that follow each other, exceptions that end when or after they begin.
pub fn valid(hours: &OpeningHours, (): &()) -> garde::Result {
    let wrong = |why: &str| Err(garde::Error::new(why));
    if !hours.week.is_empty() && hours.week.len() != 7 {
        return wrong("a week has seven days, Monday first");
    }
    if hours.exceptions.len() > MOST_EXCEPTIONS {
        return wrong("there are too many exceptions: remove old ones");
    }
    for spans in hours.week.iter().chain(hours.exceptions.iter().map(|one| &one.spans)) {
        follow_each_other(spans)?;
    }
    hours.exceptions.iter().try_for_each(exception)
}

fn follow_each_other(spans: &[Span]) -> garde::Result {
    let in_order = spans.iter().all(|span| span.from < span.until) && spans.windows(2).all(|pair| pair[0].until <= pair[1].from);
    if in_order && spans.len() <= MOST_SPANS {
        return Ok(());
    }
    Err(garde::Error::new("the hours of a day follow each other, and each ends after it begins"))
}

fn exception(one: &HoursException) -> garde::Result {
    let is_named = !one.name.trim().is_empty() && one.name.chars().count() <= 100 && !one.name.chars().any(char::is_control);
    if !is_named {
        return Err(garde::Error::new("an exception has a name of up to 100 letters"));
    }
    if one.until < one.from {
        return Err(garde::Error::new("an exception ends on the day it begins, or later"));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn span(from: &str, until: &str) -> Span {
        Span { from: from.parse().unwrap(), until: until.parse().unwrap() }
    }

    fn monday(spans: Vec<Span>) -> OpeningHours {
        let mut week = vec![vec![]; 7];
        week[0] = spans;
        OpeningHours { week, exceptions: vec![] }
    }

    #[test]
    fn spans_follow_each_other() {
        assert!(valid(&monday(vec![span("08:00", "12:00"), span("12:00", "18:00")]), &()).is_ok());
        assert!(valid(&monday(vec![span("00:00", "24:00")]), &()).is_ok());
        assert!(valid(&monday(vec![span("08:00", "12:00"), span("11:00", "18:00")]), &()).is_err());
        assert!(valid(&monday(vec![span("14:00", "18:00"), span("08:00", "12:00")]), &()).is_err());
        assert!(valid(&monday(vec![span("08:00", "08:00")]), &()).is_err());
        assert!(valid(&OpeningHours { week: vec![vec![]; 6], exceptions: vec![] }, &()).is_err());
        assert!(valid(&OpeningHours::default(), &()).is_ok());
    }

    #[test]
    fn exceptions_have_a_name_and_an_end() {
        let fair = HoursException {
            name: "Ramadan".into(),
            from: "2026-02-18".parse().unwrap(),
            until: "2026-03-19".parse().unwrap(),
            weekdays: vec![],
            spans: vec![],
        };
        let with = |one: HoursException| valid(&OpeningHours { week: vec![], exceptions: vec![one] }, &());
        assert!(with(fair.clone()).is_ok());
        assert!(with(HoursException { name: " ".into(), ..fair.clone() }).is_err());
        assert!(with(HoursException { until: "2026-02-17".parse().unwrap(), ..fair }).is_err());
    }
}
