//! An article of the catalogue. It has no states beyond archived: archived articles leave lists and search, and stay on
//! whatever names them.

use chrono::{DateTime, Utc};
use contracts::inventory::{ProductCard, ProductId, ProductSaved, SalePack};
use garde::Validate;
use kernel::audit::Change;
use kernel::http::present;
use kernel::text::{self, filled};
use kernel::{Amount, BasisPoints, Quantity, search};
use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::packs::{self, SalePackInput};
use super::tyre::TyreSize;
use crate::entities;
use crate::error::Error;
use crate::fields::{self, CODE, NAME};
use crate::numbers::Numbering;

pub type Product = entities::products::Model;

/// What a quantity of 1 means.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize, EnumIter, DeriveActiveEnum, ToSchema)]
#[serde(rename_all = "snake_case")]
#[sea_orm(rs_type = "String", db_type = "String(StringLen::None)", rename_all = "snake_case")]
pub enum Unit {
    #[default]
    Each,
    Litre,
    Kg,
    Metre,
    Set,
    Pair,
}

impl Unit {
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Each => "each",
            Self::Litre => "litre",
            Self::Kg => "kg",
            Self::Metre => "metre",
            Self::Set => "set",
            Self::Pair => "pair",
        }
    }
}

/// What a new article needs.
#[derive(Clone, Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ProductInput {
    /// Unique, whatever its case and separators.
    #[garde(custom(text::name(CODE)), custom(has_key()))]
    #[schema(max_length = 60, format = "filled-line")]
    pub sku: String,
    #[garde(custom(text::name(NAME)))]
    #[schema(max_length = 200, format = "filled-line")]
    pub name: String,
    #[serde(default)]
    #[garde(custom(text::line(CODE)))]
    #[schema(max_length = 60, format = "line")]
    pub barcode: Option<String>,
    #[serde(default)]
    #[garde(custom(text::line(CODE)))]
    #[schema(max_length = 60, format = "line")]
    pub category: Option<String>,
    /// Whose make it is.
    #[serde(default)]
    #[garde(custom(text::line(CODE)))]
    #[schema(max_length = 60, format = "line")]
    pub brand: Option<String>,
    /// `each` when left out.
    #[serde(default)]
    #[garde(skip)]
    pub unit: Option<Unit>,
    /// Net, of one unit.
    #[garde(custom(fields::amount()))]
    #[schema(value_type = i64, minimum = 0, maximum = 1_000_000_000_000_i64)]
    pub price: Amount,
    #[garde(custom(fields::rate()))]
    pub vat_rate: BasisPoints,
    /// Whether stock is kept of it; true when left out.
    #[serde(default)]
    #[garde(skip)]
    pub tracked: Option<bool>,
    /// What it is also sold in.
    #[serde(default)]
    #[garde(length(max = 10), dive)]
    #[schema(max_items = 10)]
    pub packs: Vec<SalePackInput>,
    /// What is charged for one, net, until its old part comes; none or 0 for what has none that is worth it.
    #[serde(default)]
    #[garde(custom(fields::amount()))]
    #[schema(value_type = Option<i64>, minimum = 0, maximum = 1_000_000_000_000_i64)]
    pub core_charge: Option<Amount>,
    /// By what its pieces are known; not at all when left out.
    #[serde(default)]
    #[garde(skip)]
    pub numbering: Numbering,
    /// A levy on the price that VAT is charged on too, at sites whose country has one (Tunisia: FODEC): due of what the garage makes or
    /// imports itself. Nothing when left out.
    #[serde(default)]
    #[garde(inner(custom(fields::rate())))]
    pub levy_rate: Option<BasisPoints>,
}

