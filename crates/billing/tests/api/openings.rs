//! What was open before this system: entered, owed, paid, handed back and taken back; and that it always adds up.

#![expect(clippy::unwrap_used, reason = "a test that cannot be set up must fail")]

use std::collections::BTreeMap;

use contracts::billing::InvoiceEntered;
use contracts::customers::CustomerId;
use kernel::Amount;
use kernel::import::{self, Import, Options};
use serde_json::{Value, json};
use testkit::People;

use crate::support::Garage;

async fn import(garage: &Garage, file: &str, dry_run: bool) -> Import {
    let kit = &garage.kit;
    let importer = kit.importer("balances");
    let mapping = import::preview(importer.as_ref(), file.as_bytes()).unwrap().mapping;
    let options = Options { dry_run, site: Some(kit.site), actor: kit.people.actor(People::OWNER).unwrap(), import: None };
    let started = import::start(kit.db(), importer.as_ref(), file.as_bytes(), &mapping, &options, kit.clock.as_ref()).await.unwrap();
    let done = import::run(kit.db(), importer, file.as_bytes(), &mapping, &options, started, |_| {}).await.unwrap();
    assert_eq!(done.state, import::ImportState::Done, "{:?}", done.error);
    kit.settle().await;
    done
}

async fn undo(garage: &Garage, done: &Import) -> (Import, String) {
    let kit = &garage.kit;
    let actor = kit.people.actor(People::OWNER).unwrap();
    import::begin_undo(kit.db(), kit.importer("balances").as_ref(), done.id, &actor, kit.clock.as_ref()).await.unwrap();
    kit.settle().await;
    let undone = import::find(kit.db(), billing::MODULE, done.id, kit.clock.as_ref()).await.unwrap();
    (undone, import::undo_report(kit.db(), billing::MODULE, done.id).await.unwrap())
}

fn counts(import: &Import) -> [i64; 4] {
    [import.created, import.updated, import.unchanged, import.failed]
}

fn file(rows: &[(CustomerId, &str, &str)]) -> String {
    let row =
        |(customer, document, amount): &(CustomerId, &str, &str)| format!("REF-{customer};{document};12/11/2025;12/12/2025;{amount}\n");
    format!("Code client;Facture;Date;Échéance;Solde\n{}", rows.iter().map(row).collect::<Vec<_>>().concat())
}

async fn open_of(garage: &Garage, customer: CustomerId) -> Vec<Value> {
    let page = garage.kit.owner().get(&format!("/invoices?customer={customer}&state=issued,part_paid")).await.expect(200).json();
    page["items"].as_array().unwrap().clone()
}

async fn due(garage: &Garage, customer: CustomerId) -> i64 {
    let dues = billing::dues(garage.kit.db()).await.unwrap();
    dues.into_iter().filter(|(id, ..)| *id == customer.0).map(|(_, _, Amount(amount))| amount).sum()
}

fn id(row: &Value) -> &str {
    row["id"].as_str().unwrap()
}

#[tokio::test]
async fn a_balance_from_before_is_owed_and_paid_like_an_invoice() {
    let garage = Garage::open().await;
    let rows = file(&[(garage.leila, "A-77", "120,500"), (garage.leila, "A-78", "-20")]);
    assert_eq!(counts(&import(&garage, &rows, true).await), [2, 0, 0, 0]);
    assert_eq!(due(&garage, garage.leila).await, 0, "a dry run writes nothing");
    assert_eq!(counts(&import(&garage, &rows, false).await), [2, 0, 0, 0]);
    assert_eq!(counts(&import(&garage, &rows, false).await), [0, 0, 2, 0]);
    assert_eq!(due(&garage, garage.leila).await, 100_500);
    let open = open_of(&garage, garage.leila).await;
    let owed = open.iter().find(|row| row["opening"] == "A-77").unwrap();
    assert_eq!((&owed["number"], &owed["work_order"], &owed["plate"]), (&Value::Null, &Value::Null, &Value::Null));
    assert_eq!((&owed["overdue"], &owed["due"], &owed["due_on"]), (&json!(true), &json!(120_500), &json!("2025-12-12")));
    let shown = garage.get(id(owed)).await;
    assert_eq!((&shown["totals"]["vat"], &shown["lines"], &shown["actions"]), (&json!(0), &json!([]), &json!(["pay"])));
    assert_eq!(garage.kit.owner().get(&format!("/invoices/{}/pdf", id(owed))).await.expect(409).code(), "no-document");
    assert_eq!(garage.kit.advisor().post(&format!("/invoices/{}/issue", id(owed)), json!({})).await.expect(409).code(), "already-issued");
    let path = format!("/invoices/{}/payments", id(owed));
    assert_eq!(garage.till("a").post(&path, json!({ "tender": "cash", "amount": 120_501 })).await.expect(409).code(), "overpayment");
    let paid = garage.till("b").post(&path, json!({ "tender": "cash", "amount": 120_500 })).await.expect(200).json();
    assert_eq!((&paid["state"], &paid["due"]), (&json!("paid"), &json!(0)));
    // The file once more: what was paid meanwhile is no difference.
    assert_eq!(counts(&import(&garage, &rows, false).await), [0, 0, 2, 0]);
    assert_eq!(due(&garage, garage.leila).await, -20_000);
    garage.is_healthy().await;
}

