//! A supplier's price list: what is new, dearer and cheaper, what nobody knows, and taking it back.

use kernel::import::{self, Import, ImportState, Options};
use kernel::{Actor, Problem};
use serde_json::{Value, json};
use testkit::{Kit, People};

use crate::garage::{assert_sound, filter, garage, movements, numbered, product, receive, stock};

async fn supplier(kit: &Kit) -> String {
    kit.owner().post("/suppliers", json!({ "name": "Stafim" })).await.expect(201).string("id")
}

async fn sells(kit: &Kit, supplier: &str, product: &str, item: Value) {
    let _ = kit.owner().put(&format!("/suppliers/{supplier}/items/{product}"), item).await.expect(200);
}

fn options(kit: &Kit, dry_run: bool) -> Options {
    Options { dry_run, site: None, actor: kit.people.actor(People::OWNER).unwrap(), import: None }
}

async fn run(kit: &Kit, supplier: &str, file: &str, dry_run: bool) -> Result<Import, Problem> {
    let importer = kit.importer("prices").of_supplier(supplier.parse().unwrap()).await?;
    let mapping = import::preview(importer.as_ref(), file.as_bytes())?.mapping;
    let clock = kit.context.clock.as_ref();
    let started = import::start(kit.db(), importer.as_ref(), file.as_bytes(), &mapping, &options(kit, dry_run), clock).await?;
    import::run(kit.db(), importer, file.as_bytes(), &mapping, &options(kit, dry_run), started, |_| {}).await
}

fn counts(import: &Import) -> (i64, i64, i64, i64) {
    assert_eq!((import.state, &import.error), (ImportState::Done, &None));
    (import.created, import.updated, import.unchanged, import.failed)
}

/// SKU, number, pack size and cost of what the supplier sells.
async fn items(kit: &Kit, supplier: &str) -> Vec<Value> {
    let page = kit.owner().get(&format!("/supplier-items?supplier={supplier}")).await.expect(200).json();
    let told = |item: &Value| json!([item["sku"], item["article_number"], item["pack_size"], item["pack_cost"]]);
    page["items"].as_array().unwrap().iter().map(told).collect()
}

const FILE: &str = "Référence;Code article;EAN;Désignation;Prix net;Conditionnement\n\
    ST-1;;;Filtre;11,000;\n\
    ST-2;P-002;;Part;40,000;4\n\
    ST-3;;6191234567890;Part;5,500;\n\
    ST-9;;;Inconnu;3,000;\n\
    ST-1;;;Filtre;1.234,000;\n";

#[tokio::test]
async fn a_list_says_what_is_new_and_dearer_and_leaves_what_nobody_knows() {
    let kit = garage().await;
    let known = product(&kit, filter()).await;
    let mut coded = numbered(3);
    coded["barcode"] = json!("6191234567890");
    let (_, _) = (product(&kit, numbered(2)).await, product(&kit, coded).await);
    let supplier = supplier(&kit).await;
    sells(&kit, &supplier, &known, json!({ "article_number": "ST-1", "pack_cost": 10_000, "preferred": true })).await;
    receive(&kit, &known, 2000, 9000).await;

    let dry = run(&kit, &supplier, FILE, true).await.unwrap();
    assert_eq!(counts(&dry), (2, 1, 0, 2));
    assert_eq!(items(&kit, &supplier).await.len(), 1, "a dry run writes nothing");
    let done = run(&kit, &supplier, FILE, false).await.unwrap();
    assert_eq!(counts(&done), (2, 1, 0, 2));
    let report = import::report(kit.db(), "inventory", done.id).await.unwrap();
    assert!(report.contains("2,updated,pack_cost,10.000,11.000,") && report.contains("2,updated,change,,'+10.0 %,"), "{report}");
    let errors = import::errors(kit.db(), "inventory", done.id).await.unwrap();
    assert!(errors.contains("5,article_number,No article of the catalogue has it"), "{errors}");
    let expected = [json!(["BP-1234", "ST-1", 1000, 11_000]), json!(["P-002", "ST-2", 4000, 40_000]), json!(["P-003", "ST-3", 1000, 5500])];
    assert_eq!(items(&kit, &supplier).await, expected);
    assert_eq!(counts(&run(&kit, &supplier, FILE, false).await.unwrap()), (0, 0, 3, 2), "the same list again changes nothing");
    assert_eq!(
        (stock(&kit, &known).await, movements(&kit.owner(), &known).await.len()),
        ((2000, 9000), 1),
        "what lies there cost what it cost"
    );
    assert_sound(&kit).await;
}

