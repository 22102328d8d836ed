//! A row of the file as what it says of a product.

use kernel::import::figures::{decimal, percent};
use kernel::import::{Row, RowError};
use kernel::money::{MAX_AMOUNT, MAX_QUANTITY};
use kernel::text::{line, name};
use kernel::{Amount, BasisPoints, Quantity, search};

use super::Convention;
use crate::fields::{CODE, NAME};
use crate::products::{ProductInput, Unit, sku_key};

/// Optional values that were left out keep what is there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    pub key: String,
    pub sku: String,
    pub name: String,
    pub price: Amount,
    pub barcode: Option<String>,
    pub category: Option<String>,
    pub unit: Option<Unit>,
    pub vat_rate: Option<BasisPoints>,
    pub cost: Option<Amount>,
    pub quantity: Option<Quantity>,
    pub minimum: Option<Quantity>,
}

impl Draft {
    pub fn input(&self, vat_rate: BasisPoints) -> ProductInput {
        ProductInput {
            sku: self.sku.clone(),
            name: self.name.clone(),
            barcode: self.barcode.clone(),
            category: self.category.clone(),
            brand: None,
            unit: self.unit,
            price: self.price,
            vat_rate: self.vat_rate.unwrap_or(vat_rate),
            tracked: None,
            packs: vec![],
            core_charge: None,
            numbering: crate::numbers::Numbering::None,
            levy_rate: None,
        }
    }

    /// Whether it says anything of a site's stock.
    pub fn has_stock(&self) -> bool {
        self.quantity.is_some() || self.minimum.is_some()
    }
}

pub fn draft(row: &Row, convention: Convention, has_site: bool) -> Result<Draft, RowError> {
    let sku = text(row, "sku", CODE)?.ok_or_else(|| missing("sku"))?;
    let draft = Draft {
        key: sku_key(&sku),
        sku,
        name: text(row, "name", NAME)?.ok_or_else(|| missing("name"))?,
        price: amount(row, "price", convention)?.ok_or_else(|| missing("price"))?,
        barcode: text(row, "barcode", CODE)?,
        category: text(row, "category", CODE)?,
        unit: row.get("unit").map(unit).transpose()?,
        vat_rate: row.get("vat_rate").map(rate).transpose()?,
        cost: amount(row, "cost", convention)?,
        quantity: quantity(row, "quantity")?,
        minimum: quantity(row, "minimum")?,
    };
    if draft.key.is_empty() {
        return Err(RowError::new("sku", "It needs a letter or a digit"));
    }
    if draft.has_stock() && !has_site {
        let field = if draft.quantity.is_some() { "quantity" } else { "minimum" };
        return Err(RowError::new(field, "Choose the site whose stock this is"));
    }
    Ok(draft)
}

fn missing(field: &'static str) -> RowError {
    RowError::new(field, "It must not be empty")
}

fn text(row: &Row, field: &'static str, max: usize) -> Result<Option<String>, RowError> {
    let Some(text) = row.get(field).map(str::trim).filter(|text| !text.is_empty()) else { return Ok(None) };
    let text = text.to_owned();
    let check = if field == "name" { name(max)(&text, &()) } else { line(max)(&text, &()) };
    check.map_err(|error| RowError::new(field, error.message())).map(|()| Some(text))
}

fn amount(row: &Row, field: &'static str, convention: Convention) -> Result<Option<Amount>, RowError> {
    figure(row, field, convention.decimals, MAX_AMOUNT).map(|figure| figure.map(Amount))
}

fn quantity(row: &Row, field: &'static str) -> Result<Option<Quantity>, RowError> {
    figure(row, field, 3, MAX_QUANTITY).map(|figure| figure.map(Quantity))
}

fn figure(row: &Row, field: &'static str, decimals: u8, most: i64) -> Result<Option<i64>, RowError> {
    let Some(text) = row.get(field) else { return Ok(None) };
    match decimal(text, decimals).map_err(|message| RowError::new(field, message))? {
        figure if figure > most => Err(RowError::new(field, format!("“{text}” is too large"))),
        figure => Ok(Some(figure)),
    }
}

fn rate(text: &str) -> Result<BasisPoints, RowError> {
    percent(text).map(BasisPoints).map_err(|message| RowError::new("vat_rate", message))
}

fn unit(text: &str) -> Result<Unit, RowError> {
    match search::normalise(text).as_str() {
        "each" | "ea" | "pc" | "pcs" | "piece" | "pieces" | "unit" | "unite" | "u" => Ok(Unit::Each),
        "litre" | "litres" | "liter" | "liters" | "l" | "lt" => Ok(Unit::Litre),
        "kg" | "kilo" | "kilos" | "kilogramme" | "kilogram" => Ok(Unit::Kg),
        "metre" | "metres" | "meter" | "m" => Ok(Unit::Metre),
        "set" | "sets" | "jeu" | "kit" => Ok(Unit::Set),
        "pair" | "pairs" | "paire" | "paires" => Ok(Unit::Pair),
        _ => Err(RowError::new("unit", format!("“{text}” is none of each, litre, kg, metre, set, pair"))),
    }
}
