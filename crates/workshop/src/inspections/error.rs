//! The rules of an inspection that can be broken.

use kernel::{FieldError, Problem};
use serde_json::json;
use thiserror::Error;

use super::tables::item;

#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum Error {
    #[error("the inspection is {0}")]
    WrongState(&'static str),
    #[error("its work order is closed or cancelled")]
    OrderOver,
    #[error("not looked at: {}", names(.0))]
    ItemsMissing(Vec<Missing>),
    #[error("no photo of: {}", names(.0))]
    PhotoMissing(Vec<Missing>),
    #[error("an inspection has at most 200 photos")]
    TooManyPhotos,
    #[error("the template is archived")]
    TemplateArchived,
    #[error("some fields are not valid")]
    Fields(Vec<FieldError>),
}

/// An item that stands in the way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Missing {
    pub item: contracts::workshop::ItemId,
    pub name: String,
}

impl Missing {
    pub fn of(item: &item::Model) -> Self {
        Self { item: item.id, name: item.name_fr.clone() }
    }
}

fn names(items: &[Missing]) -> String {
    items.iter().map(|missing| missing.name.as_str()).collect::<Vec<_>>().join(", ")
}

impl Error {
    fn code(&self) -> &'static str {
        match self {
            Self::WrongState(_) => "wrong-state",
            Self::OrderOver => "order-over",
            Self::ItemsMissing(_) => "items-missing",
            Self::PhotoMissing(_) => "photo-missing",
            Self::TooManyPhotos => "too-many-files",
            Self::TemplateArchived => "template-archived",
            Self::Fields(_) => "invalid",
        }
    }

    fn title(&self) -> &'static str {
        match self {
            Self::WrongState(_) => "The inspection's state does not allow this",
            Self::OrderOver => "The work order is over",
            Self::ItemsMissing(_) => "Items that must be looked at are not",
            Self::PhotoMissing(_) => "What is urgent needs a photo",
            Self::TooManyPhotos => "The inspection has too many photos",
            Self::TemplateArchived => "The template is archived",
            Self::Fields(_) => "Some fields are not valid",
        }
    }
}

impl From<Error> for Problem {
    fn from(error: Error) -> Self {
        let fault = |missing: &Missing, code: &'static str| {
            FieldError::new("/items", code, missing.name.clone()).with([("item_id", json!(missing.item))])
        };
        match &error {
            Error::Fields(errors) => Self::fields(errors.clone()),
            rule => {
                let problem = Self::conflict(rule.code(), rule.title()).detail(rule.to_string());
                let (Error::ItemsMissing(missing) | Error::PhotoMissing(missing)) = rule else { return problem };
                Self { errors: missing.iter().map(|one| fault(one, rule.code())).collect(), ..problem }
            }
        }
    }
}
