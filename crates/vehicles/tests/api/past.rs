//! Visits out of an earlier system: imported, shown, counted, and taken back.

use super::*;

async fn import(shop: &Shop, file: &str, dry_run: bool) -> Import {
    let kit = &shop.kit;
    let importer = kit.importer("visits");
    let mapping = import::preview(importer.as_ref(), file.as_bytes()).unwrap().mapping;
    let options = Options { dry_run, site: Some(kit.site), actor: kit.people.actor(People::OWNER).unwrap(), import: None };
    let started = import::start(kit.db(), importer.as_ref(), file.as_bytes(), &mapping, &options, kit.clock.as_ref()).await.unwrap();
    let done = import::run(kit.db(), importer, file.as_bytes(), &mapping, &options, started, |_| {}).await.unwrap();
    assert_eq!(done.state, import::ImportState::Done, "{:?}", done.error);
    kit.settle().await;
    done
}

async fn undo(shop: &Shop, done: &Import) -> (Import, String) {
    let kit = &shop.kit;
    let actor = kit.people.actor(People::OWNER).unwrap();
    import::begin_undo(kit.db(), kit.importer("visits").as_ref(), done.id, &actor, kit.clock.as_ref()).await.unwrap();
    kit.settle().await;
    let undone = import::find(kit.db(), vehicles::MODULE, done.id, kit.clock.as_ref()).await.unwrap();
    (undone, import::undo_report(kit.db(), vehicles::MODULE, done.id).await.unwrap())
}

fn counts(import: &Import) -> [i64; 4] {
    [import.created, import.updated, import.unchanged, import.failed]
}

async fn vehicle(shop: &Shop, id: &Value) -> Value {
    shop.kit.owner().get(&path(id)).await.expect(200).json()
}

async fn visits(shop: &Shop, id: &Value) -> Vec<Value> {
    let page = shop.kit.owner().get(&format!("{}/history", path(id))).await.expect(200).json();
    page["items"].as_array().unwrap().clone()
}

async fn log(shop: &Shop, id: &Value) -> Vec<Value> {
    let page = shop.kit.owner().get(&format!("{}/odometer", path(id))).await.expect(200).json();
    page["items"].as_array().unwrap().iter().map(|reading| json!([reading["km"], reading["doubt"]])).collect()
}

const FILE: &str = "Immatriculation;Date;Travaux;Km;Montant TTC;Facture;Garage\n\
    215 TU 4821;12/11/2025;Vidange et filtre;70 000;120,500;A-77;\n\
    215TU4821;03/05/2024;Plaquettes avant;52 300;310;A-12;Garage Ali\n\
    215 TU 4821;01/02/2023;Courroie;900 000;;;\n\
    999 TU 1;01/02/2023;Vidange;;;;\n\
    215 TU 4821;31/02/2023;Vidange;;;;\n\
    215 TU 4821;01/02/2030;Vidange;;;;\n";

#[tokio::test]
async fn past_visits_stand_in_the_history_and_the_same_file_again_changes_nothing() {
    let shop = Shop::open().await;
    let car = shop.create(shop.peugeot()).await;
    let tried = import(&shop, FILE, true).await;
    assert_eq!(counts(&tried), [3, 0, 0, 3]);
    assert!(visits(&shop, &car).await.is_empty(), "a dry run writes nothing");
    let done = import(&shop, FILE, false).await;
    assert_eq!(counts(&done), [3, 0, 0, 3]);
    let errors = import::errors(shop.kit.db(), vehicles::MODULE, done.id).await.unwrap();
    for place in ["5,plate,", "6,date,", "7,date,"] {
        assert!(errors.contains(place), "{place} in {errors}");
    }
    assert_eq!(counts(&import(&shop, FILE, false).await), [0, 0, 3, 3]);
    let shown = visits(&shop, &car).await;
    let told: Vec<_> = shown.iter().map(|visit| visit["summary"].as_str().unwrap()).collect();
    assert_eq!(told, ["Vidange et filtre", "Plaquettes avant", "Courroie"]);
    let (first, second) = (&shown[0], &shown[1]);
    assert_eq!((&first["is_earlier"], &first["work_order_id"], &first["number"]), (&json!(true), &Value::Null, &json!("A-77")));
    assert_eq!((&first["total"], &first["currency"], &second["garage"]), (&json!(120_500), &json!("TND"), &json!("Garage Ali")));
    let technician = shop.kit.technician().get(&format!("{}/history", path(&car))).await.expect(200).json();
    assert_eq!(technician["items"][0]["total"], Value::Null, "who reads no invoices sees no amounts");
}

