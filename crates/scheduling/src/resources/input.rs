//! What the bodies of resources and services share.

use contracts::identity::Span;
use kernel::{FieldError, Problem};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

const LONGEST_CODE: usize = 40;
const DAYS: usize = 7;

/// How the document tells of a code: a short lower-case word such as `alignment_rack`.
#[derive(Serialize, Deserialize, ToSchema)]
#[schema(as = ScheduleCode, max_length = 40, pattern = "^[a-z0-9_]{1,40}$")]
pub struct Code(String);

/// Short lower-case codes: `alignment_rack`.
pub fn code<T: kernel::text::Text>() -> impl Fn(&T, &()) -> garde::Result {
    |value, ()| {
        let is_code = |text: &str| {
            (1..=LONGEST_CODE).contains(&text.len())
                && text.bytes().all(|letter| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == b'_')
        };
        match value.text() {
            Some(text) if !is_code(text) => Err(garde::Error::new("a code has 1 to 40 lower-case letters, digits and underscores")),
            _ => Ok(()),
        }
    }
}

/// A week has seven days, each with its spans in order.
pub fn weeks() -> impl Fn(&Vec<Vec<Span>>, &()) -> garde::Result {
    |week, ()| {
        if week.len() != DAYS {
            return Err(garde::Error::new("a week has seven days, Monday first"));
        }
        let in_order = |day: &Vec<Span>| {
            day.iter().all(|span| span.from < span.until) && day.windows(2).all(|two| two[0].until <= two[1].from) && day.len() <= DAYS
        };
        if week.iter().all(in_order) { Ok(()) } else { Err(garde::Error::new("the spans of a day stand in order and do not overlap")) }
    }
}

/// 422 for the first code that the site's settings do not list.
pub fn known_codes(codes: &[String], known: &[String], pointer: &str) -> Result<(), Problem> {
    let unknown = codes.iter().enumerate().find(|(_, code)| !known.contains(code));
    let Some((place, code)) = unknown else { return Ok(()) };
    let fault = FieldError::new(format!("{pointer}/{place}"), "unknown", format!("{code} is not among the site's codes"));
    Err(Problem::fields(vec![fault]))
}
