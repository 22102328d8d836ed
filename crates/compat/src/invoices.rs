//! Invoices as both old systems have them. What is issued is not edited: payments and credit notes change what is owed.

use serde_json::{Value, json};

use crate::plumbing::{Ask, Call, Reply, text};

pub fn path(id: &str) -> String {
    format!("/invoices/{id}")
}

pub async fn read(ask: &Ask, id: &str) -> Result<Value, Reply> {
    ask.call(Call::get(path(id))).await
}

/// Gives the draft its number. One that has it already is left.
pub async fn issue(ask: &Ask, id: &str) -> Result<Value, Reply> {
    let invoice = read(ask, id).await?;
    if text(&invoice, "/state") != "draft" {
        return Ok(invoice);
    }
    match ask.tried(Call::post(format!("{}/issue", path(id)), json!({})).once(&format!("issue:{id}"))).await? {
        Ok(issued) => Ok(issued),
        Err(problem) if problem.code == "already-issued" => read(ask, id).await,
        Err(problem) => Err(ask.refusal(&problem)),
    }
}

/// All that is still due is paid by `tender`, once.
pub async fn pay(ask: &Ask, id: &str, tender: &str, reference: Option<&str>) -> Result<Value, Reply> {
    let invoice = issue(ask, id).await?;
    let due = invoice["due"].as_i64().unwrap_or_default();
    if due <= 0 {
        return Ok(invoice);
    }
    let body = json!({ "tender": tender, "amount": due, "reference": reference });
    ask.call(Call::post(format!("{}/payments", path(id)), body).once(&format!("pay:{id}:{}", invoice["version"]))).await
}

/// The decimals of the invoice's currency.
pub fn decimals(currency: &str) -> u32 {
    kernel::money::Currency::from_code(currency).map_or(2, |currency| u32::from(currency.decimals))
}

/// What was taken off its lines, in minor units.
pub fn off(invoice: &Value) -> i64 {
    let lines = invoice["lines"].as_array().into_iter().flatten();
    lines.map(|line| line["off"].as_i64().unwrap_or_default() + line["given"].as_i64().unwrap_or_default()).sum()
}

/// How the last payment was made.
pub fn tender(invoice: &Value) -> Option<&str> {
    let paid = |payment: &&Value| text(payment, "/kind") != "refund";
    invoice["payments"].as_array()?.iter().rfind(paid).map(|payment| text(payment, "/tender"))
}

/// All credit notes of it come to all of it.
pub fn is_refunded(invoice: &Value) -> bool {
    let credited = invoice["credited"].as_i64().unwrap_or_default();
    credited > 0 && Some(credited) >= invoice["totals"]["total"].as_i64()
}
