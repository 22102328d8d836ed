//! Bundles of permissions.

use contracts::identity::Role;
use identity::NewUser;
use serde_json::json;
use testkit::Client;

use crate::garage::{Garage, garage, items, person};

/// Salma owns every site; Hela owns one of two.
async fn salma(garage: &Garage) -> Client {
    let salma = NewUser { everywhere: Some(Role::Owner), ..person("salma@garage.example", "Salma", vec![]) };
    identity::create_user(&garage.kit.context, salma).await.unwrap();
    garage.signed_in("salma@garage.example").await
}

#[tokio::test]
async fn a_garage_begins_with_eight_roles_and_a_catalogue_of_permissions() {
    let garage = garage().await;
    let salma = salma(&garage).await;
    let roles = items(&salma.get("/roles").await.expect(200));
    let mut ids: Vec<_> = roles.iter().map(|role| role["id"].as_str().unwrap()).collect();
    ids.sort_unstable();
    assert_eq!(ids, ["accountant", "advisor", "customer", "manager", "owner", "parts", "read_only", "technician"]);
    let role = |id: &str| roles.iter().find(|role| role["id"] == id).unwrap().clone();
    assert_eq!((&role("owner")["actions"], &role("advisor")["actions"]), (&json!(["rename"]), &json!(["rename", "update"])));
    assert_eq!((&role("owner")["holders"], &role("owner")["built_in"]), (&json!(3), &json!(true)));
    let groups = items(&salma.get("/permissions").await.expect(200));
    let all: usize = groups.iter().map(|group| group["permissions"].as_array().unwrap().len()).sum();
    assert_eq!(role("owner")["permissions"].as_array().unwrap().len(), all);
    assert_eq!(groups[0]["permissions"][0], json!({ "name": "customer.read", "may_give": true }));
    let hela = garage.signed_in("hela@garage.example").await;
    assert_eq!(items(&hela.get("/roles").await.expect(200))[0]["actions"], json!([]), "she does not own every site");
}

#[tokio::test]
async fn a_role_of_ones_own_is_made_given_changed_and_deleted() {
    let garage = garage().await;
    let salma = salma(&garage).await;
    let body = json!({ "name": " Magasinier ", "permissions": ["product.read", "stock.receive"] });
    let made = salma.post("/roles", body).await.expect(201);
    let (id, path) = (made.string("id"), format!("/roles/{}", made.string("id")));
    assert_eq!((made.string("name"), made.json()["actions"].clone()), ("Magasinier".into(), json!(["rename", "update", "delete"])));
    let amine_path = format!("/users/{}", garage.id("amine@garage.example").await);
    let given = json!({ "sites": [{ "site_id": garage.lac, "role": id }] });
    let _ = salma.patch(&amine_path, given).await.expect(200);
    let amine = garage.signed_in("amine@garage.example").await;
    let held = amine.get("/me").await.json()["sites"][0]["permissions"].clone();
    assert_eq!(held, json!(["product.read", "stock.receive"]));
    assert_eq!(salma.delete(&path).await.expect(409).code(), "role-in-use");

    let changes = json!({ "permissions": ["product.read", "site.read"] });
    let saved = salma.clone().with("if-match", "\"1\"").patch(&path, changes.clone()).await.expect(200).json();
    assert_eq!((&saved["version"], &saved["holders"]), (&json!(2), &json!(1)));
    let _ = salma.clone().with("if-match", "\"1\"").patch(&path, changes).await.expect(412);
    garage.five_seconds();
    let _ = amine.get(&format!("/sites/{}", garage.lac)).await.expect(200);

    let back = json!({ "sites": [{ "site_id": garage.lac, "role": "technician" }] });
    let _ = salma.patch(&amine_path, back).await.expect(200);
    let _ = salma.delete(&path).await.expect(204);
    let _ = salma.delete(&path).await.expect(404);
}

#[tokio::test]
async fn built_in_roles_are_edited_and_kept_and_the_owners_stays_as_it_is() {
    let garage = garage().await;
    let salma = salma(&garage).await;
    let amine = garage.signed_in("amine@garage.example").await;
    let _ = amine.get("/users").await.expect(403);
    let changes = json!({ "name": "Mécanicien", "permissions": ["site.read", "user.read"] });
    assert_eq!(salma.patch("/roles/technician", changes).await.expect(200).json()["name"], "Mécanicien");
    garage.five_seconds();
    let _ = amine.get("/users").await.expect(200);
    assert_eq!(salma.delete("/roles/parts").await.expect(409).code(), "role-built-in");
    assert_eq!(salma.patch("/roles/owner", json!({ "permissions": [] })).await.expect(409).code(), "owner-role-is-fixed");
    assert_eq!(salma.patch("/roles/owner", json!({ "name": "Patron" })).await.expect(200).json()["name"], "Patron");
}

#[tokio::test]
async fn roles_are_the_whole_garages() {
    let garage = garage().await;
    let hela = garage.signed_in("hela@garage.example").await;
    let body = json!({ "name": "Mine", "permissions": ["product.read"] });
    let _ = hela.post("/roles", body.clone()).await.expect(403);
    let _ = hela.patch("/roles/technician", json!({ "permissions": [] })).await.expect(403);
    let _ = hela.delete("/roles/parts").await.expect(403);
    let amine = garage.signed_in("amine@garage.example").await;
    for path in ["/roles", "/permissions"] {
        let _ = amine.get(path).await.expect(403);
    }
    let salma = salma(&garage).await;
    let unknown = json!({ "name": "Odd", "permissions": ["product.read", "product.steal"] });
    assert_eq!(salma.post("/roles", unknown).await.expect(422).pointers(), ["/permissions/1"]);
}

#[tokio::test]
async fn who_edits_roles_puts_nothing_in_that_they_do_not_hold() {
    let garage = garage().await;
    let salma = salma(&garage).await;
    let body = json!({ "name": "Rights", "permissions": ["role.manage", "product.read", "user.read", "user.update"] });
    let id = salma.post("/roles", body).await.expect(201).string("id");
    let path = format!("/users/{}", garage.id("amine@garage.example").await);
    let _ = salma.patch(&path, json!({ "everywhere_role": id, "sites": [] })).await.expect(200);
    let amine = garage.signed_in("amine@garage.example").await;
    let more = json!({ "permissions": ["role.manage", "product.read", "user.read", "user.update", "payment.take"] });
    assert_eq!(amine.patch(&format!("/roles/{id}"), more.clone()).await.expect(403).code(), "more-than-own");
    assert_eq!(
        amine.post("/roles", json!({ "name": "More", "permissions": more["permissions"] })).await.expect(403).code(),
        "more-than-own"
    );
    let _ = amine.post("/roles", json!({ "name": "Less", "permissions": ["product.read"] })).await.expect(201);
}