/// The fields to change; those left out stay.
#[expect(clippy::option_option, reason = "null clears a field, one left out stays")]
#[derive(Clone, Debug, Default, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields, default)]
pub struct ProductChange {
    #[garde(custom(text::name(CODE)), inner(custom(has_key())))]
    #[schema(max_length = 60, format = "filled-line")]
    pub sku: Option<String>,
    #[garde(custom(text::name(NAME)))]
    #[schema(max_length = 200, format = "filled-line")]
    pub name: Option<String>,
    #[serde(deserialize_with = "present")]
    #[garde(custom(text::line(CODE)))]
    #[schema(value_type = Option<String>, max_length = 60, format = "line")]
    pub barcode: Option<Option<String>>,
    #[serde(deserialize_with = "present")]
    #[garde(custom(text::line(CODE)))]
    #[schema(value_type = Option<String>, max_length = 60, format = "line")]
    pub category: Option<Option<String>>,
    #[serde(deserialize_with = "present")]
    #[garde(custom(text::line(CODE)))]
    #[schema(value_type = Option<String>, max_length = 60, format = "line")]
    pub brand: Option<Option<String>>,
    #[garde(skip)]
    pub unit: Option<Unit>,
    #[garde(custom(fields::amount()))]
    #[schema(value_type = Option<i64>, minimum = 0, maximum = 1_000_000_000_000_i64)]
    pub price: Option<Amount>,
    #[garde(custom(fields::rate()))]
    pub vat_rate: Option<BasisPoints>,
    #[garde(skip)]
    pub tracked: Option<bool>,
    #[garde(skip)]
    pub archived: Option<bool>,
    /// All of them, as they are to be.
    #[garde(length(max = 10), dive)]
    #[schema(max_items = 10)]
    pub packs: Option<Vec<SalePackInput>>,
    #[serde(deserialize_with = "present")]
    #[garde(custom(fields::amount()))]
    #[schema(value_type = Option<i64>, minimum = 0, maximum = 1_000_000_000_000_i64)]
    pub core_charge: Option<Option<Amount>>,
    /// Refused with `numbers-on-hand` while pieces lie on a shelf that are known by a number.
    #[garde(skip)]
    pub numbering: Option<Numbering>,
    /// 0 takes it off.
    #[garde(custom(fields::rate()))]
    pub levy_rate: Option<BasisPoints>,
}

/// A blank one is refused already.
fn has_key() -> impl Fn(&str, &()) -> garde::Result {
    |text, ()| match text.trim() {
        sku if !sku.is_empty() && sku_key(sku).is_empty() => Err(garde::Error::new("it needs a letter or a digit")),
        _ => Ok(()),
    }
}

fn worth(core_charge: Option<Amount>) -> Option<Amount> {
    core_charge.filter(|charge| *charge > Amount::ZERO)
}

/// What makes two SKUs the same: `BP 1234`, `bp-1234` and `BP1234` are one.
pub fn sku_key(sku: &str) -> String {
    search::normalise(sku).replace(' ', "")
}

impl Product {
    pub fn new(input: ProductInput, now: DateTime<Utc>) -> Self {
        let (sku, name) = (input.sku.trim().to_owned(), input.name.trim().to_owned());
        Self {
            id: ProductId::new(),
            sku_key: sku_key(&sku),
            sku,
            barcode: filled(input.barcode),
            sort_name: search::normalise(&name),
            name,
            category: filled(input.category),
            brand: filled(input.brand),
            unit: input.unit.unwrap_or_default(),
            price: input.price,
            vat_rate: input.vat_rate,
            tracked: input.tracked.unwrap_or(true),
            archived: false,
            created_at: now,
            version: 1,
            packs: packs::kept(&input.packs),
            core_charge: worth(input.core_charge),
            numbering: input.numbering,
            levy_rate: input.levy_rate.unwrap_or_default(),
        }
    }

    /// Changes what is given. Stock must be gone before it is no longer kept: `in_stock` is what any site still has.
    pub fn change(&mut self, change: ProductChange, in_stock: bool) -> Result<ProductSaved, Error> {
        if self.tracked && change.tracked == Some(false) && in_stock {
            return Err(Error::StockOnHand);
        }
        if let Some(sku) = filled(change.sku) {
            self.sku_key = sku_key(&sku);
            self.sku = sku;
        }
        if let Some(name) = filled(change.name) {
            self.sort_name = search::normalise(&name);
            self.name = name;
        }
        self.barcode = change.barcode.map_or(self.barcode.take(), filled);
        self.category = change.category.map_or(self.category.take(), filled);
        self.brand = change.brand.map_or(self.brand.take(), filled);
        self.unit = change.unit.unwrap_or(self.unit);
        self.price = change.price.unwrap_or(self.price);
        self.vat_rate = change.vat_rate.unwrap_or(self.vat_rate);
        self.tracked = change.tracked.unwrap_or(self.tracked);
        self.archived = change.archived.unwrap_or(self.archived);
        if let Some(packs) = &change.packs {
            self.packs = packs::kept(packs);
        }
        self.core_charge = change.core_charge.map_or(self.core_charge, worth);
        self.numbering = change.numbering.unwrap_or(self.numbering);
        self.levy_rate = change.levy_rate.unwrap_or(self.levy_rate);
        self.version += 1;
        Ok(self.saved())
    }

    pub fn saved(&self) -> ProductSaved {
        ProductSaved { id: self.id, sku: self.sku.clone() }
    }

    /// What the audit trail calls it.
    pub fn audited<'a>(&'a self, action: &'a str) -> Change<'a> {
        Change { action, entity: "product", id: self.id.0, label: &self.sku, site: None }
    }

