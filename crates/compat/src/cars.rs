//! Vehicles, as all three systems keep them.

use serde_json::{Value, json};

use crate::plumbing::{Ask, Call, Reply, text};

pub fn path(id: &str) -> String {
    format!("/vehicles/{id}")
}

pub async fn read(ask: &Ask, id: &str) -> Result<Value, Reply> {
    ask.call(Call::get(path(id))).await
}

/// A vehicle goes to the archive: its history stays. One that is there already is not there any more.
pub async fn archive(ask: &Ask, vehicle: &Value) -> Result<Reply, Reply> {
    if vehicle["archived"] == true {
        return Err(Reply::not_found(ask.family));
    }
    ask.call(Call::post(format!("{}/archive", path(text(vehicle, "/id"))), json!({}))).await?;
    Ok(Reply::gone())
}

/// Theirs from now on, where it is another's.
pub async fn owned_by(ask: &Ask, vehicle: Value, owner: &str) -> Result<Value, Reply> {
    if text(&vehicle, "/owner/id") == owner {
        return Ok(vehicle);
    }
    ask.call(Call::post(format!("{}/transfer", path(text(&vehicle, "/id"))), json!({ "customer_id": owner }))).await
}

/// With a reading, where it is another.
pub async fn read_off(ask: &Ask, vehicle: Value, km: i64) -> Result<Value, Reply> {
    if vehicle["odometer_km"].as_i64() == Some(km) {
        return Ok(vehicle);
    }
    ask.call(Call::post(format!("{}/odometer", path(text(&vehicle, "/id"))), json!({ "km": km }))).await
}
