//! Messages in the garage's own words: what is taken, what is refused, and whose words go out.

use contracts::inventory::PurchaseOrderId;
use contracts::workshop::{EstimateId, WorkOrderId};
use kernel::db;
use serde_json::{Value, json};
use testkit::{MailServer, Mood, Reply};

use crate::garage::{BOTH, Garage};
use crate::only_message;
use crate::texts::{tries, with_twilio};

const READY: &str = "/message-texts/ready_for_pickup/sms/fr";

fn at(garage: &Garage, path: &str) -> String {
    format!("{path}?site={}", garage.kit.site)
}

async fn put(garage: &Garage, path: &str, body: Value) -> Reply {
    garage.kit.owner().put(&at(garage, path), body).await
}

async fn for_all(garage: &Garage, path: &str, body: Value) -> Value {
    garage.kit.bearer(BOTH).put(path, body).await.expect(200).json()
}

async fn ready(garage: &Garage) -> Value {
    garage.completed(WorkOrderId::new()).await;
    garage.kit.settle().await;
    crate::messages(garage).await.remove(0)
}

#[tokio::test]
async fn a_sites_words_come_before_the_garages_and_both_before_ours() {
    let (garage, provider, _server) = with_twilio().await;
    for_all(&garage, READY, json!({"body": "{garage}: {plate} vous attend."})).await;
    ready(&garage).await;
    let kept =
        put(&garage, READY, json!({"body": "Ici {garage}. {vehicle} ({plate}) : c'est fini, {customer} !"})).await.expect(200).json();
    assert_eq!((&kept["source"], &kept["version"], &kept["own"]["written_by"]), (&json!("site"), &json!(1), &json!("Hela")));
    assert_eq!(kept["garage"]["body"], "{garage}: {plate} vous attend.");
    ready(&garage).await;
    let removed = garage.kit.owner().delete(&at(&garage, READY)).await.expect(200).json();
    assert_eq!((&removed["source"], &removed["version"], &removed["own"]), (&json!("garage"), &json!(2), &Value::Null));
    ready(&garage).await;
    garage.kit.bearer(BOTH).delete(READY).await.expect(200);
    ready(&garage).await;
    let texts: Vec<_> = provider.texts().into_iter().map(|text| text.body).collect();
    assert_eq!(texts[0], "Garage du Lac: 215 TU 4821 vous attend.");
    assert_eq!(texts[1], "Ici Garage du Lac. Peugeot 208 2019 (215 TU 4821) : c'est fini, Leïla Ben Ali !");
    assert_eq!(texts[2], texts[0]);
    assert!(texts[3].contains("les travaux sont terminés"), "{texts:?}");
}

#[tokio::test]
async fn a_customer_reads_it_in_their_language_though_only_ours_is_there() {
    let (garage, provider, _server) = with_twilio().await;
    for_all(&garage, READY, json!({"body": "{plate} vous attend."})).await;
    garage.set_language("ar");
    ready(&garage).await;
    assert!(provider.texts()[0].body.contains("جاهزة"), "{:?}", provider.texts());
    for_all(&garage, "/message-texts/ready_for_pickup/sms/ar", json!({"body": "سيارتك {plate} في انتظارك"})).await;
    ready(&garage).await;
    assert_eq!(provider.texts()[1].body, "سيارتك \u{2066}215 تونس 4821\u{2069} في انتظارك");
}

#[tokio::test]
async fn mails_are_in_the_garages_words_too_and_say_nothing_of_what_is_not_there() {
    let server = MailServer::start().await;
    let garage = Garage::start(Some(&server)).await;
    let text = json!({
        "subject": "{vehicle} ({plate})",
        "body": "Bonjour {customer},\n\nVotre véhicule est là.\n\nOrdre : {number}\n{phone}\n\n{garage}\r\n{address}  \n",
    });
    let kept = put(&garage, "/message-texts/ready_for_pickup/email/fr", text).await.expect(200).json();
    assert!(!kept["own"]["body"].as_str().unwrap().contains('\r'), "{kept}");
    let message = ready(&garage).await;
    assert_eq!(message["subject"], "Peugeot 208 2019 (215 TU 4821)");
    let body = "Bonjour Leïla Ben Ali,\n\nVotre véhicule est là.\n\nOrdre : LAC-2026-00042\n+216 71 123 456\n\nGarage du Lac\nRue du Lac Léman, 1053 Tunis\n";
    assert_eq!(message["body"], body);
    let order = json!({"subject": "{number}", "body": "{supplier}:\n{lines}\nLivraison le {expected_on}\n{notes}\n{garage}"});
    put(&garage, "/message-texts/purchase_order/email/fr", order).await.expect(200);
    garage.ordered(PurchaseOrderId::new(), "ventes@stafim.example").await;
    garage.kit.settle().await;
    let message = crate::messages(&garage).await.remove(0);
    assert_eq!(message["body"], "Stafim:\n- 10 · W 712/75 · Filtre à huile\nGarage du Lac\n");
}

