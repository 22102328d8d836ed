//! Products and opening stock from CSV.

use std::collections::BTreeMap;

use kernel::import::{self, Import, Options};
use kernel::{Problem, SiteId};
use testkit::{Kit, People};

use crate::garage::{assert_sound, garage, movements, stock};

const FILE: &str = "Réf;Désignation;Prix;Famille;TVA;PA;Qté;Min;Unité;Casier\n\
    BP-1234;Filtre à huile;22,550;Filtres;19 %;11,200;4;6;pièce;A1\n\
    H-5W30;Huile 5W30;18.000;Huiles;19;9;37,5;20;litre;B2\n\
    X-1;Trop cher;1.234,500;;;;;;;\n\
    X-2;;5;;;;;;;\n\
    X-3;Seau;5;;;;;;bucket;\n";

async fn run(kit: &Kit, file: &str, site: Option<SiteId>, dry_run: bool) -> Result<Import, Problem> {
    let importer = kit.importer("products");
    let mapping = import::preview(importer.as_ref(), file.as_bytes())?.mapping;
    let options = Options { dry_run, site, actor: kit.people.actor(People::OWNER).unwrap(), import: None };
    let clock = kit.context.clock.as_ref();
    let started = import::start(kit.db(), importer.as_ref(), file.as_bytes(), &mapping, &options, clock).await?;
    import::run(kit.db(), importer, file.as_bytes(), &mapping, &options, started, |_| {}).await
}

fn counts(import: &Import) -> (i64, i64, i64, i64) {
    assert_eq!((import.state, &import.error), (kernel::import::ImportState::Done, &None));
    (import.created, import.updated, import.unchanged, import.failed)
}

async fn id_of(kit: &Kit, sku: &str) -> String {
    kit.owner().get(&format!("/products?q={sku}")).await.expect(200).json()["items"][0]["id"].as_str().unwrap().to_owned()
}

#[tokio::test]
async fn headings_are_understood() {
    let kit = garage().await;
    let preview = import::preview(kit.importer("products").as_ref(), FILE.as_bytes()).unwrap();
    let pairs = [
        ("Réf", "sku"),
        ("Désignation", "name"),
        ("Prix", "price"),
        ("Famille", "category"),
        ("TVA", "vat_rate"),
        ("PA", "cost"),
        ("Qté", "quantity"),
        ("Min", "minimum"),
        ("Unité", "unit"),
    ];
    assert_eq!(preview.mapping, BTreeMap::from(pairs.map(|(column, field)| (column.to_owned(), field.to_owned()))));
}

#[tokio::test]
async fn the_same_file_twice_changes_nothing_the_second_time() {
    let kit = garage().await;
    let dry = run(&kit, FILE, Some(kit.site), true).await.unwrap();
    assert_eq!(counts(&dry), (2, 0, 0, 3));
    assert_eq!(kit.owner().get("/products").await.expect(200).json()["items"], serde_json::json!([]));

    let first = run(&kit, FILE, Some(kit.site), false).await.unwrap();
    assert_eq!(counts(&first), (2, 0, 0, 3));
    let errors = import::errors(kit.db(), "inventory", first.id).await.unwrap();
    for expected in ["4,price,", "thousands separators", "5,name,", "6,unit,"] {
        assert!(errors.contains(expected), "{expected} in {errors}");
    }
    let again = run(&kit, FILE, Some(kit.site), false).await.unwrap();
    assert_eq!(counts(&again), (0, 0, 2, 3));

    let filter = id_of(&kit, "bp1234").await;
    assert_eq!(stock(&kit, &filter).await, (4000, 11_200));
    let shown = kit.owner().get(&format!("/products/{filter}")).await.expect(200).json();
    assert_eq!((&shown["price"], &shown["vat_rate"], &shown["version"]), (&22_550.into(), &1900.into(), &1.into()));
    assert_eq!(shown["stock"][0]["minimum"], 6000);
    let seen = movements(&kit.owner(), &filter).await;
    assert_eq!((seen.len(), seen[0]["kind"].as_str()), (1, Some("opening")));
    kit.settle().await;
    assert_sound(&kit).await;
}

