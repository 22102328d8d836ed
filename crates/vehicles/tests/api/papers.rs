//! Photos, documents, and the history to hand over.

use super::*;
use contracts::inventory::ProductId;
use contracts::workshop::{CompletedLine, LineId, LineKind, Reduced};
use kernel::{BasisPoints, Quantity};

/// One white pixel.
const PNG: &[u8] = &[
    0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 0x0D, 0x49, 0x48, 0x44, 0x52, 0, 0, 0, 1, 0, 0, 0, 1, 8, 2, 0, 0, 0, 0x90,
    0x77, 0x53, 0xDE, 0, 0, 0, 0x0C, 0x49, 0x44, 0x41, 0x54, 0x08, 0xD7, 0x63, 0xF8, 0xFF, 0xFF, 0x3F, 0, 0x05, 0xFE, 0x02, 0xFE, 0xDC,
    0xCC, 0x59, 0xE7, 0, 0, 0, 0, 0x49, 0x45, 0x4E, 0x44, 0xAE, 0x42, 0x60, 0x82,
];

async fn send(client: &Client, path: &str, name: &str, bytes: &[u8]) -> testkit::Reply {
    let head = format!("--xx\r\ncontent-disposition: form-data; name=\"file\"; filename=\"{name}\"\r\ncontent-type: text/plain\r\n\r\n");
    let body = [head.as_bytes(), bytes, b"\r\n--xx--\r\n"].concat();
    client.raw("POST", path, "multipart/form-data; boundary=xx", body).await
}

#[tokio::test]
async fn a_photo_is_kept_as_a_picture_and_nothing_else() {
    let shop = Shop::open().await;
    let vehicle = shop.create(shop.peugeot()).await;
    let files = format!("{}/files", path(&vehicle));
    let technician = shop.kit.technician();
    let reply = send(&technician.clone().with("Idempotency-Key", "f1"), &files, "../avant \u{202E}gpj.exe", PNG).await.expect(201);
    let again = send(&technician.clone().with("Idempotency-Key", "f1"), &files, "../avant \u{202E}gpj.exe", PNG).await.expect(201);
    assert_eq!(reply.json(), again.json());
    let photo = reply.json();
    assert_eq!((&photo["media"], &photo["name"]), (&json!("image/jpeg"), &json!("avant gpj.exe")));
    let list = technician.get(&files).await.expect(200).json();
    assert_eq!(list["items"], json!([photo]));

    let one = format!("{files}/{}", photo["id"].as_str().unwrap());
    let shown = technician.get(&one).await.expect(200);
    assert_eq!(shown.headers["content-type"], "image/jpeg");
    assert_eq!(shown.headers["x-content-type-options"], "nosniff");
    assert_eq!(shown.headers["content-disposition"], "inline; filename=\"avant gpj.jpg\"; filename*=UTF-8''avant%20gpj.jpg");
    assert!(shown.bytes.starts_with(&[0xFF, 0xD8, 0xFF]));
    let tag = shown.headers["etag"].to_str().unwrap().to_owned();
    assert_eq!(technician.clone().with("If-None-Match", tag).get(&one).await.status, 304);
    assert!(technician.get(&format!("{one}?thumbnail=true")).await.expect(200).bytes.starts_with(&[0xFF, 0xD8, 0xFF]));

    let mut other = shop.peugeot();
    other["plate"] = json!("1 TU 2");
    let other = shop.create(other).await;
    assert_eq!(technician.get(&format!("{}/files/{}", path(&other), photo["id"].as_str().unwrap())).await.status, 404);
    assert_eq!(shop.kit.anonymous().get(&one).await.status, 401);
    assert_eq!(technician.delete(&one).await.status, 403);
    let _ = shop.kit.advisor().delete(&one).await.expect(204);
    assert_eq!(technician.get(&one).await.status, 404);
    assert_eq!(shop.kit.advisor().delete(&one).await.status, 404);
}

#[tokio::test]
async fn a_document_is_kept_as_it_is_and_everything_else_is_refused() {
    let shop = Shop::open().await;
    let vehicle = shop.create(shop.peugeot()).await;
    let files = format!("{}/files", path(&vehicle));
    let client = shop.kit.advisor();
    let card = b"%PDF-1.7\n1 0 obj\n";
    let document = send(&client, &files, "carte grise.pdf", card).await.expect(201).json();
    let one = format!("{files}/{}", document["id"].as_str().unwrap());
    let shown = client.get(&one).await.expect(200);
    assert_eq!((shown.headers["content-type"].to_str().unwrap(), shown.bytes.as_slice()), ("application/pdf", &card[..]));
    assert_eq!(client.get(&format!("{one}?thumbnail=true")).await.status, 404);
    for (bytes, code) in [
        (&b"<svg xmlns='http://www.w3.org/2000/svg'/>"[..], "unknown-type"),
        (b"<html>", "unknown-type"),
        (b"", "required"),
        (b"\x89PNG\r\n\x1A\nrubbish", "bad-picture"),
        (b"\xFF\xD8\xFFrubbish", "bad-picture"),
    ] {
        let reply = send(&client, &files, "photo.jpg", bytes).await.expect(422);
        assert_eq!((reply.pointers(), &reply.json()["errors"][0]["code"]), (vec!["/file".to_owned()], &json!(code)));
    }
    assert_eq!(send(&client, &files, "big.pdf", &[b"%PDF-1.7\n", vec![b'x'; 10 << 20].as_slice()].concat()).await.status, 413);
    assert_eq!(client.post(&files, json!({})).await.status, 415);
    assert_eq!(send(&client, &format!("/vehicles/{}/files", VehicleId::new()), "a.pdf", card).await.status, 404);
    assert_eq!(client.get(&files).await.expect(200).json()["items"].as_array().unwrap().len(), 1);
}

