//! Values of a statement that is put together from parts.

use kernel::SiteId;
use sea_orm::Value;

/// Collects values and hands out their placeholders.
#[derive(Default)]
pub struct Binds(pub Vec<Value>);

impl Binds {
    /// `$1`, `$2`, …
    pub fn add(&mut self, value: impl Into<Value>) -> String {
        self.0.push(value.into());
        format!("${}", self.0.len())
    }

    /// `$1, $2, …`
    pub fn list<V: Into<Value>>(&mut self, values: impl IntoIterator<Item = V>) -> String {
        values.into_iter().map(|value| self.add(value)).collect::<Vec<_>>().join(", ")
    }

    /// ` and <column> in (…)`, or nothing where every site may be seen.
    pub fn and_sites(&mut self, column: &str, sites: Option<&[SiteId]>) -> String {
        sites.map_or_else(String::new, |sites| format!(" and {column} in ({})", self.list(sites.iter().copied())))
    }
}
