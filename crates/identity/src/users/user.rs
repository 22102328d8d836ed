//! The rules for people.

use contracts::identity::Role;
use garde::Validate;
use kernel::text::filled_line;
use kernel::{SiteId, search};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::rules::{known_language, one_line};

/// A language of the screens and of the messages to a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum Language {
    Fr,
    Ar,
    En,
}

impl Language {
    pub fn code(self) -> &'static str {
        match self {
            Self::Fr => "fr",
            Self::Ar => "ar",
            Self::En => "en",
        }
    }
}

/// Somebody to register. The language is `fr`, `ar` or `en`.
#[derive(Clone, Debug, Validate)]
pub struct NewUser {
    #[garde(email, length(chars, max = 254), custom(one_line))]
    pub email: String,
    #[garde(custom(filled_line(200)))]
    pub name: String,
    /// Has rules of its own.
    #[garde(skip)]
    pub password: String,
    #[garde(custom(known_language))]
    pub language: String,
    /// The role at every site, also at those opened later.
    #[garde(skip)]
    pub everywhere: Option<Role>,
    /// Roles at single sites.
    #[garde(skip)]
    pub roles: Vec<(SiteId, Role)>,
}

/// An e-mail address as people are found by it.
pub fn email_key(email: &str) -> String {
    email.trim().to_lowercase()
}

/// What a person is found by: the words of their name, and of their address.
pub fn terms(name: &str, email: &str) -> Vec<String> {
    search::name(name).into_iter().chain(search::words(email)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_the_same_in_capitals() {
        assert_eq!(email_key(" Sami@Garage.TN "), "sami@garage.tn");
    }

    #[test]
    fn people_are_found_by_their_names_and_their_addresses() {
        let found_by = terms("Sami Gharbi", "s.gharbi@garage.tn");
        for term in ["sami", " sami gharbi", "s", "garage"] {
            assert!(found_by.iter().any(|known| known == term), "{term}: {found_by:?}");
        }
    }
}