#[tokio::test]
async fn past_readings_feed_the_log_and_a_mistyped_one_counts_for_nothing() {
    let shop = Shop::open().await;
    let car = shop.create(shop.peugeot()).await;
    import(&shop, FILE, false).await;
    assert_eq!(vehicle(&shop, &car).await["odometer_km"], 70_000);
    assert_eq!(json!(log(&shop, &car).await), json!([[70_000, null], [52_300, null], [900_000, "out_of_order"]]));
    let shop = Shop::open().await;
    let mut body = shop.peugeot();
    body["odometer_km"] = json!(84_300);
    let car = shop.create(body).await;
    import(&shop, FILE, false).await;
    let after = vehicle(&shop, &car).await;
    assert_eq!((&after["odometer_km"], &after["version"]), (&json!(84_300), &car["version"]));
    let expected = json!([[84_300, null], [70_000, null], [52_300, null], [900_000, "out_of_order"]]);
    assert_eq!(json!(log(&shop, &car).await), expected);
}

#[tokio::test]
async fn the_prediction_counts_what_was_done_before() {
    let shop = Shop::open().await;
    let mut body = shop.peugeot();
    body["odometer_km"] = json!(72_000);
    let car = shop.create(body).await;
    let oil = async || {
        let care = shop.kit.technician().get(&format!("{}/care", path(&car))).await.expect(200).json();
        let items = care["items"].as_array().unwrap().clone();
        items.into_iter().find(|item| item["key"] == "oil").unwrap()
    };
    assert_eq!(oil().await["is_assumed"], true);
    let done = import(&shop, FILE, false).await;
    let known = oil().await;
    assert_eq!((&known["done_on"], &known["done_at"], &known["due_at"]), (&json!("2025-11-12"), &json!(70_000), &json!(80_000)));
    let reckoned = vehicle(&shop, &car).await;
    let care = shop.kit.technician().get(&format!("{}/care", path(&car))).await.expect(200).json();
    let first = care["items"].as_array().unwrap().iter().filter_map(|item| item["due_on"].as_str()).min().unwrap();
    assert_eq!(reckoned["service_on"], *first, "the list is told too");
    undo(&shop, &done).await;
    assert_eq!(oil().await["is_assumed"], true);
}

#[tokio::test]
async fn an_undo_takes_away_what_it_brought_and_the_odometer_follows() {
    let shop = Shop::open().await;
    let car = shop.create(shop.peugeot()).await;
    let before = vehicle(&shop, &car).await;
    let first = import(&shop, "plate,date,work,km\n215 TU 4821,2024-01-10,Freins,60000\n", false).await;
    let second =
        import(&shop, "plate,date,work,km\n215 TU 4821,2024-06-10,Vidange,65000\n215 TU 4821,2024-01-10,FREINS,60500\n", false).await;
    assert_eq!(counts(&second), [1, 1, 0, 0]);
    let report = import::report(shop.kit.db(), vehicles::MODULE, second.id).await.unwrap();
    assert!(report.contains("3,updated,odometer_km,60000,60500,"), "{report}");
    assert_eq!(json!(log(&shop, &car).await), json!([[65_000, null], [60_500, null]]));
    let (undone, left) = undo(&shop, &first).await;
    assert_eq!((undone.undo_left, left.contains("215 TU 4821 · 2024-01-10")), (1, true), "the second changed it: {left}");
    let (undone, left) = undo(&shop, &second).await;
    assert_eq!((undone.undo_processed, undone.undo_left), (2, 0), "{left}");
    assert_eq!(json!(log(&shop, &car).await), json!([[60_000, null]]));
    assert_eq!(vehicle(&shop, &car).await["odometer_km"], 60_000);
    // Again by a file of its own, and taken back whole.
    let third = import(&shop, "plate,date,work,km\n215 TU 4821,2024-07-10,Pneus,66000\n", false).await;
    assert_eq!(vehicle(&shop, &car).await["odometer_km"], 66_000);
    undo(&shop, &third).await;
    let after = vehicle(&shop, &car).await;
    assert_eq!((visits(&shop, &car).await.len(), &after["odometer_km"], &after["version"]), (1, &json!(60_000), &before["version"]));
}

