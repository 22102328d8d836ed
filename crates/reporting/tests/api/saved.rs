//! Reports that are kept, and go out by mail.

use chrono::TimeDelta;
use contracts::notifications::ReportDelivered;
use contracts::reporting::{MainFigure, ReportMailed};
use kernel::db;
use kernel::module::Worker;
use kernel::outbox::Event;
use serde_json::{Value, json};
use testkit::Client;

use crate::fixture::play;
use crate::garage::Garage;

fn report(garage: &Garage, more: &Value) -> Value {
    let mut body = json!({
        "name": "Ventes du mois", "shows": "figures", "site_id": garage.kit.site, "period": "this_month", "format": "csv",
    });
    body.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    body
}

fn every_day(people: &[&str]) -> Value {
    json!({ "schedule": { "every": "day", "hour": 7, "recipients": people } })
}

async fn keep(client: &Client, body: Value) -> Value {
    client.post("/reports/saved", body).await.expect(201).json()
}

async fn list(client: &Client) -> Vec<Value> {
    client.get("/reports/saved").await.expect(200).json()["items"].as_array().unwrap().clone()
}

/// Reports that went to whoever sends mails.
async fn mailed(garage: &Garage) -> Vec<ReportMailed> {
    #[derive(sea_orm::FromQueryResult)]
    struct Told {
        payload: String,
    }
    let sql = format!("select cast(payload as text) as payload from reporting_outbox where kind = '{}' order by id", ReportMailed::KIND);
    let told = db::all::<Told, _>(garage.kit.db().reader(), sql, []).await.unwrap();
    told.into_iter().map(|row| serde_json::from_str(&row.payload).unwrap()).collect()
}

#[tokio::test]
async fn a_report_is_kept_changed_taken_away_and_had_back() {
    let garage = Garage::open().await;
    play(&garage).await;
    let owner = garage.kit.owner();
    let made = keep(&owner, report(&garage, &json!({}))).await;
    assert_eq!(
        (&made["name"], &made["shared"], &made["next_at"], &made["last"]),
        (&json!("Ventes du mois"), &json!(false), &Value::Null, &Value::Null)
    );
    assert_eq!(made["actions"], json!(["update", "remove", "send"]));
    let path = format!("/reports/saved/{}", made["id"].as_str().unwrap());
    let file = owner.get(&format!("{path}/file")).await.expect(200);
    assert_eq!(file.headers["content-disposition"], "attachment; filename=\"figures-2026-11-01-2026-11-20.csv\"");
    assert!(file.text().contains("Garage du Lac,net_sales,money,1723.100"), "{}", file.text());
    let earlier = owner.get(&format!("{path}/file?on=2026-10-31")).await.expect(200);
    assert_eq!(earlier.headers["content-disposition"], "attachment; filename=\"figures-2026-10-01-2026-10-31.csv\"");
    let rows = report(&garage, &json!({ "shows": "rows", "kpi": "net_sales", "period": "last_7_days", "name": "Ce qui est vendu" }));
    owner.clone().with("If-Match", "\"7\"").put(&path, rows.clone()).await.expect(412);
    let changed = owner.clone().with("If-Match", "\"1\"").put(&path, rows).await.expect(200).json();
    assert_eq!((&changed["kpi"], &changed["version"]), (&json!("net_sales"), &json!(2)));
    assert!(owner.get(&format!("{path}/file")).await.expect(200).text().contains("INV4"));
    owner.delete(&path).await.expect(204);
    owner.delete(&path).await.expect(204);
    owner.get(&path).await.expect(404);
    owner.get(&format!("{path}/file")).await.expect(404);
    assert!(list(&owner).await.is_empty());
    let back = owner.post(&format!("{path}/restore"), json!({})).await.expect(200).json();
    assert_eq!((&back["name"], list(&owner).await.len()), (&json!("Ce qui est vendu"), 1));
}

