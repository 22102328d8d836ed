//! The rules for people.

use contracts::identity::Role;
use garde::Validate;
use kernel::text::{Text, filled_line};
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
    /// Who has none has a user name.
    #[garde(inner(email, length(chars, max = 254), custom(one_line)))]
    pub email: Option<String>,
    #[garde(custom(filled_line(200)))]
    pub name: String,
    /// Has rules of its own.
    #[garde(skip)]
    pub password: String,
    #[garde(custom(a_user_name()))]
    pub user_name: Option<String>,
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

/// What somebody may sign in with in place of the address: 3 to 32 letters of `a` to `z`, digits, dots, underscores and hyphens, so that
/// no two look alike, and none looks like an address.
pub fn a_user_name<T: Text>() -> impl Fn(&T, &()) -> garde::Result {
    |value, ()| match value.text() {
        Some(text) if !is_user_name(text) => Err(garde::Error::new(USER_NAME_RULE)),
        _ => Ok(()),
    }
}

/// What a user name is.
pub const USER_NAME_RULE: &str = "a user name has 3 to 32 letters from a to z, digits, dots, underscores and hyphens";

pub fn is_user_name(text: &str) -> bool {
    (3..=32).contains(&text.len()) && text.bytes().all(|letter| letter.is_ascii_alphanumeric() || b"._-".contains(&letter))
}

/// A user name as people are found by it, and as it is kept: capitals tell no two apart.
pub fn user_name_key(name: &str) -> String {
    name.to_ascii_lowercase()
}

/// What a person is found by: the words of their name, of their address and of their user name.
pub fn terms(name: &str, email: &str, user_name: Option<&str>) -> Vec<String> {
    search::name(name).into_iter().chain(search::words(email)).chain(user_name.map(search::words).unwrap_or_default()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_the_same_in_capitals() {
        assert_eq!(email_key(" Sami@Garage.TN "), "sami@garage.tn");
    }

    #[test]
    fn a_user_name_is_no_address_and_the_same_in_capitals() {
        for name in ["abc", "Sami.Gharbi-7_x", &"a".repeat(32)] {
            assert!(is_user_name(name), "{name}");
        }
        for name in ["", "ab", "sami@garage", "sami gharbi", "hélène", "سامي", "a/b", &"a".repeat(33)] {
            assert!(!is_user_name(name), "{name}");
        }
        assert_eq!(user_name_key("Sami.G"), user_name_key("sami.g"));
    }

    #[test]
    fn people_are_found_by_their_names_and_their_addresses() {
        let found_by = terms("Sami Gharbi", "s.gharbi@garage.tn", Some("atelier_7"));
        for term in ["sami", " sami gharbi", "s", "garage", "atelier"] {
            assert!(found_by.iter().any(|known| known == term), "{term}: {found_by:?}");
        }
    }
}
