//! What is written about a time that is over.

use chrono::{DateTime, Utc};
use kernel::{FieldError, Problem};
use sea_orm::ConnectionTrait;

use super::clocking::{Clocking, LONGEST, Moment};
use super::store;

/// From when until when, as moments. 422 beside the field that is wrong.
pub fn span(from: DateTime<Utc>, until: DateTime<Utc>, now: Moment) -> Result<(Moment, Moment), Problem> {
    let (from, until) = (from.timestamp(), until.timestamp());
    let fault = if until > now {
        Some("it is not over yet")
    } else if until < from {
        Some("it ends before it begins")
    } else if until - from > LONGEST {
        Some("it lasts longer than 16 hours")
    } else {
        None
    };
    fault.map_or(Ok((from, until)), |fault| Err(Problem::fields(vec![FieldError::new("/ended_at", "out-of-range", fault)])))
}

/// 422 when another clocking of the same clock of the person has some of the time.
pub async fn keep_apart<C: ConnectionTrait>(conn: &C, row: &Clocking, replaces: Option<&Clocking>, now: Moment) -> Result<(), Problem> {
    let end = row.ends.unwrap_or(now);
    let others = store::within(conn, None, Some(row.user_id), (row.starts, end.max(row.starts + 1))).await?;
    let overlaps = |other: &&Clocking| {
        let other_end = other.ends.unwrap_or(if other.running.is_some() { now } else { other.starts });
        other.activity.clock() == row.activity.clock() && row.starts < other_end && other.starts < end
    };
    match others.iter().filter(|other| replaces.is_none_or(|old| old.id != other.id)).find(overlaps) {
        None => Ok(()),
        Some(other) => {
            let what = other.job_title.as_deref().or(other.order_number.as_deref()).unwrap_or("the shift");
            Err(Problem::field("/started_at", "overlap", format!("the clock ran on {what} at that time")))
        }
    }
}
