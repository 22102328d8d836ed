//! How far the permissions of a role reach.

use contracts::identity::Role;
use identity::NewUser;
use serde_json::{Value, json};
use testkit::Client;

use crate::garage::{Garage, garage, items, person};

/// Owner of every site.
async fn salma(garage: &Garage) -> Client {
    let salma = NewUser { everywhere: Some(Role::Owner), ..person("salma@garage.example", "Salma", vec![]) };
    identity::create_user(&garage.kit.context, salma).await.unwrap();
    garage.signed_in("salma@garage.example").await
}

async fn limit_of(client: &Client) -> Value {
    client.get("/me").await.expect(200).json()["sites"][0]["max_discount"].clone()
}

#[tokio::test]
async fn a_garage_begins_with_a_tenth_for_advisors_and_no_limit_for_who_runs_it() {
    let garage = garage().await;
    let salma = salma(&garage).await;
    let limit = |role: &str| {
        let (salma, path) = (salma.clone(), format!("/roles/{role}"));
        async move { salma.get(&path).await.expect(200).json()["max_discount"].clone() }
    };
    assert_eq!((limit("owner").await, limit("manager").await), (Value::Null, Value::Null));
    assert_eq!((limit("advisor").await, limit("technician").await), (json!(1000), json!(0)));
    let role = salma.get("/roles/advisor").await.expect(200);
    assert!(role.headers["etag"].to_str().unwrap().starts_with("\"1."));
    assert_eq!(role.string("id"), "advisor");
    let _ = salma.get("/roles/nobody").await.expect(404);
    let amine = garage.signed_in("amine@garage.example").await;
    let _ = amine.get("/roles/advisor").await.expect(403);
}

#[tokio::test]
async fn a_limit_is_part_of_the_bundle_and_reaches_its_holders_at_once() {
    let garage = garage().await;
    let salma = salma(&garage).await;
    let made = salma.post("/roles", json!({ "name": "Chef", "permissions": ["site.read"] })).await.expect(201);
    assert_eq!(made.json()["max_discount"], 0, "what nobody decided on is not given away");
    let path = format!("/roles/{}", made.string("id"));
    let given = json!({ "sites": [{ "site_id": garage.lac, "role": made.string("id") }] });
    let _ = salma.patch(&format!("/users/{}", garage.id("amine@garage.example").await), given).await.expect(200);
    let amine = garage.signed_in("amine@garage.example").await;
    assert_eq!(limit_of(&amine).await, 0);
    let changed = salma.patch(&path, json!({ "max_discount": 1250 })).await.expect(200).json();
    assert_eq!((&changed["max_discount"], &changed["permissions"], &changed["version"]), (&json!(1250), &json!(["site.read"]), &json!(2)));
    assert_eq!(limit_of(&amine).await, 1250, "their screen asks and is told, before the token is asked again");
    let kept = salma.patch(&path, json!({ "name": "Chef d'atelier" })).await.expect(200).json();
    assert_eq!(kept["max_discount"], 1250, "what is left out stays");
    let endless = salma.patch(&path, json!({ "max_discount": null })).await.expect(200).json();
    assert_eq!(endless["max_discount"], Value::Null);
    for wrong in [json!(-1), json!(10_001), json!("all")] {
        assert_eq!(salma.patch(&path, json!({ "max_discount": wrong })).await.expect(422).pointers(), ["/max_discount"]);
    }
    assert_eq!(salma.patch("/roles/owner", json!({ "max_discount": 0 })).await.expect(409).code(), "owner-role-is-fixed");
    let audit = garage.audited("role.update").await;
    assert!(audit.iter().any(|changes| changes.contains("max_discount") && changes.contains("1250")), "{audit:?}");
}

