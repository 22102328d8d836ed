//! The rules of estimates that can be broken.

use kernel::Problem;
use thiserror::Error;

#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum Error {
    #[error("no job of the order waits for the customer's word")]
    NothingToSend,
    #[error("without lines: {}", .0.join(", "))]
    LinesMissing(Vec<String>),
    #[error("nothing was sent yet")]
    NotSent,
    #[error("version {0} is the present one")]
    Superseded(i64),
    #[error("the time to decide is over")]
    Expired,
    #[error("decided already: {}", .0.join(", "))]
    AlreadyDecided(Vec<String>),
    #[error("an order has at most {0} questions and answers")]
    TooManyWords(u64),
    #[error("an order has at most 100 versions")]
    TooManyVersions,
    #[error("the work order is over")]
    OrderOver,
    #[error("it must be signed")]
    SignatureMissing,
    #[error("nobody of the customer approves so much")]
    NoApprover,
    #[error("it goes beyond the limit{}", .next.as_ref().map(|name| format!(": {name} may")).unwrap_or_default())]
    OverLimit { next: Option<String> },
}

impl Error {
    fn code(&self) -> &'static str {
        match self {
            Self::NothingToSend => "nothing-to-send",
            Self::LinesMissing(_) => "lines-missing",
            Self::NotSent => "not-sent",
            Self::Superseded(_) => "estimate-superseded",
            Self::Expired => "estimate-expired",
            Self::AlreadyDecided(_) => "already-decided",
            Self::TooManyWords(_) => "too-many-words",
            Self::TooManyVersions => "too-many-versions",
            Self::OrderOver => "order-over",
            Self::SignatureMissing => "signature-missing",
            Self::NoApprover => "no-approver",
            Self::OverLimit { .. } => "approval-limit",
        }
    }

    fn title(&self) -> &'static str {
        match self {
            Self::NothingToSend => "Nothing waits for the customer's word",
            Self::LinesMissing(_) => "Say what these jobs cost first",
            Self::NotSent => "Send the estimate first",
            Self::Superseded(_) => "There is a newer estimate",
            Self::Expired => "The estimate has expired",
            Self::AlreadyDecided(_) => "This is decided already",
            Self::TooManyWords(_) => "Please call the garage",
            Self::TooManyVersions => "The order has too many versions of its estimate",
            Self::OrderOver => "The work order is over",
            Self::SignatureMissing => "A signature is needed",
            Self::NoApprover => "Nobody of the customer approves so much: raise a limit first",
            Self::OverLimit { .. } => "This goes beyond the limit of who approves it",
        }
    }
}

impl From<Error> for Problem {
    fn from(error: Error) -> Self {
        Self::conflict(error.code(), error.title()).detail(error.to_string())
    }
}
