//! The rules that billing refuses to break.

use kernel::{Amount, Problem};

#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    #[error("The invoice is issued already")]
    AlreadyIssued,
    #[error("The work order was reopened: complete it before its invoice is issued")]
    OrderReopened,
    #[error("Issue the invoice before a payment is taken")]
    NotIssued,
    #[error("The payment is more than is due")]
    Overpayment { due: Amount },
}

impl From<Error> for Problem {
    fn from(error: Error) -> Self {
        let title = error.to_string();
        match error {
            Error::AlreadyIssued => Self::conflict("already-issued", title),
            Error::OrderReopened => Self::conflict("order-reopened", title),
            Error::NotIssued => Self::conflict("not-issued", title),
            Error::Overpayment { due } => Self::conflict("overpayment", title).detail(format!("Minor units due: {}", due.0)),
        }
    }
}
