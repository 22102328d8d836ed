//! What tables there are, asked of the database itself: a table that somebody adds tomorrow is in tomorrow's export.

use serde::{Deserialize, Serialize};

use crate::manifest::Kind;
use crate::source::Source;

/// What a column holds, on both databases alike.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Holds {
    Bool,
    Integer,
    Real,
    Text,
    Uuid,
    /// An instant, in UTC, to the microsecond.
    Instant,
    Date,
    Time,
    Bytes,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Column {
    pub name: String,
    #[serde(rename = "type")]
    pub holds: Holds,
}

#[derive(Clone, Debug)]
pub struct Table {
    pub name: String,
    pub columns: Vec<Column>,
    /// The columns that order its rows: its primary key, or all of them.
    pub key: Vec<Column>,
    /// The tables that its foreign keys name, without itself.
    pub needs: Vec<String>,
}

/// A table of ours while a restore is under way.
pub const RESTORING: &str = "ecar_restoring";

/// Every table, by name.
pub async fn tables(source: &mut Source) -> anyhow::Result<Vec<Table>> {
    let names = match source.kind() {
        Kind::Sqlite => "select name from sqlite_master where type = 'table' and name not like 'sqlite\\_%' escape '\\' order by name",
        Kind::Postgres => {
            "select c.relname::text from pg_class c where c.relnamespace = current_schema()::regnamespace \
             and c.relkind in ('r', 'p') and not c.relispartition order by c.relname collate \"C\""
        }
    };
    let mut tables = vec![];
    for name in source.names(names).await?.into_iter().filter(|name| name != RESTORING) {
        tables.push(table(source, name).await?);
    }
    Ok(tables)
}

async fn table(source: &mut Source, name: String) -> anyhow::Result<Table> {
    let (columns, needs) = match source.kind() {
        Kind::Sqlite => (
            format!("select name, lower(type), cast(pk as text) from pragma_table_info('{name}') order by cid"),
            format!("select distinct \"table\" from pragma_foreign_key_list('{name}')"),
        ),
        Kind::Postgres => (
            format!(
                "select a.attname::text, format_type(a.atttypid, null), \
                 coalesce(array_position(i.indkey::int[], a.attnum::int) + 1, 0)::text from pg_attribute a \
                 left join pg_index i on i.indrelid = a.attrelid and i.indisprimary \
                 where a.attrelid = '{name}'::regclass and a.attnum > 0 and not a.attisdropped order by a.attnum"
            ),
            format!("select distinct confrelid::regclass::text from pg_constraint where conrelid = '{name}'::regclass and contype = 'f'"),
        ),
    };
    let mut found = vec![];
    for row in source.texts(&columns).await? {
        let mut row = row.into_iter().map(Option::unwrap_or_default);
        let (column, declared) = (row.next().unwrap_or_default(), row.next().unwrap_or_default());
        let place: u32 = row.next().unwrap_or_default().parse().unwrap_or_default();
        found.push((Column { name: column, holds: holds(&declared)? }, place));
    }
    let mut key: Vec<_> = found.iter().filter(|(_, place)| *place > 0).cloned().collect();
    key.sort_by_key(|(_, place)| *place);
    let columns: Vec<_> = found.into_iter().map(|(column, _)| column).collect();
    let key = if key.is_empty() { columns.clone() } else { key.into_iter().map(|(column, _)| column).collect() };
    let needs = source.names(&needs).await?.into_iter().filter(|needed| *needed != name).collect();
    Ok(Table { name, columns, key, needs })
}

