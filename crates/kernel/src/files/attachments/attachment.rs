//! What may become of an attachment. Pure.

use chrono::{DateTime, TimeDelta, Utc};
use sea_orm::FromQueryResult;
use uuid::Uuid;

use crate::Problem;

/// Of one document.
pub const MOST: u64 = 100;

/// How long what was taken away can be put back.
const RESTORABLE: TimeDelta = TimeDelta::days(1);

/// An attachment as it is kept, without its bytes.
#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct Stored {
    pub id: Uuid,
    pub record: Uuid,
    pub name: String,
    pub media: String,
    pub size: i64,
    pub by_name: String,
    pub at: DateTime<Utc>,
    pub note: Option<String>,
    /// Seconds since 1970; taken away from its document before that was settled.
    pub removed_at: Option<i64>,
    pub withdrawn_at: Option<DateTime<Utc>>,
    pub withdrawn_by: Option<String>,
    pub reason: Option<String>,
}

impl Stored {
    /// Takes it away, as long as its document is not settled.
    pub fn take_away(&mut self, is_settled: bool, at: DateTime<Utc>) -> Result<(), Problem> {
        self.expect_standing()?;
        if is_settled {
            return Err(Problem::conflict("attachment-settled", "Its document is settled: withdraw it with a reason"));
        }
        self.removed_at = Some(at.timestamp());
        Ok(())
    }

    /// Puts back what was taken away; nothing where it stands.
    pub fn put_back(&mut self) {
        self.removed_at = None;
    }

    /// Marks it as no longer true or meant; it stays to be read.
    pub fn withdraw(&mut self, by: &str, reason: &str, at: DateTime<Utc>) -> Result<(), Problem> {
        self.expect_standing()?;
        self.withdrawn_at = Some(at);
        self.withdrawn_by = Some(by.to_owned());
        self.reason = Some(reason.trim().to_owned());
        Ok(())
    }

    pub fn stands(&self) -> bool {
        self.removed_at.is_none() && self.withdrawn_at.is_none()
    }

    fn expect_standing(&self) -> Result<(), Problem> {
        if self.stands() { Ok(()) } else { Err(Problem::conflict("attachment-gone", "Somebody took it away or withdrew it meanwhile")) }
    }
}

/// What was taken away by then goes for good: seconds since 1970.
pub fn forgotten_before(now: DateTime<Utc>) -> i64 {
    (now - RESTORABLE).timestamp()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn letter() -> Stored {
        Stored {
            id: Uuid::nil(),
            record: Uuid::nil(),
            name: "Letter".into(),
            media: "application/pdf".into(),
            size: 9,
            by_name: "Nadia".into(),
            at: DateTime::UNIX_EPOCH,
            note: None,
            removed_at: None,
            withdrawn_at: None,
            withdrawn_by: None,
            reason: None,
        }
    }

    #[test]
    fn what_is_settled_is_withdrawn_and_not_taken_away() {
        let mut kept = letter();
        assert_eq!(kept.take_away(true, DateTime::UNIX_EPOCH).unwrap_err().code, "attachment-settled");
        kept.withdraw("Nadia", " of another car ", DateTime::UNIX_EPOCH).unwrap();
        assert_eq!((kept.reason.as_deref(), kept.stands()), (Some("of another car"), false));
        assert_eq!(kept.withdraw("Sami", "again", DateTime::UNIX_EPOCH).unwrap_err().code, "attachment-gone");
        assert_eq!(kept.take_away(false, DateTime::UNIX_EPOCH).unwrap_err().code, "attachment-gone");
    }

    #[test]
    fn what_was_taken_away_is_put_back() {
        let mut kept = letter();
        kept.take_away(false, DateTime::UNIX_EPOCH).unwrap();
        assert_eq!(kept.take_away(false, DateTime::UNIX_EPOCH).unwrap_err().code, "attachment-gone");
        kept.put_back();
        assert_eq!(kept, letter());
    }
}
