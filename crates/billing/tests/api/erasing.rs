//! Customers who are forgotten: documents keep whom they were issued to as long as a law says, and hold together afterwards.

#![expect(clippy::unwrap_used, reason = "a test that cannot be set up must fail")]

use contracts::customers::CustomerId;
use contracts::subjects::{CustomerErased, SubjectData};
use serde_json::{Value, json};

use crate::support::Garage;

impl Garage {
    async fn erase(&self, with_documents: bool) {
        let (id, word) = (self.leila, "Client effacé".to_owned());
        self.tell_as("customers", &CustomerErased { id, ids: vec![id], word, accounts: vec![], with_documents }).await;
    }
}

/// Everything of a customer is paid: a deposit, an invoice with a credit note on it.
async fn settled() -> (Garage, String) {
    let garage = Garage::open().await;
    let id = garage.draft_over(50_000).await;
    garage.issue(&id).await;
    let due = garage.get(&id).await["due"].as_i64().unwrap();
    let paid = garage.kit.owner().with("Idempotency-Key", "paid");
    paid.post(&format!("/invoices/{id}/payments"), json!({ "tender": "cash", "amount": due })).await.expect(200);
    (garage, id)
}

#[tokio::test]
async fn what_is_due_stands_in_the_way_and_documents_are_kept_by_the_sites_law() {
    let garage = Garage::open().await;
    let (ports, ids) = (garage.ports.clone(), [garage.leila]);
    assert_eq!(ports.legal_hold(&ids).await.unwrap(), None);
    let id = garage.draft_over(50_000).await;
    assert_eq!(ports.unsettled(&ids).await.unwrap()[0].kind, "invoice", "a draft");
    garage.issue(&id).await;
    let number = garage.get(&id).await["number"].as_str().unwrap().to_owned();
    assert_eq!(ports.unsettled(&ids).await.unwrap()[0].label, number);
    let hold = ports.legal_hold(&ids).await.unwrap().unwrap();
    assert_eq!((hold.until.to_string().as_str(), hold.country.as_str(), hold.years, hold.documents), ("2036-11-20", "TN", 10, 1));
    assert_eq!(ports.unsettled(&[CustomerId::new()]).await.unwrap(), []);
    assert_eq!(ports.legal_hold(&[CustomerId::new()]).await.unwrap(), None);
}

#[tokio::test]
async fn documents_keep_the_name_until_the_law_lets_it_go_and_hold_together_afterwards() {
    let (garage, id) = settled().await;
    let (ports, ids) = (garage.ports.clone(), [garage.leila]);
    assert_eq!(ports.unsettled(&ids).await.unwrap(), []);
    let before = garage.get(&id).await;
    garage.erase(false).await;
    assert_eq!(garage.get(&id).await["customer"], before["customer"], "as printed");
    garage.erase(true).await;
    let after = garage.get(&id).await;
    assert_eq!((&after["customer"]["name"], &after["customer"]["address"]), (&json!("Client effacé"), &Value::Null));
    for field in ["number", "total", "lines", "issued_on"] {
        assert_eq!(after[field], before[field], "{field}");
    }
    assert_eq!(ports.legal_hold(&ids).await.unwrap(), None, "nothing is kept any more");
    assert_eq!(garage.faults(&[]).await, Vec::<String>::new(), "the chain holds");
    garage.erase(true).await;
    assert_eq!(garage.get(&id).await, after, "twice is once");
    // What is issued afterwards goes on from there, and who changes what was forgotten is found.
    let next = garage.draft_over(70_000).await;
    garage.issue(&next).await;
    assert_eq!(garage.faults(&[]).await, Vec::<String>::new());
    garage.sql("update billing_invoices set total = total + 1 where sequence = 1").await.unwrap();
    assert_eq!(garage.faults(&[]).await, ["document 1 is not what was issued"]);
}

#[tokio::test]
async fn what_is_not_forgotten_still_refuses_to_change() {
    let (garage, _) = settled().await;
    garage.erase(true).await;
    let next = garage.draft_over(70_000).await;
    garage.issue(&next).await;
    let refused = [
        "update billing_invoices set total = 1 where sequence = 2",
        "delete from billing_invoices",
        "update billing_payments set amount = 1",
    ];
    for sql in refused {
        let refusal = garage.sql(sql).await.expect_err(sql).to_string();
        assert!(refusal.contains("issued documents do not change"), "{sql}: {refusal}");
    }
}

#[tokio::test]
async fn what_is_kept_is_handed_out_with_the_address_of_each_document() {
    let (garage, id) = settled().await;
    let parts = garage.ports.clone().gather(&[garage.leila]).await.unwrap();
    let rows = |name: &str| parts.iter().find(|part| part.name == name).unwrap().rows.clone();
    assert_eq!(rows("invoices").len(), 1);
    assert_eq!(rows("invoices")[0]["pdf"], format!("/api/v1/invoices/{}/pdf", id.replace('-', "")));
    let address = rows("invoices")[0]["pdf"].as_str().unwrap().strip_prefix("/api/v1").unwrap().to_owned();
    garage.kit.owner().get(&address).await.expect(200);
    assert_eq!(rows("payments")[0]["tender"], "cash");
    assert_eq!(rows("cheques"), Vec::<Value>::new());
}
