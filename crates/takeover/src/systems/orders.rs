//! Finished work as past visits of vehicles. What is not finished there is opened here by hand.

use std::collections::HashMap;

use kernel::Amount;

use super::entry::{Entry, Once, Parent, Read, key_of, put, words};
use super::vehicles::{Known, whole};
use super::{Model, Reader};
use crate::source::Record;

const LONGEST: usize = 500;

/// Where in its life it is.
enum Stage {
    Done,
    Given,
    Open(String),
}

/// What is looked up for each.
struct Around<'a> {
    vehicles: HashMap<&'a str, Known<'a>>,
    types: HashMap<&'a str, String>,
    parts: HashMap<&'a str, Vec<String>>,
    /// What its invoices say in all.
    totals: HashMap<String, i64>,
}

impl<'a> Reader<'a> {
    pub fn visits(&self) -> Vec<Read> {
        let around =
            Around { vehicles: self.known_vehicles(), types: self.service_types(), parts: self.parts(), totals: self.totals_of_orders() };
        let mut once = Once::default();
        self.orders().map(|row| self.visit(row, &around, &mut once)).collect()
    }

    pub fn orders(&self) -> impl Iterator<Item = &'a Record> + use<'a> {
        let tables = self.tables;
        [Model::Request, Model::Service, Model::Schedule].into_iter().flat_map(|model| tables.rows(model))
    }

    fn visit(&self, row: &Record, around: &Around<'_>, once: &mut Once) -> Read {
        let key = match key_of(row, once) {
            Ok(key) => key,
            Err(refused) => return refused,
        };
        let Some(vehicle) = row.get(&["vehicleid", "vehicle", "carid", "car"]) else { return Read::Left };
        match stage(row.get(&["status"])) {
            Stage::Given => return Read::Left,
            Stage::Open(status) => {
                return Read::refused(row, "status", format!("It is not finished there ({status}): open it here as a work order"));
            }
            Stage::Done => {}
        }
        let Some(known) = around.vehicles.get(vehicle) else {
            return Read::refused(row, "vehicle", "Its vehicle is not in the file");
        };
        let number = row.get(&["displaynumber"]).map_or_else(|| self.system.reference(&format!("S{key}")), str::to_owned);
        let mut values = vec![("plate", known.plate.to_owned()), ("number", number), ("work", told(row, &key, around))];
        put(&mut values, "date", row.get(&["completeddate", "endtime", "scheduleddate", "starttime", "date", "createdat"]));
        put(&mut values, "odometer_km", row.get(&["servicemileage"]).map(whole));
        let total = around.totals.get(&key).filter(|total| **total >= 0);
        values.extend(total.map(|total| ("amount", Amount(*total).to_decimal(self.decimals))));
        let parent = Some(Parent { kind: "vehicles", key: vehicle.to_owned(), field: "vehicle" });
        Read::Taken(Box::new(Entry { key, values, parent, site: self.site_of(row).or_else(|| known.site.clone()), ..Entry::default() }))
    }

    pub fn site_of(&self, row: &Record) -> Option<String> {
        let site = row.get(&["siteid", "site"])?;
        self.sites().get(site).map(|name| (*name).to_owned())
    }

    /// `Mechanical — Clutch`
    fn service_types(&self) -> HashMap<&'a str, String> {
        let categories = self.by_key(Model::Category);
        let named = |row: &'a Record| {
            let category = row.get(&["categoryid", "category"]).and_then(|key| categories.get(key)?.get(&["name"]));
            let name = row.get(&["name"])?;
            Some((row.key()?, category.map_or_else(|| name.to_owned(), |category| format!("{category} — {name}"))))
        };
        self.tables.rows(Model::ServiceType).iter().filter_map(named).collect()
    }

    /// The parts and labour of each order, as words.
    fn parts(&self) -> HashMap<&'a str, Vec<String>> {
        let (names, mut parts) = (self.product_names(), HashMap::<_, Vec<String>>::new());
        for row in self.tables.rows(Model::Usage).iter().chain(self.tables.rows(Model::Item)) {
            let Some(order) = row.get(&["servicerequestid", "servicerequest", "serviceid", "service"]) else { continue };
            let product = row.get(&["productid", "product"]).and_then(|key| names.get(key).copied());
            let Some(name) = product.or_else(|| row.get(&["name"])) else { continue };
            let quantity = row.get(&["quantityused", "quantity"]).map_or("1", whole);
            parts.entry(order).or_default().push(format!("{quantity} × {name}"));
        }
        parts
    }
}

fn stage(status: Option<&str>) -> Stage {
    let status = status.unwrap_or("no status");
    let lower = status.to_lowercase();
    if lower.starts_with("cancel") || lower == "no_show" {
        return Stage::Given;
    }
    if ["complet", "done", "finish", "termin"].iter().any(|begin| lower.starts_with(begin)) {
        Stage::Done
    } else {
        Stage::Open(words(status, 40))
    }
}

fn told(row: &Record, key: &str, around: &Around<'_>) -> String {
    let kind = row.get(&["servicetypeid", "servicetype"]).and_then(|kind| around.types.get(kind).map(String::as_str).or(Some(kind)));
    let title = row.get(&["title", "servicename", "name"]);
    let parts = around.parts.get(key).map(|parts| parts.join(", "));
    let said = [kind, title, row.get(&["description"]), row.get(&["techniciannotes", "notes"]), parts.as_deref()];
    let text = said.into_iter().flatten().collect::<Vec<_>>().join("; ");
    if text.is_empty() { "—".to_owned() } else { words(&text, LONGEST) }
}
