//! Tyres at their positions, and in the hotel.

use super::*;

#[tokio::test]
async fn tyres_are_a_log_by_position_and_the_last_values_are_the_present_ones() {
    let shop = Shop::open().await;
    let vehicle = shop.create(shop.peugeot()).await;
    let tyres = format!("{}/tyres", path(&vehicle));
    let client = shop.kit.technician();
    let tyre = |position: &str, tread: i32| json!({ "position": position, "size": "205/55 R16 91V", "dot": "2219", "tread": tread, "season": "all" });
    client.post(&tyres, json!({ "tyres": [tyre("rear_left", 60), tyre("front_left", 50)] })).await.expect(200);
    shop.kit.clock.advance(TimeDelta::days(30));
    let found = client.post(&tyres, json!({ "tyres": [tyre("front_left", 43)] })).await.expect(200).json();
    let row = |one: &Value| (one["position"].as_str().unwrap().to_owned(), one["tread"].as_i64().unwrap());
    let of = |part: &str| found[part].as_array().unwrap().iter().map(row).collect::<Vec<_>>();
    assert_eq!(of("present"), [("front_left".into(), 43), ("rear_left".into(), 60)]);
    assert_eq!(of("before"), [("front_left".into(), 50)]);
    for (field, value) in
        [("dot", json!("5419")), ("dot", json!("22")), ("tread", json!(301)), ("size", json!(" ")), ("season", json!("rain"))]
    {
        let mut wrong = tyre("spare", 60);
        wrong[field] = value.clone();
        assert_eq!(client.post(&tyres, json!({ "tyres": [wrong] })).await.status, 422, "{field} {value}");
    }
    assert_eq!(client.post(&tyres, json!({ "tyres": [tyre("spare", 1), tyre("spare", 2)] })).await.status, 422);
    assert_eq!(client.post(&tyres, json!({ "tyres": [] })).await.status, 422);
}

#[tokio::test]
async fn a_kept_set_has_a_place_until_it_is_given_back() {
    let shop = Shop::open().await;
    let vehicle = shop.create(shop.peugeot()).await;
    let stored = format!("{}/stored-tyres", path(&vehicle));
    let client = shop.kit.advisor();
    assert_eq!(shop.kit.technician().post(&stored, json!({ "location": "B3-12" })).await.status, 403);
    let kept = client.post(&stored, json!({ "location": " B3-12 ", "description": "4 winter" })).await.expect(200).json();
    assert_eq!((&kept["stored"][0]["location"], &kept["stored"][0]["returned_at"]), (&json!("B3-12"), &Value::Null));
    let back = format!("{stored}/{}/return", kept["stored"][0]["id"].as_str().unwrap());
    let given = client.post(&back, json!({})).await.expect(200).json();
    assert!(given["stored"][0]["returned_at"].is_string());
    assert_eq!(client.post(&back, json!({})).await.expect(409).code(), "tyres-returned");
    assert_eq!(client.post(&format!("{stored}/{}/return", uuid::Uuid::now_v7()), json!({})).await.status, 404);
}
