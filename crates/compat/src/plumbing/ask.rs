//! What a client asked.

use std::collections::BTreeMap;

use kernel::SharedClock;
use serde_json::{Map, Value};

use super::body::Upload;
use super::call::Caller;
use super::recent::Recent;
use super::reply::said;
use super::{Family, Reply, read};

pub struct Ask {
    pub family: Family,
    /// Where the client stands: `https://garage.example/api/cars/`, without the query.
    pub place: String,
    pub path: BTreeMap<String, String>,
    pub query: Vec<(String, String)>,
    pub fields: Map<String, Value>,
    pub files: BTreeMap<String, Vec<Upload>>,
    /// The old client's names of ECAR's fields, for refusals.
    pub names: &'static [(&'static str, &'static str)],
    pub caller: Caller,
    pub recent: Recent,
    pub clock: SharedClock,
}

impl Ask {
    /// The same, with names for refusals.
    #[must_use]
    pub fn naming(mut self, names: &'static [(&'static str, &'static str)]) -> Self {
        self.names = names;
        self
    }

    /// A part of the address.
    pub fn at(&self, name: &str) -> &str {
        self.path.get(name).map_or("", String::as_str)
    }

    pub fn id(&self) -> &str {
        self.at("id")
    }

    /// A parameter of the query, where it says anything.
    pub fn wanted(&self, name: &str) -> Option<&str> {
        self.query.iter().find(|(it, _)| it == name).map(|(_, value)| value.as_str()).filter(|value| !value.is_empty())
    }

    /// A parameter that is an id; another is ignored, as the old systems did.
    pub fn wanted_id(&self, name: &str) -> Option<&str> {
        self.wanted(name).filter(|value| uuid::Uuid::parse_str(value).is_ok())
    }

    pub fn has(&self, name: &str) -> bool {
        self.fields.contains_key(name)
    }

    /// A field as text, without spaces around; none where it is left out, null or empty.
    pub fn text(&self, name: &str) -> Option<String> {
        let text = match self.fields.get(name)? {
            Value::String(text) => text.trim().to_owned(),
            Value::Number(number) => number.to_string(),
            _ => return None,
        };
        Some(text).filter(|text| !text.is_empty())
    }

    /// 400 with every one of these fields that says nothing.
    pub fn require(&self, names: &[&str]) -> Result<(), Reply> {
        let missing: Vec<_> = names.iter().filter(|name| self.text(name).is_none()).collect();
        if missing.is_empty() {
            return Ok(());
        }
        let why = said(self.family, "This field is required.", "Ce champ est obligatoire.");
        Err(Reply::fields(missing.into_iter().map(|name| ((*name).to_owned(), why.to_owned()))))
    }

    pub fn flag(&self, name: &str) -> Result<Option<bool>, Reply> {
        match self.fields.get(name) {
            None | Some(Value::Null) => Ok(None),
            Some(value) => read::flag(value)
                .map(Some)
                .ok_or_else(|| Reply::field(name, said(self.family, "Must be a valid boolean.", "Doit être un booléen valide."))),
        }
    }

    /// A decimal number in units of 10^-`decimals`: money in minor units, hours and quantities in thousandths.
    pub fn decimal(&self, name: &str, decimals: u32) -> Result<Option<i64>, Reply> {
        let Some(text) = self.text(name) else { return Ok(None) };
        let wrong = || Reply::field(name, said(self.family, "A valid number is required.", "Un nombre valide est requis."));
        read::decimal(&text, decimals).map(Some).ok_or_else(wrong)
    }

    /// The same, and not below nothing.
    pub fn amount(&self, name: &str, decimals: u32) -> Result<Option<i64>, Reply> {
        let least = || {
            said(
                self.family,
                "Ensure this value is greater than or equal to 0.",
                "Assurez-vous que cette valeur est supérieure ou égale à 0.",
            )
        };
        match self.decimal(name, decimals)? {
            Some(amount) if amount < 0 => Err(Reply::field(name, least())),
            amount => Ok(amount),
        }
    }

    /// 400: the field says none of the words that there are.
    pub fn no_choice(&self, name: &str, told: &str) -> Reply {
        let why = match self.family {
            Family::Office => format!("«\u{a0}{told}\u{a0}» n'est pas un choix valide."),
            Family::Manager | Family::Services => format!("\"{told}\" is not a valid choice."),
        };
        Reply::field(name, why)
    }

    pub fn file(&self, name: &str) -> Result<&Upload, Reply> {
        let missing = || Reply::field(name, said(self.family, "No file was submitted.", "Aucun fichier n'a été soumis."));
        self.files.get(name).and_then(|files| files.first()).ok_or_else(missing)
    }
}
