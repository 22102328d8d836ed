//! The rules of intake sheets that can be broken.

use kernel::Problem;
use thiserror::Error;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum Error {
    #[error("a signed sheet never changes: begin another")]
    Signed,
    #[error("finish the sheet that is open first")]
    AlreadyOpen,
    #[error("the odometer is not on it")]
    OdometerMissing,
    #[error("the work order is over")]
    OrderOver,
    #[error("an order has at most 20 sheets")]
    TooManySheets,
    #[error("a sheet has at most 40 photos")]
    TooManyPhotos,
}

impl Error {
    fn code(self) -> &'static str {
        match self {
            Self::Signed => "intake-signed",
            Self::AlreadyOpen => "intake-open",
            Self::OdometerMissing => "odometer-missing",
            Self::OrderOver => "order-over",
            Self::TooManySheets => "too-many-sheets",
            Self::TooManyPhotos => "too-many-files",
        }
    }

    fn title(self) -> &'static str {
        match self {
            Self::Signed => "The sheet is signed",
            Self::AlreadyOpen => "A sheet is open already",
            Self::OdometerMissing => "Note the odometer first",
            Self::OrderOver => "The work order is over",
            Self::TooManySheets => "The order has too many sheets",
            Self::TooManyPhotos => "The sheet has too many photos",
        }
    }
}

impl From<Error> for Problem {
    fn from(error: Error) -> Self {
        Self::conflict(error.code(), error.title()).detail(error.to_string())
    }
}