#[tokio::test]
async fn what_people_type_is_a_text_and_never_a_template() {
    let (garage, provider, _server) = with_twilio().await;
    put(&garage, READY, json!({"body": "{customer} : {plate}"})).await.expect(200);
    garage.set_name("{plate} {{ 7*7 }} {% for x in y %}");
    ready(&garage).await;
    assert_eq!(provider.texts()[0].body, "{plate} {{ 7*7 }} {% for x in y %} : 215 TU 4821");
}

#[tokio::test]
async fn a_text_that_could_not_be_filled_in_is_refused_beside_its_field() {
    let garage = Garage::start(None).await;
    let estimate = "/message-texts/estimate_sent/sms/fr";
    let mail = "/message-texts/ready_for_pickup/email/fr";
    let million = "a".repeat(1_000_000);
    let table = [
        (READY, json!({"body": "{{7*7}}"}), "/body", "stray-brace"),
        (READY, json!({"body": "{a{b}}"}), "/body", "stray-brace"),
        (READY, json!({"body": "{plate"}), "/body", "stray-brace"),
        (READY, json!({"body": "{due}"}), "/body", "unknown-name"),
        (READY, json!({"body": "{link}"}), "/body", "unknown-name"),
        (READY, json!({"body": "a".repeat(641)}), "/body", "sms-too-long"),
        (READY, json!({"body": "  \n "}), "/body", "required"),
        (READY, json!({"body": million}), "/body", "invalid"),
        (READY, json!({"body": "a\u{0}b"}), "/body", "invalid"),
        (READY, json!({"subject": "Prête", "body": "a"}), "/subject", "no-subject"),
        (estimate, json!({"body": "Votre devis : {vehicle}"}), "/body", "link-missing"),
        (mail, json!({"body": "a"}), "/subject", "required"),
        (mail, json!({"subject": "a\nBcc: all@example.tn", "body": "a"}), "/subject", "invalid"),
        (mail, json!({"subject": "a".repeat(201), "body": "a"}), "/subject", "invalid"),
        ("/message-texts/estimate_sent/email/fr", json!({"subject": "{link}", "body": "{link}"}), "/subject", "link-in-subject"),
    ];
    for (path, body, pointer, code) in table {
        for asked in [at(&garage, path), at(&garage, &format!("{path}/preview"))] {
            let refused = if asked.contains("/preview") {
                garage.kit.owner().post(&asked, body.clone()).await
            } else {
                garage.kit.owner().put(&asked, body.clone()).await
            };
            let refused = refused.expect(422).json();
            assert_eq!((&refused["errors"][0]["pointer"], &refused["errors"][0]["code"]), (&json!(pointer), &json!(code)), "{path}");
        }
    }
    let named = put(&garage, READY, json!({"body": "{nonsense}"})).await.expect(422).json();
    assert_eq!(named["errors"][0]["values"]["name"], "{nonsense}");
}

#[tokio::test]
async fn accounts_keep_our_words_and_some_events_have_no_text_message() {
    let garage = Garage::start(None).await;
    for path in ["password_reset/email/fr", "security_alert/email/fr", "purchase_order/sms/fr", "statement/sms/en", "nothing/sms/fr"] {
        let path = format!("/message-texts/{path}");
        garage.kit.owner().get(&path).await.expect(404);
        put(&garage, &path, json!({"subject": "a", "body": "a"})).await.expect(404);
    }
    let all = garage.kit.owner().get("/message-texts").await.expect(200).json();
    let events: Vec<_> = all["events"].as_array().unwrap().iter().map(|event| event["event"].as_str().unwrap()).collect();
    assert!(events.contains(&"status_changed") && events.contains(&"dunning") && !events.contains(&"invitation"), "{events:?}");
}

