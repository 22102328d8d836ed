//! What can go wrong, named by the rule that was broken.

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use chrono::TimeDelta;
use contracts::identity::DocumentKind;
use kernel::{Problem, vault};
use sea_orm::DbErr;

#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The same for an unknown address, a wrong password and a disabled user.
    #[error("The e-mail address or user name, or the password, is wrong")]
    SignInFailed,
    #[error("Too many attempts: wait a little")]
    TooManyAttempts { wait: TimeDelta },
    #[error("The session has ended: sign in again")]
    SessionEnded,
    #[error("The access token is not valid")]
    TokenRefused,
    #[error("Somebody has this e-mail address already")]
    EmailTaken,
    #[error("Somebody has this user name already")]
    UserNameTaken,
    #[error("An account has an e-mail address or a user name")]
    NoSignInName(&'static str),
    #[error("They have an e-mail address already: they change it themselves")]
    HasAddress,
    #[error("{0}")]
    PasswordRefused(&'static str),
    #[error("This is not your password")]
    WrongPassword(&'static str),
    #[error("Sign in again first: this needs a sign-in within the last ten minutes")]
    SignInAgain,
    #[error("This link was used already, or is too old")]
    LinkNotValid,
    #[error("This would give or take away more than you may do yourself")]
    MoreThanOwn,
    #[error("A site keeps an owner who can sign in")]
    LastOwner,
    #[error("Somebody else must do this to your account")]
    NotYourself,
    #[error("They came already")]
    AlreadyJoined,
    #[error("Name a role, everywhere or at a site")]
    NoRole,
    #[error("There is no role {0}")]
    UnknownRole(String),
    #[error("An owner always holds everything")]
    OwnerRoleIsFixed,
    #[error("Every garage has this role")]
    RoleBuiltIn,
    #[error("Somebody holds this role")]
    RoleInUse,
    #[error("A code of the second factor is needed, too")]
    SecondFactorNeeded,
    #[error("This code is wrong, or was used already")]
    CodeWrong,
    #[error("There is a second factor already")]
    SecondFactorEnabled,
    #[error("There is no second factor to do this with")]
    SecondFactorNotBegun,
    #[error("This device is not one that people share with PINs")]
    DeviceNotEnrolled,
    #[error("{0}")]
    PinRefused(&'static str),
    #[error("This PIN is wrong")]
    PinWrong,
    #[error("Too many wrong PINs: sign in with a password and set a new one")]
    PinBlocked,
    #[error("The sign-in provider does not answer: try again later")]
    ProviderSilent,
    #[error("The sign-in with the provider did not work: try again")]
    OidcFailed,
    #[error("Nobody here is linked with this account of the provider")]
    OidcUnknown,
    #[error("Somebody else here is linked with this account of the provider")]
    SignInTaken,
    #[error("This passkey was not accepted")]
    PasskeyRefused,
    #[error("There would be no way left to sign in: set a password first")]
    OnlyWayIn,
    #[error("A site has this code already")]
    SiteCodeTaken,
    #[error("Another site numbers its documents with this prefix, or did")]
    PrefixTaken(DocumentKind),
    #[error("Work at this site is not finished: {0}")]
    SiteHasOpenWork(String),
    #[error("A garage keeps a site that is open")]
    LastSite,
    #[error("An e-mail address can be changed where messages go out by e-mail")]
    NoMail,
    #[error("Mail reaches the person: they ask for a link themselves")]
    HasMail,
    #[error("There is no site {0}")]
    UnknownSite(kernel::SiteId),
    #[error("There is no key to sign with: was the module started?")]
    NoSigningKey,
    #[error("The database holds secrets that another secret key sealed (its id is {0}): give that key too, and the same to every replica")]
    OtherKey(String),
    #[error("{}", .0.title)]
    Problem(Problem),
}

impl From<Problem> for Error {
    fn from(problem: Problem) -> Self {
        Self::Problem(problem)
    }
}

impl From<vault::Error> for Error {
    fn from(error: vault::Error) -> Self {
        match error {
            vault::Error::OtherKey(id) => Self::OtherKey(id),
            vault::Error::Problem(problem) => Self::Problem(problem),
        }
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
            Error::TooManyAttempts { wait } => Self { title, ..Self::too_many(wait) },
            Error::SessionEnded => Self::new(StatusCode::UNAUTHORIZED, "session-ended", title),
            Error::TokenRefused => Self::unauthorized(title),
            Error::EmailTaken => Self::field("/email", "email-taken", title),
            Error::UserNameTaken => Self::field("/user_name", "user-name-taken", title),
            Error::NoSignInName(pointer) => Self::field(pointer, "no-sign-in-name", title),
            Error::HasAddress => Self::field("/email", "has-address", title),
            Error::PasswordRefused(_) => Self::field("/password", "password-refused", title),
            Error::WrongPassword(pointer) => Self::field(pointer, "wrong-password", title),
            Error::SignInAgain => Self::new(StatusCode::FORBIDDEN, "sign-in-again", title),
            Error::LinkNotValid => Self::field("/token", "link-not-valid", title),
            Error::MoreThanOwn => Self::new(StatusCode::FORBIDDEN, "more-than-own", title),
            Error::LastOwner => Self::conflict("last-owner", title),
            Error::NotYourself => Self::conflict("not-yourself", title),
            Error::AlreadyJoined => Self::conflict("already-joined", title),
            Error::NoRole => Self::field("/sites", "no-role", title),
            Error::UnknownRole(_) => Self::field("/sites", "unknown-role", title),
            Error::OwnerRoleIsFixed => Self::conflict("owner-role-is-fixed", title),
            Error::RoleBuiltIn => Self::conflict("role-built-in", title),
            Error::RoleInUse => Self::conflict("role-in-use", title),
            Error::SecondFactorNeeded => Self::new(StatusCode::UNAUTHORIZED, "second-factor-needed", title),
            Error::CodeWrong => Self::field("/code", "code-wrong", title),
            Error::SecondFactorEnabled => Self::conflict("second-factor-enabled", title),
            Error::SecondFactorNotBegun => Self::conflict("second-factor-not-begun", title),
            Error::DeviceNotEnrolled => Self::new(StatusCode::UNAUTHORIZED, "device-not-enrolled", title),
            Error::PinRefused(_) => Self::field("/pin", "pin-refused", title),
            Error::PinWrong => Self::new(StatusCode::UNAUTHORIZED, "pin-wrong", title),
            Error::PinBlocked => Self::new(StatusCode::UNAUTHORIZED, "pin-blocked", title),
            Error::ProviderSilent => Self::unavailable(title),
            Error::OidcFailed => Self::new(StatusCode::UNAUTHORIZED, "oidc-failed", title),
            Error::OidcUnknown => Self::new(StatusCode::UNAUTHORIZED, "oidc-unknown", title),
            Error::SignInTaken => Self::conflict("sign-in-taken", title),
            Error::PasskeyRefused => Self::new(StatusCode::UNAUTHORIZED, "passkey-refused", title),
            Error::OnlyWayIn => Self::conflict("only-way-in", title),
            Error::SiteCodeTaken => Self::field("/code", "site-code-taken", title),
            Error::PrefixTaken(kind) => Self::field(format!("/prefixes/{}", kind.code()), "prefix-taken", title),
            Error::SiteHasOpenWork(_) => Self::conflict("site-has-open-work", title),
            Error::LastSite => Self::conflict("last-site", title),
            Error::NoMail => Self::conflict("no-mail", title),
            Error::HasMail => Self::conflict("has-mail", title),
            Error::UnknownSite(_) => Self::field("/roles", "unknown-site", title),
            Error::NoSigningKey | Error::OtherKey(_) => Self::internal(&title),
            Error::Problem(problem) => problem,
        }
    }
}

impl IntoResponse for Error {
    fn into_response(self) -> Response {
        Problem::from(self).into_response()
    }
}
