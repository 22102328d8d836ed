//! Taking an import back.

use std::sync::Arc;

use chrono::TimeDelta;
use contracts::scheduling::AppointmentConfirmed;
use kernel::import::{ImportState, Undoing};
use kernel::module::Worker;

use super::importing::import;
use super::timeline::{given_up, tell};
use super::*;

async fn begin(kit: &Kit, done: &Import) -> Result<Import, kernel::Problem> {
    let actor = kit.people.actor(People::OWNER).unwrap();
    import::begin_undo(kit.db(), kit.importer("customers").as_ref(), done.id, &actor, kit.clock.as_ref()).await
}

async fn undo(kit: &Kit, done: &Import) -> Import {
    begin(kit, done).await.unwrap();
    kit.settle().await;
    let undone = import::find(kit.db(), customers::MODULE, done.id, kit.clock.as_ref()).await.unwrap();
    assert_eq!(undone.undo_state, Some(ImportState::Done));
    assert!(undone.actions.is_empty());
    undone
}

async fn only(kit: &Kit, query: &str) -> Value {
    let found = kit.advisor().get(&format!("/customers?q={query}")).await.expect(200).json();
    assert_eq!(found["items"].as_array().unwrap().len(), 1, "{found}");
    found["items"][0].clone()
}

#[tokio::test]
async fn what_an_import_made_is_archived_and_what_it_changed_is_put_back() {
    let kit = kit().await;
    let leila = create(&kit.advisor(), leila()).await;
    let done = import(&kit, "name,phone,address,ref\nLeïla B.,98123456,Sfax,C-1\nSami,22345678,,C-2\n".as_bytes(), false).await;
    let found = import::find(kit.db(), customers::MODULE, done.id, kit.clock.as_ref()).await.unwrap();
    assert_eq!(found.actions, ["undo"]);
    let undone = undo(&kit, &done).await;
    assert_eq!((undone.undo_total, undone.undo_processed, undone.undo_left), (2, 2, 0));
    let back = kit.advisor().get(&path(&leila)).await.expect(200).json();
    for property in ["name", "address", "external_ref", "phone"] {
        assert_eq!(back[property], leila[property], "{property}");
    }
    assert_eq!(names(&kit.advisor(), "/customers").await, ["Leïla Ben Ali"]);
    let again = begin(&kit, &done).await.unwrap_err();
    assert_eq!(again.code, "already-undone");
}

#[tokio::test]
async fn what_somebody_changed_since_stays_and_is_reported() {
    let kit = kit().await;
    let leila = create(&kit.advisor(), leila()).await;
    let done = import(&kit, "name,phone,address\nLeïla B.,98123456,Sfax\nSami,22345678,Gabès\n".as_bytes(), false).await;
    kit.advisor().patch(&path(&leila), json!({ "address": "Tunis" })).await.expect(200);
    kit.advisor().patch(&path(&only(&kit, "sami").await), json!({ "notes": "Comes on Mondays" })).await.expect(200);
    let undone = undo(&kit, &done).await;
    assert_eq!((undone.undo_processed, undone.undo_left), (2, 2));
    let back = only(&kit, "98123456").await;
    assert_eq!((&back["name"], &back["address"]), (&json!("Leïla Ben Ali"), &json!("Tunis")));
    assert_eq!(only(&kit, "sami").await["notes"], "Comes on Mondays");
    let report = import::undo_report(kit.db(), customers::MODULE, done.id).await.unwrap();
    let lines: Vec<_> = report.lines().collect();
    assert_eq!(lines, ["line,record,field,reason", "2,Leïla B.,address,It was changed since", "3,Sami,,It was changed since"]);
}

