//! Two customers become one, and two again.

use chrono::TimeDelta;
use contracts::billing::{InvoiceIssued, InvoicePaid};
use contracts::customers::{Channel, Consents, Purpose};
use kernel::Amount;

use super::standing::{balances, happens, invoice};
use super::*;

async fn merge(client: &Client, into: &Value, from: &Value) -> Value {
    client.post(&format!("{}/merge", path(into)), json!({ "from": from["id"] })).await.expect(200).json()
}

async fn undo(client: &Client, merge: &Value) -> testkit::Reply {
    let path = format!("/customers/{}/merges/{}/undo", merge["into_id"].as_str().unwrap(), merge["id"].as_str().unwrap());
    client.post(&path, json!({})).await
}

async fn two(kit: &Kit) -> (Value, Value) {
    let leila = create(&kit.advisor(), leila()).await;
    let twin = json!({ "kind": "person", "name": "Leila B.", "phone": "22 345 678", "notes": "Pays cash", "external_ref": "C-17" });
    (leila, create(&kit.advisor(), twin).await)
}

async fn decide(client: &Client, customer: &Value, granted: bool) {
    let said = json!({ "channel": "sms", "purpose": "marketing", "granted": granted, "source": "phone" });
    client.post(&format!("{}/consents", path(customer)), said).await.expect(200);
}

#[tokio::test]
async fn a_merge_moves_everything_and_the_old_address_leads_on() {
    let kit = kit().await;
    let client = kit.advisor();
    let (leila, twin) = two(&kit).await;
    client.post(&format!("{}/contacts", path(&twin)), json!({ "name": "Karim", "role": "driver" })).await.expect(201);
    decide(&client, &leila, true).await;
    decide(&client, &twin, false).await;
    let mut owed = invoice(&kit, &twin, 30_000);
    happens(&kit, &InvoiceIssued(owed.clone())).await;

    let merged = merge(&client, &leila, &twin).await;
    assert_eq!((&merged["from_name"], &merged["by"], &merged["actions"]), (&json!("Leila B."), &json!("Nadia"), &json!(["undo"])));
    let read = client.get(&path(&twin)).await.expect(200).json();
    assert_eq!((&read["id"], &read["notes"], &read["external_ref"]), (&leila["id"], &json!("Pays cash"), &json!("C-17")));
    assert_eq!(read["phone"], "+21698123456");
    let contacts = client.get(&format!("{}/contacts", path(&twin))).await.expect(200).json();
    let named: Vec<_> = contacts["items"].as_array().unwrap().iter().map(|one| one["name"].clone()).collect();
    assert!(named.contains(&json!("Karim")) && named.contains(&json!("Leila B.")), "{named:?}");
    assert_eq!(names(&client, "/customers?q=22345678").await, ["Leïla Ben Ali"], "the other's number still finds them");
    assert_eq!(names(&client, "/customers").await, ["Leïla Ben Ali"]);
    assert!(names(&client, "/customers?archived=true").await.is_empty(), "who was merged is nobody to restore");
    assert_eq!(balances(&kit, &leila).await[0]["amount"], 30_000);
    // What comes for the old id counts for the new one.
    owed.due = Amount(10_000);
    happens(&kit, &InvoicePaid(owed)).await;
    happens(&kit, &InvoiceIssued(invoice(&kit, &twin, 5_000))).await;
    assert_eq!(balances(&kit, &leila).await[0]["amount"], 15_000);

    let (id, old) = (leila["id"].as_str().unwrap().parse().unwrap(), twin["id"].as_str().unwrap().parse().unwrap());
    let ports = customers::ports(&kit.context);
    assert!(!ports.may_contact(&[(old, Channel::Sms, Purpose::Marketing)]).await.unwrap()[0], "the refusal counts");
    assert!(ports.may_contact(&[(id, Channel::Sms, Purpose::Service)]).await.unwrap()[0]);
    let cards = ports.cards(&[old]).await.unwrap();
    assert_eq!(cards.iter().map(|card| card.id).collect::<Vec<_>>(), [id]);
    let listed = client.get(&format!("{}/merges", path(&leila))).await.expect(200).json();
    assert_eq!(listed["items"][0]["id"], merged["id"]);
}

