//! What was sold in a period, of the invoices themselves: by article, by work, and by how it was paid. Net of VAT but where it was paid.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde_json::{Value, json};

use super::invoices::method;
use crate::invoices::{self, decimals};
use crate::plumbing::{Ask, Reply, Source, all, money, quantity, text};

/// Invoices that are read one by one: beyond them `is_whole` is false.
const READ: usize = 300;
/// As long as a list here is at most.
const LISTED: usize = 1_000;
const NAMED: usize = 10;

pub struct Sold {
    invoices: Vec<Value>,
    places: u32,
    is_whole: bool,
}

impl Sold {
    /// Of the newest invoices that were issued from one day until the other, in the currency of the newest.
    pub async fn of(ask: &Ask, from: NaiveDate, until: NaiveDate, site: Option<&str>) -> Result<Self, Reply> {
        let listed = all(ask, Source::uncounted("/invoices", &[("site", site), ("state", Some("issued,part_paid,paid"))])).await?;
        let (from, until) = (from.to_string(), until.to_string());
        let day = |row: &Value| text(row, "/issued_on").to_owned();
        let goes_on = listed.len() >= LISTED && listed.last().is_some_and(|row| day(row) >= from);
        let mut rows: Vec<_> = listed.into_iter().filter(|row| from <= day(row) && day(row) <= until).collect();
        let currency = rows.first().map(|row| text(row, "/currency").to_owned()).unwrap_or_default();
        rows.retain(|row| text(row, "/currency") == currency);
        let is_whole = !goes_on && rows.len() <= READ;
        let mut found = vec![];
        for row in rows.iter().take(READ) {
            found.push(invoices::read(ask, text(row, "/id")).await?);
        }
        Ok(Self { invoices: found, places: decimals(&currency), is_whole })
    }

    pub fn is_whole(&self) -> bool {
        self.is_whole
    }

    fn lines(&self) -> impl Iterator<Item = &Value> {
        self.invoices.iter().flat_map(|invoice| invoice["lines"].as_array().into_iter().flatten())
    }

    fn money(&self, minor: i64) -> Value {
        money(&json!(minor), self.places)
    }

    /// The articles that brought the most.
    pub fn top_products(&self) -> Vec<Value> {
        let mut sold = BTreeMap::<(&str, &str), (i64, i64)>::new();
        for line in self.lines().filter(|line| text(line, "/kind") == "part") {
            let (many, net) = sold.entry((text(line, "/code"), text(line, "/description"))).or_default();
            *many += line["quantity"].as_i64().unwrap_or_default();
            *net += line["net"].as_i64().unwrap_or_default();
        }
        let mut sold: Vec<_> = sold.into_iter().collect();
        sold.sort_by_key(|(_, (_, net))| std::cmp::Reverse(*net));
        let row = |((code, name), (many, net)): ((&str, &str), (i64, i64))| json!({ "product_name": name, "product_sku": code, "quantity": quantity(&json!(many)), "revenue": self.money(net) });
        sold.into_iter().take(NAMED).map(row).collect()
    }

    /// The work that brought the most, by its job.
    pub fn by_service(&self) -> Vec<Value> {
        let mut work = BTreeMap::<&str, (i64, i64)>::new();
        for line in self.lines().filter(|line| text(line, "/kind") == "labour") {
            let (count, net) = work.entry(text(line, "/job_title")).or_default();
            *count += 1;
            *net += line["net"].as_i64().unwrap_or_default();
        }
        let mut work: Vec<_> = work.into_iter().collect();
        work.sort_by_key(|(_, (_, net))| std::cmp::Reverse(*net));
        let row = |(name, (count, net)): (&str, (i64, i64))| json!({ "category": name, "count": count, "total": self.money(net) });
        work.into_iter().take(NAMED).map(row).collect()
    }

    pub fn mix(&self) -> Value {
        let sum = |is: fn(&str) -> bool| self.lines().filter(|line| is(text(line, "/kind"))).filter_map(|line| line["net"].as_i64()).sum();
        json!({
            "products": self.money(sum(|kind| kind == "part")), "labor": self.money(sum(|kind| kind == "labour")),
            "other": self.money(sum(|kind| !matches!(kind, "part" | "labour"))),
        })
    }

    /// What was paid by each way, less what was given back by it.
    pub fn by_payment_method(&self) -> Vec<Value> {
        let mut paid = BTreeMap::<&str, (i64, i64)>::new();
        for payment in self.invoices.iter().flat_map(|invoice| invoice["payments"].as_array().into_iter().flatten()) {
            let (count, sum) = paid.entry(method(text(payment, "/tender"))).or_default();
            let amount = payment["amount"].as_i64().unwrap_or_default();
            *count += 1;
            *sum += if text(payment, "/kind") == "refund" { -amount.abs() } else { amount };
        }
        let row = |(name, (count, sum)): (&str, (i64, i64))| json!({ "payment_method": name, "count": count, "total": self.money(sum) });
        paid.into_iter().map(row).collect()
    }

    /// What invoices came to that are paid, and what is due of all: with VAT.
    pub fn paid_and_due(&self) -> (Value, Value) {
        let paid = self.invoices.iter().filter_map(|invoice| invoice["paid"].as_i64()).sum();
        let due = self.invoices.iter().filter_map(|invoice| invoice["due"].as_i64()).sum();
        (self.money(paid), self.money(due))
    }

    pub fn transactions(&self) -> Vec<Value> {
        let row = |invoice: &Value| {
            json!({
                "id": invoice["id"], "display_number": invoice["number"], "date": invoice["issued_on"], "site_id": invoice["site_id"],
                "customer_name": invoice["customer"]["name"], "subtotal": money(&invoice["totals"]["net"], self.places),
                "total_cost": money(&invoice["totals"]["total"], self.places), "paid": text(invoice, "/state") == "paid",
                "payment_method": invoices::tender(invoice).map(method),
            })
        };
        self.invoices.iter().map(row).collect()
    }
}
