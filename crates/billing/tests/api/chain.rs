//! Issued documents do not change, and the chain finds it when they do.

#![expect(clippy::unwrap_used, reason = "a test that cannot be set up must fail")]

use billing::{Head, Verdict};
use kernel::{Backend, db};
use serde_json::json;

use crate::support::Garage;

impl Garage {
    pub async fn sql(&self, sql: &str) -> Result<u64, sea_orm::DbErr> {
        Ok(db::execute(self.kit.db().writer(), sql, []).await?.rows_affected())
    }

    async fn verify(&self, noted: &[Head]) -> Vec<Verdict> {
        billing::verify(self.kit.db(), noted).await.unwrap()
    }

    pub async fn faults(&self, noted: &[Head]) -> Vec<String> {
        self.verify(noted).await.into_iter().filter_map(|verdict| verdict.fault).collect()
    }

    /// Lets everything be changed, as who owns the database can.
    pub async fn drop_guards(&self) {
        for table in GUARDED {
            for event in ["update", "delete"] {
                let on = if self.kit.db().backend() == Backend::Postgres { format!(" on {table}") } else { String::new() };
                self.sql(&format!("drop trigger {table}_no_{event}{on}")).await.unwrap();
            }
        }
        for table in ["billing_invoices", "billing_credit_notes"] {
            let on = if self.kit.db().backend() == Backend::Postgres { format!(" on {table}") } else { String::new() };
            self.sql(&format!("drop trigger {table}_no_exemption{on}")).await.unwrap();
        }
    }

    /// Eight invoices, a credit note, a deposit and a receipt of an early surplus.
    async fn paper(&self) -> Vec<Head> {
        for place in 0..8 {
            let id = self.draft_over(100_000 + place).await;
            self.issue(&id).await;
        }
        let id = self.a_day().await;
        let all = json!({ "reason": "Annulée", "surplus": "account" });
        self.kit.owner().with("Idempotency-Key", "all").post(&format!("/invoices/{id}/credit-notes"), all).await.expect(201);
        self.verify(&[]).await.into_iter().map(|verdict| verdict.head).collect()
    }
}

const GUARDED: [&str; 7] = [
    "billing_invoices",
    "billing_lines",
    "billing_credit_notes",
    "billing_credit_lines",
    "billing_deposits",
    "billing_payments",
    "billing_chain",
];

#[tokio::test]
async fn the_database_refuses_to_change_what_is_issued() {
    let garage = Garage::open().await;
    let draft = garage.draft_over(50_000).await;
    garage.paper().await;
    let refused = [
        "update billing_invoices set total = total + 1 where number is not null",
        "update billing_invoices set number = 'F-1' where sequence = 3",
        "delete from billing_invoices where sequence = 3",
        "update billing_lines set net = 1 where invoice_id in (select id from billing_invoices where sequence = 3)",
        "delete from billing_lines where invoice_id in (select id from billing_invoices where sequence = 3)",
        "update billing_credit_notes set reason = 'x'",
        "delete from billing_credit_lines",
        "update billing_deposits set amount = 1",
        "delete from billing_deposits",
        "update billing_payments set amount = 1",
        "delete from billing_payments",
        "update billing_chain set hash = ''",
        "delete from billing_chain",
    ];
    for sql in refused {
        let refusal = garage.sql(sql).await.expect_err(sql).to_string();
        assert!(refusal.contains("issued documents do not change"), "{sql}: {refusal}");
    }
    // A draft may, and so may what a payment moves.
    assert!(garage.sql("update billing_invoices set total = total where number is null").await.unwrap() > 0);
    garage.get(&draft).await;
    assert_eq!(garage.faults(&[]).await, Vec::<String>::new());
    garage.is_healthy().await;
}

#[tokio::test]
async fn every_series_has_a_head_and_holds() {
    let garage = Garage::open().await;
    let heads = garage.paper().await;
    let named: Vec<_> = heads.iter().map(|head| (head.series.as_str(), head.documents)).collect();
    assert_eq!(named, [("AC-LAC-2026", 1), ("AV-LAC-2026", 1), ("F-LAC-2026", 9), ("RC-LAC-2026", 1)]);
    let shown = garage.kit.owner().get("/document-chains").await.expect(200).json();
    assert_eq!((&shown["items"][2]["documents"], &shown["items"][2]["hash"]), (&json!(9), &json!(heads[2].hash)));
    assert_eq!(garage.kit.technician().get("/document-chains").await.status, 403);
    assert_eq!(garage.faults(&heads).await, Vec::<String>::new());
    let more = garage.draft_over(70_000).await;
    garage.issue(&more).await;
    assert_eq!(garage.faults(&heads).await, Vec::<String>::new(), "what was noted is on the way to the new head");
}

#[tokio::test]
async fn what_was_changed_removed_swapped_or_slipped_in_is_found() {
    let third = "(select id from billing_invoices where series = 'F-LAC-2026' and sequence = 3)";
    let changed = "document 3 is not what was issued";
    let cases = [
        ("update billing_invoices set total = total - 1 where sequence = 3".to_owned(), changed),
        ("update billing_invoices set parties = replace(parties, 'La Marsa', 'Tunis') where sequence = 3".into(), changed),
        (format!("update billing_lines set description = 'x' where invoice_id = {third}"), changed),
        (format!("update billing_lines set unit_price = unit_price + 1 where invoice_id = {third}"), changed),
        (format!("delete from billing_lines where invoice_id = {third}"), changed),
        ("update billing_chain set hash = 'x' where series = 'F-LAC-2026' and sequence = 3".into(), changed),
        ("update billing_invoices set series = null, sequence = null where sequence = 3".into(), "document 3 is gone"),
        (format!("delete from billing_chain where id = {third}"), "were slipped in"),
        ("update billing_credit_notes set total = 1".into(), "document 1 is not what was issued"),
        ("delete from billing_credit_lines".into(), "document 1 is not what was issued"),
        ("update billing_deposits set amount = amount + 1 where number like 'AC-%'".into(), "document 1 is not what was issued"),
        ("delete from billing_deposits where number like 'RC-%'".into(), "document 1 is gone"),
    ];
    for (sql, fault) in cases {
        let garage = Garage::open().await;
        garage.paper().await;
        garage.drop_guards().await;
        assert!(garage.sql(&sql).await.unwrap() > 0, "{sql}");
        let faults = garage.faults(&[]).await;
        assert!(faults.len() == 1 && faults[0].contains(fault), "{sql}: {faults:?}");
    }
}

/// Who rewrites a document and its links anew leaves a chain that holds, but not the head that somebody noted.
#[tokio::test]
async fn a_noted_head_finds_a_tail_that_was_cut_off() {
    let garage = Garage::open().await;
    garage.paper().await;
    let last = garage.draft_over(70_000).await;
    garage.issue(&last).await;
    let heads: Vec<_> = garage.verify(&[]).await.into_iter().map(|verdict| verdict.head).collect();
    garage.drop_guards().await;
    let last = "(select id from billing_invoices where series = 'F-LAC-2026' and sequence = 10)";
    for sql in [format!("delete from billing_chain where id = {last}"), format!("delete from billing_lines where invoice_id = {last}")] {
        garage.sql(&sql).await.unwrap();
    }
    garage.sql("delete from billing_invoices where series = 'F-LAC-2026' and sequence = 10").await.unwrap();
    assert_eq!(garage.faults(&[]).await, Vec::<String>::new());
    assert_eq!(garage.faults(&heads).await, ["it does not have the head noted at document 10"]);
}
