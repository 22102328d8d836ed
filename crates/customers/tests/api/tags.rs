//! The garage's own words for customers.

use super::*;

async fn tag(client: &Client, name: &str, colour: &str) -> Value {
    client.post("/customer-tags", json!({ "name": name, "colour": colour })).await.expect(201).json()
}

fn at(customer: &Value, tag: &Value) -> String {
    format!("{}/tags/{}", path(customer), tag["id"].as_str().unwrap())
}

fn of(tag: &Value) -> String {
    format!("/customer-tags/{}", tag["id"].as_str().unwrap())
}

async fn tags_of(client: &Client, customer: &Value) -> Value {
    client.get(&path(customer)).await.expect(200).json()["tags"].clone()
}

#[tokio::test]
async fn a_name_is_taken_in_any_case_and_renaming_keeps_who_has_it() {
    let kit = kit().await;
    let client = kit.advisor();
    let (vip, late) = (tag(&client, "VIP", "violet").await, tag(&client, " Pays late ", "amber").await);
    assert_eq!((&late["name"], &late["actions"]), (&json!("Pays late"), &json!(["update", "retire", "delete"])));
    let taken = client.post("/customer-tags", json!({ "name": "vip", "colour": "grey" })).await.expect(422);
    assert_eq!(taken.json()["errors"][0]["code"], "tag-taken");
    assert_eq!(client.put(&of(&late), json!({ "name": "Vip", "colour": "red" })).await.status, 422);
    assert_eq!(client.post("/customer-tags", json!({ "name": "  ", "colour": "red" })).await.status, 422);

    let leila = create(&client, leila()).await;
    let tagged = client.put(&at(&leila, &vip), json!({})).await.expect(200).json();
    assert_eq!((&tagged["tags"], &tagged["version"]), (&json!([vip["id"]]), &leila["version"]));
    let renamed = client.put(&of(&vip), json!({ "name": "Vip", "colour": "blue" })).await.expect(200).json();
    assert_eq!((&renamed["name"], &renamed["colour"], &renamed["id"]), (&json!("Vip"), &json!("blue"), &vip["id"]));
    assert_eq!(tags_of(&client, &leila).await, json!([vip["id"]]));
    let listed = client.get("/customer-tags").await.expect(200).json();
    let names: Vec<_> = listed["items"].as_array().unwrap().iter().map(|tag| tag["name"].as_str().unwrap()).collect();
    assert_eq!(names, ["Pays late", "Vip"]);
    assert_eq!(kit.technician().get("/customer-tags").await.expect(200).json()["items"][0]["actions"], json!([]));
    assert_eq!(kit.technician().put(&at(&leila, &late), json!({})).await.status, 403);
}

#[tokio::test]
async fn what_somebody_has_is_retired_and_what_nobody_has_is_deleted() {
    let kit = kit().await;
    let client = kit.advisor();
    let vip = tag(&client, "VIP", "violet").await;
    let (leila, sami) = (create(&client, leila()).await, create(&client, json!({ "kind": "person", "name": "Sami" })).await);
    client.put(&at(&leila, &vip), json!({})).await.expect(200);
    client.put(&at(&leila, &vip), json!({})).await.expect(200);
    assert_eq!(client.delete(&of(&vip)).await.expect(409).code(), "tag-in-use");
    let retired = client.post(&format!("{}/retire", of(&vip)), json!({})).await.expect(200).json();
    assert_eq!((&retired["retired"], &retired["actions"]), (&json!(true), &json!(["update", "restore"])));
    assert_eq!(client.post(&format!("{}/retire", of(&vip)), json!({})).await.expect(409).code(), "tag-retired");
    assert_eq!(client.put(&at(&sami, &vip), json!({})).await.expect(409).code(), "tag-retired");
    assert_eq!(tags_of(&client, &leila).await, json!([vip["id"]]), "it stays where it is");
    client.delete(&at(&leila, &vip)).await.expect(200);
    client.delete(&at(&leila, &vip)).await.expect(200);
    client.delete(&of(&vip)).await.expect(204);
    assert_eq!(client.delete(&of(&vip)).await.status, 404);
    archive(&client, &sami).await;
    let other = tag(&client, "Fleet", "blue").await;
    assert_eq!(client.put(&at(&sami, &other), json!({})).await.expect(409).code(), "customer-archived");
}