#[tokio::test]
async fn a_credit_from_before_can_be_handed_back_and_no_more() {
    let garage = Garage::open().await;
    import(&garage, &file(&[(garage.leila, "A-78", "-20")]), false).await;
    let open = open_of(&garage, garage.leila).await;
    let credit = garage.kit.owner().get(&format!("/invoices/{}", id(&open[0]))).await.expect(200).json();
    assert_eq!((&credit["state"], &credit["overdue"], &credit["refundable"]), (&json!("issued"), &json!(false), &json!(20_000)));
    let path = format!("/invoices/{}/refunds", id(&open[0]));
    let back = |amount: i64| json!({ "tender": "cash", "amount": amount, "reason": "Avoir" });
    let till = |key: &str| garage.kit.owner().with("Idempotency-Key", key);
    assert_eq!(till("a").post(&path, back(20_001)).await.expect(409).code(), "refund-over-paid");
    let done = till("b").post(&path, back(20_000)).await.expect(200).json();
    assert_eq!((&done["state"], &done["due"], &done["refundable"]), (&json!("paid"), &json!(0), &json!(0)));
    assert_eq!(due(&garage, garage.leila).await, 0);
    garage.is_healthy().await;
}

#[tokio::test]
async fn an_undo_takes_back_what_is_not_paid_and_a_later_file_brings_it_again() {
    let garage = Garage::open().await;
    let rows = file(&[(garage.leila, "A-77", "120,500"), (garage.leila, "A-79", "50")]);
    let done = import(&garage, &rows, false).await;
    let open = open_of(&garage, garage.leila).await;
    let partly = open.iter().find(|row| row["opening"] == "A-79").unwrap();
    let path = format!("/invoices/{}/payments", id(partly));
    garage.till("a").post(&path, json!({ "tender": "card", "amount": 10_000 })).await.expect(200);
    let (undone, left) = undo(&garage, &done).await;
    assert_eq!((undone.undo_processed, undone.undo_left), (2, 1));
    assert!(left.contains("A-79 · Leïla Ben Ali,,\"It was paid since, wholly or in part\""), "{left}");
    assert_eq!(due(&garage, garage.leila).await, 40_000);
    garage.is_healthy().await;
    let event: InvoiceEntered = garage.events().await.last().unwrap().open().unwrap().unwrap();
    assert_eq!((event.0.due, event.0.number.as_deref(), event.0.is_opening()), (Amount(0), Some("A-77"), true));
    assert_eq!(counts(&import(&garage, &rows, false).await), [0, 1, 1, 0]);
    assert_eq!(due(&garage, garage.leila).await, 160_500);
    garage.is_healthy().await;
}

#[tokio::test]
async fn a_corrected_file_corrects_what_is_not_paid() {
    let garage = Garage::open().await;
    import(&garage, &file(&[(garage.leila, "A-77", "120,500")]), false).await;
    let corrected = import(&garage, &file(&[(garage.leila, "a 77", "100")]), false).await;
    assert_eq!(counts(&corrected), [0, 1, 0, 0]);
    let report = import::report(garage.kit.db(), billing::MODULE, corrected.id).await.unwrap();
    assert!(report.contains("2,updated,open_amount,120500,100000,"), "{report}");
    assert_eq!(due(&garage, garage.leila).await, 100_000);
    let (undone, _) = undo(&garage, &corrected).await;
    assert_eq!((undone.undo_left, due(&garage, garage.leila).await), (0, 120_500));
    let open = open_of(&garage, garage.leila).await;
    let path = format!("/invoices/{}/payments", id(&open[0]));
    garage.till("a").post(&path, json!({ "tender": "card", "amount": 500 })).await.expect(200);
    assert_eq!(counts(&import(&garage, &file(&[(garage.leila, "A-77", "99")]), false).await), [0, 0, 0, 1]);
    garage.is_healthy().await;
}

