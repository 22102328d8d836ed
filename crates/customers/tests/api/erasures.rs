//! Customers who are handed what is kept of them, and who are forgotten.

use std::sync::Arc;

use async_trait::async_trait;
use chrono::{NaiveDate, TimeDelta};
use contracts::customers::{Channel, Consents, Purpose};
use contracts::identity::{OpenRecord, SiteCard, Sites};
use contracts::subjects::{CustomerErased, LegalHold, SubjectData, SubjectPart};
use kernel::{Problem, SiteId, audit, db, outbox};
use parking_lot::Mutex;

use super::*;

/// Another module, that keeps what a test says.
#[derive(Default)]
pub struct Keeper {
    open: Mutex<Vec<OpenRecord>>,
    hold: Mutex<Option<LegalHold>>,
}

#[async_trait]
impl SubjectData for Keeper {
    async fn gather(&self, _: &[CustomerId]) -> Result<Vec<SubjectPart>, Problem> {
        Ok(vec![SubjectPart { name: "invoices".into(), rows: vec![json!({ "number": "F-LAC-2026-00001" })] }])
    }

    async fn unsettled(&self, _: &[CustomerId]) -> Result<Vec<OpenRecord>, Problem> {
        Ok(self.open.lock().clone())
    }

    async fn legal_hold(&self, _: &[CustomerId]) -> Result<Option<LegalHold>, Problem> {
        Ok(self.hold.lock().clone())
    }
}

impl Keeper {
    fn hold_until(&self, day: &str) {
        let (until, last_on) = (day.parse().unwrap(), NaiveDate::from_ymd_opt(2026, 11, 20).unwrap());
        *self.hold.lock() = Some(LegalHold { until, country: "TN".into(), years: 10, last_on, documents: 2 });
    }
}

/// A garage of one site: what takes a permission everywhere is its owner's.
pub struct OneSite(pub Arc<People>);

#[async_trait]
impl Sites for OneSite {
    async fn cards(&self, _: &[SiteId]) -> Result<Vec<SiteCard>, Problem> {
        Ok(self.0.site_card(self.0.site).into_iter().collect())
    }
}

async fn garage() -> (Kit, Arc<Keeper>) {
    let keeper = Arc::new(Keeper::default());
    (kit_with(vec![keeper.clone()]).await, keeper)
}

async fn erase(kit: &Kit, customer: &Value) -> testkit::Reply {
    kit.owner().post(&format!("{}/erase", path(customer)), json!({})).await
}

/// What was told of erasures, the first first.
async fn told(kit: &Kit) -> Vec<CustomerErased> {
    outbox::sequence(kit.db(), "customers").await.unwrap();
    let events = outbox::read(kit.db(), "customers", 0, 1000).await.unwrap();
    events.iter().filter_map(|event| event.open::<CustomerErased>().unwrap()).collect()
}

#[derive(sea_orm::FromQueryResult)]
struct Count {
    count: i64,
}

/// Every text of this module's tables that has some words in it.
async fn left(kit: &Kit, words: &[&str]) -> Vec<String> {
    let columns = [
        "customers_customers:name",
        "customers_customers:sort_name",
        "customers_customers:phone_e164",
        "customers_customers:email",
        "customers_contacts:name",
        "customers_consents:by_name",
        "customers_consents:note",
        "customers_timeline:text",
        "customers_timeline:label",
        "customers_timeline:by_name",
        "customers_merges:from_name",
        "customers_merges:kept",
        "customers_outbox:payload",
        "customers_outbox:actor",
        "customers_audit:label",
        "customers_audit:changes",
        "customers_terms:term",
        "customers_erasures:asked_by",
    ];
    let mut found = vec![];
    for place in columns {
        let (table, column) = place.split_once(':').unwrap();
        for word in words {
            let sql = format!("select count(*) as count from {table} where lower({column}) like $1");
            let row: Option<Count> = db::one(kit.db().reader(), sql, [format!("%{word}%").into()]).await.unwrap();
            if row.unwrap().count > 0 {
                found.push(format!("{place} has {word}"));
            }
        }
    }
    found
}

async fn someone(kit: &Kit) -> Value {
    let customer = create(&kit.advisor(), leila()).await;
    let at = |part: &str| format!("{}/{part}", path(&customer));
    let driver = json!({ "name": "Sami Trabelsi", "role": "driver", "phone": "22 345 678" });
    kit.advisor().post(&at("contacts"), driver).await.expect(201);
    let said = json!({ "channel": "sms", "purpose": "marketing", "granted": true, "source": "form", "note": "Leila signed" });
    kit.advisor().post(&at("consents"), said).await.expect(200);
    kit.advisor().post(&at("timeline"), json!({ "action": "call", "text": "Leila asked for tyres" })).await.expect(201);
    kit.advisor().patch(&path(&customer), json!({ "notes": "Leila's car is red" })).await.expect(200);
    customer
}

const WORDS: [&str; 6] = ["leila", "leïla", "sami", "98123456", "98 123 456", "22345678"];

