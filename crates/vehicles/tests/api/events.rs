use super::*;
use contracts::demo::{DemoJob, DemoState, DemoVehicle, DemoVisit};
use contracts::workshop::{JobId, WorkOrderCancelled};

fn completed(shop: &Shop, vehicle: &Value, km: i64) -> WorkOrderCompleted {
    WorkOrderCompleted {
        id: WorkOrderId::new(),
        number: "LAC-2026-00042".into(),
        site_id: shop.kit.site,
        customer_id: shop.owner(LEILA),
        customer_name: "Leïla Ben Ali".into(),
        vehicle_id: Some(vehicle["id"].as_str().unwrap().parse().unwrap()),
        vehicle_plate: "215 TU 4821".into(),
        vehicle_label: "Peugeot 208 2019".into(),
        odometer_km: Some(km),
        currency: "TND".into(),
        stamp_duty: Amount(1000),
        lines: vec![],
        completed_at: testkit::morning(),
        summary: "Front brakes".into(),
        packed: vec![],
        po_number: None,
        exemption: None,
    }
}

async fn history(client: &Client, vehicle: &Value) -> Vec<Value> {
    let page = client.get(&format!("{}/history", path(vehicle))).await.expect(200).json();
    page["items"].as_array().unwrap().clone()
}

async fn odometer(shop: &Shop, vehicle: &Value) -> Value {
    shop.kit.technician().get(&path(vehicle)).await.expect(200).json()["odometer_km"].clone()
}

#[tokio::test]
async fn a_renamed_owner_is_renamed_on_their_vehicles() {
    let shop = Shop::open().await;
    let vehicle = shop.create(shop.peugeot()).await;
    shop.happens("customers", &CustomerSaved { id: shop.owner(LEILA), name: "Leïla Trabelsi".into(), phone: None }).await;
    let read = shop.kit.technician().get(&path(&vehicle)).await.expect(200).json();
    assert_eq!((&read["owner"]["name"], &read["version"]), (&json!("Leïla Trabelsi"), &json!(1)));
    let found = async |name: &str| shop.kit.technician().get(&format!("/vehicles?q={name}")).await.expect(200).json()["items"].clone();
    assert_eq!(found("leila+trabelsi").await[0]["id"], vehicle["id"]);
    assert_eq!(found("ben+ali").await, json!([]));
}

#[tokio::test]
async fn a_completed_work_order_is_a_visit_with_a_reading() {
    let shop = Shop::open().await;
    let vehicle = shop.create(shop.peugeot()).await;
    let mut done = completed(&shop, &vehicle, 84_300);
    shop.happens("workshop", &done).await;
    shop.happens("workshop", &done).await;
    let visits = history(&shop.kit.technician(), &vehicle).await;
    assert_eq!(visits.len(), 1);
    assert_eq!(visits[0]["number"], "LAC-2026-00042");
    assert_eq!((&visits[0]["summary"], &visits[0]["odometer_km"]), (&json!("Front brakes"), &json!(84_300)));
    assert_eq!(odometer(&shop, &vehicle).await, 84_300);

    // Reopened, corrected and completed again.
    done.odometer_km = Some(83_400);
    done.summary = "Front brakes, oil".into();
    shop.happens("workshop", &done).await;
    let visits = history(&shop.kit.technician(), &vehicle).await;
    assert_eq!((visits.len(), &visits[0]["summary"]), (1, &json!("Front brakes, oil")));
    assert_eq!(odometer(&shop, &vehicle).await, 83_400);

    // Another order with a lower reading does not turn the clock back.
    shop.happens("workshop", &completed(&shop, &vehicle, 70_000)).await;
    assert_eq!(odometer(&shop, &vehicle).await, 83_400);
    assert_eq!(history(&shop.kit.technician(), &vehicle).await.len(), 2);

    // Reopened and given up.
    let gone = WorkOrderCancelled { id: done.id, number: done.number.clone(), site_id: done.site_id, reason: "sold".into() };
    shop.happens("workshop", &gone).await;
    assert_eq!(history(&shop.kit.technician(), &vehicle).await.len(), 1);
}

