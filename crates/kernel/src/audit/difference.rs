//! What differs between two states of a record.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use utoipa::ToSchema;

/// Fields that follow from others or say nothing about the record.
const LEFT_OUT: [&str; 2] = ["actions", "version"];

/// One field of a record: null before when it was added, null after when it was removed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Difference {
    /// `name`, `address/city`, `jobs/<id>/title`.
    pub field: String,
    pub before: Value,
    pub after: Value,
}

/// The fields that differ, in the order of their names. Members of lists are told apart by their `id`.
pub fn differences(before: &Value, after: &Value) -> Vec<Difference> {
    let mut found = vec![];
    compare(String::new(), before, after, &mut found);
    found
}

fn compare(path: String, before: &Value, after: &Value, found: &mut Vec<Difference>) {
    if before == after {
        return;
    }
    match (fields(before), fields(after)) {
        (Some(before), Some(after)) => compare_fields(&path, &before, &after, found),
        (None, Some(after)) if before.is_null() && path.is_empty() => compare_fields(&path, &Map::new(), &after, found),
        (Some(before), None) if after.is_null() && path.is_empty() => compare_fields(&path, &before, &Map::new(), found),
        _ => found.push(Difference { field: path, before: before.clone(), after: after.clone() }),
    }
}

fn compare_fields(path: &str, before: &Map<String, Value>, after: &Map<String, Value>, found: &mut Vec<Difference>) {
    let names: BTreeSet<_> = before.keys().chain(after.keys()).filter(|name| !LEFT_OUT.contains(&name.as_str())).collect();
    for name in names {
        let field = if path.is_empty() { name.clone() } else { format!("{path}/{name}") };
        let value = |fields: &Map<String, Value>| fields.get(name).cloned().unwrap_or(Value::Null);
        compare(field, &value(before), &value(after), found);
    }
}

/// An object's fields; a list of records as an object by their ids.
fn fields(value: &Value) -> Option<Map<String, Value>> {
    match value {
        Value::Object(fields) => Some(fields.clone()),
        Value::Array(rows) if !rows.is_empty() => {
            rows.iter().map(|row| Some((row.get("id")?.as_str()?.to_owned(), row.clone()))).collect::<Option<Map<_, _>>>()
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn shown(before: &Value, after: &Value) -> Vec<(String, Value, Value)> {
        differences(before, after).into_iter().map(|one| (one.field, one.before, one.after)).collect()
    }

    #[test]
    fn only_what_differs_is_named_by_its_path() {
        let before = json!({ "name": "Leïla", "version": 1, "address": { "city": "Tunis", "street": "Rue 1" } });
        let after = json!({ "name": "Leïla", "version": 2, "address": { "city": "Sfax", "street": "Rue 1" }, "notes": "x" });
        let expected = [("address/city".into(), json!("Tunis"), json!("Sfax")), ("notes".into(), Value::Null, json!("x"))];
        assert_eq!(shown(&before, &after), expected);
    }

    #[test]
    fn members_of_a_list_are_told_apart_by_their_id() {
        let before = json!({ "lines": [{ "id": "a", "quantity": 1 }, { "id": "b", "quantity": 2 }] });
        let after = json!({ "lines": [{ "id": "b", "quantity": 3 }, { "id": "c", "quantity": 4 }] });
        let expected = [
            ("lines/a".into(), json!({ "id": "a", "quantity": 1 }), Value::Null),
            ("lines/b/quantity".into(), json!(2), json!(3)),
            ("lines/c".into(), Value::Null, json!({ "id": "c", "quantity": 4 })),
        ];
        assert_eq!(shown(&before, &after), expected);
    }

    #[test]
    fn a_new_record_is_all_new_and_equal_ones_do_not_differ() {
        assert_eq!(shown(&Value::Null, &json!({ "name": "x" })), [("name".into(), Value::Null, json!("x"))]);
        assert_eq!(shown(&json!({ "roles": ["a"] }), &json!({ "roles": ["b"] })), [("roles".into(), json!(["a"]), json!(["b"]))]);
        assert!(differences(&json!({ "name": "x" }), &json!({ "name": "x" })).is_empty());
    }
}
