//! How a site's documents look: saved, printed by the style of their day, and looked at before anything is saved.

#![expect(clippy::unwrap_used, reason = "a test that cannot be set up must fail")]

use chrono::TimeDelta;
use serde_json::{Value, json};

use crate::support::Garage;

/// One white pixel.
const PIXEL: &str = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVQI12P4//8/AAX+Av7czFnnAAAAAElFTkSuQmCC";

impl Garage {
    fn style_path(&self) -> String {
        format!("/document-styles/{}", self.kit.site)
    }

    async fn style(&self) -> Value {
        self.kit.owner().get(&self.style_path()).await.expect(200).json()
    }

    async fn restyle(&self, body: Value) -> Value {
        self.kit.owner().put(&self.style_path(), body).await.expect(200).json()
    }

    /// What an invoice is printed by.
    async fn printed(&self, path: &str) -> Value {
        serde_json::from_str::<Value>(&self.kit.advisor().get(path).await.expect(200).text()).unwrap()["style"].clone()
    }
}

#[tokio::test]
async fn a_document_keeps_the_style_of_its_day() {
    let garage = Garage::open().await;
    let nothing = json!({ "colour": null, "logo": null, "footer": "", "terms": "", "size": "a4" });
    let old = garage.draft_over(100_000).await;
    garage.issue(&old).await;
    garage.kit.clock.advance(TimeDelta::minutes(1));
    let body = json!({ "colour": "#aa0000", "logo": PIXEL, "footers": { "fr": "Ouvert le samedi" }, "terms": { "fr": "Garantie 3 mois", "en": "3 months" } });
    let style = garage.restyle(body).await;
    assert_eq!((&style["version"], &style["colour"], &style["footers"]["fr"]), (&json!(1), &json!("#aa0000"), &json!("Ouvert le samedi")));
    garage.kit.clock.advance(TimeDelta::minutes(1));
    let new = garage.draft_over(50_000).await;
    let path = |invoice: &str| format!("/invoices/{invoice}/pdf?lang=fr");
    assert_eq!(garage.printed(&path(&new)).await["colour"], "#aa0000", "a draft is printed as documents look now");
    garage.issue(&new).await;
    garage.kit.clock.advance(TimeDelta::minutes(1));
    garage.restyle(json!({ "colour": "#00007f" })).await;

    assert_eq!(garage.printed(&path(&old)).await, nothing, "as before there was a style");
    let kept = garage.printed(&path(&new)).await;
    assert_eq!(
        (&kept["colour"], &kept["footer"], &kept["terms"]),
        (&json!("#aa0000"), &json!("Ouvert le samedi"), &json!("Garantie 3 mois"))
    );
    assert_eq!(kept["logo"], style["logo"]);
    let english = garage.printed(&path(&new).replace("lang=fr", "lang=en")).await;
    assert_eq!((&english["footer"], &english["terms"]), (&json!(""), &json!("3 months")));
}

#[tokio::test]
async fn what_is_sent_back_stays_and_what_is_left_out_goes() {
    let garage = Garage::open().await;
    assert_eq!(garage.style().await["version"], 0);
    let style = garage.restyle(json!({ "logo": PIXEL })).await;
    let logo = style["logo"].clone();
    assert!(logo.as_str().is_some_and(|logo| logo != PIXEL), "it is written anew");
    let owner = garage.kit.owner();
    let refused = owner.with("If-Match", "\"0\"").put(&garage.style_path(), json!({})).await;
    assert_eq!(refused.status, 412);
    let again = garage.restyle(json!({ "logo": logo, "colour": "#000000" })).await;
    assert_eq!((&again["logo"], &again["version"]), (&logo, &json!(2)));
    assert_eq!(garage.restyle(json!({})).await["logo"], Value::Null);
    assert_eq!(garage.style().await["actions"], json!(["update"]));
}

const KINDS: [&str; 11] = [
    "invoice",
    "slip",
    "credit_note",
    "receipt",
    "deposit",
    "statement",
    "delivery_slip",
    "estimate",
    "work_order",
    "purchase_order",
    "history",
];

#[tokio::test]
async fn an_example_is_printed_of_each_kind_and_language_and_nothing_is_kept() {
    let garage = Garage::open().await;
    let (advisor, owner) = (garage.kit.advisor(), garage.kit.owner());
    let before = advisor.get("/invoices").await.expect(200).json();
    for kind in KINDS {
        for lang in ["fr", "ar", "en"] {
            let path = format!("{}/preview?kind={kind}&lang={lang}", garage.style_path());
            let shown: Value = serde_json::from_str(&advisor.get(&path).await.expect(200).text()).unwrap();
            assert_eq!((&shown["language"], shown["style"]["colour"].is_null()), (&json!(lang), true), "{kind}");
            let body = json!({ "colour": "#aa0000", "logo": PIXEL, "footers": { lang: "Au pied" } });
            let tried: Value = serde_json::from_str(&owner.post(&path, body).await.expect(200).text()).unwrap();
            assert_eq!((&tried["style"]["colour"], &tried["style"]["footer"]), (&json!("#aa0000"), &json!("Au pied")), "{kind}");
            assert_ne!(tried["style"]["logo"], json!(PIXEL), "{kind}");
        }
    }
    assert_eq!(advisor.get("/invoices").await.expect(200).json(), before);
    assert_eq!(garage.style().await["version"], 0);
}

#[tokio::test]
async fn what_cannot_be_printed_is_refused_beside_its_field() {
    let garage = Garage::open().await;
    let owner = garage.kit.owner();
    for (body, pointer, code) in [
        (json!({ "colour": "#ffff00" }), "/colour", "too-pale"),
        (json!({ "colour": "red" }), "/colour", "invalid"),
        (json!({ "logo": "PHN2Zz4=" }), "/logo", "bad-picture"),
        (json!({ "logo": "%" }), "/logo", "bad-picture"),
        (json!({ "footers": { "fr": "x".repeat(401) } }), "/footers/fr", "invalid"),
    ] {
        for reply in
            [owner.put(&garage.style_path(), body.clone()).await, owner.post(&format!("{}/preview", garage.style_path()), body).await]
        {
            let reply = reply.expect(422);
            assert_eq!((reply.pointers(), reply.json()["errors"][0]["code"].clone()), (vec![pointer.to_owned()], json!(code)));
        }
    }
    assert_eq!(garage.kit.advisor().put(&garage.style_path(), json!({})).await.status, 403);
    assert_eq!(garage.kit.outsider().get(&garage.style_path()).await.status, 404);
    assert_eq!(garage.kit.outsider().get(&format!("{}/preview", garage.style_path())).await.status, 404);
}
