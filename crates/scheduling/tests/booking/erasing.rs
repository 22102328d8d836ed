//! Customers who are forgotten: an appointment keeps its time and nobody's words.

use contracts::customers::CustomerSaved;
use contracts::subjects::{CustomerErased, SubjectData};
use serde_json::json;

use crate::support::Shop;

#[tokio::test]
async fn an_appointment_to_come_stands_in_the_way_and_a_past_one_names_nobody() {
    let shop = Shop::open().await;
    let it = shop.furnished().await;
    let booked = shop.book(shop.booking(&[&it.brakes], "08:00")).await.expect(201).json();
    let ports = scheduling::ports(&shop.kit.context);
    let open = ports.unsettled(&[shop.leila]).await.unwrap();
    assert_eq!((open.len(), json!(open[0].label)), (1, booked["number"].clone()));
    let kept = ports.gather(&[shop.leila]).await.unwrap();
    assert_eq!(kept[0].rows[0]["number"], booked["number"]);

    let path = format!("/appointments/{}", booked["id"].as_str().unwrap());
    shop.kit.advisor().post(&format!("{path}/cancel"), json!({ "by": "customer", "reason": "Leïla is ill" })).await.expect(200);
    assert!(ports.unsettled(&[shop.leila]).await.unwrap().is_empty());
    let (id, word) = (shop.leila, "Client effacé");
    shop.happens("customers", &CustomerSaved { id, name: word.into(), phone: None }).await;
    for _ in 0..2 {
        shop.happens("customers", &CustomerErased { id, ids: vec![id], word: word.into(), accounts: vec![], with_documents: true }).await;
    }
    let left = shop.kit.advisor().get(&path).await.expect(200);
    assert_eq!((&left.json()["customer_name"], &left.json()["phone"]), (&json!(word), &json!(null)));
    assert!(!left.text().contains("Leïla"), "{}", left.text());
}