fn visit_for(shop: &Shop, vehicle: &Value, who: usize, title: &str) -> WorkOrderCompleted {
    let line = CompletedLine {
        id: LineId::new(),
        job_title: title.into(),
        kind: LineKind::Labour,
        product_id: None::<ProductId>,
        code: None,
        description: title.into(),
        unit: "hour".into(),
        quantity: Quantity(1000),
        unit_price: Amount(40_000),
        discount: BasisPoints(0),
        vat_rate: BasisPoints(1900),
        exempt_from: None,
        levy_rate: BasisPoints(0),
        unit_price_with_tax: None,
        net: Amount(40_000),
        reduced: Reduced::default(),
        payer: None,
    };
    WorkOrderCompleted {
        id: WorkOrderId::new(),
        number: "LAC-2026-00042".into(),
        site_id: shop.kit.site,
        customer_id: shop.owner(who),
        customer_name: "Somebody".into(),
        vehicle_id: Some(vehicle["id"].as_str().unwrap().parse().unwrap()),
        vehicle_plate: "215 TU 4821".into(),
        vehicle_label: "Peugeot 208 2019".into(),
        odometer_km: None,
        currency: "TND".into(),
        stamp_duty: Amount(1000),
        lines: vec![line],
        completed_at: shop.kit.context.clock.now(),
        summary: title.into(),
        packed: vec![],
        po_number: None,
        exemption: None,
    }
}

#[tokio::test]
async fn the_printed_history_tells_no_owner_of_another() {
    let shop = Shop::open().await;
    let vehicle = shop.create(shop.peugeot()).await;
    let client = shop.kit.advisor();
    let print = async |query: &str| {
        let reply = client.get(&format!("{}/history.pdf?{query}", path(&vehicle))).await.expect(200);
        assert_eq!(reply.headers["content-type"], "application/pdf");
        reply.json()
    };
    shop.kit.clock.advance(TimeDelta::hours(1));
    shop.happens("workshop", &visit_for(&shop, &vehicle, LEILA, "Embrayage")).await;
    let own = print("prices=true").await;
    assert_eq!((&own["visits"][0]["jobs"][0]["net"], &own["visits"][0]["total"]), (&json!(40_000), &json!(47_600)));
    assert_eq!(print("").await["visits"][0]["total"], Value::Null);

    shop.kit.clock.advance(TimeDelta::hours(1));
    let transfer = format!("{}/transfer", path(&vehicle));
    client.post(&transfer, json!({ "customer_id": shop.owner(SAMI), "shares": "vehicle" })).await.expect(200);
    shop.kit.clock.advance(TimeDelta::hours(1));
    let alone = print("prices=true&lang=ar").await;
    assert_eq!((&alone["visits"], &alone["withheld"], &alone["language"]), (&json!([]), &json!(true), &json!("ar")));

    client.post(&format!("{transfer}/undo"), json!({})).await.expect(200);
    client.post(&transfer, json!({ "customer_id": shop.owner(SAMI), "shares": "work" })).await.expect(200);
    shop.kit.clock.advance(TimeDelta::hours(1));
    shop.happens("workshop", &visit_for(&shop, &vehicle, SAMI, "Vidange")).await;
    let shared = print("prices=true").await;
    let visits = shared["visits"].as_array().unwrap();
    assert_eq!(visits.iter().map(|one| one["jobs"][0]["title"].as_str().unwrap()).collect::<Vec<_>>(), ["Vidange", "Embrayage"]);
    assert_eq!((&visits[0]["total"], &visits[1]["total"], &visits[1]["jobs"][0]["net"]), (&json!(47_600), &Value::Null, &Value::Null));
    assert!(!shared.to_string().contains("Le\u{ef}la"), "{shared}");
    assert_eq!(client.get(&format!("{}/history.pdf?lang=xx", path(&vehicle))).await.status, 422);
    // Another site's garage prints nothing of this one.
    let elsewhere = shop.kit.outsider().get(&format!("{}/history.pdf", path(&vehicle))).await.expect(200).json();
    assert_eq!(elsewhere["visits"], json!([]));
    // By the style of where it was last, or of the site that hands it over.
    let foot = |site| format!("{site} ");
    assert_eq!((&shared["style"]["footer"], &elsewhere["style"]["footer"]), (&json!(foot(shop.kit.site)), &json!("")));
    let other = print(&format!("site={}", shop.kit.site)).await;
    assert_eq!(other["style"]["footer"], foot(shop.kit.site));
    let strange = format!("{}/history.pdf?site={}", path(&vehicle), shop.kit.other_site);
    assert_eq!(client.get(&strange).await.status, 404);
}
