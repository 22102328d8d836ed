//! Vehicles: known by their plates.

use std::collections::HashMap;

use super::entry::{Entry, Once, Parent, Read, key_of, put};
use super::{Model, Reader, System};
use crate::source::Record;

const PLATE: [&str; 2] = ["licenseplate", "registrationnumber"];
const FUELS: [(&str, &[&str]); 5] = [
    ("petrol", &["gasoline", "petrol", "essence", "gas"]),
    ("diesel", &["diesel", "gasoil"]),
    ("electric", &["electric", "electrique"]),
    ("hybrid", &["hybrid", "hybride"]),
    ("lpg", &["lpg", "gpl"]),
];

/// Whose a vehicle is, and its plate.
pub struct Known<'a> {
    pub owner: Option<&'a str>,
    pub plate: &'a str,
    pub site: Option<String>,
}

impl<'a> Reader<'a> {
    pub fn vehicles(&self) -> Vec<Read> {
        let (mut once, mut plates) = (Once::default(), Once::default());
        let read = |row: &Record| {
            let key = match key_of(row, &mut once) {
                Ok(key) => key,
                Err(refused) => return refused,
            };
            let Some(plate) = row.get(&PLATE) else { return Read::refused(row, "plate", "It has no plate") };
            if !plates.is_new(plate) {
                return Read::refused(row, "plate", format!("Another vehicle has the plate {plate}"));
            }
            let owner = owner(row);
            let mut values = vec![("plate", plate.to_owned())];
            put(&mut values, "make", row.get(&["make", "brand"]));
            put(&mut values, "model", row.get(&["model"]));
            put(&mut values, "year", row.get(&["year"]));
            put(&mut values, "vin", row.get(&["vin"]).or_else(|| row.get(&["id"]).filter(|_| self.system == System::Services)));
            put(&mut values, "fuel", row.get(&["fueltype"]).map(fuel));
            put(&mut values, "colour", row.get(&["color", "colour"]));
            put(&mut values, "odometer_km", row.get(&["mileage", "initialmileage"]).map(whole));
            values.extend(owner.map(|owner| ("owner_ref", self.system.reference(owner))));
            let parent = owner.map(|owner| Parent { kind: "customers", key: owner.to_owned(), field: "customer" });
            Read::Taken(Box::new(Entry { key, values, parent, ..Entry::default() }))
        };
        self.tables.rows(Model::Vehicle).iter().map(read).collect()
    }

    pub fn known_vehicles(&self) -> HashMap<&'a str, Known<'a>> {
        let sites = self.sites();
        let known = |row: &'a Record| {
            let site = row.get(&["siteid", "site"]).and_then(|site| sites.get(site)).map(|name| (*name).to_owned());
            Some((row.key()?, Known { owner: owner(row), plate: row.get(&PLATE)?, site }))
        };
        self.tables.rows(Model::Vehicle).iter().filter_map(known).collect()
    }
}

fn owner(row: &Record) -> Option<&str> {
    row.get(&["customerid", "customer", "ownerid", "owner"])
}

fn fuel(text: &str) -> &'static str {
    let text = text.to_lowercase();
    FUELS.iter().find(|(_, names)| names.contains(&text.as_str())).map_or("other", |(fuel, _)| fuel)
}

/// `12000.0` as a database may write whole kilometres.
pub fn whole(text: &str) -> &str {
    text.split_once('.').filter(|(_, rest)| rest.chars().all(|digit| digit == '0')).map_or(text, |(whole, _)| whole)
}
