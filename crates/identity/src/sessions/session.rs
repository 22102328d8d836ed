//! The rules of a session: how long it lasts, and what a refresh token that comes back means.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::{DateTime, TimeDelta, Utc};
use contracts::identity::UserId;
use kernel::idempotency::hex;
use sea_orm::FromQueryResult;
use sha2::{Digest, Sha256};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::{Error, keys};

/// A session ends 30 days after the sign-in, however often it was renewed.
pub const LIFE: TimeDelta = TimeDelta::days(30);
/// A PIN opens a session for one access token; then it is typed again.
const PIN_LIFE: TimeDelta = crate::tokens::LIFE;
/// Two tabs may renew at the same moment: the slower one comes with a token that was just rotated.
const RACE: TimeDelta = TimeDelta::seconds(10);

/// How a session was opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ToSchema)]
#[schema(as = SessionKind, rename_all = "snake_case")]
pub enum Kind {
    Password,
    Passkey,
    /// With an outside provider.
    Oidc,
    /// On a shared device; it cannot be renewed.
    Pin,
}

impl Kind {
    pub fn code(self) -> &'static str {
        match self {
            Self::Password => "password",
            Self::Passkey => "passkey",
            Self::Oidc => "oidc",
            Self::Pin => super::store::PIN,
        }
    }

    pub fn life(self) -> TimeDelta {
        if self == Self::Pin { PIN_LIFE } else { LIFE }
    }
}

/// 256 random bits that only the client has; we keep the SHA-256.
pub struct RefreshToken(String);

impl RefreshToken {
    pub fn new() -> Result<Self, Error> {
        Ok(Self(URL_SAFE_NO_PAD.encode(keys::random::<32>()?)))
    }

    /// What a client sent.
    pub fn from_client(text: String) -> Self {
        Self(text)
    }

    pub fn hash(&self) -> String {
        hex(&Sha256::digest(&self.0))
    }

    pub fn into_secret(self) -> String {
        self.0
    }
}

/// A refresh token with its session, as stored.
#[derive(Debug, FromQueryResult)]
pub struct Renewal {
    pub session_id: Uuid,
    pub user_id: UserId,
    pub used_at: Option<DateTime<Utc>>,
    pub expires_at: DateTime<Utc>,
    pub revoked_at: Option<DateTime<Utc>>,
}

/// What to do with a refresh token.
#[derive(Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Give a new one for it.
    Rotate,
    /// It was rotated a moment ago: answer, and let the new one be.
    Race,
    /// It was rotated long ago, so two have it: one of them stole it.
    Reused,
    Ended,
}

impl Renewal {
    pub fn judge(&self, now: DateTime<Utc>) -> Verdict {
        if self.revoked_at.is_some() || now >= self.expires_at {
            return Verdict::Ended;
        }
        match self.used_at {
            None => Verdict::Rotate,
            Some(used_at) if now - used_at <= RACE => Verdict::Race,
            Some(_) => Verdict::Reused,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(second: i64) -> DateTime<Utc> {
        DateTime::from_timestamp(1_800_000_000 + second, 0).unwrap()
    }

    fn renewal(used_at: Option<i64>) -> Renewal {
        Renewal { session_id: Uuid::nil(), user_id: UserId(Uuid::nil()), used_at: used_at.map(at), expires_at: at(1_000), revoked_at: None }
    }

    #[test]
    fn a_fresh_token_rotates_until_the_session_ends() {
        assert_eq!(renewal(None).judge(at(999)), Verdict::Rotate);
        assert_eq!(renewal(None).judge(at(1_000)), Verdict::Ended);
        assert_eq!(Renewal { revoked_at: Some(at(1)), ..renewal(None) }.judge(at(2)), Verdict::Ended);
    }

    #[test]
    fn a_used_token_is_a_race_for_ten_seconds_and_a_theft_after() {
        assert_eq!(renewal(Some(100)).judge(at(110)), Verdict::Race);
        assert_eq!(renewal(Some(100)).judge(at(111)), Verdict::Reused);
    }

    #[test]
    fn tokens_are_long_and_never_the_same() {
        let (one, two) = (RefreshToken::new().unwrap(), RefreshToken::new().unwrap());
        assert_ne!(one.hash(), two.hash());
        assert_eq!(one.into_secret().len(), 43);
    }
}