#[tokio::test]
async fn the_history_shows_the_visits_at_sites_one_sees() {
    let shop = Shop::open().await;
    let vehicle = shop.create(shop.peugeot()).await;
    for number in 0..3 {
        let mut done = completed(&shop, &vehicle, 84_300 + number);
        done.completed_at += TimeDelta::days(number);
        shop.happens("workshop", &done).await;
    }
    let mut elsewhere = completed(&shop, &vehicle, 85_000);
    elsewhere.site_id = shop.kit.other_site;
    shop.happens("workshop", &elsewhere).await;
    assert_eq!(history(&shop.kit.outsider(), &vehicle).await.len(), 1);
    let client = shop.kit.technician();
    let first = client.get(&format!("{}/history?limit=2", path(&vehicle))).await.expect(200).json();
    let next = first["next"].as_str().unwrap();
    let second = client.get(&format!("{}/history?limit=2&after={next}", path(&vehicle))).await.expect(200).json();
    let km =
        |page: &Value| page["items"].as_array().unwrap().iter().map(|visit| visit["odometer_km"].as_i64().unwrap()).collect::<Vec<_>>();
    assert_eq!((km(&first), km(&second), &second["next"]), (vec![84_302, 84_301], vec![84_300], &Value::Null));
}

#[tokio::test]
async fn an_order_for_an_unknown_vehicle_does_not_stop_the_feed() {
    let shop = Shop::open().await;
    let vehicle = shop.create(shop.peugeot()).await;
    let mut lost = completed(&shop, &vehicle, 1);
    lost.vehicle_id = Some(VehicleId::new());
    shop.happens("workshop", &lost).await;
    shop.happens("workshop", &completed(&shop, &vehicle, 84_300)).await;
    assert_eq!(odometer(&shop, &vehicle).await, 84_300);
}

#[tokio::test]
async fn demonstration_vehicles_and_visits_are_listed_and_found() {
    let shop = Shop::open().await;
    let demo = DemoVehicle {
        id: VehicleId::new(),
        owner_id: shop.owner(LEILA),
        owner_name: "Leïla Ben Ali".into(),
        plate: "215 TU 4821".into(),
        vin: "VF1BB05CF26010203".into(),
        make: "Peugeot".into(),
        model: "208".into(),
        year: 2019,
        fuel: "petrol".into(),
        colour: "Blanc".into(),
        odometer_km: 80_000,
        created_at: testkit::morning(),
    };
    vehicles::demo::load(shop.kit.db(), std::slice::from_ref(&demo), testkit::morning()).await.unwrap();
    let job = |title: &str, approved| DemoJob { id: JobId::new(), title: title.into(), approved, lines: vec![] };
    let visit = |completed_at, odometer_km| DemoVisit {
        id: WorkOrderId::new(),
        number: "LAC-2026-00001".into(),
        site: shop.kit.people.site_card(shop.kit.site).unwrap(),
        customer: shop.customers.0[LEILA].clone(),
        vehicle_id: demo.id,
        vehicle_plate: demo.plate.clone(),
        vehicle_label: "Peugeot 208 2019".into(),
        technician: None,
        concern: "Noise".into(),
        state: DemoState::Ready,
        odometer_km,
        key_tag: None,
        opened_at: testkit::morning(),
        promised_at: testkit::morning(),
        completed_at,
        closed_at: None,
        jobs: vec![job("Brakes", true), job("Wipers", false), job("Oil", true)],
        invoice: None,
        history_id: uuid::Uuid::now_v7(),
    };
    let visits = [visit(Some(testkit::morning()), 84_300), visit(None, 99_999)];
    vehicles::demo::load_visits(shop.kit.db(), &visits).await.unwrap();
    vehicles::demo::finish(&shop.kit.context).await.unwrap();
    let vehicle = json!({ "id": demo.id });
    assert_eq!(plates(&shop.kit.technician(), "/vehicles?q=4821").await, ["215 TU 4821"]);
    assert_eq!(odometer(&shop, &vehicle).await, 84_300);
    let shown = history(&shop.kit.technician(), &vehicle).await;
    assert_eq!((shown.len(), &shown[0]["summary"]), (1, &json!("Brakes, Oil")));
}
