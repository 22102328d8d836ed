//! Certificates of exemption from VAT (docs/decisions/0082-exemptions-from-vat.md).

use contracts::customers::Customers;

use super::*;

fn certificate(number: &str, from: &str, until: &str) -> Value {
    json!({ "number": number, "reason": "Suspension de TVA, art. 11 du code de la TVA", "valid_from": from, "valid_until": until })
}

/// Today is the 20th of November 2026.
#[tokio::test]
async fn certificates_are_kept_and_it_is_said_how_each_stands() {
    let kit = kit().await;
    let owner = kit.owner();
    let firm = create(&kit.advisor(), json!({ "kind": "business", "name": "Export SA" })).await;
    let path = format!("{}/exemptions", path(&firm));
    for (number, from, until) in [
        ("0012/S", "2025-01-01", "2025-12-31"),
        ("0118/S", "2026-01-01", "2026-12-10"),
        ("0300/S", "2026-06-01", "2027-05-31"),
        ("0400/S", "2027-06-01", "2028-05-31"),
    ] {
        owner.post(&path, certificate(number, from, until)).await.expect(201);
    }
    let listed = kit.technician().get(&path).await.expect(200).json();
    let states: Vec<_> = listed["items"].as_array().unwrap().iter().map(|one| (&one["number"], &one["state"])).collect();
    let expected = ["upcoming", "valid", "expiring", "expired"].map(|state| json!(state));
    assert_eq!(states.iter().map(|(_, state)| *state).collect::<Vec<_>>(), expected.iter().collect::<Vec<_>>());

    let id: CustomerId = firm["id"].as_str().unwrap().parse().unwrap();
    let card = customers::ports(&kit.context).cards(&[id]).await.unwrap().remove(0);
    let by = |day: &str| card.exempt_on(day.parse().unwrap()).map(|one| one.number.clone());
    assert_eq!(by("2026-11-20").as_deref(), Some("0300/S"), "of two the one that holds longest");
    assert_eq!((by("2026-05-31").as_deref(), by("2025-12-31").as_deref()), (Some("0118/S"), Some("0012/S")));
    assert_eq!(by("2024-12-31"), None);

    let one = format!("{path}/{}", listed["items"][2]["id"].as_str().unwrap());
    let mended = owner.put(&one, certificate("0118/S", "2026-01-01", "2026-11-19")).await.expect(200).json();
    assert_eq!(mended["state"], "expired");
    owner.delete(&one).await.expect(204);
    assert_eq!(owner.delete(&one).await.status, 404);
    assert_eq!(owner.get(&path).await.json()["items"].as_array().unwrap().len(), 3);
}

#[tokio::test]
async fn a_certificate_ends_after_it_begins_and_needs_a_right_of_its_own() {
    let kit = kit().await;
    let firm = create(&kit.advisor(), json!({ "kind": "business", "name": "Export SA" })).await;
    let path = format!("{}/exemptions", path(&firm));
    let backwards = kit.owner().post(&path, certificate("1", "2026-12-31", "2026-01-01")).await.expect(422);
    assert_eq!(backwards.pointers(), ["/valid_until"]);
    assert_eq!(kit.owner().post(&path, certificate(" ", "2026-01-01", "2026-12-31")).await.expect(422).pointers(), ["/number"]);
    assert_eq!(kit.advisor().post(&path, certificate("1", "2026-01-01", "2026-12-31")).await.status, 403);
    archive(&kit.advisor(), &firm).await;
    let archived = kit.owner().post(&path, certificate("1", "2026-01-01", "2026-12-31")).await.expect(409);
    assert_eq!(archived.code(), "customer-archived");
}

#[tokio::test]
async fn a_merge_brings_certificates_along_and_an_undo_gives_them_back() {
    let kit = kit().await;
    let owner = kit.owner();
    let (stays, goes) = (
        create(&owner, json!({ "kind": "business", "name": "Export SA" })).await,
        create(&owner, json!({ "kind": "business", "name": "Export" })).await,
    );
    owner.post(&format!("{}/exemptions", path(&goes)), certificate("1", "2026-01-01", "2026-12-31")).await.expect(201);
    let count = async |customer: &Value| {
        owner.get(&format!("{}/exemptions", path(customer))).await.expect(200).json()["items"].as_array().unwrap().len()
    };
    let merge = owner.post(&format!("{}/merge", path(&stays)), json!({ "from": goes["id"] })).await.expect(200).json();
    assert_eq!(count(&stays).await, 1);
    let undo = format!("{}/merges/{}/undo", path(&stays), merge["id"].as_str().unwrap());
    owner.post(&undo, json!({})).await.expect(200);
    assert_eq!((count(&stays).await, count(&goes).await), (0, 1));
}
