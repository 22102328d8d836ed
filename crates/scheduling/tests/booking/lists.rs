//! Lists and search.

use contracts::customers::CustomerSaved;
use contracts::search::Searchable;
use kernel::search::Query;
use serde_json::json;

use crate::support::{MONDAY, Shop};

#[tokio::test]
async fn appointments_are_filtered_paged_and_found_by_what_people_say() {
    let shop = Shop::open().await;
    let it = shop.furnished().await;
    for time in ["08:00", "09:00", "10:00"] {
        shop.book(shop.booking(&[&it.brakes], time)).await.expect(201);
    }
    let client = shop.kit.advisor();
    let count = |query: String| {
        let client = client.clone();
        async move { client.get(&format!("/appointments?{query}")).await.expect(200).json()["items"].as_array().unwrap().len() }
    };
    assert_eq!(count(format!("site={}&state=confirmed", shop.kit.site)).await, 3);
    assert_eq!(count("state=requested,cancelled".into()).await, 0);
    assert_eq!(count(format!("technician={}", shop.kit.people.technician)).await, 3);
    assert_eq!(count(format!("technician={}", shop.sami)).await, 0);
    assert_eq!(count(format!("customer={}&vehicle={}", shop.leila, shop.peugeot)).await, 3);
    assert_eq!(count(format!("from={MONDAY}T09:00:00Z&until={MONDAY}T10:00:00Z")).await, 1);
    for words in ["leila", "4821", "00002"] {
        assert!(count(format!("q={words}")).await > 0, "{words}");
    }
    let first = client.get("/appointments?limit=2").await.expect(200).json();
    let rest = client.get(&format!("/appointments?limit=2&after={}", first["next"].as_str().unwrap())).await.expect(200).json();
    assert_eq!((rest["items"].as_array().unwrap().len(), &rest["next"]), (1, &json!(null)));
    let latest = client.get("/appointments?sort=-start&limit=1").await.expect(200).json();
    assert_eq!(latest["items"][0]["id"], rest["items"][0]["id"]);
    client.get("/appointments?state=gone").await.expect(422);
    let strange = shop.kit.outsider().get("/appointments").await.expect(200).json();
    assert_eq!(strange["items"], json!([]));
}

#[tokio::test]
async fn a_new_name_of_the_customer_is_found_at_once() {
    let shop = Shop::open().await;
    let it = shop.furnished().await;
    shop.book(shop.booking(&[&it.brakes], "08:00")).await.expect(201);
    shop.happens("customers", &CustomerSaved { id: shop.leila, name: "Leïla Ben Salah".into(), phone: None }).await;
    let port = scheduling::ports(&shop.kit.context);
    let actor = shop.kit.people.actor("advisor").unwrap();
    let found = port.search(&actor, &Query::parse("ben salah").unwrap(), 5).await.unwrap();
    assert_eq!(found[0].subtitle, "Leïla Ben Salah");
    assert!(port.search(&actor, &Query::parse("chebbi").unwrap(), 5).await.unwrap().is_empty());
    let stranger = shop.kit.people.actor("outsider").unwrap();
    assert!(port.search(&stranger, &Query::parse("ben salah").unwrap(), 5).await.unwrap().is_empty());
}
