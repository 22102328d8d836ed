//! What a person compares after a restore: how many there are, and what they add up to.

use serde::{Deserialize, Serialize};

use crate::source::Source;

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Total {
    /// `invoices TND`, `payments TND`, `stock`, `audit billing`…
    pub name: String,
    pub count: i64,
    /// In minor units, or thousandths of what is counted; of the audit trail, how many entries are sealed.
    pub sum: i64,
    /// Of the audit trail: the seal of its last entry.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub head: Option<String>,
}

/// Each is asked where its table is.
const ASKED: [(&str, &str); 9] = [
    ("customers_customers", "select 'customers' as name, count(*) as n, 0 as s from customers_customers"),
    ("vehicles_vehicles", "select 'vehicles' as name, count(*) as n, 0 as s from vehicles_vehicles"),
    ("workshop_orders", "select 'work orders' as name, count(*) as n, 0 as s from workshop_orders"),
    (
        "billing_invoices",
        "select 'invoices ' || currency as name, count(*) as n, sum(total) as s from billing_invoices where number is not null \
         group by currency",
    ),
    (
        "billing_payments",
        "select 'payments ' || i.currency as name, count(*) as n, sum(p.amount) as s from billing_payments p \
         join billing_invoices i on i.id = p.invoice_id group by i.currency",
    ),
    (
        "billing_credit_notes",
        "select 'credit notes ' || currency as name, count(*) as n, sum(total) as s from billing_credit_notes where number is not null \
         group by currency",
    ),
    ("inventory_stock", "select 'stock' as name, count(*) as n, coalesce(sum(on_hand), 0) as s from inventory_stock"),
    ("inventory_movements", "select 'movements' as name, count(*) as n, coalesce(sum(quantity), 0) as s from inventory_movements"),
    ("notifications_messages", "select 'messages' as name, count(*) as n, 0 as s from notifications_messages"),
];

/// All totals of the tables that are there.
pub async fn all(source: &mut Source, tables: &[String]) -> anyhow::Result<Vec<Total>> {
    let has = |name: &str| tables.iter().any(|table| table == name);
    let mut totals = vec![];
    for (_, sql) in ASKED.iter().filter(|(table, _)| has(table)) {
        let asked = format!("select name, cast(n as text), cast(s as text) from ({sql}) asked order by name");
        for row in source.texts(&asked).await? {
            totals.push(total(row));
        }
    }
    for table in tables.iter().filter(|table| table.ends_with("_audit")) {
        let module = table.trim_end_matches("_audit");
        let sql = format!(
            "select 'audit {module}', cast(count(*) as text), cast(count(seq) as text), \
             (select hash from {table} where seq is not null order by seq desc limit 1) from {table}"
        );
        for row in source.texts(&sql).await? {
            totals.push(total(row));
        }
    }
    Ok(totals)
}

fn total(row: Vec<Option<String>>) -> Total {
    let mut row = row.into_iter();
    let mut next = || row.next().flatten();
    let (name, count, sum) = (next().unwrap_or_default(), next(), next());
    let number = |text: Option<String>| text.and_then(|text| text.parse().ok()).unwrap_or_default();
    Total { name, count: number(count), sum: number(sum), head: next() }
}
