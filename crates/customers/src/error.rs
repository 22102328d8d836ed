//! The rules of this module, by what breaks them.

use kernel::Problem;

#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    #[error("This is not a telephone number that can be called")]
    InvalidPhone,
    #[error("This is not an e-mail address")]
    InvalidEmail,
    #[error("{}", contracts::electronic_address::Unknown)]
    InvalidElectronicAddress,
    #[error("Another customer has this external reference")]
    ExternalRefTaken,
    #[error("The customer is archived: restore them first")]
    CustomerArchived,
    #[error("The customer is not archived")]
    CustomerNotArchived,
    #[error("The customer was erased")]
    CustomerErased,
    #[error("The customer was merged into another")]
    CustomerMerged,
    #[error("A customer cannot be merged with themselves")]
    MergeWithItself,
    #[error("There is no such customer")]
    UnknownCustomer,
    #[error("The merge was undone")]
    MergeUndone,
    #[error("A merge can be undone for 24 hours")]
    MergeTooOld,
    #[error("There is no credit hold")]
    NotHeld,
    #[error("A credit limit is not below zero, in a currency there is")]
    InvalidCreditLimit,
    #[error("The bulk action is not through, or was undone")]
    BulkNotDone,
    #[error("A customer has at most 100 contacts")]
    TooManyContacts,
    #[error("A certificate does not end before it begins")]
    EndsBeforeItBegins,
    #[error("A customer has at most 50 certificates")]
    TooManyExemptions,
    #[error("Only what was noted by hand can be struck out")]
    NotByHand,
    #[error("The note is struck out already")]
    EntryStruck,
    #[error("Another tag has this name")]
    TagTaken,
    #[error("The tag is retired")]
    TagRetired,
    #[error("The tag is not retired")]
    TagNotRetired,
    #[error("Somebody has this tag: it can be retired")]
    TagInUse,
    #[error("There are at most 200 tags")]
    TooManyTags,
    #[error("Somebody who may see the vehicles online needs an e-mail address to sign in with")]
    FleetWithoutEmail,
    #[error("Only who decides on work approves up to an amount")]
    NotApprover,
}

impl Error {
    /// The field of a body or a file that is at fault, if it is one.
    pub fn field(self) -> Option<&'static str> {
        match self {
            Self::InvalidPhone => Some("phone"),
            Self::InvalidEmail | Self::FleetWithoutEmail => Some("email"),
            Self::InvalidElectronicAddress => Some("electronic_address"),
            Self::NotApprover => Some("approves_up_to"),
            Self::UnknownCustomer => Some("from"),
            Self::InvalidCreditLimit => Some("limit"),
            Self::TagTaken => Some("name"),
            Self::EndsBeforeItBegins => Some("valid_until"),
            _ => None,
        }
    }

    pub fn code(self) -> &'static str {
        match self {
            Self::InvalidPhone => "invalid-phone",
            Self::InvalidEmail => "invalid-email",
            Self::InvalidElectronicAddress => "invalid-electronic-address",
            Self::ExternalRefTaken => "external-ref-taken",
            Self::CustomerArchived => "customer-archived",
            Self::CustomerNotArchived => "customer-not-archived",
            Self::CustomerErased => "customer-erased",
            Self::CustomerMerged => "customer-merged",
            Self::MergeWithItself => "merge-with-itself",
            Self::UnknownCustomer => "unknown",
            Self::MergeUndone => "merge-undone",
            Self::MergeTooOld => "merge-too-old",
            Self::NotHeld => "not-held",
            Self::InvalidCreditLimit => "invalid-credit-limit",
            Self::BulkNotDone => "bulk-not-done",
            Self::TooManyContacts => "too-many-contacts",
            Self::EndsBeforeItBegins => "ends-before-it-begins",
            Self::TooManyExemptions => "too-many-exemptions",
            Self::NotByHand => "not-by-hand",
            Self::EntryStruck => "entry-struck",
            Self::TagTaken => "tag-taken",
            Self::TagRetired => "tag-retired",
            Self::TagNotRetired => "tag-not-retired",
            Self::TagInUse => "tag-in-use",
            Self::TooManyTags => "too-many-tags",
            Self::FleetWithoutEmail => "required",
            Self::NotApprover => "not-approver",
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
