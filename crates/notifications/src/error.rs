//! What can go wrong, named by the rule that was broken.

use kernel::Problem;

#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    #[error("The message is waiting to be sent already")]
    AlreadyQueued,
    #[error("Nothing goes this way: switch it on first")]
    GatewayOff,
    #[error("The gateway lacks an account, a sender, a key or an address")]
    GatewayIncomplete,
    #[error("The campaign is not in a state in which this can be done")]
    NotInThisState,
    #[error("Its last day is over")]
    CampaignOver,
    #[error("There is nothing to be done about it")]
    FeedbackNotOpen,
    #[error("The answer can be changed no more")]
    FeedbackClosed,
    #[error("The site reminds nobody: switch reminders on first")]
    RemindersOff,
}

impl From<Error> for Problem {
    fn from(error: Error) -> Self {
        let code = match error {
            Error::AlreadyQueued => "already-queued",
            Error::GatewayOff => "gateway-off",
            Error::GatewayIncomplete => "gateway-incomplete",
            Error::NotInThisState => "not-in-this-state",
            Error::CampaignOver => "campaign-over",
            Error::FeedbackNotOpen => "feedback-not-open",
            Error::FeedbackClosed => "feedback-closed",
            Error::RemindersOff => "reminders-off",
        };
        Self::conflict(code, error.to_string())
    }
}
