//! A message to try a way with.

use garde::Validate;
use kernel::{Problem, text};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::sending::Answer;

/// A message to try a gateway with.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TrySmsGateway {
    /// With `+` and the country's code.
    #[garde(custom(text::filled_line(20)))]
    #[schema(max_length = 20, format = "filled-line", example = "+21698123456")]
    pub to: String,
}

/// What came of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum SmsTrialOutcome {
    Taken,
    Refused,
    /// Not this time: too many, no credit, nobody there.
    Busy,
    /// The call went out, and nothing came back.
    Lost,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct SmsTrial {
    pub outcome: SmsTrialOutcome,
    /// In the gateway's words.
    pub said: Option<String>,
}

/// The number, however it is spaced.
pub fn phone_of(body: &TrySmsGateway) -> Result<String, Problem> {
    let to: String = body.to.chars().filter(|letter| !letter.is_whitespace()).collect();
    if is_e164(&to) { Ok(to) } else { Err(Problem::field("/to", "invalid-phone", "it begins with + and the country's code")) }
}

pub fn told(answer: Answer) -> SmsTrial {
    let (outcome, said) = match answer {
        Answer::Taken(reference) => (SmsTrialOutcome::Taken, reference),
        Answer::Refused(said) => (SmsTrialOutcome::Refused, Some(said)),
        Answer::Busy(said) => (SmsTrialOutcome::Busy, Some(said)),
        Answer::Lost(said) => (SmsTrialOutcome::Lost, Some(said)),
    };
    SmsTrial { outcome, said }
}

/// At most fifteen digits behind the plus (ITU-T E.164).
pub fn is_e164(text: &str) -> bool {
    let digits = text.strip_prefix('+').unwrap_or_default();
    (7..=15).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit())
}
