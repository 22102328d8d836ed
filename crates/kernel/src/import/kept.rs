//! What an import did to each record, kept so that it can be undone.

use std::collections::{BTreeMap, BTreeSet};

use sea_orm::{DbErr, FromQueryResult};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use uuid::Uuid;

use super::RowError;
use crate::{Binds, Problem, Tx, db};

const ROWS_AT_ONCE: usize = 500;

/// What an import did to one record, however many rows meant it.
#[derive(Clone, Debug, PartialEq)]
pub struct Kept {
    pub record: Uuid,
    /// Of the file: the last row that meant the record.
    pub line: u64,
    /// What people call the record.
    pub label: String,
    /// The import made it.
    pub created: bool,
    /// The version before; 0 for a new one.
    pub read: i64,
    /// The version that the import left; 0 when somebody else changed the record between two of its rows.
    pub version: i64,
    /// Property to what it was and what it became.
    pub fields: BTreeMap<String, (Value, Value)>,
}

/// The versions of a record around a batch: before (0 for a new one) and after.
#[derive(Clone, Copy, Debug)]
pub struct Versions(pub i64, pub i64);

impl Kept {
    /// `before` is none for a record that the import made.
    pub fn of<T: Serialize>(record: Uuid, line: u64, label: &str, versions: Versions, (before, after): (Option<&T>, &T)) -> Self {
        let fields = before.map(|before| changed(before, after)).unwrap_or_default();
        Self { record, line, label: label.to_owned(), created: before.is_none(), read: versions.0, version: versions.1, fields }
    }

    /// Takes a property out, for what is not put back by writing the old value.
    pub fn take(&mut self, property: &str) -> Option<(Value, Value)> {
        self.fields.remove(property)
    }

