//! Resources, services, settings and absences.

use serde_json::{Value, json};

use crate::support::{MONDAY, Shop};

#[tokio::test]
async fn bays_have_names_and_technicians_are_of_the_staff_once() {
    let shop = Shop::open().await;
    let (owner, site) = (shop.kit.owner(), shop.kit.site);
    let body = json!({ "site_id": site, "kind": "bay", "name": "Baie 1", "codes": ["lift"] });
    let bay = owner.post("/resources", body.clone()).await.expect(201);
    assert_eq!((&bay.json()["efficiency"], &bay.json()["week"]), (&json!(10_000), &Value::Null));
    assert_eq!(bay.json()["actions"], json!(["update", "add_absence"]));
    let cases = [
        (json!({ "site_id": site, "kind": "bay" }), "/name"),
        (json!({ "site_id": site, "kind": "bay", "name": "B", "codes": ["brakes"] }), "/codes/0"),
        (json!({ "site_id": site, "kind": "bay", "name": "B", "codes": ["Lift!"] }), "/codes/0"),
        (json!({ "site_id": site, "kind": "technician" }), "/user_id"),
        (json!({ "site_id": site, "kind": "technician", "user_id": shop.leila }), "/user_id"),
        (json!({ "site_id": site, "kind": "technician", "user_id": shop.sami, "week": [] }), "/week"),
        (json!({ "site_id": site, "kind": "technician", "user_id": shop.sami, "efficiency": 0 }), "/efficiency"),
    ];
    for (body, pointer) in cases {
        assert_eq!(owner.post("/resources", body.clone()).await.expect(422).pointers(), [pointer], "{body}");
    }
    let sami = json!({ "site_id": site, "kind": "technician", "user_id": shop.sami, "codes": ["service"] });
    assert_eq!(owner.post("/resources", sami.clone()).await.expect(201).string("name"), "Sami");
    assert_eq!(owner.post("/resources", sami).await.expect(409).code(), "technician-exists");
    shop.kit.advisor().post("/resources", body.clone()).await.expect(403);
    shop.kit.outsider().post("/resources", body).await.expect(404);
    let at = format!("/resources/{}", bay.string("id"));
    let tag = bay.headers["etag"].to_str().unwrap().to_owned();
    owner.clone().with("if-match", tag.clone()).patch(&at, json!({ "active": false })).await.expect(200);
    owner.clone().with("if-match", tag).patch(&at, json!({ "name": "Baie A" })).await.expect(412);
    assert_eq!(owner.get(&format!("/resources?site={site}")).await.expect(200).json()["items"].as_array().unwrap().len(), 2);
    shop.kit.outsider().get(&at).await.expect(404);
}

#[tokio::test]
async fn a_site_edits_its_codes_and_services_use_them() {
    let shop = Shop::open().await;
    let (owner, settings) = (shop.kit.owner(), format!("/schedules/{}/settings", shop.kit.site));
    let usual = owner.get(&settings).await.expect(200).json();
    assert_eq!((&usual["slot_minutes"], &usual["version"]), (&json!(15), &json!(0)));
    let service = json!({ "site_id": shop.kit.site, "names": { "en": "Hybrid check" }, "minutes": 45, "skill": "hybrid" });
    assert_eq!(owner.post("/services", service.clone()).await.expect(422).pointers(), ["/skill/0"]);
    owner.patch(&settings, json!({ "skills": ["service", "hybrid"] })).await.expect(200);
    let made = owner.post("/services", service).await.expect(201);
    assert_eq!(made.json()["names"], json!({ "fr": "Hybrid check", "ar": "Hybrid check", "en": "Hybrid check" }));
    let at = format!("/services/{}", made.string("id"));
    let changed = owner.patch(&at, json!({ "names": { "fr": "Contrôle" }, "skill": null, "deposit": 20_000 })).await.expect(200).json();
    assert_eq!((&changed["skill"], &changed["deposit"]), (&Value::Null, &json!(20_000)));
    owner.patch(&at, json!({ "deposit": 0 })).await.expect(422);
    shop.kit.advisor().patch(&settings, json!({ "slot_minutes": 30 })).await.expect(403);
    shop.kit.outsider().get(&settings).await.expect(404);
}

#[tokio::test]
async fn an_absence_names_whose_time_it_takes() {
    let shop = Shop::open().await;
    let it = shop.furnished().await;
    let booked = shop.book(shop.booking(&[&it.brakes], "08:00")).await.expect(201).json();
    let at = format!("/resources/{}/absences", it.amine);
    let ill = json!({ "from": format!("{MONDAY}T08:30:00Z"), "until": format!("{MONDAY}T11:00:00Z"), "reason": "Malade" });
    let added = shop.kit.owner().post(&at, ill).await.expect(201).json();
    assert_eq!(added["affected"][0]["id"], booked["id"]);
    let backwards = json!({ "from": format!("{MONDAY}T09:00:00Z"), "until": format!("{MONDAY}T08:00:00Z"), "reason": "x" });
    shop.kit.owner().post(&at, backwards).await.expect(422);
    assert_eq!(shop.kit.advisor().get(&at).await.expect(200).json()["items"].as_array().unwrap().len(), 1);
    shop.kit.owner().delete(&format!("/absences/{}", added["absence"]["id"].as_str().unwrap())).await.expect(204);
    assert_eq!(shop.kit.advisor().get(&at).await.expect(200).json()["items"], json!([]));
}