#[tokio::test]
async fn nobody_gives_a_further_reach_than_their_own() {
    let garage = garage().await;
    let salma = salma(&garage).await;
    let all = salma.get("/roles/owner").await.expect(200).json()["permissions"].clone();
    let body = json!({ "name": "Associate", "permissions": all, "max_discount": 2000 });
    let associate = salma.post("/roles", body).await.expect(201).string("id");
    let given = json!({ "everywhere_role": associate, "sites": [] });
    let _ = salma.patch(&format!("/users/{}", garage.id("amine@garage.example").await), given).await.expect(200);
    let amine = garage.signed_in("amine@garage.example").await;
    let role = |limit: Value| json!({ "name": "Clerk", "permissions": [], "max_discount": limit });
    assert_eq!(amine.post("/roles", role(json!(2001))).await.expect(403).code(), "more-than-own");
    assert_eq!(amine.post("/roles", role(Value::Null)).await.expect(403).code(), "more-than-own");
    let clerk = amine.post("/roles", role(json!(2000))).await.expect(201).string("id");
    let raised = amine.patch(&format!("/roles/{clerk}"), json!({ "max_discount": 5000 })).await;
    assert_eq!(raised.expect(403).code(), "more-than-own");
    let lowered = amine.patch("/roles/manager", json!({ "max_discount": 0 })).await;
    assert_eq!(lowered.expect(403).code(), "more-than-own", "nor take away what they could not give");
    let promoted = json!({ "sites": [{ "site_id": garage.lac, "role": "manager" }] });
    let omar = format!("/users/{}", garage.id("omar@garage.example").await);
    assert_eq!(amine.patch(&omar, promoted).await.expect(403).code(), "more-than-own");

    let key = json!({ "name": "Till", "permissions": ["site.read"], "sites": [garage.lac] });
    let made = amine.post("/api-keys", key).await.expect(201).json();
    assert_eq!(made["api_key"]["max_discount"], 2000, "a key reaches no further than its maker");
}

#[tokio::test]
async fn a_refund_has_a_limit_of_its_own() {
    let garage = garage().await;
    let salma = salma(&garage).await;
    let limit = |role: &str| {
        let (salma, path) = (salma.clone(), format!("/roles/{role}"));
        async move { salma.get(&path).await.expect(200).json()["max_refund"].clone() }
    };
    assert_eq!((limit("owner").await, limit("manager").await, limit("accountant").await), (Value::Null, Value::Null, Value::Null));
    assert_eq!((limit("advisor").await, limit("technician").await), (json!(100_000), json!(0)));
    let permitted = salma.get("/roles/advisor").await.expect(200).json()["permissions"].clone();
    assert!(permitted.as_array().unwrap().contains(&json!("payment.refund")), "{permitted}");
    let made = salma.post("/roles", json!({ "name": "Till", "permissions": ["payment.refund"] })).await.expect(201);
    assert_eq!((&made.json()["max_refund"], &made.json()["max_discount"]), (&json!(0), &json!(0)), "what nobody decided on is not given");
    let path = format!("/roles/{}", made.string("id"));
    let changed = salma.patch(&path, json!({ "max_refund": 50_000 })).await.expect(200).json();
    assert_eq!((&changed["max_refund"], &changed["max_discount"]), (&json!(50_000), &json!(0)), "what is left out stays");
    let given = json!({ "sites": [{ "site_id": garage.lac, "role": made.string("id") }] });
    let _ = salma.patch(&format!("/users/{}", garage.id("amine@garage.example").await), given).await.expect(200);
    let amine = garage.signed_in("amine@garage.example").await;
    assert_eq!(amine.get("/me").await.expect(200).json()["sites"][0]["max_refund"], 50_000);
    assert_eq!(salma.patch(&path, json!({ "max_refund": null })).await.expect(200).json()["max_refund"], Value::Null);
    for wrong in [json!(-1), json!(1_000_000_000_001_i64), json!("all")] {
        assert_eq!(salma.patch(&path, json!({ "max_refund": wrong })).await.expect(422).pointers(), ["/max_refund"]);
    }
    assert_eq!(salma.patch("/roles/owner", json!({ "max_refund": 0 })).await.expect(409).code(), "owner-role-is-fixed");
    let audit = garage.audited("role.update").await;
    assert!(audit.iter().any(|changes| changes.contains("max_refund") && changes.contains("50000")), "{audit:?}");
}

