//! Labels, and what is scanned from them.

use serde_json::{Value, json};
use testkit::Kit;

use crate::garage::{filter, garage, numbered, product, receive};

async fn in_bin(kit: &Kit, product: &str, bin: &str) {
    let _ = kit.owner().put(&format!("/products/{product}/bin"), json!({ "site_id": kit.site, "bin": bin })).await.expect(200);
}

/// The labels that were printed: code, title, details, copies.
async fn printed(kit: &Kit, things: Value) -> Vec<Value> {
    let mut body = json!({ "site_id": kit.site, "size": "roll_62x29" });
    body.as_object_mut().unwrap().extend(things.as_object().unwrap().clone());
    kit.owner().post("/labels", body).await.expect(200).json()["labels"].as_array().unwrap().clone()
}

async fn scan(kit: &Kit, code: &str) -> Value {
    let code = code.replace(' ', "%20");
    kit.owner().get(&format!("/stock/scan?site={}&code={code}", kit.site)).await.expect(200).json()
}

#[tokio::test]
async fn a_label_says_the_barcode_or_else_the_sku_and_where_the_article_lies() {
    let kit = garage().await;
    let mut coded = filter();
    coded["barcode"] = json!("6191234567890");
    let (coded, plain) = (product(&kit, coded).await, product(&kit, numbered(1)).await);
    in_bin(&kit, &coded, "A-12").await;
    let articles = json!([{ "product_id": coded, "copies": 3 }, { "product_id": plain, "copies": 1 }]);
    let tags = json!([{ "code": "LAC-2026-00042", "title": "215 TU 4821", "detail": "Peugeot 208", "copies": 2 }]);
    let labels = printed(&kit, json!({ "articles": articles, "bins": [{ "bin": "A-12", "copies": 1 }], "tags": tags })).await;
    let expected = json!([
        { "code": "6191234567890", "title": "Filtre à huile", "details": ["BP-1234", "A-12"], "copies": 3 },
        { "code": "P-001", "title": "Part 001", "details": [], "copies": 1 },
        { "code": "BIN A-12", "title": "A-12", "details": [], "copies": 1 },
        { "code": "LAC-2026-00042", "title": "215 TU 4821", "details": ["Peugeot 208"], "copies": 2 },
    ]);
    assert_eq!(Value::from(labels), expected);
}

#[tokio::test]
async fn what_is_no_article_nothing_at_all_and_too_much_are_refused() {
    let kit = garage().await;
    let part = product(&kit, numbered(1)).await;
    let asked = |articles: Value| json!({ "site_id": kit.site, "size": "a4_24", "articles": articles });
    let refused = |body: Value| async { kit.owner().post("/labels", body).await.expect(422).json()["errors"][0].clone() };
    let nobody = "01890000-0000-7000-8000-000000000000";
    assert_eq!(refused(asked(json!([{ "product_id": nobody, "copies": 1 }]))).await["pointer"], "/articles/0/product_id");
    assert_eq!(refused(asked(json!([]))).await["code"], "required");
    let much = json!([{ "product_id": part, "copies": 600 }, { "product_id": part, "copies": 401 }]);
    assert_eq!(refused(asked(much)).await["code"], "out-of-range");
}

#[tokio::test]
async fn a_scanned_code_is_an_article_or_a_bin() {
    let kit = garage().await;
    let (part, other) = (product(&kit, filter()).await, product(&kit, numbered(1)).await);
    receive(&kit, &part, 5000, 10_000).await;
    in_bin(&kit, &part, "Étage 2").await;
    in_bin(&kit, &other, "Étage 2").await;
    let article = scan(&kit, "bp1234").await["article"].clone();
    assert_eq!((&article["id"], &article["on_hand"], &article["bin"]), (&json!(part), &json!(5000), &json!("Étage 2")));
    for code in ["BIN Étage 2", "bin Étage 2", "Étage 2"] {
        let bin = scan(&kit, code).await["bin"].clone();
        let skus: Vec<_> = bin["articles"].as_array().unwrap().iter().map(|article| article["sku"].clone()).collect();
        assert_eq!((&bin["bin"], skus), (&json!("Étage 2"), vec![json!("BP-1234"), json!("P-001")]), "{code}");
    }
    for code in ["nothing", "BIN%20A-13", "%00", ""] {
        kit.owner().get(&format!("/stock/scan?site={}&code={code}", kit.site)).await.expect(404);
    }
}
