//! A fleet's van that comes again and again.

use serde_json::{Value, json};

use crate::support::{MONDAY, Shop, path};

#[tokio::test]
async fn a_series_books_what_it_can_names_what_it_cannot_and_the_rest_is_given_up_at_once() {
    let shop = Shop::open().await;
    let it = shop.furnished().await;
    let client = shop.kit.advisor();
    // Amine alone knows brakes, and is taken on the second Monday.
    let mut other = shop.booking(&[&it.brakes], "08:00");
    other["start"] = json!("2026-11-30T08:00:00Z");
    let other = shop.book(other).await.expect(201).json();
    let body = json!({
        "site_id": shop.kit.site, "customer_id": shop.leila, "vehicle_id": shop.peugeot, "service_ids": [it.brakes],
        "start": format!("{MONDAY}T08:00:00Z"), "unit": "weeks", "every": 1, "times": 4,
    });
    let made = client.post("/appointment-series", body.clone()).await.expect(201).json();
    let starts = |list: &Value| -> Vec<String> {
        list.as_array().unwrap().iter().map(|one| one["start"].as_str().unwrap()[..10].to_owned()).collect()
    };
    assert_eq!(starts(&made["booked"]), [MONDAY, "2026-12-07", "2026-12-14"]);
    assert_eq!(starts(&made["left_out"]), ["2026-11-30"]);
    let reason = made["left_out"][0]["reason"].as_str().unwrap();
    assert!(reason.contains(other["number"].as_str().unwrap()), "{reason}");
    assert_eq!(client.post("/appointment-series", body).await.expect(409).code(), "clash");
    let one = path(&json!({ "id": made["booked"][1]["appointment_id"] }));
    let shown = client.get(&one).await.expect(200).json();
    assert_eq!((&shown["series_id"], &shown["source"]), (&made["series"]["id"], &json!("recurring")));
    client.post(&format!("{one}/cancel"), json!({ "by": "customer" })).await.expect(200);
    let at = format!("/appointment-series/{}/cancel", made["series"]["id"].as_str().unwrap());
    shop.kit.outsider().post(&at, json!({ "by": "garage" })).await.expect(404);
    let gone = client.post(&at, json!({ "by": "garage", "reason": "Flotte vendue" })).await.expect(200).json();
    assert_eq!((&gone["active"], &gone["actions"]), (&json!(false), &json!([])));
    assert_eq!(client.post(&at, json!({ "by": "garage" })).await.expect(409).code(), "series-cancelled");
    let left = client.get("/appointments?state=confirmed").await.expect(200).json();
    assert_eq!(left["items"].as_array().unwrap().len(), 1, "the other alone: {left}");
    assert_eq!(shop.told("appointment.cancelled").await.len(), 3);
    let listed = client.get(&format!("/appointment-series?site={}", shop.kit.site)).await.expect(200).json();
    assert_eq!(listed["items"][0]["id"], made["series"]["id"]);
}

#[tokio::test]
async fn a_series_is_bounded() {
    let shop = Shop::open().await;
    let it = shop.furnished().await;
    let cases =
        [("every", json!(0)), ("every", json!(13)), ("times", json!(1)), ("times", json!(54)), ("start", json!("2020-01-01T08:00:00Z"))];
    for (field, value) in cases {
        let mut body = json!({
            "site_id": shop.kit.site, "customer_id": shop.leila, "service_ids": [it.oil], "start": format!("{MONDAY}T08:00:00Z"),
            "unit": "months", "every": 1, "times": 2,
        });
        body[field] = value.clone();
        assert_eq!(shop.kit.advisor().post("/appointment-series", body).await.expect(422).pointers(), [format!("/{field}")], "{value}");
    }
}