#[tokio::test]
async fn the_list_its_file_and_bulk_actions_know_tags() {
    let kit = kit().await;
    let client = kit.advisor();
    let (vip, fleet) = (tag(&client, "VIP", "violet").await, tag(&client, "Fleet", "blue").await);
    let mut ids = vec![];
    for name in ["Amine", "Bachir", "Chedly"] {
        ids.push(create(&client, json!({ "kind": "person", "name": name })).await["id"].clone());
    }
    let bulk = async |body: Value, query: &str| {
        let bulk = client.post(&format!("/customers/bulk{query}"), body).await.expect(202).json();
        kit.settle().await;
        format!("/customers/bulk/{}", bulk["id"].as_str().unwrap())
    };
    let with = |tags: &[&Value]| tags.iter().map(|tag| tag["id"].as_str().unwrap()).collect::<Vec<_>>().join(",");
    let listed = async |tags: &[&Value]| names(&client, &format!("/customers?sort=name&tags={}", with(tags))).await;
    bulk(json!({ "action": "tag", "tag_id": vip["id"], "ids": ids[..2] }), "").await;
    let second = bulk(json!({ "action": "tag", "tag_id": fleet["id"], "ids": ids[1..] }), "").await;
    assert_eq!(listed(&[&vip]).await, ["Amine", "Bachir"]);
    assert_eq!(listed(&[&vip, &fleet]).await, ["Bachir"]);
    let file = kit.owner().get(&format!("/customers/export?sort=name&tags={}", with(&[&fleet]))).await.expect(200).text();
    assert!(file.contains("\"Fleet, VIP\"") && file.contains("Chedly") && !file.contains("Amine"), "{file}");

    let all = bulk(json!({ "action": "tag", "tag_id": vip["id"] }), &format!("?tags={}", with(&[&fleet]))).await;
    let done = client.get(&all).await.expect(200).json();
    assert_eq!((&done["done"], &done["skipped"]), (&json!(1), &json!(1)), "who has it already is left alone: {done}");
    client.post(&format!("{all}/undo"), json!({})).await.expect(202);
    client.post(&format!("{second}/undo"), json!({})).await.expect(202);
    kit.settle().await;
    assert_eq!(listed(&[&vip]).await, ["Amine", "Bachir"], "who had it before keeps it");
    assert!(listed(&[&fleet]).await.is_empty());
    let off = bulk(json!({ "action": "untag", "tag_id": vip["id"] }), "").await;
    assert!(listed(&[&vip]).await.is_empty());
    client.post(&format!("{}/retire", of(&vip)), json!({})).await.expect(200);
    client.post(&format!("{off}/undo"), json!({})).await.expect(202);
    kit.settle().await;
    assert_eq!(listed(&[&vip]).await, ["Amine", "Bachir"], "an undo puts back what was");

    assert_eq!(client.post("/customers/bulk", json!({ "action": "tag" })).await.status, 422, "which?");
    let gone = json!({ "action": "tag", "tag_id": CustomerId::new() });
    assert_eq!(client.post("/customers/bulk", gone).await.status, 422);
    assert_eq!(client.post("/customers/bulk", json!({ "action": "tag", "tag_id": vip["id"] })).await.expect(409).code(), "tag-retired");
    assert_eq!(client.get("/customers?tags=vip").await.status, 422);
}

#[tokio::test]
async fn a_merge_unites_tags_and_its_undo_parts_them() {
    let kit = kit().await;
    let client = kit.advisor();
    let (vip, fleet, late) = (tag(&client, "VIP", "violet").await, tag(&client, "Fleet", "blue").await, tag(&client, "Late", "red").await);
    let (into, from) = (create(&client, leila()).await, create(&client, json!({ "kind": "person", "name": "Leila B." })).await);
    for (customer, tag) in [(&into, &vip), (&from, &vip), (&from, &fleet)] {
        client.put(&at(customer, tag), json!({})).await.expect(200);
    }
    let merge = kit.owner().post(&format!("{}/merge", path(&into)), json!({ "from": from["id"] })).await.expect(200).json();
    assert_eq!(tags_of(&client, &into).await, json!([vip["id"], fleet["id"]]));
    client.put(&at(&into, &late), json!({})).await.expect(200);
    let undo = format!("{}/merges/{}/undo", path(&into), merge["id"].as_str().unwrap());
    kit.owner().post(&undo, json!({})).await.expect(200);
    assert_eq!(tags_of(&client, &into).await, json!([vip["id"], late["id"]]));
    assert_eq!(tags_of(&client, &from).await, json!([vip["id"], fleet["id"]]));
}
