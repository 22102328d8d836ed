//! What a platform is asked, whichever it is.

use async_trait::async_trait;
use contracts::documents::Registration;

use crate::online::provider::Fault;

/// How a document stands at the platform.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// The platform's name for it.
    pub id: String,
    pub verdict: Verdict,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It was not looked at yet.
    Waiting,
    Accepted(Registration),
    Rejected {
        why: String,
    },
}

/// What a document is looked for by.
#[derive(Clone, Copy, Debug)]
pub enum By<'a> {
    /// The number that is printed on it.
    Number(&'a str),
    /// The platform's own name.
    Id(&'a str),
}

/// Why it did not work. It may later, unless it is refused.
#[derive(Debug, thiserror::Error)]
pub enum Trouble {
    #[error("{0}")]
    Unreachable(#[from] Fault),
    /// It answered, and would not do it.
    #[error("it says: {0}")]
    Said(String),
    /// It answered that it will never take this document.
    #[error("{0}")]
    Refused(String),
}

#[async_trait]
pub trait Platform: Send + Sync {
    /// Hands it over; the platform's name for it. It is not looked at before that.
    async fn send(&self, xml: &str) -> Result<String, Trouble>;
    /// The newest that it has; none where it has nothing of that name.
    async fn find(&self, by: By<'_>) -> Result<Option<Standing>, Trouble>;
}
