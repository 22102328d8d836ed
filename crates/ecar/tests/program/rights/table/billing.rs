//! Invoices and payments are their site's.

use contracts::billing::{INVOICE_ISSUE, INVOICE_READ, PAYMENT_REFUND, PAYMENT_TAKE};
use serde_json::json;

use super::{Needs, Operation, Reach, operation, to, with};

pub fn operations() -> Vec<Operation> {
    vec![
        operation("list_invoices", Needs::One(&[INVOICE_READ]), Reach::Rows, |_| Box::pin(async { to("/invoices") })),
        operation("get_invoice", Needs::One(&[INVOICE_READ]), Reach::Record, |scene| Box::pin(async { to(scene.invoice.clone()) })),
        operation("print_invoice", Needs::One(&[INVOICE_READ]), Reach::Record, |scene| {
            Box::pin(async { to(format!("{}/pdf", scene.invoice)) })
        }),
        operation("issue_invoice", Needs::One(&[INVOICE_ISSUE]), Reach::Record, |scene| {
            Box::pin(async { with(scene.draft().await + "/issue", json!({})) })
        }),
        operation("take_payment", Needs::One(&[PAYMENT_TAKE]), Reach::Record, |scene| {
            Box::pin(async { with(scene.issued().await + "/payments", json!({ "tender": "cash", "amount": 1000 })) })
        }),
        operation("refund_payment", Needs::One(&[PAYMENT_REFUND]), Reach::Record, |scene| {
            Box::pin(async {
                let invoice = scene.issued().await;
                scene.owner.done(&format!("{invoice}/payments"), json!({ "tender": "cash", "amount": 1000 })).await;
                with(invoice + "/refunds", json!({ "tender": "cash", "amount": 1000, "reason": "Brought back" }))
            })
        }),
    ]
}
