//! Values of a statement that is put together from parts.

use sea_orm::Value;

/// Collects values and hands out their placeholders. Hand them out in the order in which the statement says them: SQLite
/// is then spared looking up names.
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

    /// ` and <column> in (…)`: nothing without a list, and an equality for a single value, so that an index gives its rows
    /// in order.
    pub fn and_among<V: Into<Value> + Clone>(&mut self, column: &str, values: Option<&[V]>) -> String {
        match values {
            None => String::new(),
            Some([]) => " and false".into(),
            Some([value]) => format!(" and {column} = {}", self.add(value.clone())),
            Some(values) => format!(" and {column} in ({})", self.list(values.iter().cloned())),
        }
    }
}
