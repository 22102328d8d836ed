//! What purchase orders are made of.

use chrono::NaiveDate;
use contracts::inventory::{ProductId, PurchaseLineId};
use garde::Validate;
use kernel::{Amount, Problem, Quantity, Tx};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::purchase_order::{Link, PurchaseLine};
use crate::error::Error;
use crate::fields;
use crate::products::{self, Product};
use crate::suppliers::{self, Item, Supplier};

pub const NOTES: usize = 2000;

#[derive(Clone, Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PurchaseLineInput {
    #[garde(skip)]
    pub product_id: ProductId,
    /// How many of the supplier's packs, in thousandths.
    #[garde(custom(fields::quantity()))]
    #[schema(value_type = i64, minimum = 1, maximum = 1_000_000_000)]
    pub packs: Quantity,
    /// Of one pack, net; what the supplier asked last when left out.
    #[serde(default)]
    #[garde(custom(fields::amount()))]
    #[schema(value_type = Option<i64>, minimum = 0, maximum = 1_000_000_000_000_i64)]
    pub pack_cost: Option<Amount>,
}

/// An empty body.
#[derive(Clone, Debug, Default, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = PurchaseNothing)]
pub struct Nothing {}

/// So many packs in our units.
pub fn units(packs: Quantity, pack_size: Quantity) -> Result<Quantity, Problem> {
    let units = i128::from(packs.0) * i128::from(pack_size.0);
    let units = (units + 500) / 1000;
    let units = i64::try_from(units).ok().filter(|units| (1..=kernel::money::MAX_QUANTITY).contains(units));
    units.map(Quantity).ok_or_else(|| Problem::field("/packs", "out-of-range", "so many are not bought at once"))
}

/// A line of a product as the supplier sells it.
pub fn line_of(product: &Product, item: Option<&Item>, quantity: Quantity, pack_cost: Option<Amount>, links: Vec<Link>) -> PurchaseLine {
    PurchaseLine {
        id: PurchaseLineId::new(),
        product_id: product.id,
        sku: product.sku.clone(),
        article_number: item.and_then(|item| item.article_number.clone()),
        description: product.name.clone(),
        unit: product.unit,
        pack_size: item.map_or(Quantity::whole(1), |item| item.pack_size),
        quantity,
        received: Quantity::ZERO,
        pack_cost: pack_cost.or_else(|| item.and_then(|item| item.pack_cost)).unwrap_or_default(),
        billed: Quantity::ZERO,
        instead_of: None,
        links,
    }
}

/// The lines that somebody wrote down; every one of a product of which stock is kept. `pointer` is where they stand in the body.
pub async fn lines(tx: &Tx, supplier: &Supplier, inputs: &[PurchaseLineInput], pointer: &str) -> Result<Vec<PurchaseLine>, Problem> {
    let ids: Vec<_> = inputs.iter().map(|line| line.product_id).collect();
    let products = products::store::find_many(&**tx, &ids).await?;
    let items = suppliers::store::items_of(&**tx, supplier.id, &ids).await?;
    let line = |(place, input): (usize, &PurchaseLineInput)| {
        let pointer = || if pointer.is_empty() { "/product_id".to_owned() } else { format!("{pointer}/{place}/product_id") };
        let product = products.iter().find(|product| product.id == input.product_id);
        let product = product.ok_or_else(|| Error::UnknownProduct { pointer: pointer() })?;
        if !product.tracked {
            return Err(Error::NotTracked { pointer: pointer() }.into());
        }
        let item = items.iter().find(|item| item.product_id == product.id);
        let quantity = units(input.packs, item.map_or(Quantity::whole(1), |item| item.pack_size))?;
        Ok(line_of(product, item, quantity, input.pack_cost, vec![]))
    };
    inputs.iter().enumerate().map(line).collect()
}

/// A day of delivery that can be: this century.
pub fn day<T: Day>() -> impl Fn(&T, &()) -> garde::Result {
    |value, ()| match value.day() {
        Some(day) if !(2000..2100).contains(&chrono::Datelike::year(&day)) => Err(garde::Error::new("it is a day of this century")),
        _ => Ok(()),
    }
}

/// A day of a body: optional, or optional and nullable.
pub trait Day {
    fn day(&self) -> Option<NaiveDate>;
}

impl Day for NaiveDate {
    fn day(&self) -> Option<NaiveDate> {
        Some(*self)
    }
}

impl<T: Day> Day for Option<T> {
    fn day(&self) -> Option<NaiveDate> {
        self.as_ref().and_then(Day::day)
    }
}
