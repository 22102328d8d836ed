//! Appointments, as both systems keep them that booked: which of ECAR's services one is for they leave open.

use serde_json::{Value, json};

use crate::plumbing::{Ask, Call, Reply, Source, all, text};

/// The service of a site that is called as the client says under `field`, or its first.
pub async fn booked_service(ask: &Ask, site: &str, field: &str) -> Result<Value, Reply> {
    let services = services(ask, site).await?;
    let named = ask.text(field).map(|name| name.to_lowercase());
    let is_named = |it: &&Value| {
        let called = ["/names/fr", "/names/en", "/names/ar"].map(|place| text(it, place).to_lowercase());
        named.as_ref().is_some_and(|named| called.contains(named))
    };
    let found = services.iter().find(is_named).or(services.first());
    found.map(|it| it["id"].clone()).ok_or_else(|| Reply::field(field, "This site offers no service yet."))
}

/// What a site offers now.
pub async fn services(ask: &Ask, site: &str) -> Result<Vec<Value>, Reply> {
    let mut services = all(ask, Source::short("/services", &[("site", Some(site))])).await?;
    services.retain(|it| it["active"] == true);
    Ok(services)
}

/// Given up by the garage.
pub async fn cancelled(ask: &Ask, id: &str) -> Result<Value, Reply> {
    ask.call(Call::post(format!("/appointments/{id}/cancel"), json!({ "by": "garage" }))).await
}
