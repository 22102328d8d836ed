//! Contacts and consents.

use contracts::customers::{Channel, Consents, Purpose};
use contracts::notifications::OffersAnswered;
use kernel::Amount;
use uuid::Uuid;

use super::timeline::tell;
use super::*;

fn driver() -> Value {
    json!({ "name": "Karim Jaziri", "role": "driver", "phone": "22 345 678", "email": "karim@rapide.tn", "language": "ar" })
}

#[tokio::test]
async fn a_customer_is_found_by_their_contacts_until_they_leave() {
    let kit = kit().await;
    let client = kit.advisor();
    let firm = create(&client, json!({ "kind": "business", "name": "Société Rapide" })).await;
    let contacts = format!("{}/contacts", path(&firm));
    let added = client.post(&contacts, driver()).await.expect(201);
    let contact = added.json();
    assert_eq!((&contact["phone"], &contact["role"]), (&json!("+21622345678"), &json!("driver")));
    for typed in ["karim", "22345678", "5678", "karim%40rapide.tn"] {
        assert_eq!(names(&client, &format!("/customers?q={typed}")).await, ["Société Rapide"], "{typed}");
    }
    // A change of the customer forgets none of it, and neither does another kind.
    client.patch(&path(&firm), json!({ "kind": "person", "name": "Rapide" })).await.expect(200);
    assert_eq!(names(&client, "/customers?q=karim").await, ["Rapide"]);

    let one = format!("{contacts}/{}", contact["id"].as_str().unwrap());
    let changed = client.put(&one, json!({ "name": "Mourad", "role": "approver" })).await.expect(200).json();
    assert_eq!((&changed["phone"], &changed["role"]), (&Value::Null, &json!("approver")));
    assert!(names(&client, "/customers?q=karim").await.is_empty());
    assert_eq!(client.get(&contacts).await.expect(200).json()["items"].as_array().unwrap().len(), 1);
    client.delete(&one).await.expect(204);
    assert_eq!(client.delete(&one).await.status, 404);
    assert!(names(&client, "/customers?q=mourad").await.is_empty());
}

#[tokio::test]
async fn contacts_are_refused_like_customers() {
    let kit = kit().await;
    let client = kit.advisor();
    let firm = create(&client, json!({ "kind": "business", "name": "Rapide" })).await;
    let contacts = format!("{}/contacts", path(&firm));
    let mut wrong = driver();
    wrong["phone"] = json!("12");
    assert_eq!(client.post(&contacts, wrong).await.expect(422).pointers(), ["/phone"]);
    assert_eq!(client.post(&contacts, json!({ "name": "Karim", "role": "cook" })).await.status, 422);
    assert_eq!(kit.technician().post(&contacts, driver()).await.status, 403);
    archive(&client, &firm).await;
    assert_eq!(client.post(&contacts, driver()).await.expect(409).code(), "customer-archived");
}

#[tokio::test]
async fn who_decides_has_a_limit_and_others_have_none() {
    let kit = kit().await;
    let client = kit.advisor();
    let firm = create(&client, json!({ "kind": "business", "name": "Rapide" })).await;
    let contacts = format!("{}/contacts", path(&firm));
    let omar = json!({ "name": "Omar", "role": "approver", "email": "omar@rapide.example", "approves_up_to": 400_000 });
    let omar = client.post(&contacts, omar).await.expect(201).json();
    assert_eq!(omar["approves_up_to"], 400_000);
    let sonia = client.post(&contacts, json!({ "name": "Sonia", "role": "approver" })).await.expect(201).json();
    assert_eq!(sonia["approves_up_to"], Value::Null);
    let driver = client.post(&contacts, json!({ "name": "Karim", "role": "driver", "approves_up_to": 1 })).await.expect(422);
    assert_eq!((driver.pointers(), &driver.json()["errors"][0]["code"]), (vec!["/approves_up_to".into()], &json!("not-approver")));
    client.post(&contacts, json!({ "name": "Karim", "role": "approver", "approves_up_to": -1 })).await.expect(422);
    let driver = json!({ "name": "Karim", "role": "driver" });
    client.post(&contacts, driver).await.expect(201);

    let id: CustomerId = firm["id"].as_str().unwrap().parse().unwrap();
    let known = customers::ports(&kit.context).cards(&[id]).await.unwrap().remove(0).approvers;
    let known: Vec<_> = known.into_iter().map(|one| (one.name, one.up_to)).collect();
    assert_eq!(known, [("Omar".into(), Some(Amount(400_000))), ("Sonia".into(), None)]);
}