#[tokio::test]
async fn a_key_keeps_one_report_and_sends_it_once() {
    let garage = Garage::open().await;
    let owner = garage.kit.owner();
    let again = owner.clone().with("Idempotency-Key", "k1");
    let first = keep(&again, report(&garage, &json!({}))).await;
    assert_eq!(keep(&again, report(&garage, &json!({}))).await["id"], first["id"]);
    assert_eq!(list(&owner).await.len(), 1);
    let path = format!("/reports/saved/{}/send", first["id"].as_str().unwrap());
    owner.post(&path, json!({})).await.expect(400);
    for _ in 0..2 {
        let sent = owner.clone().with("Idempotency-Key", "k2").post(&path, json!({})).await.expect(200).json();
        assert_eq!((&sent["last"]["state"], &sent["last"]["mails"][0]["name"]), (&json!("scheduled"), &json!("Hela")), "to herself");
    }
    assert_eq!(mailed(&garage).await.len(), 1);
}

#[tokio::test]
async fn lists_leave_as_they_stand() {
    let garage = Garage::open().await;
    play(&garage).await;
    let owner = garage.kit.owner();
    let file = async |shows: &str| {
        let made = keep(&owner, report(&garage, &json!({ "shows": shows, "site_id": null }))).await;
        owner.get(&format!("/reports/saved/{}/file", made["id"].as_str().unwrap())).await.expect(200).text()
    };
    let open = file("receivables").await;
    assert!(open.starts_with("\u{FEFF}site,number,name,due_on,days_late,open,currency\n"), "{open}");
    assert!(open.contains("Garage du Lac,INV1,Leïla Trabelsi,2026-12-20,0,553.100,TND"), "{open}");
    assert!(file("leaks").await.starts_with("\u{FEFF}site,kind,number,name,since,days,amount,currency\n"));
    let xlsx = keep(&owner, report(&garage, &json!({ "shows": "leaks", "format": "xlsx" }))).await;
    assert!(owner.get(&format!("/reports/saved/{}/file", xlsx["id"].as_str().unwrap())).await.expect(200).bytes.starts_with(b"PK"));
}

#[tokio::test]
async fn who_may_not_see_it_does_not_find_it() {
    let garage = Garage::open().await;
    let (owner, outsider, technician) = (garage.kit.owner(), garage.kit.outsider(), garage.kit.technician());
    technician.get("/reports/saved").await.expect(403);
    technician.post("/reports/saved", report(&garage, &json!({}))).await.expect(403);
    outsider.post("/reports/saved", report(&garage, &json!({}))).await.expect(404);
    let own = keep(&owner, report(&garage, &json!({ "site_id": null }))).await;
    let of_site = keep(&owner, report(&garage, &json!({ "shared": true }))).await;
    assert!(list(&outsider).await.is_empty(), "one is hers, the other of her site");
    for id in [&own["id"], &of_site["id"]] {
        let path = format!("/reports/saved/{}", id.as_str().unwrap());
        outsider.get(&path).await.expect(404);
        outsider.get(&format!("{path}/file")).await.expect(404);
        outsider.put(&path, report(&garage, &json!({ "site_id": null }))).await.expect(404);
        outsider.delete(&path).await.expect(404);
        outsider.clone().with("Idempotency-Key", "k").post(&format!("{path}/send"), json!({})).await.expect(404);
    }
    let of_all = keep(&owner, report(&garage, &json!({ "site_id": null, "shared": true }))).await;
    let found = list(&outsider).await;
    assert_eq!(found.iter().map(|one| &one["id"]).collect::<Vec<_>>(), [&of_all["id"]]);
    let theirs = outsider.get(&format!("/reports/saved/{}/file", of_all["id"].as_str().unwrap())).await.expect(200).text();
    assert!(theirs.contains("Garage de Sfax") && !theirs.contains("Garage du Lac"), "{theirs}");
}

