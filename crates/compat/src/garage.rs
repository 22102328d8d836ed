//! The caller's sites, with their currencies.

use serde_json::Value;

use crate::plumbing::{Ask, Reply, Source, all, text};

/// Of a site that is not known.
const USUAL_DECIMALS: u32 = 3;

pub struct Garage {
    pub sites: Vec<Value>,
}

impl Garage {
    pub async fn of(ask: &Ask) -> Result<Self, Reply> {
        Ok(Self { sites: all(ask, Source::uncounted("/sites", &[])).await? })
    }

    /// As it was a moment ago: for lists, which are read again and again.
    pub async fn recent(ask: &Ask) -> Result<Self, Reply> {
        let now = async { Ok(Value::Array(Self::of(ask).await?.sites)) };
        let sites = ask.recent("/sites", now, |_| true).await?;
        Ok(Self { sites: sites.as_array().cloned().unwrap_or_default() })
    }

    pub fn find(&self, id: &str) -> Option<&Value> {
        self.sites.iter().find(|site| text(site, "/id") == id)
    }

    pub fn name(&self, id: &str) -> &str {
        self.find(id).map_or("", |site| text(site, "/name"))
    }

    /// Decimals of a site's currency; of the first site where none is named.
    pub fn decimals(&self, id: Option<&str>) -> u32 {
        let site = id.and_then(|id| self.find(id)).or(self.sites.first());
        site.and_then(|site| site["currency_decimals"].as_u64()).and_then(|it| u32::try_from(it).ok()).unwrap_or(USUAL_DECIMALS)
    }

    /// The site that the client names, or the only one there is.
    pub fn chosen(&self, ask: &Ask, field: &str) -> Result<String, Reply> {
        if let Some(named) = ask.text(field) {
            return if self.find(&named).is_some() { Ok(named) } else { Err(unknown(field, &named)) };
        }
        match self.sites.as_slice() {
            [site] => Ok(text(site, "/id").to_owned()),
            _ => ask.require(&[field]).map(|()| String::new()),
        }
    }

    /// The site that the client names, or that of the query, or the caller's first.
    pub fn chosen_or_first(&self, ask: &Ask, field: &str, parameter: &str) -> Result<String, Reply> {
        match ask.text(field) {
            Some(_) => self.chosen(ask, field),
            None => Ok(text(self.wanted(ask, parameter)?, "/id").to_owned()),
        }
    }

    /// The site of the query, or the first of the caller's.
    pub fn wanted(&self, ask: &Ask, parameter: &str) -> Result<&Value, Reply> {
        let named = ask.wanted_id(parameter).and_then(|id| self.find(id));
        named.or(self.sites.first()).ok_or_else(|| Reply::not_found(ask.family))
    }
}

/// As Django says that a related row is not there.
pub fn unknown(field: &str, id: &str) -> Reply {
    Reply::field(field, format!("Invalid pk \"{id}\" - object does not exist."))
}
