//! No filter, search or sort of a list shows a stranger anything of the home site, and none tells that it is there.

use serde_json::{Value, json};

use super::people::program;
use super::scene::{CANARY, Scene, text};
use super::table::{Operation, Reach, Request, table, to};
use super::walk::{Documented, documented, send};

/// What a filter is given: the home site's own ids and words. None for what picks no record.
fn value(scene: &Scene, name: &str) -> Option<String> {
    let last = |path: &str| path.rsplit('/').next().unwrap_or_default().to_owned();
    match name {
        "site" => Some(text(&scene.home).to_owned()),
        "product" => Some(scene.product.clone()),
        "customer" | "owner" => Some(scene.customer.clone()),
        "vehicle" => Some(scene.vehicle.clone()),
        "technician" => Some(text(&scene.technician).to_owned()),
        "work_order" | "entity_id" => Some(last(&scene.shown)),
        "invoice" => Some(last(&scene.invoice)),
        "user" | "actor" => Some(scene.colleague.clone()),
        "q" | "name" | "number" => Some(CANARY.to_owned()),
        "role" => Some("advisor".into()),
        // These choose among what is seen anyway (customers are the group's), or how it is shown.
        "after" | "limit" | "sort" | "state" | "overdue" | "kind" | "archived" | "category" | "stock" | "entity" | "event" | "from"
        | "until" | "lang" | "services" | "minutes" | "prefer" | "waiter" | "without_owner" | "make" | "year" | "fuel" | "due"
        | "due_by" | "thumbnail" | "prices" | "held" | "owing" | "has_email" | "has_phone" | "created_from" | "created_until"
        | "visited_from" | "visited_until" | "format" | "outcome" | "phone" | "email" | "tax_id" | "except" | "kinds" | "forgotten"
        | "hold" | "versions" | "odometer" | "days" | "supplier" | "without" | "tags" | "language" | "lead_source" | "months" | "month"
        | "period" | "open" | "since" | "step" | "basis" | "difference" | "explained" | "payment_ref" | "payment_id" | "on" | "back"
        | "type" | "paper" => None,
        other => panic!("no value for the filter {other}: say here what it may pick"),
    }
}

/// The requests of one operation: as it is, with each filter, and with each filter beside the site.
fn requests(scene: &Scene, path: &str, documented: &Documented) -> Vec<(Option<String>, String)> {
    let parameters = documented.json["parameters"].as_array().cloned().unwrap_or_default();
    let parameters: Vec<_> = parameters.iter().filter(|parameter| parameter["in"] == "query").collect();
    let bare = path.split('?').next().unwrap_or_default();
    // What an operation cannot do without stays.
    let (path, sign) = if parameters.iter().any(|parameter| parameter["required"] == true) { (path, '&') } else { (bare, '?') };
    let names = parameters.iter().filter(|parameter| parameter["required"] != true).map(|parameter| text(&parameter["name"]).to_owned());
    let filters = names.filter_map(|name| value(scene, &name).map(|value| (name, value)));
    let with = filters.map(|(name, value)| (Some(name.clone()), format!("{path}{sign}{name}={value}&limit=20")));
    std::iter::once((None, path.to_owned())).chain(with).collect()
}

fn is_read(operation: &Operation, documented: &Documented) -> bool {
    documented.method == reqwest::Method::GET && operation.reach != Reach::Own && operation.id != "watch_live"
}

#[tokio::test(flavor = "multi_thread")]
async fn no_filter_shows_anything_of_another_site() {
    let scene = Scene::open().await;
    let documented = documented(&scene).await;
    let (mut wrong, mut found) = (vec![], 0);
    for operation in table().iter().filter(|operation| is_read(operation, &documented[operation.id])) {
        let Request { path, .. } = (operation.ask)(&scene).await;
        for (filter, path) in requests(&scene, &path, &documented[operation.id]) {
            let answer = send(&scene.stranger, &reqwest::Method::GET, &to(&path)).await;
            let is_hidden = filter.as_deref() != Some("site") || answer.status == 404;
            let is_refused = answer.status == 403 && operation.reach == Reach::Garage;
            if answer.has_canary() || !is_hidden || !(is_refused || [200, 404].contains(&answer.status)) {
                wrong.push(format!("{path}: {} {}", answer.status, answer.text.chars().take(300).collect::<String>()));
            }
            found += u32::from(send(&scene.owner, &reqwest::Method::GET, &to(&path)).await.has_canary());
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(found > 25, "the owner finds the canary by {found} requests: too few for its absence to mean something");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_found_is_what_may_be_read() {
    let scene = Scene::open().await;
    let nobody = program(&scene.owner, &["stock.see_cost"], &scene.home).await;
    let nothing = json!({ "customers": [], "vehicles": [], "appointments": [], "work_orders": [], "invoices": [], "products": [] });
    for words in ["walk", "7777", CANARY, "F-LAC"] {
        assert_eq!(nobody.read(&format!("/search?q={words}")).await, nothing, "{words}");
    }
    for (permission, kind, words) in [
        ("customer.read", "customers", "walk"),
        ("vehicle.read", "vehicles", "7777"),
        ("schedule.read", "appointments", "7777"),
        ("work_order.read", "work_orders", "7777"),
        ("invoice.read", "invoices", "7777"),
        ("product.read", "products", "walk"),
    ] {
        let reader = program(&scene.owner, &[permission], &scene.home).await;
        let found = reader.read(&format!("/search?q={words}")).await;
        for (name, hits) in found.as_object().unwrap() {
            assert_eq!(hits.as_array().is_some_and(Vec::is_empty), name != kind, "{permission} finds {name}: {hits}");
        }
    }
    let strangers: Value = scene.stranger.read("/search?q=7777&limit=20").await;
    let invoices = strangers["invoices"].as_array().unwrap();
    assert!(invoices.is_empty() && strangers["work_orders"].as_array().unwrap().is_empty(), "{strangers}");
}