/// What a declared type holds: the words of either database, and none is guessed.
fn holds(declared: &str) -> anyhow::Result<Holds> {
    let word = declared.split('(').next().unwrap_or_default().trim();
    Ok(match word {
        "boolean" | "bool" => Holds::Bool,
        "bigint" | "integer" | "smallint" | "int" => Holds::Integer,
        "real" | "double" | "double precision" | "float" | "double_precision" => Holds::Real,
        "uuid" | "uuid_blob" | "uuid_text" => Holds::Uuid,
        "timestamp with time zone" | "timestamp_with_timezone_text" => Holds::Instant,
        "date" | "date_text" => Holds::Date,
        "time" | "time_text" | "time without time zone" => Holds::Time,
        "bytea" | "blob" | "binary" | "varbinary" | "varbinary_blob" => Holds::Bytes,
        "text" | "varchar" | "character varying" | "character" | "char" | "json" | "json_text" => Holds::Text,
        _ => anyhow::bail!("columns of the type {declared} are not known to exports"),
    })
}

/// The tables so that each stands after those it needs.
pub fn in_order(tables: Vec<Table>) -> Vec<Table> {
    let (mut placed, mut left): (Vec<Table>, Vec<Table>) = (vec![], tables);
    while !left.is_empty() {
        let is_free = |table: &Table| table.needs.iter().all(|need| placed.iter().any(|before| before.name == *need));
        let (mut free, waiting): (Vec<_>, Vec<_>) = left.into_iter().partition(is_free);
        if free.is_empty() {
            // Tables that need one another: no order serves, and the database says so.
            placed.extend(waiting);
            break;
        }
        placed.append(&mut free);
        left = waiting;
    }
    placed
}

impl Table {
    /// Every row in the order of the key, the same on both databases. What is read is what [`crate::value`] expects.
    pub fn select(&self, kind: Kind) -> String {
        let shown = |column: &Column| match (kind, column.holds) {
            (Kind::Postgres, Holds::Integer) => format!("\"{}\"::bigint", column.name),
            (Kind::Postgres, Holds::Text) => format!("\"{}\"::text", column.name),
            (Kind::Postgres, Holds::Real) => format!("\"{}\"::double precision", column.name),
            _ => format!("\"{}\"", column.name),
        };
        let by = |column: &Column| match (kind, column.holds) {
            (Kind::Postgres, Holds::Text) => format!("\"{}\"::text collate \"C\" nulls first", column.name),
            (Kind::Postgres, _) => format!("\"{}\" nulls first", column.name),
            _ => format!("\"{}\"", column.name),
        };
        let columns: Vec<_> = self.columns.iter().map(shown).collect();
        let order: Vec<_> = self.key.iter().map(by).collect();
        format!("select {} from \"{}\" order by {}", columns.join(", "), self.name, order.join(", "))
    }

    /// The column that alone is the key, by its place: it names the row's files.
    pub fn id(&self) -> Option<usize> {
        let [only] = self.key.as_slice() else { return None };
        self.columns.iter().position(|column| column == only && column.holds == Holds::Uuid)
    }

    pub fn has_bytes(&self) -> bool {
        self.columns.iter().any(|column| column.holds == Holds::Bytes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(name: &str, needs: &[&str]) -> Table {
        Table { name: name.into(), columns: vec![], key: vec![], needs: needs.iter().map(|need| (*need).to_owned()).collect() }
    }

    #[test]
    fn a_table_comes_after_those_it_needs() {
        let ordered = in_order(vec![table("lines", &["invoices"]), table("payments", &["lines"]), table("invoices", &[])]);
        let names: Vec<_> = ordered.iter().map(|table| table.name.as_str()).collect();
        assert_eq!(names, ["invoices", "lines", "payments"]);
    }

    #[test]
    fn both_databases_words_mean_the_same_and_others_are_refused() {
        for (one, other) in [("uuid_blob", "uuid"), ("timestamp_with_timezone_text", "timestamp with time zone"), ("blob", "bytea")] {
            assert_eq!(holds(one).unwrap(), holds(other).unwrap());
        }
        assert_eq!(holds("varchar(3)").unwrap(), Holds::Text);
        assert!(holds("numeric").is_err() && holds("timestamp without time zone").is_err());
    }
}