#[tokio::test]
async fn undone_both_are_what_they_were_and_what_came_since_stays() {
    let kit = kit().await;
    let client = kit.advisor();
    let (leila, twin) = two(&kit).await;
    decide(&client, &leila, true).await;
    decide(&client, &twin, false).await;
    client.post(&format!("{}/contacts", path(&twin)), json!({ "name": "Karim", "role": "driver" })).await.expect(201);
    happens(&kit, &InvoiceIssued(invoice(&kit, &twin, 30_000))).await;
    let merged = merge(&client, &leila, &twin).await;
    kit.clock.advance(TimeDelta::hours(1));
    client.post(&format!("{}/contacts", path(&leila)), json!({ "name": "Since", "role": "other" })).await.expect(201);
    // Issued to the one who stayed, though its order named the other.
    happens(&kit, &InvoiceIssued(invoice(&kit, &twin, 5_000))).await;

    let undone = undo(&client, &merged).await.expect(200).json();
    assert_eq!((&undone["undone_by"], &undone["actions"]), (&json!("Nadia"), &json!([])));
    let again = client.get(&path(&twin)).await.expect(200).json();
    for field in ["id", "name", "phone", "notes", "external_ref", "archived"] {
        assert_eq!(again[field], twin[field], "{field}");
    }
    let stays = client.get(&path(&leila)).await.expect(200).json();
    assert_eq!((&stays["notes"], &stays["external_ref"]), (&Value::Null, &Value::Null));
    let of = async |customer: &Value| {
        let contacts = client.get(&format!("{}/contacts", path(customer))).await.expect(200).json();
        contacts["items"].as_array().unwrap().iter().map(|one| one["name"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!((of(&leila).await, of(&twin).await), (vec!["Since".to_owned()], vec!["Karim".to_owned()]));
    assert_eq!((&balances(&kit, &leila).await[0]["amount"], &balances(&kit, &twin).await[0]["amount"]), (&json!(5_000), &json!(30_000)));
    assert_eq!(names(&client, "/customers?q=22345678").await, ["Leila B."]);
    let may = async |customer: &Value| {
        let id = customer["id"].as_str().unwrap().parse().unwrap();
        customers::ports(&kit.context).may_contact(&[(id, Channel::Sms, Purpose::Marketing)]).await.unwrap()[0]
    };
    assert_eq!((may(&leila).await, may(&twin).await), (true, false));
    assert_eq!(undo(&client, &merged).await.expect(409).code(), "merge-undone");
}

#[tokio::test]
async fn what_cannot_be_merged_or_parted_is_refused() {
    let kit = kit().await;
    let client = kit.advisor();
    let (leila, twin) = two(&kit).await;
    let other = create(&client, json!({ "kind": "person", "name": "Sami" })).await;
    let into = |customer: &Value| format!("{}/merge", path(customer));
    let refused = async |into_path: String, from: &Value| client.post(&into_path, json!({ "from": from })).await.expect(409).code();
    assert_eq!(refused(into(&leila), &leila["id"]).await, "merge-with-itself");
    let nobody = client.post(&into(&leila), json!({ "from": CustomerId::new() })).await.expect(422);
    assert_eq!(nobody.pointers(), ["/from"]);
    assert_eq!(client.post(&format!("/customers/{}/merge", CustomerId::new()), json!({ "from": leila["id"] })).await.status, 404);
    assert_eq!(kit.technician().post(&into(&leila), json!({ "from": twin["id"] })).await.status, 403);
    archive(&client, &other).await;
    assert_eq!(refused(into(&leila), &other["id"]).await, "customer-archived");
    client.post(&format!("{}/restore", path(&other)), json!({})).await.expect(200);

    let first = merge(&client, &leila, &twin).await;
    assert_eq!(refused(into(&other), &twin["id"]).await, "customer-merged");
    assert_eq!(refused(into(&twin), &other["id"]).await, "customer-merged");
    // A chain: links of the first lead to the last, and it is undone from its end.
    let second = merge(&client, &other, &leila).await;
    assert_eq!(client.get(&path(&twin)).await.expect(200).json()["id"], other["id"]);
    assert_eq!(undo(&client, &first).await.expect(409).code(), "customer-merged");
    undo(&client, &second).await.expect(200);
    kit.clock.advance(TimeDelta::hours(25));
    assert_eq!(undo(&client, &first).await.expect(409).code(), "merge-too-old");
    kit.settle().await;
}

#[tokio::test]
async fn of_two_merges_at_once_one_wins() {
    let kit = kit().await;
    let (leila, twin) = two(&kit).await;
    let one = kit.advisor();
    let other = kit.owner();
    let (first, second) = (format!("{}/merge", path(&leila)), format!("{}/merge", path(&twin)));
    let (first, second) =
        tokio::join!(one.post(&first, json!({ "from": twin["id"] })), other.post(&second, json!({ "from": leila["id"] })));
    let mut statuses = [first.status, second.status];
    statuses.sort_unstable();
    assert_eq!(statuses, [200, 409]);
}
