//! Nobody sets what is not theirs to set: an unknown field is refused by every operation, at every depth of its body.

use serde_json::{Value, json};

use super::scene::Scene;
use super::table::{Body, Request, table};
use super::walk::{documented, send};

/// What a client must never decide, unless the operation's own schema has it.
const STRANGE: [&str; 14] = [
    "id",
    "site_id",
    "role",
    "paid",
    "number",
    "state",
    "version",
    "totals",
    "due",
    "superuser",
    "locked",
    "created_at",
    "by_name",
    "nobody_knows_this",
];

#[tokio::test(flavor = "multi_thread")]
async fn an_unknown_field_is_refused_by_every_operation() {
    if crate::replicas::postgres::is_there() {
        return; // No database is asked before a body is read: one of them is enough.
    }
    let scene = Scene::open().await;
    let documented = documented(&scene).await;
    let (mut tried, mut wrong) = (0, vec![]);
    for operation in table() {
        let Request { path, body: Body::Json(body) } = (operation.ask)(&scene).await else { continue };
        let method = &documented[operation.id].method;
        for body in spoiled(&body) {
            let answer = send(&scene.owner, method, &Request { path: path.clone(), body: Body::Json(body.clone()) }).await;
            tried += 1;
            if answer.status != 422 || !answer.text.contains("unknown field") {
                wrong.push(format!("{} takes {body}: {} {}", operation.id, answer.status, answer.text));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(tried > 600, "only {tried} bodies were tried");
}

#[tokio::test(flavor = "multi_thread")]
async fn every_body_of_the_document_is_closed_and_walked() {
    if crate::replicas::postgres::is_there() {
        return;
    }
    let scene = Scene::open().await;
    let table = table();
    let mut with_a_body = 0;
    for (id, operation) in documented(&scene).await {
        let schema = &operation.json["requestBody"]["content"]["application/json"]["schema"];
        if schema.is_null() {
            continue;
        }
        let walked = table.iter().find(|walked| walked.id == id).unwrap_or_else(|| panic!("{id} is not in the table"));
        assert!(matches!((walked.ask)(&scene).await.body, Body::Json(_)), "{id} takes a body, and the table sends none");
        with_a_body += 1;
    }
    assert!(with_a_body > 40, "only {with_a_body} operations take a body");
}

/// The body with one strange field more, at each place where an object stands and for each name that it does not have.
fn spoiled(body: &Value) -> Vec<Value> {
    let mut places = vec![];
    objects(body, String::new(), &mut places);
    places.iter().flat_map(|place| STRANGE.iter().filter_map(move |name| with_field(body, place, name))).collect()
}

fn objects(value: &Value, place: String, places: &mut Vec<String>) {
    match value {
        Value::Object(fields) => {
            for (name, field) in fields {
                objects(field, format!("{place}/{name}"), places);
            }
            places.push(place);
        }
        Value::Array(items) => items.iter().enumerate().for_each(|(at, item)| objects(item, format!("{place}/{at}"), places)),
        _ => {}
    }
}

fn with_field(body: &Value, place: &str, name: &str) -> Option<Value> {
    let mut body = body.clone();
    let fields = body.pointer_mut(place)?.as_object_mut()?;
    if fields.contains_key(name) || is_foreign(place) {
        return None;
    }
    fields.insert(name.to_owned(), json!("x"));
    Some(body)
}

/// What an authenticator answers is read by its own rules.
fn is_foreign(place: &str) -> bool {
    place.ends_with("/credential")
}
