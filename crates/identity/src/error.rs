//! What can go wrong, named by the rule that was broken.

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use chrono::TimeDelta;
use kernel::Problem;
use sea_orm::DbErr;

#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The same for an unknown address, a wrong password and a disabled user.
    #[error("The e-mail address or the password is wrong")]
    SignInFailed,
    #[error("Too many attempts: wait a little")]
    TooManyAttempts { wait: TimeDelta },
    #[error("The session has ended: sign in again")]
    SessionEnded,
    #[error("The access token is not valid")]
    TokenRefused,
    #[error("Somebody has this e-mail address already")]
    EmailTaken,
    #[error("{0}")]
    PasswordRefused(&'static str),
    #[error("A site has this code already")]
    SiteCodeTaken,
    #[error("There is no site {0}")]
    UnknownSite(kernel::SiteId),
    #[error("There is no key to sign with: was the module started?")]
    NoSigningKey,
    #[error("{}", .0.title)]
    Problem(Problem),
}

impl From<Problem> for Error {
    fn from(problem: Problem) -> Self {
        Self::Problem(problem)
    }
}

impl From<DbErr> for Error {
    fn from(error: DbErr) -> Self {
        Self::Problem(error.into())
    }
}

impl From<Error> for Problem {
    fn from(error: Error) -> Self {
        let title = error.to_string();
        match error {
            Error::SignInFailed => Self::new(StatusCode::UNAUTHORIZED, "sign-in-failed", title),
            Error::TooManyAttempts { .. } => Self::new(StatusCode::TOO_MANY_REQUESTS, "too-many-attempts", title),
            Error::SessionEnded => Self::new(StatusCode::UNAUTHORIZED, "session-ended", title),
            Error::TokenRefused => Self::unauthorized(title),
            Error::EmailTaken => Self::field("/email", "email-taken", title),
            Error::PasswordRefused(_) => Self::field("/password", "password-refused", title),
            Error::SiteCodeTaken => Self::field("/code", "site-code-taken", title),
            Error::UnknownSite(_) => Self::field("/roles", "unknown-site", title),
            Error::NoSigningKey => Self::internal(&title),
            Error::Problem(problem) => problem,
        }
    }
}

impl IntoResponse for Error {
    fn into_response(self) -> Response {
        let wait = match &self {
            Self::TooManyAttempts { wait } => Some(wait.num_seconds().max(0) + 1),
            _ => None,
        };
        let mut response = Problem::from(self).into_response();
        if let Some(seconds) = wait {
            response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        response
    }
}