#[tokio::test]
async fn rows_are_refused_by_field_and_the_others_enter() {
    let garage = Garage::open().await;
    let rows = "Code client;Facture;Date;Solde\nREF-nobody;A-1;12/11/2025;10\n;A-1;12/11/2025;10\n".to_owned()
        + &format!("REF-{0};A-1;12/11/2030;10\nREF-{0};A-1;12/11/2025;0\nREF-{0};A-1;12/11/2025;10\n", garage.leila);
    let done = import(&garage, &rows, false).await;
    assert_eq!(counts(&done), [1, 0, 0, 4]);
    let errors = import::errors(garage.kit.db(), billing::MODULE, done.id).await.unwrap();
    for place in ["2,customer_ref,", "3,customer_ref,", "4,date,", "5,open_amount,"] {
        assert!(errors.contains(place), "{place} in {errors}");
    }
    assert_eq!(garage.list("q=A-1").await.len(), 1, "it is found by its number");
}

#[tokio::test]
async fn only_who_may_imports_balances() {
    let garage = Garage::open().await;
    let importer = garage.kit.importer("balances");
    for (who, allowed) in [(People::OWNER, true), (People::ADVISOR, false), (People::TECHNICIAN, false)] {
        let actor = garage.kit.people.actor(who).unwrap();
        let options = Options { dry_run: false, site: Some(garage.kit.site), actor, import: None };
        assert_eq!(importer.permit(&options).is_ok(), allowed, "{who}");
    }
}

/// Numbers that look drawn by lot and are the same each time.
struct Lots(u64);

impl Lots {
    fn draw(&mut self, below: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % below
    }
}

/// What each customer owes is what was entered less what was paid, whatever the order of imports, payments, refunds and undoing.
#[tokio::test]
async fn balances_always_add_up() {
    for seed in 1..=3 {
        let garage = Garage::open().await;
        let customers: Vec<_> = (0..3).map(|_| CustomerId::new()).collect();
        let (mut lots, mut imports, mut moved) = (Lots(seed), vec![], BTreeMap::<CustomerId, i64>::new());
        for step in 0..40 {
            let customer = customers[usize::try_from(lots.draw(3)).unwrap()];
            match lots.draw(5) {
                0 | 1 => {
                    let rows: Vec<_> = (0..=lots.draw(3))
                        .map(|_| (customer, format!("A-{}", lots.draw(4)), (i64::try_from(lots.draw(400)).unwrap() - 100).to_string()))
                        .collect();
                    let rows: Vec<_> = rows.iter().map(|(id, document, amount)| (*id, document.as_str(), amount.as_str())).collect();
                    imports.push(import(&garage, &file(&rows), false).await);
                }
                2 if !imports.is_empty() => {
                    let place = usize::try_from(lots.draw(imports.len() as u64)).unwrap();
                    let done = imports.remove(place);
                    if done.created + done.updated > 0 {
                        undo(&garage, &done).await;
                    }
                }
                kind => {
                    let open = open_of(&garage, customer).await;
                    let Some(row) = open.first() else { continue };
                    let due = row["due"].as_i64().unwrap();
                    let (what, amount) = if due > 0 && kind != 4 { ("payments", due.min(7_000)) } else { ("refunds", 3_000) };
                    let mut body = json!({ "tender": "cash", "amount": amount });
                    if what == "refunds" {
                        body["reason"] = json!("Avoir");
                    }
                    let till = garage.kit.owner().with("Idempotency-Key", format!("{seed}-{step}"));
                    let reply = till.post(&format!("/invoices/{}/{what}", id(row)), body).await;
                    if reply.status == 200 {
                        *moved.entry(customer).or_default() += if what == "payments" { amount } else { -amount };
                    }
                }
            }
            garage.is_healthy().await;
            for customer in &customers {
                let page = garage.kit.owner().get(&format!("/invoices?customer={customer}&limit=100")).await.expect(200).json();
                let sum = |field: &str| page["items"].as_array().unwrap().iter().map(|row| row[field].as_i64().unwrap()).sum::<i64>();
                let paid = moved.get(customer).copied().unwrap_or_default();
                assert_eq!(due(&garage, *customer).await, sum("total") - paid, "seed {seed}, step {step}");
                assert_eq!(sum("due"), sum("total") - paid, "seed {seed}, step {step}");
            }
        }
    }
}