#[tokio::test]
async fn a_vehicle_is_found_by_its_vin_and_by_the_plate_that_it_had() {
    let shop = Shop::open().await;
    let car = shop.create(shop.peugeot()).await;
    shop.kit.advisor().patch(&path(&car), json!({ "plate": "230 TU 9" })).await.expect(200);
    let file = "plate,vin,date,work\n215 TU 4821,,2024-01-10,Freins\n,VF1BB05CF26010203,2024-01-11,Vidange\n230 TU 9,,2024-01-12,Pneus\n,,2024-01-12,Pneus\n";
    assert_eq!(counts(&import(&shop, file, false).await), [3, 0, 0, 1]);
    assert_eq!(visits(&shop, &car).await.len(), 3);
}

#[tokio::test]
async fn the_history_pages_through_both_kinds_of_visits_once_each() {
    let shop = Shop::open().await;
    let car = shop.create(shop.peugeot()).await;
    let rows: Vec<_> = (1..=9).map(|day| format!("215 TU 4821,2024-03-0{day},Work {day},,\n")).collect();
    import(&shop, &format!("plate,date,work,km,garage\n{}", rows.concat()), false).await;
    let mut seen: Vec<String> = vec![];
    let mut after = String::new();
    loop {
        let page = shop.kit.owner().get(&format!("{}/history?limit=4{after}", path(&car))).await.expect(200).json();
        seen.extend(page["items"].as_array().unwrap().iter().map(|visit| visit["summary"].as_str().unwrap().to_owned()));
        let Some(next) = page["next"].as_str() else { break };
        after = format!("&after={next}");
    }
    assert_eq!(seen, (1..=9).rev().map(|day| format!("Work {day}")).collect::<Vec<_>>());
}

#[tokio::test]
async fn the_printed_history_marks_them_and_never_prices_them() {
    let shop = Shop::open().await;
    let car = shop.create(shop.peugeot()).await;
    import(&shop, FILE, false).await;
    let printed = shop.kit.owner().get(&format!("{}/history.pdf?prices=true", path(&car))).await.expect(200).json();
    let visit = &printed["visits"][1];
    assert_eq!((&visit["is_earlier"], &visit["site"], &visit["number"]), (&json!(true), &json!("Garage Ali"), &json!("A-12")));
    assert_eq!((&visit["total"], &visit["jobs"][0]["net"]), (&Value::Null, &Value::Null));
    assert_eq!(printed["visits"][0]["site"], "Garage du Lac");
}

#[tokio::test]
async fn an_import_of_visits_needs_a_site_and_the_permission_there() {
    let shop = Shop::open().await;
    let importer = shop.kit.importer("visits");
    let options = |who, site| Options { dry_run: true, site, actor: shop.kit.people.actor(who).unwrap(), import: None };
    let mapping = import::preview(importer.as_ref(), FILE.as_bytes()).unwrap().mapping;
    let start = async |options: Options| {
        import::start(shop.kit.db(), importer.as_ref(), FILE.as_bytes(), &mapping, &options, shop.kit.clock.as_ref()).await
    };
    let refused = start(options(People::OWNER, None)).await.unwrap_err();
    assert_eq!(refused.errors[0].pointer, "/site_id");
    assert!(start(options(People::ADVISOR, Some(shop.kit.site))).await.is_err());
    assert!(start(options(People::OWNER, Some(shop.kit.site))).await.is_ok());
}
