use super::*;

async fn import(shop: &Shop, file: &[u8], dry_run: bool) -> Import {
    let kit = &shop.kit;
    let importer = kit.importer("vehicles");
    let preview = import::preview(importer.as_ref(), file).unwrap();
    let options = Options { dry_run, site: None, actor: kit.people.actor(People::OWNER).unwrap(), import: None };
    let started = import::start(kit.db(), importer.as_ref(), file, &preview.mapping, &options, kit.clock.as_ref()).await.unwrap();
    let done = import::run(kit.db(), importer, file, &preview.mapping, &options, started, |_| {}).await.unwrap();
    assert_eq!(done.state, import::ImportState::Done, "{:?}", done.error);
    done
}

fn counts(import: &Import) -> [i64; 4] {
    [import.created, import.updated, import.unchanged, import.failed]
}

const FILE: &str = "Immatriculation;Marque;Modèle;Année;Châssis;Carburant;Kilométrage;Téléphone;Code client\n\
    215 TU 4821;Peugeot;208;2019;VF1BB05CF26010203;Essence;84 300 km;98 123 456;\n\
    111 TU 22;Renault;Clio;2015;;Diesel;;;REF-Sami\n\
    112 TU 23;Kia;Rio;;SHORT;;;;\n\
    113 TU 24;Kia;Rio;;;;;99 999 999;\n\
    ٢١٥ تونس ٥٥;Fiat;Punto;;;;;;\n\
    114 TU 25;;Rio;;;;;;\n";

#[tokio::test]
async fn a_file_is_imported_around_its_broken_rows_and_again_without_duplicates() {
    let shop = Shop::open().await;
    let first = import(&shop, FILE.as_bytes(), false).await;
    assert_eq!(counts(&first), [3, 0, 0, 3]);
    let errors = import::errors(shop.kit.db(), vehicles::MODULE, first.id).await.unwrap();
    for place in ["4,vin,", "5,owner_phone,", "7,make,"] {
        assert!(errors.contains(place), "{place} in {errors}");
    }
    assert_eq!(counts(&import(&shop, FILE.as_bytes(), false).await), [0, 0, 3, 3]);
    assert_eq!(plates(&shop.kit.technician(), "/vehicles?sort=plate").await, ["111 TU 22", "215 TU 4821", "215 TU 55"]);
    let found = shop.kit.technician().get("/vehicles?q=4821").await.expect(200).json();
    let peugeot = &found["items"][0];
    assert_eq!(
        (&peugeot["owner"]["name"], &peugeot["odometer_km"], &peugeot["fuel"]),
        (&json!("Leïla Ben Ali"), &json!(84_300), &json!("petrol"))
    );
    let of_sami = format!("/vehicles?owner={}", shop.owner(SAMI));
    assert_eq!(plates(&shop.kit.technician(), &of_sami).await, ["111 TU 22"]);
    shop.kit.settle().await;
}

#[tokio::test]
async fn a_changed_row_updates_changes_hands_and_never_turns_the_odometer_back() {
    let shop = Shop::open().await;
    import(&shop, FILE.as_bytes(), false).await;
    let changed = "plate,make,model,odometer,owner phone\n215TU4821,Peugeot,308,80000,22345678\n";
    assert_eq!(counts(&import(&shop, changed.as_bytes(), false).await), [0, 1, 0, 0]);
    let vehicle = shop.kit.technician().get("/vehicles?q=308").await.expect(200).json()["items"][0].clone();
    assert_eq!((&vehicle["odometer_km"], &vehicle["year"], &vehicle["version"]), (&json!(84_300), &json!(2019), &json!(2)));
    assert_eq!(vehicle["owner"]["name"], "Sami");
    assert!(plates(&shop.kit.technician(), &format!("/vehicles?owner={}", shop.owner(LEILA))).await.is_empty());
}

#[tokio::test]
async fn a_cell_that_is_not_utf8_fails_its_row_only() {
    let shop = Shop::open().await;
    let file = b"plate,make,model\n1 TU 1,Kia,Rio\n1 TU 2,Citro\xebn,C3\n1 TU 3,Kia,Rio\n";
    let done = import(&shop, file, false).await;
    assert_eq!(counts(&done), [2, 0, 0, 1]);
    assert!(import::errors(shop.kit.db(), vehicles::MODULE, done.id).await.unwrap().contains("3,make,"));
}

#[tokio::test]
async fn a_dry_run_counts_and_writes_nothing() {
    let shop = Shop::open().await;
    assert_eq!(counts(&import(&shop, FILE.as_bytes(), true).await), [3, 0, 0, 3]);
    assert!(plates(&shop.kit.technician(), "/vehicles").await.is_empty());
}

#[tokio::test]
async fn two_rows_of_one_plate_become_one_vehicle() {
    let shop = Shop::open().await;
    let file = "plate,make,model,km\n1 TU 1,Kia,Rio,10\n1TUN1,Kia,Rio,20\n001 TU 0001,Kia,Rio,20\n";
    assert_eq!(counts(&import(&shop, file.as_bytes(), false).await), [1, 1, 1, 0]);
    assert_eq!(plates(&shop.kit.technician(), "/vehicles").await, ["1 TU 1"]);
}