#[tokio::test]
async fn what_makes_no_sense_is_refused_beside_its_field() {
    let garage = Garage::open().await;
    let (people, owner) = (&garage.kit.people, garage.kit.owner());
    let hela = people.owner.to_string();
    let refused = async |more: Value| {
        let reply = owner.post("/reports/saved", report(&garage, &more)).await.expect(422);
        let errors = reply.json()["errors"].clone();
        format!("{} {}", errors[0]["pointer"].as_str().unwrap(), errors[0]["code"].as_str().unwrap())
    };
    assert_eq!(refused(json!({ "shows": "rows" })).await, "/kpi required");
    assert_eq!(refused(json!({ "shows": "rows", "kpi": "nothing" })).await, "/kpi unknown");
    let schedule =
        |every: &str, on: Option<u32>, who: &str| json!({ "schedule": { "every": every, "on": on, "hour": 7, "recipients": [who] } });
    assert_eq!(refused(schedule("week", Some(8), &hela)).await, "/schedule/on out-of-range");
    assert_eq!(refused(schedule("day", Some(1), &hela)).await, "/schedule/on out-of-range");
    assert_eq!(refused(schedule("day", None, &people.technician.to_string())).await, "/schedule/recipients may-not-see");
    assert_eq!(refused(schedule("day", None, &people.outsider.to_string())).await, "/schedule/recipients may-not-see");
    assert_eq!(refused(schedule("day", None, &contracts::identity::UserId::new().to_string())).await, "/schedule/recipients unknown");
    owner
        .post("/reports/saved", report(&garage, &json!({ "schedule": { "every": "day", "hour": 24, "recipients": [hela] } })))
        .await
        .expect(422);
}

#[tokio::test]
async fn it_goes_out_at_its_hour_once_and_each_reads_their_own() {
    let garage = Garage::open().await;
    play(&garage).await;
    let people = &garage.kit.people;
    let (hela, omar) = (people.owner.to_string(), people.outsider.to_string());
    let body = report(&garage, &every_day(&[&hela, &omar]));
    let made = keep(&garage.kit.owner(), report(&garage, &json!({ "site_id": null, "schedule": body["schedule"] }))).await;
    assert_eq!((&made["next_at"], &made["recipients"][1]["name"]), (&json!("2026-11-21T06:00:00Z"), &json!("Omar")));
    assert_eq!(list(&garage.kit.outsider()).await.len(), 1, "it goes to him");
    garage.kit.settle().await;
    assert!(mailed(&garage).await.is_empty(), "it is not seven yet");
    // Three days nobody looked.
    garage.kit.clock.advance(TimeDelta::days(3));
    for _ in 0..2 {
        garage.kit.settle().await;
    }
    let told = mailed(&garage).await;
    assert_eq!(told.len(), 2, "one for each, however many were missed: {told:?}");
    let of = |user: &str| told.iter().find(|mail| mail.user_id.to_string() == user).unwrap();
    let sales = |mail: &ReportMailed| mail.groups[0].figures.iter().find(|it| it.figure == MainFigure::NetSales).unwrap().value;
    assert_eq!((of(&hela).groups[0].sites.as_str(), sales(of(&hela))), ("Garage du Lac", Some(1_723_100)));
    assert_eq!((of(&omar).groups[0].sites.as_str(), sales(of(&omar))), ("Garage de Sfax", Some(0)), "what he sees");
    assert_eq!((of(&hela).site_id, of(&omar).site_id), (garage.kit.site, garage.kit.other_site));
    assert_eq!(
        of(&hela).period.map(|(from, until)| (from.to_string(), until.to_string())),
        Some(("2026-11-01".into(), "2026-11-23".into()))
    );
    let after = &list(&garage.kit.owner()).await[0];
    assert_eq!((&after["next_at"], &after["last"]["state"]), (&json!("2026-11-24T06:00:00Z"), &json!("scheduled")));
    for (mail, said) in [(of(&hela), None), (of(&omar), Some("No such mailbox"))] {
        let told = ReportDelivered { id: mail.id, site_id: mail.site_id, is_sent: said.is_none(), said: said.map(str::to_owned) };
        garage.tell("notifications", &told).await;
    }
    garage.kit.settle().await;
    let last = &list(&garage.kit.owner()).await[0]["last"];
    assert_eq!(last["state"], "failed");
    assert_eq!(last["mails"][0], json!({ "name": "Hela", "state": "sent", "reason": null }));
    assert_eq!(last["mails"][1], json!({ "name": "Omar", "state": "failed", "reason": "No such mailbox" }));
}

