//! The audit trail of customers, and that no hand can change it unseen.

use kernel::audit::{self, Fault, Filter, Verdict};
use kernel::db;

use super::*;

const MODULE: &str = "customers";

async fn entries(kit: &Kit) -> Vec<audit::Entry> {
    audit::list(kit.db().reader(), MODULE, &Filter { limit: 100, ..Filter::default() }).await.unwrap()
}

async fn sealed(kit: &Kit) -> Verdict {
    while audit::seal(kit.db(), MODULE).await.unwrap() > 0 {}
    let verdict = audit::verify(kit.db(), MODULE, None).await.unwrap();
    assert_eq!((verdict.unsealed, &verdict.fault), (0, &None));
    verdict
}

async fn fault(kit: &Kit, noted: Option<(i64, &str)>) -> Option<Fault> {
    audit::verify(kit.db(), MODULE, noted).await.unwrap().fault
}

async fn tamper(kit: &Kit, sql: &str) {
    let tx = kit.db().begin().await.unwrap();
    let touched = db::execute(&*tx, sql, []).await.unwrap().rows_affected();
    assert!(touched > 0, "{sql}");
    tx.commit().await.unwrap();
}

#[tokio::test]
async fn every_change_says_who_when_and_what_it_was_before() {
    let kit = kit().await;
    let customer = create(&kit.advisor(), leila()).await;
    let path = format!("/customers/{}", customer["id"].as_str().unwrap());
    kit.owner().patch(&path, json!({ "name": "Leïla Trabelsi" })).await.expect(200);
    kit.owner().patch(&path, json!({ "name": "Leïla Trabelsi" })).await.expect(200);
    archive(&kit.advisor(), &customer).await;
    kit.technician().patch(&path, json!({ "name": "x" })).await.expect(403);

    let trail = entries(&kit).await;
    let said: Vec<_> = trail.iter().map(|entry| (entry.action.as_str(), entry.actor_name.as_str())).collect();
    assert_eq!(said, [("customer.archive", "Nadia"), ("customer.update", "Hela"), ("customer.create", "Nadia")]);
    let update = &trail[1];
    assert_eq!((update.entity.as_str(), update.entity_id.to_string().as_str()), ("customer", customer["id"].as_str().unwrap()));
    assert_eq!(update.at, testkit::morning());
    let changes = update.changes.as_ref().unwrap();
    let name = changes.iter().find(|change| change.field == "name").unwrap();
    assert_eq!((&name.before, &name.after), (&json!("Leïla Ben Ali"), &json!("Leïla Trabelsi")));
    assert!(changes.iter().all(|change| ["name", "sort_name"].contains(&change.field.as_str())), "{changes:?}");
}

#[tokio::test]
async fn any_edit_removal_or_swap_of_entries_is_found() {
    let kit = kit().await;
    for number in 0..16 {
        create(&kit.advisor(), json!({ "kind": "person", "name": format!("Customer {number}") })).await;
    }
    let verdict = sealed(&kit).await;
    assert_eq!((verdict.entries, sealed(&kit).await), (16, verdict.clone()));

    let mut tried = 0;
    for seq in 1..=16 {
        for column in ["actor_name", "action", "label", "entity", "digest", "hash"] {
            tamper(&kit, &format!("update customers_audit set {column} = {column} || 'x' where seq = {seq}")).await;
            assert_eq!(fault(&kit, None).await, Some(Fault::Broken(seq)), "{column} of {seq}");
            tamper(&kit, &format!("update customers_audit set {column} = substr({column}, 1, length({column}) - 1) where seq = {seq}"))
                .await;
            tried += 1;
        }
        tamper(&kit, &format!("update customers_audit set changes = replace(changes, 'Customer', 'Costumer') where seq = {seq}")).await;
        assert_eq!(fault(&kit, None).await, Some(Fault::Particulars(seq)));
        tamper(&kit, &format!("update customers_audit set changes = replace(changes, 'Costumer', 'Customer') where seq = {seq}")).await;
        tried += 1;
        tamper(&kit, &format!("update customers_audit set seq = 1000 where seq = {seq}")).await;
        assert_eq!(fault(&kit, None).await, Some(Fault::Missing(seq)));
        tamper(&kit, &format!("update customers_audit set seq = {seq} where seq = 1000")).await;
        tried += 1;
    }
    tamper(&kit, "update customers_audit set seq = 1000 where seq = 3").await;
    tamper(&kit, "update customers_audit set seq = 3 where seq = 4").await;
    tamper(&kit, "update customers_audit set seq = 4 where seq = 1000").await;
    assert_eq!(fault(&kit, None).await, Some(Fault::Broken(3)));
    assert!(tried >= 100);
}

#[tokio::test]
async fn a_tail_cut_off_and_a_chain_written_anew_are_found() {
    let kit = kit().await;
    for number in 0..4 {
        create(&kit.advisor(), json!({ "kind": "person", "name": format!("Customer {number}") })).await;
    }
    let verdict = sealed(&kit).await;
    let noted = Some((verdict.entries, verdict.head.as_str()));
    assert_eq!(fault(&kit, noted).await, None);

    tamper(&kit, "delete from customers_audit where seq = 4").await;
    assert_eq!(fault(&kit, None).await, Some(Fault::Missing(4)));
    // Even with the counter turned back, a head kept elsewhere tells.
    tamper(&kit, "update customers_counters set value = 3 where name = 'audit'").await;
    assert_eq!(fault(&kit, None).await, None);
    assert_eq!(fault(&kit, noted).await, Some(Fault::Missing(4)));
    create(&kit.advisor(), json!({ "kind": "person", "name": "Somebody else" })).await;
    sealed(&kit).await;
    assert_eq!(fault(&kit, noted).await, Some(Fault::OtherHead(4)));
}

#[tokio::test]
async fn particulars_can_be_erased_and_the_chain_still_holds() {
    let kit = kit().await;
    create(&kit.advisor(), leila()).await;
    create(&kit.advisor(), json!({ "kind": "person", "name": "Omar" })).await;
    let before = sealed(&kit).await;
    tamper(&kit, "update customers_audit set changes = null where seq = 1").await;
    assert_eq!(sealed(&kit).await, before);
    assert_eq!(entries(&kit).await[1].changes, None);
}
