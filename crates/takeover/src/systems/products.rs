//! The catalogue, and what lies on the shelves.

use std::collections::HashMap;

use kernel::Amount;

use super::entry::{Entry, Once, Parent, Read, Values, Worth, Wrong, key_of, put, words};
use super::vehicles::whole;
use super::{Model, Reader};
use crate::figures::{scaled, times};
use crate::source::Record;

/// As much of a name or code as the catalogue has room for.
const CODE: usize = 40;

impl Reader<'_> {
    pub fn products(&self) -> Vec<Read> {
        let (mut once, mut codes) = (Once::default(), Once::default());
        let read = |row: &Record| {
            let key = match key_of(row, &mut once) {
                Ok(key) => key,
                Err(refused) => return refused,
            };
            let code = self.code(&key, row);
            if !codes.is_new(&code) {
                return Read::refused(row, "sku", format!("Another product has the code {code}"));
            }
            match self.product(row, code) {
                Ok(values) => Read::Taken(Box::new(Entry { key, values, ..Entry::default() })),
                Err((field, reason)) => Read::refused(row, field, reason),
            }
        };
        self.tables.rows(Model::Product).iter().map(read).collect()
    }

    fn product(&self, row: &Record, code: String) -> Result<Values, Wrong> {
        let price = row.get(&["unitprice"]).ok_or_else(|| ("price", "It has no price".to_owned()))?;
        let price = scaled(price, self.decimals).map_err(|reason| ("price", reason))?;
        if price < 0 {
            return Err(("price", "It is below zero".to_owned()));
        }
        let mut values = vec![("sku", code), ("price", Amount(price).to_decimal(self.decimals))];
        put(&mut values, "name", row.get(&["name"]).map(|name| words(name, 200)).as_deref());
        put(&mut values, "category", row.get(&["category"]));
        // A box is a piece that is sold.
        put(&mut values, "unit", row.get(&["unitofmeasure"]).map(|unit| if unit == "box" { "each" } else { unit }));
        Ok(values)
    }

    /// Its own, else one made of its key: the same in every run.
    fn code(&self, key: &str, row: &Record) -> String {
        row.get(&["sku"]).map_or_else(|| self.system.reference(&format!("P{key}")), |code| words(code, CODE))
    }

    /// Rows of the same shelf are one: an importer sets a shelf's opening once.
    pub fn stock(&self) -> Vec<Read> {
        let (products, sites, mut once) = (self.by_key(Model::Product), self.sites(), Once::default());
        let read = |row: &Record| {
            let key = match key_of(row, &mut once) {
                Ok(key) => key,
                Err(refused) => return refused,
            };
            let Some((id, product)) = row.get(&["productid", "product"]).and_then(|id| products.get_key_value(id)) else {
                return Read::refused(row, "product", "Its product is not in the file");
            };
            match self.shelf(row, id, product) {
                Ok((values, worth)) => {
                    let parent = Some(Parent { kind: "products", key: (*id).to_owned(), field: "product" });
                    let site = row.get(&["siteid", "site"]).and_then(|site| sites.get(site)).map(|name| (*name).to_owned());
                    Read::Taken(Box::new(Entry { key, values, parent, site, worth, paper: None }))
                }
                Err((field, reason)) => Read::refused(row, field, reason),
            }
        };
        self.tables.rows(Model::Stock).iter().map(read).collect()
    }

    fn shelf(&self, row: &Record, key: &str, product: &Record) -> Result<(Values, Worth), Wrong> {
        let mut values = self.product(product, self.code(key, product))?;
        let quantity = scaled(row.get(&["quantityonhand"]).unwrap_or("0"), 3).map_err(|reason| ("quantity", reason))?;
        if quantity < 0 {
            return Err(("quantity", "It is below zero".to_owned()));
        }
        let cost = product.get(&["costprice"]).map_or(Ok(0), |text| scaled(text, self.decimals)).map_err(|reason| ("cost", reason))?;
        values.push(("quantity", Amount(quantity).to_decimal(3)));
        values.push(("cost", Amount(cost).to_decimal(self.decimals)));
        put(&mut values, "minimum", row.get(&["reorderlevel"]).map(whole));
        Ok((values, vec![("stock_quantity", quantity), ("stock_value", times(quantity, cost))]))
    }

    /// What parts are called.
    pub fn product_names(&self) -> HashMap<&str, &str> {
        self.tables.rows(Model::Product).iter().filter_map(|row| Some((row.key()?, row.get(&["name"])?))).collect()
    }
}
