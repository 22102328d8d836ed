use super::*;

#[tokio::test]
async fn a_customer_is_created_with_parsed_fields() {
    let kit = kit().await;
    let body = json!({
        "kind": "business", "name": "  Société Rapide ", "phone": "٩٨ ١٢٣ ٤٥٦", "email": "contact@rapide.tn", "language": "ar",
        "tax_id": "0736202x/A/M/000", "address": "Rue du Lac\n1053 Tunis", "notes": "PO needed", "external_ref": "C-17",
        "electronic_address": " 0208: 0123.456.749"
    });
    let reply = kit.advisor().post("/customers", body).await.expect(201);
    let location = reply.headers["location"].to_str().unwrap().to_owned();
    assert!(reply.headers["etag"].to_str().unwrap().starts_with("\"1."));
    let customer = reply.json();
    assert_eq!(location, format!("/api/v1/customers/{}", customer["id"].as_str().unwrap()));
    assert_eq!(customer["name"], "Société Rapide");
    assert_eq!((&customer["phone"], &customer["phone_display"]), (&json!("+21698123456"), &json!("98 123 456")));
    assert_eq!((&customer["tax_id"], &customer["electronic_address"]), (&json!("0736202XAM000"), &json!("0208:0123456749")));
    assert_eq!((&customer["language"], &customer["archived"], &customer["version"]), (&json!("ar"), &json!(false), &json!(1)));
    assert_eq!(customer["actions"], json!(["update", "archive", "merge"]));
    let read = kit.technician().get(location.strip_prefix("/api/v1").unwrap()).await.expect(200).json();
    assert_eq!(read["actions"], json!([]));
    assert_eq!(read["created_at"], customer["created_at"]);
}

#[tokio::test]
async fn what_cannot_be_a_customer_is_refused_with_a_pointer() {
    let kit = kit().await;
    let client = kit.advisor();
    let with = |field: &str, value: Value| {
        let mut body = leila();
        body[field] = value;
        body
    };
    let cases = [
        ("phone", json!("12345678"), "invalid-phone"),
        ("phone", json!("60123456"), "invalid-phone"),
        ("email", json!("leila@"), "invalid-email"),
        ("electronic_address", json!("0208:0123456748"), "invalid-electronic-address"),
        ("kind", json!("robot"), "invalid"),
        ("language", json!("de"), "invalid"),
        ("name", json!("   "), "invalid"),
        ("name", json!("a".repeat(201)), "invalid"),
        ("name", json!("Le\u{0}ila"), "invalid"),
        ("notes", json!("a\u{0}b"), "invalid"),
        ("phone", json!(98_123_456), "invalid"),
    ];
    for (field, value, code) in cases {
        let reply = client.post("/customers", with(field, value.clone())).await.expect(422);
        assert_eq!(reply.pointers(), [format!("/{field}")], "{value}");
        assert_eq!(reply.json()["errors"][0]["code"], code, "{value}");
    }
    assert_eq!(client.post("/customers", with("colour", json!("red"))).await.status, 422);
    assert_eq!(client.post("/customers", json!({ "kind": "person" })).await.status, 422);
    assert_eq!(client.raw("POST", "/customers", "application/json", b"{".to_vec()).await.status, 400);
    assert_eq!(client.raw("POST", "/customers", "application/json", b"{\"name\":\"\xff\"}".to_vec()).await.status, 400);
}

#[tokio::test]
async fn everyone_reads_and_only_who_may_writes() {
    let kit = kit().await;
    let customer = create(&kit.advisor(), leila()).await;
    let path = format!("/customers/{}", customer["id"].as_str().unwrap());
    assert_eq!(kit.anonymous().get("/customers").await.status, 401);
    assert_eq!(kit.anonymous().get(&path).await.status, 401);
    assert_eq!(kit.technician().post("/customers", leila()).await.status, 403);
    assert_eq!(kit.technician().patch(&path, json!({})).await.status, 403);
    assert_eq!(kit.technician().post(&format!("{path}/archive"), json!({})).await.status, 403);
    assert_eq!(kit.technician().post(&format!("{path}/restore"), json!({})).await.status, 403);
    // The group shares its customers.
    assert_eq!(kit.outsider().get(&path).await.status, 200);
    assert_eq!(kit.advisor().get("/customers/nonsense").await.status, 404);
    assert_eq!(kit.advisor().get(&format!("/customers/{}", CustomerId::new())).await.status, 404);
}

#[tokio::test]
async fn a_repeated_request_makes_one_customer() {
    let kit = kit().await;
    let client = kit.advisor().with("Idempotency-Key", "k1");
    let first = client.post("/customers", leila()).await.expect(201);
    let again = client.post("/customers", leila()).await.expect(201);
    assert_eq!(first.json(), again.json());
    assert_eq!(again.headers["idempotent-replayed"], "true");
    assert_eq!(again.headers["location"], first.headers["location"]);
    let mut other = leila();
    other["name"] = json!("Sami");
    assert_eq!(client.post("/customers", other).await.expect(422).code(), "idempotency-key-reused");
    assert_eq!(names(&kit.advisor(), "/customers").await.len(), 1);
}