#[tokio::test]
async fn of_processes_that_look_at_once_one_sends() {
    let garage = Garage::open().await;
    let hela = garage.kit.people.owner.to_string();
    keep(&garage.kit.owner(), report(&garage, &every_day(&[&hela]))).await;
    garage.kit.clock.advance(TimeDelta::days(1));
    let workers: Vec<_> = (0..4).map(|_| garage.another()).collect();
    let turns = workers.iter().flat_map(|module| module.workers.iter()).map(|worker: &std::sync::Arc<dyn Worker>| worker.turn());
    for turn in futures::future::join_all(turns).await {
        // Who lost may be told so by the database, and looks again.
        drop(turn);
    }
    garage.kit.settle().await;
    assert_eq!(mailed(&garage).await.len(), 1);
}

#[tokio::test]
async fn what_is_removed_goes_to_nobody() {
    let garage = Garage::open().await;
    let hela = garage.kit.people.owner.to_string();
    let owner = garage.kit.owner();
    let made = keep(&owner, report(&garage, &every_day(&[&hela]))).await;
    let path = format!("/reports/saved/{}", made["id"].as_str().unwrap());
    owner.delete(&path).await.expect(204);
    garage.kit.clock.advance(TimeDelta::days(2));
    garage.kit.settle().await;
    assert!(mailed(&garage).await.is_empty());
    let back = owner.post(&format!("{path}/restore"), json!({})).await.expect(200).json();
    assert_eq!(back["next_at"], "2026-11-23T06:00:00Z", "what it missed stays missed");
    garage.kit.settle().await;
    assert!(mailed(&garage).await.is_empty());
}

#[tokio::test]
async fn who_may_not_see_it_any_more_is_sent_nothing() {
    let garage = Garage::open().await;
    let (hela, omar) = (garage.kit.people.owner.to_string(), garage.kit.people.outsider.to_string());
    let owner = garage.kit.owner();
    // As if Omar had worked there when it was kept.
    let made = keep(&owner, report(&garage, &json!({ "site_id": null, "schedule": every_day(&[&hela, &omar])["schedule"] }))).await;
    let body = serde_json::to_string(&report(&garage, &every_day(&[&hela, &omar]))).unwrap();
    let sql = "update reporting_saved set body = $1, site_id = $2";
    db::execute(garage.kit.db().writer(), sql, [body.into(), garage.kit.site.into()]).await.unwrap();
    let path = format!("/reports/saved/{}/send", made["id"].as_str().unwrap());
    let sent = owner.clone().with("Idempotency-Key", "k").post(&path, json!({})).await.expect(200).json();
    assert_eq!(sent["last"]["mails"][0], json!({ "name": "Hela", "state": "scheduled", "reason": null }));
    assert_eq!(sent["last"]["mails"][1], json!({ "name": "Omar", "state": "failed", "reason": "forbidden" }));
    let told = mailed(&garage).await;
    assert_eq!(told.iter().map(|mail| mail.user_id.to_string()).collect::<Vec<_>>(), [hela]);
}

#[tokio::test]
async fn the_trail_says_who_sent_it_and_to_whom() {
    #[derive(sea_orm::FromQueryResult)]
    struct Entry {
        actor_name: String,
        label: String,
        changes: String,
    }
    let garage = Garage::open().await;
    let owner = garage.kit.owner();
    let made = keep(&owner, report(&garage, &every_day(&[&garage.kit.people.owner.to_string()]))).await;
    let path = format!("/reports/saved/{}/send", made["id"].as_str().unwrap());
    for _ in 0..2 {
        owner.clone().with("Idempotency-Key", "k").post(&path, json!({})).await.expect(200);
    }
    let sql = "select actor_name, label, cast(changes as text) as changes from reporting_audit where action = 'saved_report.send'";
    let found = db::all::<Entry, _>(garage.kit.db().reader(), sql, []).await.unwrap();
    assert_eq!(found.len(), 1, "a repetition sends nothing");
    assert_eq!((found[0].actor_name.as_str(), found[0].label.as_str()), ("Hela", "Ventes du mois"));
    assert!(found[0].changes.contains("Hela"), "{}", found[0].changes);
}
