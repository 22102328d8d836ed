//! Customers and staff: the old systems part their names.

use serde_json::{Map, Value, json};

use crate::plumbing::{Ask, Call, Reply, first_of, text, whole_name};

pub const CUSTOMER_NAMES: [(&str, &str); 3] = [("name", "first_name"), ("phone", "phone_number"), ("email", "email")];

/// The name that `first_name` and `last_name` make, each taken from `before` where it is left out.
pub fn name(ask: &Ask, before: &str) -> Option<String> {
    if !ask.has("first_name") && !ask.has("last_name") {
        return None;
    }
    let (first, last) = first_of(before);
    let told = |field: &str, known: &str| if ask.has(field) { ask.text(field).unwrap_or_default() } else { known.to_owned() };
    Some(whole_name(&told("first_name", first), &told("last_name", last)))
}

/// What the client says of a customer, with ECAR's names. A text that is emptied is null.
pub fn customer(ask: &Ask, before: &str, fields: &[(&str, &str)]) -> Value {
    let mut body = Map::new();
    if let Some(name) = name(ask, before) {
        body.insert("name".to_owned(), json!(name));
    }
    for (theirs, ours) in fields {
        if ask.has(theirs) {
            body.insert((*ours).to_owned(), json!(ask.text(theirs)));
        }
    }
    Value::Object(body)
}

/// Changes a customer by what the client says.
pub async fn change(ask: &Ask, id: &str, fields: &[(&str, &str)]) -> Result<Value, Reply> {
    let path = format!("/customers/{id}");
    let before = ask.call(Call::get(path.clone())).await?;
    let body = customer(ask, text(&before, "/name"), fields);
    if body.as_object().is_some_and(Map::is_empty) {
        return Ok(before);
    }
    ask.call(Call::patch(path, body)).await
}

/// A customer goes to the archive: their invoices stay. One who is there already is not there any more.
pub async fn archive(ask: &Ask, id: &str) -> Result<Reply, Reply> {
    let customer = ask.call(Call::get(format!("/customers/{id}"))).await?;
    if customer["archived"] == true {
        return Err(Reply::not_found(ask.family));
    }
    ask.call(Call::post(format!("/customers/{id}/archive"), json!({}))).await?;
    Ok(Reply::gone())
}