#[tokio::test]
async fn whom_somebody_expects_stays_and_keeps_their_tags() {
    let kit = kit().await;
    let done = import(&kit, "name,phone\nLeïla,98123456\nSami,22345678\n".as_bytes(), false).await;
    let tag = kit.advisor().post("/customer-tags", json!({ "name": "VIP", "colour": "violet" })).await.expect(201).json();
    let leila = only(&kit, "leila").await;
    kit.advisor().put(&format!("{}/tags/{}", path(&leila), tag["id"].as_str().unwrap()), json!({})).await.expect(200);
    tell(&kit, "scheduling", &AppointmentConfirmed(given_up(&kit, &leila))).await;
    let undone = undo(&kit, &done).await;
    assert_eq!((undone.undo_processed, undone.undo_left), (2, 1));
    assert_eq!(only(&kit, "leila").await["tags"], json!([tag["id"]]));
    assert_eq!(names(&kit.advisor(), "/customers").await, ["Leïla"]);
    let report = import::undo_report(kit.db(), customers::MODULE, done.id).await.unwrap();
    assert_eq!(report.lines().nth(1), Some("2,Leïla,,The customer has an appointment or a work order"));

    let again = import(&kit, b"name,phone,address\nLeila B.,98123456,Sfax\n", false).await;
    undo(&kit, &again).await;
    assert_eq!(only(&kit, "leila").await["tags"], json!([tag["id"]]), "not of the file");
}

#[tokio::test]
async fn the_corrected_file_brings_back_what_the_undo_archived() {
    let kit = kit().await;
    let first = import(&kit, b"name,phone,ref\nSamy,22345678,C-2\n", false).await;
    undo(&kit, &first).await;
    let second = import(&kit, b"name,phone,ref\nSami,22345678,C-2\n", false).await;
    assert_eq!((second.created, second.updated), (0, 1));
    assert_eq!(names(&kit.advisor(), "/customers").await, ["Sami"]);
    undo(&kit, &second).await;
    assert!(names(&kit.advisor(), "/customers").await.is_empty());
}

#[tokio::test]
async fn an_undo_that_is_cut_off_goes_on_where_it_was() {
    let kit = kit().await;
    let rows = (0..120).fold(String::new(), |rows, row| rows + &format!("Client {row},2{:07}\n", 2_000_000 + row));
    let done = import(&kit, format!("name,phone\n{rows}").as_bytes(), false).await;
    begin(&kit, &done).await.unwrap();
    let worker = || Undoing::new(customers::MODULE, kit.context.clone(), vec![kit.importer("customers")]);
    assert!(worker().turn().await.unwrap());
    let half = import::find(kit.db(), customers::MODULE, done.id, kit.clock.as_ref()).await.unwrap();
    assert_eq!((half.undo_state, half.undo_processed), (Some(ImportState::Running), 50));
    let (one, other) = (Arc::new(worker()), Arc::new(worker()));
    let finish = |worker: Arc<Undoing>| async move { while worker.turn().await.unwrap() {} };
    tokio::join!(finish(one), finish(other));
    let undone = import::find(kit.db(), customers::MODULE, done.id, kit.clock.as_ref()).await.unwrap();
    assert_eq!((undone.undo_state, undone.undo_processed, undone.undo_left), (Some(ImportState::Done), 120, 0));
    assert!(names(&kit.advisor(), "/customers").await.is_empty());
}

#[tokio::test]
async fn an_import_is_undone_within_thirty_days_and_then_forgotten() {
    let kit = kit().await;
    let done = import(&kit, b"name,phone\nSami,22345678\n", false).await;
    let dry = import(&kit, b"name,phone\nSami,22345679\n", true).await;
    assert_eq!(begin(&kit, &dry).await.unwrap_err().code, "nothing-to-undo");
    kit.clock.advance(TimeDelta::days(30) + TimeDelta::seconds(1));
    assert_eq!(begin(&kit, &done).await.unwrap_err().code, "undo-too-late");
    assert_eq!(kept(&kit).await, 1);
    kit.settle().await;
    assert_eq!(kept(&kit).await, 0);
}

async fn kept(kit: &Kit) -> i64 {
    #[derive(sea_orm::FromQueryResult)]
    struct Count {
        value: i64,
    }
    let sql = "select count(*) as value from customers_import_changes";
    kernel::db::one::<Count, _>(kit.db().reader(), sql, []).await.unwrap().unwrap().value
}