#[tokio::test]
async fn the_list_says_whose_words_each_is_in() {
    let garage = Garage::start(None).await;
    for_all(&garage, READY, json!({"body": "{plate}"})).await;
    for_all(&garage, "/message-texts/ready_for_pickup/sms/en", json!({"body": "{plate}"})).await;
    put(&garage, READY, json!({"body": "{plate}!"})).await.expect(200);
    let sources = |all: &Value| -> Vec<String> {
        let events = all["events"].as_array().unwrap().clone();
        let event = events.into_iter().find(|event| event["event"] == "ready_for_pickup").unwrap();
        let marks = event["texts"].as_array().unwrap().clone();
        marks.iter().map(|mark| format!("{} {} {}", mark["channel"], mark["language"], mark["source"]).replace('"', "")).collect()
    };
    let own = garage.kit.owner().get(&at(&garage, "/message-texts")).await.expect(200).json();
    let ours = ["email fr built_in", "email ar built_in", "email en built_in"];
    assert_eq!(sources(&own), [&["sms fr site", "sms ar built_in", "sms en garage"][..], &ours].concat());
    assert_eq!(own["actions"], json!(["set"]));
    let all = garage.kit.owner().get("/message-texts").await.expect(200).json();
    assert_eq!(sources(&all), [&["sms fr garage", "sms ar built_in", "sms en garage"][..], &ours].concat());
    assert_eq!(all["actions"], json!([]), "she has one of two sites");
}

#[tokio::test]
async fn what_all_sites_say_takes_the_right_at_all_of_them() {
    let garage = Garage::start(None).await;
    let body = || json!({"body": "{plate}"});
    garage.kit.owner().put(READY, body()).await.expect(403);
    garage.kit.owner().delete(READY).await.expect(403);
    garage.kit.advisor().put(&at(&garage, READY), body()).await.expect(403);
    garage.kit.outsider().put(&at(&garage, READY), body()).await.expect(404);
    garage.kit.outsider().get(&at(&garage, READY)).await.expect(404);
    garage.kit.advisor().get(&at(&garage, READY)).await.expect(200);
    garage.kit.technician().get(READY).await.expect(403);
    garage.kit.bearer(BOTH).put(READY, body()).await.expect(200);
}

#[tokio::test]
async fn who_read_an_older_text_does_not_overwrite_a_newer() {
    #[derive(sea_orm::FromQueryResult)]
    struct Row {
        action: String,
    }
    let garage = Garage::start(None).await;
    let path = at(&garage, READY);
    let owner = || garage.kit.owner();
    let body = |words: &str| json!({"body": words});
    owner().with("if-match", "\"0\"").put(&path, body("One {plate}")).await.expect(200);
    owner().with("if-match", "\"0\"").put(&path, body("Two {plate}")).await.expect(412);
    owner().with("if-match", "\"1\"").delete(&path).await.expect(200);
    owner().with("if-match", "\"2\"").put(&path, body("Three {plate}")).await.expect(200);
    owner().with("if-match", "\"1\"").put(&path, body("Four {plate}")).await.expect(412);
    let same = owner().put(&path, body("Three {plate}")).await.expect(200).json();
    assert_eq!((&same["version"], &same["own"]["body"]), (&json!(3), &json!("Three {plate}")));
    let sql = "select action from notifications_audit where entity = 'message_text' order by at, id";
    let trail: Vec<Row> = db::all(garage.kit.db().reader(), sql, []).await.unwrap();
    assert_eq!(
        trail.iter().map(|row| row.action.as_str()).collect::<Vec<_>>(),
        ["message_text.set", "message_text.remove", "message_text.set"]
    );
}

#[tokio::test]
async fn a_text_begins_with_ours_and_means_the_same() {
    let garage = Garage::start(None).await;
    let list = garage.kit.owner().get(&at(&garage, "/message-texts")).await.expect(200).json();
    for event in list["events"].as_array().unwrap() {
        for mark in event["texts"].as_array().unwrap() {
            let text = |value: &Value| value.as_str().unwrap().to_owned();
            let path = format!("/message-texts/{}/{}/{}", text(&event["event"]), text(&mark["channel"]), text(&mark["language"]));
            let shown = garage.kit.owner().get(&at(&garage, &path)).await.expect(200).json();
            let words = &shown["built_in"];
            assert!(!words["body"].as_str().unwrap().contains('\u{1}'), "{words}");
            let subject = if mark["channel"] == "sms" { Value::Null } else { words["subject"].clone() };
            let body = json!({"subject": subject, "body": words["body"]});
            let preview = garage.kit.owner().post(&at(&garage, &format!("{path}/preview")), body).await;
            let preview = preview.expect(200).json();
            let body = preview["body"].as_str().unwrap();
            assert!(body.contains("Garage du Lac") && !body.contains('{'), "{path}: {body}");
            assert_eq!(preview["sms"].is_null(), mark["channel"] == "email", "{path}");
        }
    }
}