    pub fn card(self) -> ProductCard {
        ProductCard {
            is_tyre: TyreSize::in_text(&self.name).is_some(),
            id: self.id,
            sku: self.sku,
            name: self.name,
            unit: self.unit.as_str().into(),
            price: self.price,
            vat_rate: self.vat_rate,
            tracked: self.tracked,
            archived: self.archived,
            packs: packs::read(self.packs.as_deref()),
            barcode: self.barcode,
            core_charge: self.core_charge,
            levy_rate: self.levy_rate,
        }
    }

    /// What it is found by: the SKU whole and in parts, the barcode, the words of the name, a tyre's size. Nothing once archived.
    pub fn terms(&self) -> Vec<String> {
        if self.archived {
            return vec![];
        }
        let mut terms = search::name(&self.name);
        terms.extend(search::words(&self.sku));
        terms.push(search::code(&self.sku));
        terms.extend(self.barcode.as_deref().map(search::code));
        terms.extend(TyreSize::in_text(&self.name).map(TyreSize::terms).into_iter().flatten());
        terms.retain(|term| !term.is_empty());
        terms
    }
}

/// Which articles of a list: by how they stand at the sites looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum StockFilter {
    /// Under the minimum at one of the sites.
    Low,
    /// Nothing left at any of the sites.
    Out,
    /// Below zero at one of the sites.
    Negative,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Sort {
    #[default]
    Sku,
    Name,
}

/// One line of the list. The quantities are of the site asked for, or the sum over all that the caller sees.
#[derive(Clone, Debug, Serialize, sea_orm::FromQueryResult, ToSchema)]
pub struct ProductRow {
    pub id: ProductId,
    pub sku: String,
    #[serde(skip)]
    #[schema(ignore)]
    pub sku_key: String,
    pub name: String,
    #[serde(skip)]
    #[schema(ignore)]
    pub sort_name: String,
    pub category: Option<String>,
    pub brand: Option<String>,
    pub unit: Unit,
    pub price: Amount,
    pub vat_rate: BasisPoints,
    pub tracked: bool,
    /// Where it lies; null unless one site is asked for.
    pub bin: Option<String>,
    pub on_hand: Quantity,
    pub reserved: Quantity,
    /// On hand and not reserved.
    pub available: Quantity,
    pub on_order: Quantity,
    pub minimum: Quantity,
    pub maximum: Quantity,
    /// What it is also sold in.
    #[serde(serialize_with = "packs::shown")]
    #[schema(value_type = Vec<SalePack>)]
    pub packs: Option<String>,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn filter() -> Product {
        let input = ProductInput {
            sku: " BP-1234 ".into(),
            name: "Filtre à huile".into(),
            barcode: Some("  ".into()),
            category: Some("Filtres".into()),
            brand: Some(" Purflux ".into()),
            unit: None,
            price: Amount(22_550),
            vat_rate: BasisPoints(1900),
            tracked: None,
            packs: vec![],
            core_charge: None,
            numbering: Numbering::None,
            levy_rate: None,
        };
        Product::new(input, DateTime::UNIX_EPOCH)
    }

    #[test]
    fn a_product_is_tidied_on_the_way_in() {
        let product = filter();
        assert_eq!((product.sku.as_str(), product.sku_key.as_str()), ("BP-1234", "bp1234"));
        assert_eq!((product.barcode, product.unit, product.tracked), (None, Unit::Each, true));
        assert_eq!(product.brand.as_deref(), Some("Purflux"));
    }

    #[test]
    fn it_is_found_by_its_sku_in_parts_and_by_the_words_of_its_name() {
        let terms = filter().terms();
        for term in ["bp1234", "bp", "1234", "filtre", "huile"] {
            assert!(terms.iter().any(|known| known == term), "{term} in {terms:?}");
        }
    }

    #[test]
    fn a_change_keeps_what_is_left_out_and_clears_what_is_null() {
        let mut product = filter();
        let change = ProductChange { category: Some(None), price: Some(Amount(1)), ..ProductChange::default() };
        product.change(change, true).unwrap();
        assert_eq!((product.category, product.price, product.sku.as_str(), product.version), (None, Amount(1), "BP-1234", 2));
    }

    #[test]
    fn stock_must_be_gone_before_it_is_no_longer_kept() {
        let stop = || ProductChange { tracked: Some(false), ..ProductChange::default() };
        assert_eq!(filter().change(stop(), true).err(), Some(Error::StockOnHand));
        assert!(filter().change(stop(), false).is_ok());
    }
}
