//! The rules of this module, by what breaks them.

use contracts::scheduling::AppointmentState;
use kernel::Problem;
use sea_orm::ActiveEnum;
use thiserror::Error;

#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum Error {
    #[error("the appointment is {}", .0.to_value())]
    WrongState(AppointmentState),
    #[error("its time is over: it can be rescheduled, or marked as a no-show")]
    Past,
    #[error("its deposit was received already")]
    DepositReceived,
    #[error("it has not begun")]
    NotYet,
    #[error("an appointment begins in the future")]
    StartInPast,
    #[error("one of the staff has one profile at a site")]
    TechnicianExists,
    #[error("no bookings are taken on the day already")]
    DayLocked,
    #[error("the series was cancelled already")]
    SeriesCancelled,
}

impl From<Error> for Problem {
    fn from(error: Error) -> Self {
        let text = error.to_string();
        match error {
            Error::WrongState(_) => Self::conflict("appointment-wrong-state", "The appointment's state does not allow this").detail(text),
            Error::Past => Self::conflict("appointment-past", "The appointment is over").detail(text),
            Error::NotYet => Self::conflict("appointment-not-begun", "The appointment has not begun").detail(text),
            Error::DepositReceived => Self::conflict("deposit-received", "The deposit was received already").detail(text),
            Error::StartInPast => Self::field("/start", "in-the-past", text),
            Error::TechnicianExists => Self::conflict("technician-exists", text),
            Error::DayLocked => Self::conflict("day-locked", text),
            Error::SeriesCancelled => Self::conflict("series-cancelled", text),
        }
    }
}
