//! Invoices as documents of before: with their numbers, and what is open of them.

use std::collections::HashMap;

use kernel::Amount;

use super::entry::{Entry, Once, Parent, Read, Values, Worth, key_of, put};
use super::{Model, Reader};
use crate::figures::{scaled, times};
use crate::source::Record;

/// What became of its money.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Stage {
    Paid,
    Open,
    Void,
    Draft,
}

/// Whose an order is, and where it was done.
struct Order {
    customer: Option<String>,
    site: Option<String>,
}

const ORDER: [&str; 4] = ["servicerequestid", "servicerequest", "serviceid", "service"];

impl Reader<'_> {
    pub fn invoices(&self) -> Vec<Read> {
        let (items, orders) = (self.by_parent(Model::Item, &["serviceid", "service"]), self.orders_by_key());
        let (mut once, mut numbers) = (Once::default(), Once::default());
        let read = |row: &Record| {
            let key = match key_of(row, &mut once) {
                Ok(key) => key,
                Err(refused) => return refused,
            };
            let stage = stage(row);
            if stage == Stage::Draft {
                return Read::Left;
            }
            let total = match self.total(row, &items) {
                Ok(total) => total,
                Err(reason) => return Read::refused(row, "total", reason),
            };
            let worth = worth(stage, total);
            let refused = |field, reason: &str| Read::Refused { row: row.label(), field, reason: reason.to_owned(), worth: worth.clone() };
            let number = number(row).map_or_else(|| self.system.reference(&format!("F{key}")), str::to_owned);
            if !numbers.is_new(&number) {
                return refused("document", "Another invoice has the same number");
            }
            let Some(order) = row.get(&ORDER).and_then(|order| orders.get(order)) else {
                return refused("service", "Its work is not in the file");
            };
            let Some(customer) = order.customer.clone() else { return refused("customer", "Its work has no customer") };
            let values = self.document(row, (stage, total), number, &customer);
            let parent = Some(Parent { kind: "customers", key: customer, field: "customer" });
            let (site, paper) = (order.site.clone(), row.get(&["pdffile", "pdf"]).map(str::to_owned));
            Read::Taken(Box::new(Entry { key, values, parent, site, worth: worth.clone(), paper }))
        };
        self.tables.rows(Model::Invoice).iter().map(read).collect()
    }

    fn document(&self, row: &Record, (stage, total): (Stage, i64), number: String, customer: &str) -> Values {
        let open = if stage == Stage::Open { total } else { 0 };
        let mut values = vec![
            ("customer_ref", self.system.reference(customer)),
            ("document", number),
            ("total", Amount(total).to_decimal(self.decimals)),
            ("open_amount", Amount(open).to_decimal(self.decimals)),
        ];
        let on = row.get(&["createdat", "date", "issuedate"]).map(day);
        put(&mut values, "date", on);
        // Some are due before the day that they were written on.
        let due = row.get(&["duedate"]).map(day).filter(|due| on.is_some_and(|on| *due >= on));
        put(&mut values, "due_date", due);
        values
    }

    fn orders_by_key(&self) -> HashMap<String, Order> {
        let vehicles = self.known_vehicles();
        let order = |row: &Record| {
            let vehicle = row.get(&["vehicleid", "vehicle", "carid", "car"]).and_then(|key| vehicles.get(key));
            let own = row.get(&["customerid", "customer"]).map(str::to_owned);
            let customer = own.or_else(|| vehicle?.owner.map(str::to_owned));
            let site = self.site_of(row).or_else(|| vehicle?.site.clone());
            Some((row.key()?.to_owned(), Order { customer, site }))
        };
        self.orders().filter_map(order).collect()
    }

    /// What the invoices of each order say in all.
    pub fn totals_of_orders(&self) -> HashMap<String, i64> {
        let (items, mut totals) = (self.by_parent(Model::Item, &["serviceid", "service"]), HashMap::new());
        for row in self.tables.rows(Model::Invoice).iter().filter(|row| !matches!(stage(row), Stage::Void | Stage::Draft)) {
            if let (Some(order), Ok(total)) = (row.get(&ORDER), self.total(row, &items)) {
                *totals.entry(order.to_owned()).or_default() += total;
            }
        }
        totals
    }

    /// What it says itself, else the sum of its items, with tax where it names a rate.
    fn total(&self, row: &Record, items: &HashMap<&str, Vec<&Record>>) -> Result<i64, String> {
        if let Some(told) = row.get(&["totalcost", "finalamount", "total"]) {
            return scaled(told, self.decimals).and_then(|total| if total < 0 { Err("It is below zero".to_owned()) } else { Ok(total) });
        }
        let mut sum = 0_i64;
        for item in row.get(&ORDER).and_then(|order| items.get(order)).into_iter().flatten() {
            let quantity = scaled(item.get(&["quantity"]).unwrap_or("1"), 3)?;
            sum = sum.saturating_add(times(quantity, scaled(item.get(&["unitprice"]).unwrap_or("0"), self.decimals)?));
        }
        let rate = row.get(&["taxrate"]).map_or(Ok(0), |rate| scaled(rate, 2))?;
        // A rate has two decimals of a percent, and `times` takes thousandths.
        Ok(sum.saturating_add(times(sum, rate).saturating_add(5) / 10))
    }
}

fn number(row: &Record) -> Option<&str> {
    row.get(&["invoicenumber", "displaynumber"])
}

/// The day of a time.
fn day(text: &str) -> &str {
    text.split([' ', 'T']).next().unwrap_or(text)
}

fn stage(row: &Record) -> Stage {
    if let Some(paid) = row.get(&["paid", "ispaid"]) {
        return if matches!(paid.to_lowercase().as_str(), "t" | "true" | "1" | "yes") { Stage::Paid } else { Stage::Open };
    }
    match row.get(&["status"]).unwrap_or("pending").to_lowercase().as_str() {
        "paid" => Stage::Paid,
        "refunded" | "cancelled" | "canceled" => Stage::Void,
        "draft" => Stage::Draft,
        _ => Stage::Open,
    }
}

fn worth(stage: Stage, total: i64) -> Worth {
    let what = match stage {
        Stage::Paid => "payments",
        Stage::Open => "open",
        Stage::Void | Stage::Draft => "void",
    };
    vec![("invoices", total), (what, total)]
}