#[tokio::test]
async fn nobody_gives_a_greater_refund_than_their_own() {
    let garage = garage().await;
    let salma = salma(&garage).await;
    let all = salma.get("/roles/owner").await.expect(200).json()["permissions"].clone();
    let body = json!({ "name": "Associate", "permissions": all, "max_discount": null, "max_refund": 20_000 });
    let associate = salma.post("/roles", body).await.expect(201).string("id");
    let given = json!({ "everywhere_role": associate, "sites": [] });
    let _ = salma.patch(&format!("/users/{}", garage.id("amine@garage.example").await), given).await.expect(200);
    let amine = garage.signed_in("amine@garage.example").await;
    let role = |limit: Value| json!({ "name": "Clerk", "permissions": [], "max_discount": 10_000, "max_refund": limit });
    assert_eq!(amine.post("/roles", role(json!(20_001))).await.expect(403).code(), "more-than-own");
    assert_eq!(amine.post("/roles", role(Value::Null)).await.expect(403).code(), "more-than-own");
    let clerk = amine.post("/roles", role(json!(20_000))).await.expect(201).string("id");
    let raised = amine.patch(&format!("/roles/{clerk}"), json!({ "max_refund": 20_001 })).await;
    assert_eq!(raised.expect(403).code(), "more-than-own");
    let _ = amine.patch(&format!("/roles/{clerk}"), json!({ "max_discount": null })).await.expect(200);
    let key = json!({ "name": "Till", "permissions": ["payment.refund"], "sites": [garage.lac] });
    let made = amine.post("/api-keys", key).await.expect(201).json();
    assert_eq!(made["api_key"]["max_refund"], 20_000, "a key reaches no further than its maker");
}

#[tokio::test]
async fn people_are_found_by_beginnings_of_their_names_and_addresses() {
    let garage = garage().await;
    let salma = salma(&garage).await;
    let found = |query: &str| {
        let (salma, path) = (salma.clone(), format!("/users?{query}"));
        async move { items(&salma.get(&path).await.expect(200)).iter().map(|user| user["name"].clone()).collect::<Vec<_>>() }
    };
    assert_eq!(found("q=am").await, ["Amine"]);
    assert_eq!(found("q=OMAR%40garage").await, ["Omar"]);
    assert_eq!(found("q=garage&limit=2").await, ["Amine", "Hela"]);
    let first = salma.get("/users?q=garage&limit=2").await.expect(200).string("next");
    assert_eq!(found(&format!("q=garage&limit=2&after={first}")).await, ["Omar", "Salma"]);
    assert_eq!(found("q=nobody").await, Vec::<Value>::new());
    assert_eq!(found("q=%20%2C").await, Vec::<Value>::new());
    let renamed = json!({ "name": "Ridha Ben Salem" });
    let _ = salma.patch(&format!("/users/{}", garage.id("amine@garage.example").await), renamed).await.expect(200);
    assert_eq!((found("q=ridha%20ben").await.len(), found("q=ben%20salem").await.len()), (1, 1));
    let omar = garage.id("omar@garage.example").await;
    let _ = salma.post(&format!("/users/{omar}/disable"), json!({})).await;
    assert_eq!(found("state=active&q=garage").await, ["Hela", "Ridha Ben Salem", "Salma"]);
    assert_eq!(salma.get("/users?state=gone").await.expect(422).code(), "invalid");
    let hela = garage.signed_in("hela@garage.example").await;
    assert!(items(&hela.get("/users?q=omar").await.expect(200)).is_empty(), "another site's people are not found");
}