#[tokio::test]
async fn who_is_erased_leaves_no_word_behind_and_the_log_names_nobody() {
    let (kit, _) = garage().await;
    let customer = someone(&kit).await;
    assert!(!left(&kit, &WORDS).await.is_empty());
    let erasure = erase(&kit, &customer).await.expect(200).json();
    assert_eq!((&erasure["state"], &erasure["due_on"], &erasure["asked_by"]), (&json!("done"), &Value::Null, &json!("Hela")));
    assert_eq!(left(&kit, &WORDS).await, Vec::<String>::new());
    let shown = kit.owner().get(&path(&customer)).await.expect(200).json();
    assert_eq!((&shown["name"], &shown["email"], &shown["actions"]), (&json!("Client effacé"), &Value::Null, &json!([])));
    assert!(shown["erased_at"].is_string());
    let log = kit.owner().get("/customer-erasures").await.expect(200).json();
    assert_eq!(log["items"], json!([erasure]));
    // The trail says that it was done and holds.
    while audit::seal(kit.db(), "customers").await.unwrap() > 0 {}
    assert_eq!(audit::verify(kit.db(), "customers", None).await.unwrap().fault, None);
    let events = told(&kit).await;
    assert_eq!((events.len(), events[0].with_documents), (1, true));
}

#[tokio::test]
async fn nobody_finds_or_writes_to_who_is_erased_and_nobody_brings_them_back() {
    let (kit, _) = garage().await;
    let customer = someone(&kit).await;
    let ports = customers::ports(&kit.context);
    let id: CustomerId = customer["id"].as_str().unwrap().parse().unwrap();
    let asked = [(id, Channel::Sms, Purpose::Marketing), (id, Channel::Email, Purpose::Service)];
    assert_eq!(ports.may_contact(&asked).await.unwrap(), [true, true]);
    erase(&kit, &customer).await.expect(200);
    assert_eq!(ports.may_contact(&asked).await.unwrap(), [false, false]);
    for words in ["leila", "98123456", "client+efface"] {
        assert!(names(&kit.advisor(), &format!("/customers?q={words}&archived=true")).await.is_empty(), "{words}");
    }
    let restored = kit.owner().post(&format!("{}/restore", path(&customer)), json!({})).await;
    assert_eq!((restored.status, restored.code()), (409, "customer-erased".to_owned()));
    let again = create(&kit.advisor(), leila()).await;
    assert_ne!(again["id"], customer["id"], "who comes back is somebody new");
    // What they agreed to and refused stays as a log without words.
    let log = kit.owner().get(&format!("{}/consents", path(&customer))).await.expect(200).json();
    assert_eq!((&log["log"][0]["granted"], &log["log"][0]["note"]), (&json!(true), &Value::Null));
}

#[tokio::test]
async fn what_is_under_way_is_named_and_nothing_is_erased() {
    let (kit, keeper) = garage().await;
    let customer = someone(&kit).await;
    *keeper.open.lock() = vec![OpenRecord { kind: "work_order".into(), label: "LAC-2026-00042".into() }];
    let outlook = kit.owner().get(&format!("{}/erasure", path(&customer))).await.expect(200).json();
    assert_eq!(outlook["open"], json!([{ "kind": "work_order", "label": "LAC-2026-00042" }]));
    let refused = erase(&kit, &customer).await;
    assert_eq!((refused.status, refused.code()), (409, "erasure-open".to_owned()));
    assert_eq!(refused.json()["detail"], "LAC-2026-00042");
    assert_eq!(refused.json()["errors"][0]["code"], "work_order");
    assert_eq!(kit.owner().get(&path(&customer)).await.json()["name"], "Leïla Ben Ali");
    assert!(told(&kit).await.is_empty());
}

#[tokio::test]
async fn documents_are_kept_until_the_laws_day_and_asked_for_again_it_answers_the_same() {
    let (kit, keeper) = garage().await;
    let customer = someone(&kit).await;
    keeper.hold_until("2036-11-20");
    let outlook = kit.owner().get(&format!("{}/erasure", path(&customer))).await.expect(200).json();
    assert_eq!((&outlook["hold"]["until"], &outlook["hold"]["country"]), (&json!("2036-11-20"), &json!("TN")));
    let first = erase(&kit, &customer).await.expect(200).json();
    assert_eq!((&first["state"], &first["due_on"], &first["years"]), (&json!("kept"), &json!("2036-11-20"), &json!(10)));
    assert_eq!((&first["documents"], &first["done_at"]), (&json!(2), &Value::Null));
    assert_eq!(erase(&kit, &customer).await.expect(200).json(), first);
    assert_eq!(told(&kit).await.iter().map(|one| one.with_documents).collect::<Vec<_>>(), [false]);

    kit.clock.advance(TimeDelta::days(3652));
    kit.settle().await;
    assert_eq!(log(&kit).await[0]["state"], "kept", "the day before");
    // Something was issued since: the day moves.
    keeper.hold_until("2037-01-15");
    kit.clock.advance(TimeDelta::days(2));
    kit.settle().await;
    assert_eq!((&log(&kit).await[0]["state"], &log(&kit).await[0]["due_on"]), (&json!("kept"), &json!("2037-01-15")));
    kit.clock.advance(TimeDelta::days(60));
    kit.settle().await;
    assert_eq!(log(&kit).await[0]["state"], "done");
    kit.clock.advance(TimeDelta::days(1));
    kit.settle().await;
    assert_eq!(told(&kit).await.iter().map(|one| one.with_documents).collect::<Vec<_>>(), [false, true]);
}