#[tokio::test]
async fn offers_need_a_yes_and_refusing_them_keeps_service_messages() {
    let kit = kit().await;
    let client = kit.advisor();
    let customer = create(&client, leila()).await;
    let consents = format!("{}/consents", path(&customer));
    let id: CustomerId = customer["id"].as_str().unwrap().parse().unwrap();
    let ports = customers::ports(&kit.context);
    let may = async |purpose| ports.may_contact(&[(id, Channel::Sms, purpose)]).await.unwrap()[0];
    assert_eq!((may(Purpose::Service).await, may(Purpose::Marketing).await), (true, false));

    let said = |granted: bool| json!({ "channel": "sms", "purpose": "marketing", "granted": granted, "source": "phone", "note": "Asked" });
    client.post(&consents, said(true)).await.expect(200);
    assert!(may(Purpose::Marketing).await);
    assert!(!ports.may_contact(&[(id, Channel::Email, Purpose::Marketing)]).await.unwrap()[0], "another channel is another question");
    let after = client.post(&consents, said(false)).await.expect(200).json();
    assert_eq!((may(Purpose::Service).await, may(Purpose::Marketing).await), (true, false));

    let log = after["log"].as_array().unwrap();
    assert_eq!(log.iter().map(|one| one["granted"].as_bool().unwrap()).collect::<Vec<_>>(), [false, true]);
    assert_eq!((&log[0]["by"], &log[0]["source"], &log[0]["note"]), (&json!("Nadia"), &json!("phone"), &json!("Asked")));
    assert_eq!(after["items"].as_array().unwrap().len(), 10);
    assert_eq!(kit.technician().post(&consents, said(true)).await.status, 403);
    assert_eq!(ports.may_contact(&[(CustomerId::new(), Channel::Sms, Purpose::Service)]).await.unwrap(), [false]);
}

/// PRODUCT.md 3.5 step 12: promotions stop, "car ready" still arrives.
#[tokio::test]
async fn stop_in_answer_to_a_message_ends_offers_for_everybody_of_that_number_and_nothing_else() {
    let kit = kit().await;
    let client = kit.advisor();
    let leila = create(&client, json!({ "kind": "person", "name": "Leïla", "phone": "98 123 456" })).await;
    let shop = create(&client, json!({ "kind": "business", "name": "Atelier Leïla", "phone": "+216 98 123 456" })).await;
    let other = create(&client, json!({ "kind": "person", "name": "Omar", "phone": "22 345 678" })).await;
    let granted = json!({ "channel": "sms", "purpose": "marketing", "granted": true, "source": "form" });
    for customer in [&leila, &shop, &other] {
        client.post(&format!("{}/consents", path(customer)), granted.clone()).await.expect(200);
    }
    let answer = |wanted, word: &str| OffersAnswered {
        id: Uuid::now_v7(),
        site_id: kit.site,
        channel: Channel::Sms,
        phone: "+21698123456".into(),
        wanted,
        word: word.into(),
    };
    let log = async |customer: &Value| client.get(&format!("{}/consents", path(customer))).await.expect(200).json();
    let wants = async |customer: &Value, channel: &str, purpose: &str| {
        let items = log(customer).await["items"].as_array().unwrap().clone();
        items.iter().any(|item| item["channel"] == channel && item["purpose"] == purpose && item["granted"] == true)
    };
    for _ in 0..2 {
        tell(&kit, "notifications", &answer(false, "Stop")).await;
    }
    for (customer, offers) in [(&leila, false), (&shop, false), (&other, true)] {
        assert_eq!((wants(customer, "sms", "marketing").await, wants(customer, "sms", "service").await), (offers, true));
    }
    let last = log(&leila).await;
    assert_eq!((&last["log"][0]["source"], &last["log"][0]["note"]), (&json!("message"), &json!("Stop")));
    assert_eq!(last["log"].as_array().unwrap().len(), 2, "said twice, it is written down once: {last}");
    tell(&kit, "notifications", &answer(true, "START")).await;
    assert!(wants(&leila, "sms", "marketing").await);
}
