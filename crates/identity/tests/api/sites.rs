//! Opening, changing and closing sites.

use std::sync::{Arc, Mutex};

use async_trait::async_trait;
use contracts::identity::{OpenRecord, OpenWork, Role, SiteUpdated};
use identity::{NewUser, Settings};
use kernel::{Problem, SiteId, db};
use serde_json::{Value, json};

use crate::garage::{Garage, garage, garage_working, items, person};

/// Work that somebody finishes.
#[derive(Default)]
struct Work(Mutex<Vec<&'static str>>);

#[async_trait]
impl OpenWork for Work {
    async fn open_work(&self, _: SiteId, limit: u64) -> Result<Vec<OpenRecord>, Problem> {
        let open = self.0.lock().unwrap();
        Ok(open
            .iter()
            .take(usize::try_from(limit).unwrap())
            .map(|label| OpenRecord { kind: "work_order".into(), label: (*label).into() })
            .collect())
    }
}

/// Signs in somebody who owns every site there is.
async fn owner_of_all(garage: &Garage) -> testkit::Client {
    let user = NewUser { everywhere: Some(Role::Owner), ..person("samia@garage.example", "Samia", vec![]) };
    identity::create_user(&garage.kit.context, user).await.unwrap();
    garage.signed_in("samia@garage.example").await
}

fn new_site(code: &str) -> Value {
    json!({ "code": code, "name": "Garage de Bizerte", "country": "TN", "currency": "TND", "time_zone": "Africa/Tunis", "vat_rate": 1900 })
}

async fn actions(garage: &Garage) -> Vec<String> {
    #[derive(sea_orm::FromQueryResult)]
    struct Row {
        action: String,
    }
    let rows: Vec<Row> =
        db::all(garage.kit.db().reader(), "select action from identity_audit where entity = 'site' order by id", []).await.unwrap();
    rows.into_iter().map(|row| row.action).collect()
}

#[tokio::test]
async fn a_site_begins_with_what_its_country_asks_today() {
    let garage = garage().await;
    let samia = owner_of_all(&garage).await;
    let opened = async |code: &str, country: &str, currency: &str, rate: Value| {
        let mut new = json!({ "code": code, "name": "Ailleurs", "country": country, "currency": currency, "time_zone": "Europe/Paris" });
        if !rate.is_null() {
            new["vat_rate"] = rate;
        }
        let site = samia.post("/sites", new).await.expect(201).json();
        // Until she is known to own this one too.
        garage.five_seconds();
        (site["vat_rate"].as_i64().unwrap(), site["stamp_duty"].as_i64().unwrap())
    };
    assert_eq!(opened("TUN", "TN", "TND", Value::Null).await, (1900, 1000));
    assert_eq!(opened("OFF", "TN", "EUR", json!(0)).await, (0, 0), "what is asked goes before, and the duty is in dinars");
    assert_eq!(opened("PAR", "FR", "EUR", Value::Null).await, (2000, 0));
    assert_eq!(opened("NYC", "US", "USD", Value::Null).await, (0, 0), "it depends on the place");
    assert_eq!(opened("TYO", "JP", "JPY", Value::Null).await, (0, 0), "nobody wrote it down");
}

#[tokio::test]
async fn a_site_is_opened_by_who_may_everywhere_and_staffed_at_once() {
    let garage = garage().await;
    let hela = garage.signed_in("hela@garage.example").await;
    assert_eq!(hela.post("/sites", new_site("BIZ")).await.expect(403).code(), "forbidden");
    let samia = owner_of_all(&garage).await;
    let opened = samia.post("/sites", new_site("BIZ")).await.expect(201);
    let site = opened.json();
    assert_eq!((&site["code"], &site["currency_decimals"]), (&json!("BIZ"), &json!(3)));
    assert_eq!(site["prefixes"], json!({ "work_order": "BIZ", "invoice": "F-BIZ" }));
    assert_eq!(opened.headers["location"], format!("/api/v1/sites/{}", site["id"].as_str().unwrap()));
    garage.five_seconds();
    let _ = samia.get(&format!("/sites/{}", site["id"].as_str().unwrap())).await.expect(200);
    assert_eq!(samia.post("/sites", new_site("BIZ")).await.expect(422).pointers(), ["/code"]);
    let wrong = json!({ "code": "biz", "name": "x", "country": "tn", "currency": "XX1", "time_zone": "Tunis" });
    assert_eq!(samia.post("/sites", wrong).await.expect(422).pointers(), ["/code", "/country", "/currency", "/time_zone"]);
    assert_eq!(actions(&garage).await, ["site.open"]);
    assert_eq!(garage.events::<SiteUpdated>().await.len(), 1);
}

#[tokio::test]
async fn settings_are_kept_in_one_spelling_and_checked() {
    let garage = garage().await;
    let hela = garage.signed_in("hela@garage.example").await;
    let path = format!("/sites/{}", garage.lac);
    let hours = json!({ "week": [
        [{ "from": "08:00", "until": "12:00" }, { "from": "14:00", "until": "18:00" }], [], [], [], [], [], []
    ], "exceptions": [
        { "name": "Ramadan", "from": "2026-02-18", "until": "2026-03-19", "weekdays": [1], "spans": [{ "from": "08:00", "until": "15:00" }] },
        { "name": "Aïd", "from": "2026-03-20", "until": "2026-03-21", "weekdays": [], "spans": [] }
    ]});
    let changes = json!({
        "phone": "71 123 457", "tax_id": "0736202 x/a/m/001", "hours": hours, "languages": ["ar", "fr", "ar"], "default_language": "ar",
        "prefixes": { "invoice": "FA" }, "number_width": 4
    });
    let site = hela.patch(&path, changes).await.expect(200).json();
    assert_eq!((&site["phone"], &site["tax_id"]), (&json!("+21671123457"), &json!("0736202XAM001")));
    assert_eq!((&site["languages"], &site["default_language"]), (&json!(["ar", "fr"]), &json!("ar")));
    assert_eq!((&site["hours"], &site["number_width"], &site["warnings"]), (&hours, &json!(4), &json!([])));
    assert_eq!(site["prefixes"], json!({ "work_order": "LAC", "invoice": "FA" }));
    assert_eq!(hela.get(&path).await.expect(200).json(), site);
    assert_eq!(hela.patch(&path, json!({ "tax_id": "0736202A" })).await.expect(200).json()["warnings"], json!(["tax_id_key"]));

    let spans = |from: &str, until: &str| json!({ "week": [[{ "from": from, "until": until }], [], [], [], [], [], []] });
    for (changes, pointer) in [
        (json!({ "phone": "12" }), "/phone"),
        (json!({ "tax_id": "123" }), "/tax_id"),
        (json!({ "default_language": "en" }), "/default_language"),
        (json!({ "languages": [] }), "/languages"),
        (json!({ "prefixes": { "invoice": "f a" } }), "/prefixes"),
        (json!({ "number_width": 10 }), "/number_width"),
        (json!({ "hours": spans("18:00", "08:00") }), "/hours"),
        (json!({ "hours": spans("8h", "12:00") }), "/hours/week/0/0/from"),
        (json!({ "currency": "EUR" }), "/currency"),
    ] {
        let pointers = hela.patch(&path, changes.clone()).await.expect(422).pointers();
        assert!(
            pointers.iter().any(|found| found == pointer) || (pointer == "/currency" && pointers.len() == 1),
            "{changes}: {pointers:?}"
        );
    }
}

#[tokio::test]
async fn a_prefix_belongs_to_the_site_that_used_it_first() {
    let garage = garage().await;
    let hela = garage.signed_in("hela@garage.example").await;
    let omar = garage.signed_in("omar@garage.example").await;
    let prefix = |text: &str| json!({ "prefixes": { "invoice": text } });
    let (lac, sfax) = (format!("/sites/{}", garage.lac), format!("/sites/{}", garage.sfax));
    assert_eq!(omar.patch(&sfax, prefix("F-LAC")).await.expect(422).pointers(), ["/prefixes/invoice"]);
    let _ = hela.patch(&lac, prefix("FA")).await.expect(200);
    assert_eq!(omar.patch(&sfax, prefix("FA")).await.expect(422).json()["errors"][0]["code"], "prefix-taken");
    assert_eq!(omar.patch(&sfax, prefix("F-LAC")).await.expect(422).pointers(), ["/prefixes/invoice"], "also after it was given up");
    let _ = hela.patch(&lac, prefix("F-LAC")).await.expect(200);
    let same = json!({ "prefixes": { "work_order": "FA" } });
    let _ = omar.patch(&sfax, same).await.expect(200);
}

#[tokio::test]
async fn a_site_closes_when_its_work_is_done_and_opens_again() {
    let work = Arc::new(Work::default());
    let garage = garage_working(Settings::default(), vec![work.clone()]).await;
    let samia = owner_of_all(&garage).await;
    let path = format!("/sites/{}", garage.lac);
    let (close, reopen) = (format!("{path}/close"), format!("{path}/reopen"));
    *work.0.lock().unwrap() = vec!["LAC-2026-00001", "LAC-2026-00002", "3", "4", "5", "6"];
    let refused = samia.post(&close, json!({})).await.expect(409);
    assert_eq!(refused.code(), "site-has-open-work");
    assert!(refused.text().contains("LAC-2026-00001, LAC-2026-00002, 3, 4, 5, …"), "{}", refused.text());
    work.0.lock().unwrap().clear();
    let hela = garage.signed_in("hela@garage.example").await;
    let amine = garage.signed_in("amine@garage.example").await;
    let _ = amine.post(&close, json!({})).await.expect(403);
    let omar = garage.signed_in("omar@garage.example").await;
    let _ = omar.post(&close, json!({})).await.expect(404);

    let closed = samia.post(&close, json!({})).await.expect(200).json();
    assert_eq!((&closed["closed_at"], &closed["actions"]), (&json!("2026-11-20T08:00:00Z"), &json!(["update", "reopen"])));
    let me = samia.get("/me").await.expect(200).json();
    assert_eq!((&me["sites"][0]["closed"], &me["sites"][1]["closed"]), (&json!(true), &json!(false)));
    let _ = hela.get(&path).await.expect(200);
    let sfax = format!("/sites/{}/close", garage.sfax);
    assert_eq!(samia.post(&sfax, json!({})).await.expect(409).code(), "last-site");
    let stale = samia.clone().with("if-match", "\"1\"");
    let _ = stale.post(&reopen, json!({})).await.expect(412);
    let open = samia.post(&reopen, json!({})).await.expect(200).json();
    assert_eq!((&open["closed_at"], &open["actions"]), (&json!(null), &json!(["update", "close"])));
    assert_eq!(actions(&garage).await, ["site.close", "site.reopen"]);
    assert_eq!(items(&samia.get("/sites").await.expect(200)).len(), 2);
}
