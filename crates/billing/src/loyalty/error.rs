//! The rules of points that billing refuses to break.

use kernel::{Amount, Problem};

#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    #[error("Points are neither earned nor used at this site")]
    PointsOff,
    #[error("Points pay invoices of this system, and nothing else")]
    PointsNotHere,
    #[error("The amount is no whole number of points")]
    NotWholePoints { worth: Amount },
    #[error("Fewer points are not used at once")]
    TooFewPoints { least: i64 },
    #[error("The customer does not have so many points")]
    NotEnoughPoints { balance: i64 },
    #[error("Points paid a part of it: that goes back in points")]
    PaidWithPoints { amount: Amount },
    #[error("Points paid less of it")]
    MoreThanPointsPaid { amount: Amount },
    #[error("A level asks for more than the one before")]
    LevelsInOrder { at: usize },
    #[error("Nobody brings himself")]
    BringsHimself,
    #[error("They were brought by this customer")]
    BringEachOther,
    #[error("They earned points before: nobody brought them since")]
    EarnedBefore,
}

impl From<Error> for Problem {
    fn from(error: Error) -> Self {
        let title = error.to_string();
        match error {
            Error::PointsOff => Self::conflict("points-off", title),
            Error::PointsNotHere => Self::field("/tender", "points-not-here", title),
            Error::NotWholePoints { worth } => {
                Self::field("/amount", "not-whole-points", format!("{title}: one is {} minor units", worth.0))
            }
            Error::TooFewPoints { least } => Self::field("/amount", "too-few-points", format!("{title}: {least} at least")),
            Error::NotEnoughPoints { balance } => Self::field("/amount", "not-enough-points", format!("{title}: {balance}")),
            Error::PaidWithPoints { amount } => Self::field("/amount", "paid-with-points", format!("{title}: {} minor units", amount.0)),
            Error::MoreThanPointsPaid { amount } => {
                Self::field("/amount", "more-than-points-paid", format!("{title}: {} minor units", amount.0))
            }
            Error::LevelsInOrder { at } => Self::field(format!("/levels/{at}/from"), "levels-in-order", title),
            Error::BringsHimself => Self::field("/by_customer", "brings-himself", title),
            Error::BringEachOther => Self::field("/by_customer", "bring-each-other", title),
            Error::EarnedBefore => Self::field("/by_customer", "earned-before", title),
        }
    }
}