#[tokio::test]
async fn only_who_may_imports() {
    let shop = Shop::open().await;
    let importer = shop.kit.importer("vehicles");
    for (who, allowed) in [(People::OWNER, true), (People::ADVISOR, false), (People::TECHNICIAN, false)] {
        let options = Options { dry_run: false, site: None, actor: shop.kit.people.actor(who).unwrap(), import: None };
        assert_eq!(importer.permit(&options).is_ok(), allowed, "{who}");
    }
}

async fn undo(shop: &Shop, done: &Import) -> (Import, String) {
    let kit = &shop.kit;
    let actor = kit.people.actor(People::OWNER).unwrap();
    import::begin_undo(kit.db(), kit.importer("vehicles").as_ref(), done.id, &actor, kit.clock.as_ref()).await.unwrap();
    kit.settle().await;
    let undone = import::find(kit.db(), vehicles::MODULE, done.id, kit.clock.as_ref()).await.unwrap();
    (undone, import::undo_report(kit.db(), vehicles::MODULE, done.id).await.unwrap())
}

#[tokio::test]
async fn an_import_is_undone_with_its_owner_and_its_reading() {
    let shop = Shop::open().await;
    import(&shop, FILE.as_bytes(), false).await;
    let file = "plate,make,model,odometer,owner phone\n215TU4821,Peugeot,308,90000,22345678\n999TU1,Kia,Rio,,\n";
    let done = import(&shop, file.as_bytes(), false).await;
    assert_eq!(counts(&done), [1, 1, 0, 0]);
    let (undone, report) = undo(&shop, &done).await;
    assert_eq!((undone.undo_processed, undone.undo_left), (2, 0), "{report}");
    let vehicle = shop.kit.technician().get("/vehicles?q=4821").await.expect(200).json()["items"][0].clone();
    assert_eq!(
        (&vehicle["model"], &vehicle["odometer_km"], &vehicle["owner"]["name"]),
        (&json!("208"), &json!(84_300), &json!("Leïla Ben Ali"))
    );
    assert_eq!(plates(&shop.kit.technician(), "/vehicles?sort=plate").await, ["111 TU 22", "215 TU 4821", "215 TU 55"]);
    assert_eq!(plates(&shop.kit.technician(), &format!("/vehicles?owner={}", shop.owner(SAMI))).await, ["111 TU 22"]);
}

#[tokio::test]
async fn an_undo_leaves_a_first_reading_and_what_was_changed_since() {
    let shop = Shop::open().await;
    let made = import(&shop, FILE.as_bytes(), false).await;
    let done = import(&shop, b"plate,make,model,odometer,colour\n111 TU 22,Renault,Clio,50000,Red\n", false).await;
    let id = shop.kit.technician().get("/vehicles?q=111tu22").await.expect(200).json()["items"][0]["id"].as_str().unwrap().to_owned();
    shop.kit.advisor().patch(&format!("/vehicles/{id}"), json!({ "colour": "Blue" })).await.expect(200);
    let (undone, report) = undo(&shop, &done).await;
    assert_eq!((undone.undo_processed, undone.undo_left), (1, 1));
    assert!(report.contains("2,111 TU 22,colour,It was changed since") && report.contains("2,111 TU 22,odometer_km,"), "{report}");
    let (undone, report) = undo(&shop, &made).await;
    assert_eq!((undone.undo_processed, undone.undo_left), (3, 1), "{report}");
    assert_eq!(plates(&shop.kit.technician(), "/vehicles").await, ["111 TU 22"]);
}

#[tokio::test]
async fn the_filtered_list_is_a_file_and_the_export_is_on_record() {
    let shop = Shop::open().await;
    import(&shop, FILE.as_bytes(), false).await;
    shop.kit.technician().get("/vehicles/export").await.expect(403);
    let text = shop.kit.owner().get("/vehicles/export?sort=plate&fuel=petrol").await.expect(200).text();
    let lines: Vec<_> = text.lines().collect();
    assert_eq!(lines.len(), 2, "{text}");
    assert!(lines[1].starts_with("215 TU 4821,TN,Peugeot,208,2019,VF1BB05CF26010203,petrol,,Leïla Ben Ali,84300,km,"), "{text}");
    let workbook = shop.kit.owner().get("/vehicles/export?format=xlsx").await.expect(200);
    assert!(workbook.headers["content-type"].to_str().unwrap().contains("spreadsheetml"));
    let filter = kernel::audit::Filter {
        sites: None,
        entity: Some("vehicle".into()),
        id: None,
        actor: None,
        from: None,
        until: None,
        before: None,
        limit: 100,
    };
    let trail = kernel::audit::list(shop.kit.db().reader(), vehicles::MODULE, &filter).await.unwrap();
    assert_eq!(trail.iter().filter(|entry| entry.action == "vehicle.export").count(), 2);
}