async fn log(kit: &Kit) -> Vec<Value> {
    kit.owner().get("/customer-erasures").await.expect(200).json()["items"].as_array().unwrap().clone()
}

#[tokio::test]
async fn who_became_part_of_them_is_erased_too_and_such_a_merge_stays() {
    let (kit, _) = garage().await;
    let (customer, twin) = (someone(&kit).await, create(&kit.advisor(), json!({ "kind": "person", "name": "Leila BA" })).await);
    let merge = kit.owner().post(&format!("{}/merge", path(&customer)), json!({ "from": twin["id"] })).await.expect(200).json();
    erase(&kit, &twin).await.expect(200);
    assert_eq!(left(&kit, &WORDS).await, Vec::<String>::new());
    let undo = format!("{}/merges/{}/undo", path(&customer), merge["id"].as_str().unwrap());
    let refused = kit.owner().post(&undo, json!({})).await;
    assert_eq!((refused.status, refused.code()), (409, "customer-erased".to_owned()));
    let mut ids = told(&kit).await[0].ids.iter().map(ToString::to_string).collect::<Vec<_>>();
    ids.sort();
    let mut expected = vec![customer["id"].as_str().unwrap().to_owned(), twin["id"].as_str().unwrap().to_owned()];
    expected.sort();
    assert_eq!(ids, expected);
}

#[tokio::test]
async fn what_is_kept_is_handed_out_whole_and_that_is_on_record() {
    let (kit, _) = garage().await;
    let customer = someone(&kit).await;
    let reply = kit.owner().get(&format!("{}/subject-data", path(&customer))).await.expect(200);
    assert!(reply.headers["content-disposition"].to_str().unwrap().starts_with("attachment"));
    let file = reply.json();
    let part = |name: &str| file["parts"].as_array().unwrap().iter().find(|part| part["name"] == name).unwrap()["rows"].clone();
    assert_eq!((&part("profile")[0]["name"], &part("profile")[0]["phone"]), (&json!("Leïla Ben Ali"), &json!("+21698123456")));
    assert_eq!(part("contacts")[0]["name"], "Sami Trabelsi");
    assert_eq!((&part("consents")[0]["channel"], &part("consents")[0]["note"]), (&json!("sms"), &json!("Leila signed")));
    assert_eq!(part("invoices")[0]["number"], "F-LAC-2026-00001", "what other modules keep");
    assert_eq!(part("certificates"), json!([]));
    let entries = audit::list(kit.db().reader(), "customers", &audit::Filter { limit: 1, ..audit::Filter::default() }).await.unwrap();
    assert_eq!(entries[0].action, "customer.export_subject");
}

#[tokio::test]
async fn it_takes_the_permission_at_every_site() {
    let (kit, _) = garage().await;
    let customer = someone(&kit).await;
    for client in [kit.advisor(), kit.outsider()] {
        client.post(&format!("{}/erase", path(&customer)), json!({})).await.expect(403);
        client.get(&format!("{}/subject-data", path(&customer))).await.expect(403);
        client.get("/customer-erasures").await.expect(403);
    }
    let unknown = format!("/customers/{}", CustomerId::new());
    kit.owner().post(&format!("{unknown}/erase"), json!({})).await.expect(404);
    kit.owner().get(&format!("{unknown}/subject-data")).await.expect(404);
}

#[tokio::test]
async fn customers_ask_for_their_own_by_the_address_of_their_account() {
    let (kit, keeper) = garage().await;
    assert_eq!(kit.technician().get("/my-data").await.expect(200).json()["outlook"], Value::Null);
    kit.technician().post("/my-data/erase", json!({})).await.expect(404);
    // The fake's people have an address each.
    let body = json!({ "kind": "person", "name": "Amine Walk", "email": "amine@garage.example" });
    let customer = create(&kit.advisor(), body).await;
    keeper.hold_until("2036-11-20");
    let mine = kit.technician().get("/my-data").await.expect(200).json();
    assert_eq!(mine["outlook"]["hold"]["until"], "2036-11-20");
    let file = kit.technician().get("/my-data/export").await.expect(200).json();
    assert_eq!(file["customer_id"], customer["id"]);
    let erasure = kit.technician().post("/my-data/erase", json!({})).await.expect(200).json();
    assert_eq!((&erasure["asked_by"], &erasure["customer_id"]), (&Value::Null, &customer["id"]));
    assert_eq!(left(&kit, &["amine"]).await, Vec::<String>::new());
    kit.technician().post("/my-data/erase", json!({})).await.expect(404);
}
