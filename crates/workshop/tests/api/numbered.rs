//! A recall: from a number to the vehicle and whom to call (PRODUCT J11).

use chrono::DateTime;
use contracts::inventory::{MissingNumbers, NumberId, NumberedPart};
use contracts::workshop::{LineId, WorkOrderId};
use kernel::{Quantity, SiteId};
use serde_json::json;

use crate::support::Garage;

fn numbered(garage: &Garage, number: &str, site_id: SiteId, order: Option<WorkOrderId>) -> NumberedPart {
    NumberedPart {
        id: NumberId::new(),
        product_id: garage.pads,
        sku: "=PAD".into(),
        name: "Front pads".into(),
        unit: "each".into(),
        number: number.into(),
        number_key: number.to_lowercase(),
        site_id,
        work_order_id: order,
        quantity: Quantity(1000),
        since: DateTime::UNIX_EPOCH,
        by: "Nadia".into(),
    }
}

#[tokio::test]
async fn a_number_leads_to_the_vehicle_and_whom_to_call() {
    let garage = Garage::open().await;
    let order = garage.approved().await;
    let site = garage.kit.site;
    let all = [("A1", Some(order.id())), ("A2", None), ("B1", None)].map(|(number, order)| numbered(&garage, number, site, order));
    garage.numbers.lock().unwrap().extend(all);
    let first = garage.advisor().get("/numbered-parts?number=a&limit=1").await.expect(200).json();
    let fitted = &first["items"][0]["fitted"];
    assert_eq!((&fitted["work_order_id"], &fitted["vehicle_plate"]), (&json!(order.id()), &json!("215 TU 4821")));
    assert_eq!((&fitted["customer"]["name"], &fitted["customer"]["phone"]), (&json!("Leïla Chebbi"), &json!("+21698123456")));
    let next = first["next"].as_str().unwrap();
    let second = garage.advisor().get(&format!("/numbered-parts?number=a&limit=1&after={next}")).await.expect(200).json();
    assert_eq!((&second["items"][0]["number"], &second["items"][0]["fitted"], &second["next"]), (&json!("A2"), &json!(null), &json!(null)));
    let of_vehicle = garage.advisor().get(&format!("/numbered-parts/of-vehicle?vehicle={}", garage.peugeot)).await.expect(200).json();
    assert_eq!((of_vehicle["parts"].as_array().unwrap().len(), &of_vehicle["parts"][0]["number"]), (1, &json!("A1")));

    let nothing = garage.advisor().get("/numbered-parts?number=--").await;
    assert_eq!((nothing.status, nothing.pointers()), (422, vec!["/number".to_owned()]));
    let _ = garage.advisor().get(&format!("/numbered-parts?product={}", garage.pads)).await.expect(200);
}

#[tokio::test]
async fn the_file_is_harmless_and_another_site_finds_nothing() {
    let garage = Garage::open().await;
    let order = garage.approved().await;
    let part = numbered(&garage, "A1", garage.kit.site, Some(order.id()));
    garage.numbers.lock().unwrap().push(part);
    let file = garage.kit.owner().get("/numbered-parts/export?number=a1").await.expect(200).text();
    let row = file.lines().nth(1).unwrap();
    assert!(row.starts_with("'=PAD,Front pads,A1,1,1970-01-01,Nadia,"), "{row}");
    assert!(row.contains("215 TU 4821") && row.contains("Leïla Chebbi"), "{row}");
    let outside = garage.kit.outsider();
    assert_eq!(outside.get("/numbered-parts?number=a1").await.expect(200).json()["items"], json!([]));
    let of_vehicle = outside.get(&format!("/numbered-parts/of-vehicle?vehicle={}", garage.peugeot)).await.expect(200).json();
    assert_eq!(of_vehicle["parts"], json!([]));
    assert_eq!(outside.get("/numbered-parts/export?number=a1").await.expect(200).text().lines().count(), 1);
}

#[tokio::test]
async fn what_was_taken_without_its_number_is_listed_with_the_order_and_the_vehicle() {
    let garage = Garage::open().await;
    let first = garage.approved().await;
    let second = garage.approved().await;
    let line = |order: WorkOrderId, numbered: i64| MissingNumbers {
        line_id: LineId::new(),
        work_order_id: order,
        product_id: garage.pads,
        site_id: garage.kit.site,
        quantity: Quantity(4000),
        numbered: Quantity(numbered),
        sku: "PAD".into(),
        name: "Front pads".into(),
        unit: "each".into(),
        is_serial: true,
    };
    garage.missing.lock().unwrap().extend([line(first.id(), 0), line(second.id(), 3000)]);
    let page = garage.advisor().get("/numbered-parts/missing?limit=1").await.expect(200).json();
    let newest = &page["items"][0];
    assert_eq!((&newest["fitted"]["work_order_id"], &newest["missing"]), (&json!(second.id()), &json!(1000)));
    assert_eq!(
        (&newest["fitted"]["vehicle_plate"], &newest["fitted"]["customer"]["name"]),
        (&json!("215 TU 4821"), &json!("Leïla Chebbi"))
    );
    let next = page["next"].as_str().unwrap();
    let page = garage.advisor().get(&format!("/numbered-parts/missing?limit=1&after={next}")).await.expect(200).json();
    assert_eq!((&page["items"][0]["fitted"]["work_order_id"], &page["next"]), (&json!(first.id()), &json!(null)));
    assert_eq!(garage.kit.outsider().get("/numbered-parts/missing").await.expect(200).json()["items"], json!([]));
}