#[tokio::test]
async fn a_list_is_taken_back_but_for_what_somebody_changed_since() {
    let kit = garage().await;
    let (known, second, third) = (product(&kit, filter()).await, product(&kit, numbered(2)).await, product(&kit, numbered(3)).await);
    let supplier = supplier(&kit).await;
    sells(&kit, &supplier, &known, json!({ "article_number": "ST-1", "pack_cost": 10_000 })).await;
    let file = "Code article;Prix net\nBP-1234;11\nP-002;12\nP-003;13\n";
    let done = run(&kit, &supplier, file, false).await.unwrap();
    assert_eq!(counts(&done), (2, 1, 0, 0));
    sells(&kit, &supplier, &third, json!({ "pack_cost": 14_000 })).await;
    let actor = kit.people.actor(People::OWNER).unwrap();
    import::begin_undo(kit.db(), kit.importer("prices").as_ref(), done.id, &actor, kit.clock.as_ref()).await.unwrap();
    kit.settle().await;
    let expected = [json!(["BP-1234", "ST-1", 1000, 10_000]), json!(["P-003", null, 1000, 14_000])];
    assert_eq!(items(&kit, &supplier).await, expected);
    let left = import::undo_report(kit.db(), "inventory", done.id).await.unwrap();
    assert!(left.contains("P-003,,It was changed since") && !left.contains("P-002"), "{left}");
    let _ = (known, second);
}

#[tokio::test]
async fn a_list_without_a_supplier_of_before_and_of_who_may_not_see_costs_is_refused() {
    let kit = garage().await;
    let known = product(&kit, filter()).await;
    let supplier = supplier(&kit).await;
    sells(&kit, &supplier, &known, json!({ "pack_cost": 10_000 })).await;
    let importer = kit.importer("prices");
    let mapping = [("Prix".to_owned(), "pack_cost".to_owned())].into();
    let clock = kit.context.clock.as_ref();
    let nobodys = import::start(kit.db(), importer.as_ref(), b"Prix\n1\n", &mapping, &options(&kit, true), clock).await.unwrap_err();
    assert_eq!(nobodys.errors[0].pointer, "/supplier_id");
    let unknown = importer.of_supplier(uuid::Uuid::now_v7()).await.err().unwrap();
    assert_eq!(unknown.errors[0].code, "unknown");
    for who in [People::TECHNICIAN, People::ADVISOR] {
        let options = Options { actor: kit.people.actor(who).unwrap(), ..options(&kit, true) };
        assert_eq!(importer.permit(&options).unwrap_err().status, 403);
    }
    assert!(importer.permit(&Options { actor: Actor::system(), ..options(&kit, true) }).is_ok());
    let old = run(&kit, &supplier, "Code article;Prix net;Date\nBP-1234;9;01/01/2020\n", false).await.unwrap();
    assert_eq!(counts(&old), (0, 0, 0, 1));
}

/// A list of a wholesaler: read in batches, whatever its length.
#[tokio::test]
async fn a_long_list_takes_a_few_statements_for_each_batch() {
    let kit = garage().await;
    let supplier = supplier(&kit).await;
    for place in 1..=3 {
        product(&kit, numbered(place)).await;
    }
    let mut file = "Code article;Prix net\n".to_owned();
    for place in 1..=5000 {
        file += &format!("P-{place:03};{place}\n");
    }
    let done = run(&kit, &supplier, &file, false).await.unwrap();
    assert_eq!(counts(&done), (3, 0, 0, 4997));
}

#[tokio::test]
async fn a_long_list_of_articles_that_are_known_is_taken_whole_and_again_with_other_prices() {
    const LINES: i64 = 2000;
    let kit = garage().await;
    let supplier = supplier(&kit).await;
    let mut catalogue = "Réf;Désignation;Prix\n".to_owned();
    let (mut first, mut second) = ("Code article;Prix net\n".to_owned(), "Code article;Prix net\n".to_owned());
    for place in 1..=LINES {
        catalogue += &format!("L-{place:05};Part {place};10\n");
        first += &format!("L-{place:05};{place}\n");
        second += &format!("L-{place:05};{}\n", place + 1);
    }
    let importer = kit.importer("products");
    let mapping = import::preview(importer.as_ref(), catalogue.as_bytes()).unwrap().mapping;
    let (clock, options) = (kit.context.clock.as_ref(), options(&kit, false));
    let started = import::start(kit.db(), importer.as_ref(), catalogue.as_bytes(), &mapping, &options, clock).await.unwrap();
    let made = import::run(kit.db(), importer, catalogue.as_bytes(), &mapping, &options, started, |_| {}).await.unwrap();
    assert_eq!(counts(&made), (LINES, 0, 0, 0));
    assert_eq!(counts(&run(&kit, &supplier, &first, false).await.unwrap()), (LINES, 0, 0, 0));
    assert_eq!(counts(&run(&kit, &supplier, &second, false).await.unwrap()), (0, LINES, 0, 0));
    assert_sound(&kit).await;
}
