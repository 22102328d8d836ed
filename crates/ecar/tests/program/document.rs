//! What the API's document promises everywhere.

use std::collections::BTreeSet;

use serde_json::Value;

/// Lists that are short by their nature, or bounded by a rule: they come whole.
const WHOLE: [&str; 9] = [
    "list_api_keys",
    "list_devices",
    "list_permissions",
    "list_roles",
    "list_my_passkeys",
    "list_my_sessions",
    "list_pin_people",
    "list_push_devices",
    "list_webhooks",
];

/// What makes something without an `Idempotency-Key`, and why a repeat does no harm.
const WITHOUT_KEY: [(&str, &str); 11] = [
    ("create_api_key", "the answer holds a secret, which is kept nowhere"),
    ("create_campaign", "a draft reaches nobody, and another can be left"),
    ("create_webhook", "the answer holds a secret, which is kept nowhere"),
    ("enrol_device", "the answer sets a secret cookie, which is kept nowhere"),
    ("finish_passkey", "its challenge is good once"),
    ("invite_user", "an address is invited once: `email-taken`; and the answer may hold a secret link"),
    ("link_estimate", "the answer holds a secret address, which is kept nowhere"),
    ("link_inspection", "the answer holds a secret address, which is kept nowhere"),
    ("link_invoice", "the answer holds a secret address, which is kept nowhere"),
    ("make_calendar_feed", "the answer holds a secret address, which is kept nowhere"),
    ("open_site", "a code is given once: `site-code-taken`"),
];

fn document() -> Value {
    let text = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/../../openapi.json")).unwrap();
    serde_json::from_str(&text).unwrap()
}

fn operations(document: &Value) -> Vec<(&str, &str, &Value)> {
    let paths = document["paths"].as_object().unwrap();
    let operations = paths
        .iter()
        .flat_map(|(path, item)| item.as_object().unwrap().iter().map(move |(method, it)| (method.as_str(), path.as_str(), it)));
    operations.collect()
}

fn name(operation: &Value) -> &str {
    operation["operationId"].as_str().unwrap()
}

/// The schemas that `value` holds, however deep.
fn schemas<'a>(document: &'a Value, value: &'a Value, found: &mut BTreeSet<&'a str>) {
    match value {
        Value::Object(fields) => {
            if let Some(schema) = fields.get("$ref").and_then(|place| place.as_str()?.strip_prefix("#/components/schemas/"))
                && found.insert(schema)
            {
                schemas(document, &document["components"]["schemas"][schema], found);
            }
            fields.values().for_each(|field| schemas(document, field, found));
        }
        Value::Array(items) => items.iter().for_each(|item| schemas(document, item, found)),
        _ => {}
    }
}

fn bodies(document: &Value) -> BTreeSet<&str> {
    let mut found = BTreeSet::new();
    for (_, _, operation) in operations(document) {
        schemas(document, &operation["requestBody"], &mut found);
    }
    found
}

fn properties<'a>(document: &'a Value, schema: &str) -> Vec<(&'a str, &'a Value)> {
    let fields = document["components"]["schemas"][schema]["properties"].as_object();
    fields.into_iter().flatten().map(|(name, field)| (name.as_str(), field)).collect()
}

fn is_a(field: &Value, kind: &str) -> bool {
    field["type"] == kind || field["type"].as_array().is_some_and(|kinds| kinds.iter().any(|one| one == kind))
}

#[test]
fn operations_have_names_of_their_own() {
    let document = document();
    let names: BTreeSet<_> = operations(&document).iter().map(|(_, _, operation)| name(operation)).collect();
    assert_eq!(names.len(), operations(&document).len());
}

#[test]
fn a_list_is_read_on_and_bounded() {
    let document = document();
    let mut lists = 0;
    for (_, _, operation) in operations(&document) {
        let answer = operation["responses"]["200"]["content"]["application/json"]["schema"]["$ref"].as_str().unwrap_or_default();
        if !answer.contains("/Page_") || WHOLE.contains(&name(operation)) {
            continue;
        }
        let parameters = operation["parameters"].as_array().unwrap();
        let limit = parameters.iter().find(|one| one["name"] == "limit").unwrap_or_else(|| panic!("{}: limit", name(operation)));
        assert_eq!((&limit["schema"]["minimum"], &limit["schema"]["maximum"]), (&1.into(), &100.into()), "{}", name(operation));
        assert!(parameters.iter().any(|one| one["name"] == "after"), "{}: after", name(operation));
        lists += 1;
    }
    assert!(lists > 10, "only {lists}");
}

#[test]
fn bodies_take_no_unknown_field_and_bound_every_value() {
    let document = document();
    for schema in bodies(&document) {
        let whole = &document["components"]["schemas"][schema];
        assert!(whole["type"] != "object" || whole["additionalProperties"] == false, "{schema} takes unknown fields");
        for (field, value) in properties(&document, schema) {
            let bounded = if is_a(value, "string") {
                ["maxLength", "format", "enum"].iter().any(|key| !value[key].is_null())
            } else if is_a(value, "integer") {
                !value["minimum"].is_null() && !value["maximum"].is_null()
            } else {
                true
            };
            assert!(bounded, "{schema}.{field} has no bounds: {value}");
        }
    }
}

#[test]
fn an_answer_always_carries_what_may_be_null() {
    let document = document();
    let mut found = BTreeSet::new();
    for (_, _, operation) in operations(&document) {
        schemas(&document, &operation["responses"], &mut found);
    }
    for schema in &found {
        let required = document["components"]["schemas"][schema]["required"].as_array().cloned().unwrap_or_default();
        for (field, value) in properties(&document, schema) {
            let nullable =
                is_a(value, "null") || value["oneOf"].as_array().is_some_and(|some| some.iter().any(|one| one["type"] == "null"));
            assert!(!nullable || required.iter().any(|one| one == field), "{schema}.{field}");
        }
    }
    assert!(found.contains("Customer") && found.contains("Job"), "{found:?}");
}

#[test]
fn refusals_are_problems_and_said_once() {
    let document = document();
    for (_, path, operation) in operations(&document) {
        let answers = operation["responses"].as_object().unwrap();
        for (status, answer) in answers.iter().filter(|(status, _)| status.starts_with(['4', '5'])) {
            assert!(answer["$ref"].is_string(), "{path} describes {status} by itself");
        }
        assert!(answers.contains_key("401") && answers.contains_key("503"), "{path}");
    }
    for (name, answer) in document["components"]["responses"].as_object().unwrap() {
        let schema = &answer["content"]["application/problem+json"]["schema"]["$ref"];
        assert_eq!(schema, "#/components/schemas/Problem", "{name}");
    }
}

#[test]
fn what_makes_something_may_be_repeated() {
    let document = document();
    let mut without = BTreeSet::new();
    for (method, _, operation) in operations(&document) {
        let takes_key = operation["parameters"].to_string().contains("IdempotencyKey");
        if method == "post" && !operation["responses"]["201"].is_null() && !takes_key {
            without.insert(name(operation));
        }
    }
    assert_eq!(without, WITHOUT_KEY.iter().map(|(name, _)| *name).collect());
}