    /// The record with the values of before, where it still has those of the import; the others are told. `fields`: what a
    /// property is called in the mapping.
    pub fn put_back<T: Serialize + DeserializeOwned>(
        &self,
        record: &T,
        fields: &[(&str, &'static str)],
    ) -> Result<(T, Vec<RowError>), Problem> {
        let mut value = serde_json::to_value(record).map_err(|error| Problem::internal(&error))?;
        let mut left = vec![];
        for (property, (before, after)) in &self.fields {
            if value[property] == *after {
                value[property] = before.clone();
            } else if let Some((_, field)) = fields.iter().find(|(known, _)| known == property) {
                left.push(RowError::new(field, CHANGED_SINCE));
            }
        }
        Ok((serde_json::from_value(value).map_err(|error| Problem::internal(&error))?, left))
    }

    /// After what an earlier batch did to the same record.
    fn after(mut self, earlier: &Self) -> Self {
        if earlier.version != self.read {
            self.version = 0;
        }
        for (property, (before, after)) in &earlier.fields {
            match self.fields.get_mut(property) {
                Some((read, _)) if read == after => *read = before.clone(),
                Some(_) => {}
                None => {
                    self.fields.insert(property.clone(), (before.clone(), after.clone()));
                }
            }
        }
        self.created = earlier.created;
        self
    }
}

pub const CHANGED_SINCE: &str = "It was changed since";

fn changed<T: Serialize>(before: &T, after: &T) -> BTreeMap<String, (Value, Value)> {
    let (before, after) = (serde_json::to_value(before).unwrap_or_default(), serde_json::to_value(after).unwrap_or_default());
    let Value::Object(after) = after else { return BTreeMap::new() };
    let differs = |(name, value): &(String, Value)| name != "version" && before[name] != *value;
    after.into_iter().filter(differs).map(|(name, value)| (name.clone(), (before[&name].clone(), value))).collect()
}

#[derive(FromQueryResult)]
struct Stored {
    record_id: Uuid,
    line: i64,
    label: String,
    created: bool,
    version: i64,
    fields: String,
}

impl From<Stored> for Kept {
    fn from(row: Stored) -> Self {
        Self {
            record: row.record_id,
            line: u64::try_from(row.line).unwrap_or_default(),
            label: row.label,
            created: row.created,
            read: 0,
            version: row.version,
            fields: serde_json::from_str(&row.fields).unwrap_or_default(),
        }
    }
}

/// Keeps what a batch did, in its transaction; nothing for an import that is not recorded.
pub async fn keep(tx: &Tx, module: &str, import: Option<Uuid>, kept: Vec<Kept>) -> Result<(), DbErr> {
    let Some(import) = import else { return Ok(()) };
    let there: Vec<_> = kept.iter().filter(|kept| !kept.created).map(|kept| kept.record).collect();
    let earlier = earlier(tx, module, import, &there).await?;
    let kept: Vec<_> = kept
        .into_iter()
        .map(|kept| match earlier.get(&kept.record) {
            Some(earlier) => kept.after(earlier),
            None => kept,
        })
        .collect();
    for chunk in kept.chunks(ROWS_AT_ONCE) {
        let mut binds = Binds::default();
        let rows: Vec<_> = chunk.iter().map(|kept| row(&mut binds, import, kept)).collect::<Result<_, _>>()?;
        let sql = format!(
            "insert into {module}_import_changes (import_id, record_id, line, label, created, version, fields) values {} \
             on conflict (import_id, record_id) do update set line = excluded.line, label = excluded.label, version = excluded.version, \
             fields = excluded.fields",
            rows.join(", ")
        );
        db::execute(&**tx, sql, binds.0).await?;
    }
    Ok(())
}

fn row(binds: &mut Binds, import: Uuid, kept: &Kept) -> Result<String, DbErr> {
    let fields = serde_json::to_string(&kept.fields).map_err(|error| DbErr::Custom(error.to_string()))?;
    let line = i64::try_from(kept.line).unwrap_or_default();
    let places = [
        binds.add(import),
        binds.add(kept.record),
        binds.add(line),
        binds.add(kept.label.clone()),
        binds.add(kept.created),
        binds.add(kept.version),
        binds.add(fields),
    ];
    Ok(format!("({})", places.join(", ")))
}

async fn earlier(tx: &Tx, module: &str, import: Uuid, records: &[Uuid]) -> Result<BTreeMap<Uuid, Kept>, DbErr> {
    let mut found = BTreeMap::new();
    for chunk in records.chunks(ROWS_AT_ONCE) {
        let mut binds = Binds::default();
        let id = binds.add(import);
        let places = binds.list(chunk.iter().copied());
        let sql = format!("select {COLUMNS} from {module}_import_changes where import_id = {id} and record_id in ({places})");
        let rows: Vec<Stored> = db::all(&**tx, sql, binds.0).await?;
        found.extend(rows.into_iter().map(|row| (row.record_id, Kept::from(row))));
    }
    Ok(found)
}

const COLUMNS: &str = "record_id, line, label, created, version, fields";

/// The next notes of an import after a place.
pub(super) async fn next(tx: &Tx, module: &str, import: Uuid, after: Option<Uuid>, limit: u64) -> Result<Vec<Kept>, DbErr> {
    let sql =
        format!("select {COLUMNS} from {module}_import_changes where import_id = $1 and record_id > $2 order by record_id limit {limit}");
    let rows: Vec<Stored> = db::all(&**tx, sql, [import.into(), after.unwrap_or_default().into()]).await?;
    Ok(rows.into_iter().map(Kept::from).collect())
}

/// Which of these records an undone import had made: one that means them again brings them back.
pub async fn made_and_undone<C: sea_orm::ConnectionTrait>(conn: &C, module: &str, records: &[Uuid]) -> Result<BTreeSet<Uuid>, DbErr> {
    #[derive(FromQueryResult)]
    struct Record {
        record_id: Uuid,
    }
    let mut found = BTreeSet::new();
    for chunk in records.chunks(ROWS_AT_ONCE) {
        let mut binds = Binds::default();
        let places = binds.list(chunk.iter().copied());
        let sql = format!("select record_id from {module}_import_changes where record_id in ({places}) and created and problems = '[]'");
        let rows: Vec<Record> = db::all(conn, sql, binds.0).await?;
        found.extend(rows.into_iter().map(|row| row.record_id));
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use serde::Deserialize;

    use super::*;

    #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
    struct Car {
        make: String,
        colour: Option<String>,
        version: i64,
    }

    fn car(make: &str, colour: Option<&str>, version: i64) -> Car {
        Car { make: make.into(), colour: colour.map(str::to_owned), version }
    }

    fn kept(before: &Car, after: &Car) -> Kept {
        Kept::of(Uuid::nil(), 2, "215 TU 1", Versions(before.version, after.version), (Some(before), after))
    }

    #[test]
    fn what_changed_since_stays_and_is_told() {
        let note = kept(&car("Kia", None, 1), &car("KIA", Some("Red"), 2));
        let (back, left) = note.put_back(&car("KIA", Some("Blue"), 3), &[("make", "make"), ("colour", "colour")]).unwrap();
        assert_eq!(back, car("Kia", Some("Blue"), 3));
        assert_eq!(left, [RowError::new("colour", CHANGED_SINCE)]);
    }

    #[test]
    fn two_batches_go_back_to_before_the_first() {
        let first = kept(&car("Kia", None, 1), &car("KIA", None, 2));
        let second = kept(&car("KIA", None, 2), &car("Kia Motors", Some("Red"), 3)).after(&first);
        assert_eq!((second.version, second.fields.len()), (3, 2));
        assert_eq!(second.put_back(&car("Kia Motors", Some("Red"), 3), &[]).unwrap().0, car("Kia", None, 3));
    }

    #[test]
    fn what_somebody_typed_between_two_batches_is_what_is_put_back() {
        let first = kept(&car("Kia", None, 1), &car("KIA", None, 2));
        let second = kept(&car("Typed", None, 3), &car("KIA", None, 4)).after(&first);
        assert_eq!(second.version, 0);
        assert_eq!(second.put_back(&car("KIA", None, 4), &[]).unwrap().0, car("Typed", None, 4));
    }
}
