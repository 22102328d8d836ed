//! What can go wrong, named by the rule that was broken.

use kernel::Problem;

#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    #[error("The message is waiting to be sent already")]
    AlreadyQueued,
}

impl From<Error> for Problem {
    fn from(error: Error) -> Self {
        match error {
            Error::AlreadyQueued => Self::conflict("already-queued", error.to_string()),
        }
    }
}
