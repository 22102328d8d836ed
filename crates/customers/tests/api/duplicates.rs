//! The warning while somebody is typed.

use super::*;

async fn found(client: &Client, query: &str) -> Vec<(String, Value)> {
    let answer = client.get(&format!("/customers/duplicates?{query}")).await.expect(200).json();
    let items = answer["items"].as_array().unwrap();
    items.iter().map(|one| (one["customer"]["name"].as_str().unwrap().to_owned(), one["reasons"].clone())).collect()
}

#[tokio::test]
async fn a_number_an_address_a_tax_id_and_nearly_the_same_name_are_told() {
    let kit = kit().await;
    let client = kit.advisor();
    let leila = create(&client, leila()).await;
    let firm = create(&client, json!({ "kind": "business", "name": "Société Rapide", "tax_id": "0736202X/A/M/000" })).await;
    let driver = json!({ "name": "Karim", "role": "driver", "phone": "22 345 678", "email": "karim@rapide.tn" });
    client.post(&format!("{}/contacts", path(&firm)), driver).await.expect(201);

    let name = |name: &str, reasons: Value| vec![(name.to_owned(), reasons)];
    for (query, expected) in [
        ("phone=98123456", name("Leïla Ben Ali", json!(["phone"]))),
        ("phone=%2B216+98+123+456&name=Ben+Ali+Leila", name("Leïla Ben Ali", json!(["phone", "name"]))),
        ("email=LEILA@example.tn", name("Leïla Ben Ali", json!(["email"]))),
        ("name=leyla+ben+ali", name("Leïla Ben Ali", json!(["name"]))),
        ("name=Leila+Ben+Salah", vec![]),
        ("phone=22345678", name("Société Rapide", json!(["phone"]))),
        ("email=Karim@rapide.tn", name("Société Rapide", json!(["email"]))),
        ("tax_id=0736202xam000", name("Société Rapide", json!(["tax_id"]))),
        ("phone=98", vec![]),
        ("", vec![]),
    ] {
        assert_eq!(found(&client, query).await, expected, "{query}");
    }
    let own = format!("phone=98123456&except={}", leila["id"].as_str().unwrap());
    assert!(found(&client, &own).await.is_empty());
    archive(&client, &leila).await;
    assert_eq!(found(&client, "phone=98123456").await.len(), 1, "they can be restored instead of made again");
}