#[tokio::test]
async fn a_patch_changes_what_it_names_clears_what_is_null_and_refuses_stale_versions() {
    let kit = kit().await;
    let customer = create(&kit.advisor(), leila()).await;
    let path = format!("/customers/{}", customer["id"].as_str().unwrap());
    let client = kit.advisor().with("If-Match", "\"1\"");
    let changed = client.patch(&path, json!({ "name": "Leïla Trabelsi", "email": null })).await.expect(200).json();
    assert_eq!((&changed["name"], &changed["email"], &changed["version"]), (&json!("Leïla Trabelsi"), &Value::Null, &json!(2)));
    assert_eq!(changed["phone"], "+21698123456");
    assert_eq!(client.patch(&path, json!({ "name": "X" })).await.expect(412).code(), "stale");
    assert_eq!(kit.advisor().patch(&path, json!({ "phone": "1" })).await.expect(422).pointers(), ["/phone"]);
    assert_eq!(kit.advisor().patch(&path, json!({ "archived": true })).await.status, 422);
    assert_eq!(kit.advisor().patch(&path, json!({ "name": "" })).await.expect(422).pointers(), ["/name"]);
    assert_eq!(names(&kit.advisor(), "/customers?q=trabelsi").await, ["Leïla Trabelsi"]);
    assert!(names(&kit.advisor(), "/customers?q=benali").await.is_empty());
}

#[tokio::test]
async fn an_external_reference_belongs_to_one_customer() {
    let kit = kit().await;
    let with_ref = json!({ "kind": "person", "name": "A", "external_ref": "C-1" });
    create(&kit.advisor(), with_ref.clone()).await;
    assert_eq!(kit.advisor().post("/customers", with_ref).await.expect(409).code(), "external-ref-taken");
    let other = create(&kit.advisor(), leila()).await;
    let path = format!("/customers/{}", other["id"].as_str().unwrap());
    assert_eq!(kit.advisor().patch(&path, json!({ "external_ref": "C-1" })).await.expect(409).code(), "external-ref-taken");
}

#[tokio::test]
async fn an_archived_customer_is_left_out_until_restored() {
    let kit = kit().await;
    let client = kit.advisor();
    let customer = create(&client, leila()).await;
    let path = format!("/customers/{}", customer["id"].as_str().unwrap());
    let archived = archive(&client, &customer).await;
    assert_eq!((&archived["archived"], &archived["actions"]), (&json!(true), &json!(["restore"])));
    assert!(names(&client, "/customers").await.is_empty());
    assert_eq!(names(&client, "/customers?archived=true&q=leila").await, ["Leïla Ben Ali"]);
    assert_eq!(client.post(&format!("{path}/archive"), json!({})).await.expect(409).code(), "customer-archived");
    assert_eq!(client.patch(&path, json!({ "name": "X" })).await.expect(409).code(), "customer-archived");
    let restored = client.post(&format!("{path}/restore"), json!({})).await.expect(200).json();
    assert_eq!((&restored["archived"], &restored["version"]), (&json!(false), &json!(3)));
    assert_eq!(client.post(&format!("{path}/restore"), json!({})).await.expect(409).code(), "customer-not-archived");
    let stale = client.with("If-Match", "\"1\"");
    assert_eq!(stale.post(&format!("{path}/archive"), json!({})).await.status, 412);
    kit.settle().await;
}

#[tokio::test]
async fn lists_page_through_everyone_once_in_either_order() {
    let kit = kit().await;
    let client = kit.advisor();
    for name in ["Élodie", "amine", "Zied", "Émile", "bachir"] {
        create(&client, json!({ "kind": "person", "name": name })).await;
        kit.clock.advance(chrono::TimeDelta::seconds(1));
    }
    create(&client, json!({ "kind": "business", "name": "Rapide" })).await;
    for (sort, expected) in
        [("name", ["amine", "bachir", "Élodie", "Émile", "Zied"]), ("-created_at", ["bachir", "Émile", "Zied", "amine", "Élodie"])]
    {
        let (mut seen, mut after) = (vec![], String::new());
        loop {
            let page = client.get(&format!("/customers?kind=person&sort={sort}&limit=2&after={after}")).await.expect(200).json();
            seen.extend(page["items"].as_array().unwrap().iter().map(|item| item["name"].as_str().unwrap().to_owned()));
            match page["next"].as_str() {
                Some(next) => after = next.to_owned(),
                None => break,
            }
        }
        assert_eq!(seen, expected, "{sort}");
    }
    assert_eq!(names(&client, "/customers?q=e&sort=name").await, ["Élodie", "Émile"]);
    for wrong in ["limit=0", "limit=101", "after=!!", "sort=age", "kind=robot", "archived=maybe"] {
        assert_eq!(client.get(&format!("/customers?{wrong}")).await.status, 422, "{wrong}");
    }
}