#[tokio::test]
async fn an_example_tells_what_it_costs_and_which_letter_makes_it_dear() {
    let garage = Garage::start(None).await;
    let preview = |body: &str| {
        let (client, path, body) = (garage.kit.advisor(), at(&garage, &format!("{READY}/preview")), json!({ "body": body }));
        async move { client.post(&path, body).await.expect(200).json() }
    };
    let plain = preview("{vehicle} {plate}: 12 €").await;
    assert_eq!((&plain["body"], &plain["characters"]), (&json!("Peugeot 208 215 TU 4821: 12 €"), &json!(30)));
    assert_eq!(plain["sms"], json!({"encoding": "gsm7", "parts": 1, "room": 160, "strange": []}));
    let dear = preview(&format!("{{plate}} : c’est prêt. {}", "a".repeat(70))).await;
    assert_eq!(dear["sms"], json!({"encoding": "ucs2", "parts": 2, "room": 134, "strange": ["’", "ê"]}));
    let mail = at(&garage, "/message-texts/estimate_sent/email/fr/preview");
    let mail = garage.kit.advisor().post(&mail, json!({"subject": "{plate}", "body": "{link}\n{until}"})).await.expect(200).json();
    assert!(mail["body"].as_str().unwrap().starts_with("https://garage.example/e/EXEMPLE"), "no secret is made: {mail}");
}

#[tokio::test]
async fn an_example_has_the_facts_of_a_message_that_one_may_see() {
    let server = MailServer::start().await;
    let garage = Garage::start(Some(&server)).await;
    garage.completed_with(WorkOrderId::new(), "Renault Clio", "99 TU 1").await;
    garage.kit.settle().await;
    let message = only_message(&garage).await;
    let path = format!("{READY}/preview");
    let asked = json!({"body": "{customer}: {vehicle} {plate}", "message_id": message["id"]});
    let shown = garage.kit.advisor().post(&at(&garage, &path), asked.clone()).await.expect(200).json();
    assert_eq!(shown["body"], "Leïla Ben Ali: Renault Clio 99 TU 1");
    let stranger = garage.kit.outsider().post(&path, asked.clone()).await.expect(422).json();
    assert_eq!(stranger["errors"][0]["code"], "unknown-message");
    let other = at(&garage, "/message-texts/status_changed/sms/fr/preview");
    let other = garage.kit.advisor().post(&other, json!({"body": "{plate}", "message_id": message["id"]})).await.expect(422).json();
    assert_eq!(other["errors"][0]["code"], "other-event");
}

#[tokio::test]
async fn a_text_that_no_longer_fits_gives_way_to_ours_and_the_try_says_so() {
    let (garage, provider, _server) = with_twilio().await;
    put(&garage, READY, json!({"body": "{plate}"})).await.expect(200);
    db::execute(garage.kit.db().writer(), "update notifications_texts set body = '{old_name}'", []).await.unwrap();
    let message = ready(&garage).await;
    assert!(provider.texts()[0].body.contains("les travaux sont terminés"));
    let log = tries(&garage, &message).await;
    let why = "The garage's own text could not be made: this message does not know {old_name}";
    assert_eq!((&message["state"], &log[0]["why"]), (&json!("sent"), &json!(why)));
}

#[tokio::test]
async fn a_secret_link_stays_out_of_the_log_wherever_and_however_often_it_stands() {
    let (garage, provider, server) = with_twilio().await;
    let text = json!({"body": "{link} : {vehicle}. Encore : {link}"});
    put(&garage, "/message-texts/estimate_sent/sms/fr", text).await.expect(200);
    let mail = json!({"subject": "{vehicle}", "body": "{link}\n{link}"});
    put(&garage, "/message-texts/estimate_sent/email/fr", mail).await.expect(200);
    garage.estimate_sent(EstimateId::new()).await;
    garage.kit.settle().await;
    let sent = only_message(&garage).await;
    assert_eq!(sent["body"], "•••\n•••\n");
    assert!(server.mails()[0].text.replace("=\r\n", "").contains("secret-of-the-estimate"));
    garage.set_email(None);
    // Its answer is lost, the text is written anew meanwhile, and it is known again all the same.
    provider.next(Mood::LosesAnswer);
    garage.estimate_sent(EstimateId::new()).await;
    garage.kit.settle().await;
    put(&garage, "/message-texts/estimate_sent/sms/fr", json!({"body": "Tout autre chose : {link}"})).await.expect(200);
    for _ in 0..3 {
        garage.kit.clock.advance(chrono::TimeDelta::minutes(2));
        garage.kit.settle().await;
    }
    let message = crate::messages(&garage).await.remove(0);
    assert_eq!((&message["state"], provider.texts().len(), provider.calls()), (&json!("sent"), 1, 1), "{message}");
    assert_eq!(message["body"], "••• : Peugeot 208 2019. Encore : •••");
    assert_eq!(provider.texts()[0].body.matches("secret-of-the-estimate").count(), 2);
}
