//! The rules of this module, by what breaks them.

use kernel::Problem;

#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    #[error("This is not a telephone number that can be called")]
    InvalidPhone,
    #[error("This is not an e-mail address")]
    InvalidEmail,
    #[error("Another customer has this external reference")]
    ExternalRefTaken,
    #[error("The customer is archived: restore them first")]
    CustomerArchived,
    #[error("The customer is not archived")]
    CustomerNotArchived,
}

impl Error {
    /// The field of a body or a file that is at fault, if it is one.
    pub fn field(self) -> Option<&'static str> {
        match self {
            Self::InvalidPhone => Some("phone"),
            Self::InvalidEmail => Some("email"),
            Self::ExternalRefTaken | Self::CustomerArchived | Self::CustomerNotArchived => None,
        }
    }

    fn code(self) -> &'static str {
        match self {
            Self::InvalidPhone => "invalid-phone",
            Self::InvalidEmail => "invalid-email",
            Self::ExternalRefTaken => "external-ref-taken",
            Self::CustomerArchived => "customer-archived",
            Self::CustomerNotArchived => "customer-not-archived",
        }
    }
}

impl From<Error> for Problem {
    fn from(error: Error) -> Self {
        match error.field() {
            Some(field) => Self::field(format!("/{field}"), error.code(), error.to_string()),
            None => Self::conflict(error.code(), error.to_string()),
        }
    }
}