#[tokio::test]
async fn a_changed_row_updates_the_product_and_never_its_stock() {
    let kit = garage().await;
    let file = |sku: &str, price: &str, quantity: &str| format!("sku,name,price,quantity\n{sku},\"Filtre\",\"{price}\",{quantity}\n");
    assert_eq!(counts(&run(&kit, &file("BP-1234", "22,550", "4"), Some(kit.site), false).await.unwrap()), (1, 0, 0, 0));
    assert_eq!(counts(&run(&kit, &file("BP-1234", "23,000", "9"), Some(kit.site), false).await.unwrap()), (0, 1, 0, 0));
    let id = id_of(&kit, "bp1234").await;
    assert_eq!(stock(&kit, &id).await.0, 4000);
    let shown = kit.owner().get(&format!("/products/{id}")).await.expect(200).json();
    assert_eq!((&shown["price"], &shown["version"]), (&23_000.into(), &2.into()));
    // The same article under another spelling of its SKU, and twice in one file.
    let twice = "sku,name,price\nbp 1234,Filtre,23\nBP1234,Filtre neuf,23\n";
    assert_eq!(counts(&run(&kit, twice, None, false).await.unwrap()), (0, 2, 0, 0));
    let shown = kit.owner().get(&format!("/products/{id}")).await.expect(200).json();
    assert_eq!((&shown["name"], &shown["sku"]), (&"Filtre neuf".into(), &"BP1234".into()));
    assert_eq!(kit.owner().get("/products?q=neuf").await.json()["items"].as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn quantities_need_a_site_and_a_permission() {
    let kit = garage().await;
    let import = run(&kit, "sku,name,price,quantity\nA,Article,1,4\nB,Autre,1,\n", None, false).await.unwrap();
    assert_eq!(counts(&import), (1, 0, 0, 1));
    let refused = run(&kit, "sku,name,price\nA,Article,1\n", Some(kit.other_site), false).await.unwrap_err();
    assert_eq!(refused.status, 404);
    let options = Options { dry_run: false, site: None, actor: kit.people.actor(People::ADVISOR).unwrap(), import: None };
    assert_eq!(kit.importer("products").permit(&options).unwrap_err().status, 403);
}

#[tokio::test]
async fn a_large_file_goes_through_in_batches() {
    let kit = garage().await;
    let mut file = "sku,name,price,cost,quantity,minimum\n".to_owned();
    for row in 0..1_203 {
        file += &format!("L-{row:05},Article {row},12.500,7.250,3,1\n");
    }
    assert_eq!(counts(&run(&kit, &file, Some(kit.site), false).await.unwrap()), (1_203, 0, 0, 0));
    assert_eq!(counts(&run(&kit, &file, Some(kit.site), false).await.unwrap()), (0, 0, 1_203, 0));
    assert_sound(&kit).await;
}

#[tokio::test]
async fn an_import_is_undone_with_the_stock_it_opened() {
    let kit = garage().await;
    let made = run(&kit, FILE, Some(kit.site), false).await.unwrap();
    let (oil, other) = (id_of(&kit, "H-5W30").await, id_of(&kit, "BP-1234").await);
    let take = serde_json::json!({ "site_id": kit.site, "product_id": other, "quantity": -1_000, "reason": "Broken" });
    kit.owner().post("/stock/adjustments", take).await.expect(201);
    let changed = run(&kit, "SKU;Name;Price\nH-5W30;Huile moteur 5W30;19,000\n", None, false).await.unwrap();
    let actor = kit.people.actor(People::OWNER).unwrap();
    let undo = async |done: &Import| {
        import::begin_undo(kit.db(), kit.importer("products").as_ref(), done.id, &actor, kit.clock.as_ref()).await.unwrap();
        kit.settle().await;
        let undone = import::find(kit.db(), inventory::MODULE, done.id, kit.clock.as_ref()).await.unwrap();
        (undone.undo_processed, undone.undo_left)
    };
    assert_eq!(undo(&changed).await, (1, 0));
    let product = kit.owner().get(&format!("/products/{oil}")).await.expect(200).json();
    assert_eq!((product["name"].as_str(), product["price"].as_i64()), (Some("Huile 5W30"), Some(18_000)));
    // One was used since; the other was changed and put back, which are versions too.
    assert_eq!(undo(&made).await, (2, 2));
    assert_eq!(stock(&kit, &oil).await.0, 0);
    assert_eq!(stock(&kit, &other).await.0, 3_000);
    let report = import::undo_report(kit.db(), inventory::MODULE, made.id).await.unwrap();
    assert!(report.contains("2,BP-1234,quantity,The stock moved since"), "{report}");
    assert_sound(&kit).await;
}
