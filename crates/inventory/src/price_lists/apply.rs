//! A batch of rows onto what a supplier sells, in one transaction and a handful of statements.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use contracts::inventory::{ProductId, SupplierId};
use kernel::import::{self, Difference, Kept, Options, Outcome, Row, RowError, Versions};
use kernel::{Amount, Context, Currency, Problem, Quantity, Tx, outbox};
use serde_json::{Value, json};

use super::read::{Convention, Draft, draft};
use super::store;
use crate::MODULE;
use crate::costs::of_unit;
use crate::products::{self, Product};
use crate::suppliers::{self, Item, Supplier};

/// What a report says of an item, and what an undo puts back.
pub const SHOWN: [(&str, &str); 3] = [("article_number", "article_number"), ("pack_size", "pack_size"), ("pack_cost", "pack_cost")];

/// The articles and items that a batch speaks of.
struct Batch {
    by_key: BTreeMap<String, ProductId>,
    by_barcode: BTreeMap<String, ProductId>,
    by_number: BTreeMap<String, ProductId>,
    products: BTreeMap<ProductId, Product>,
    items: BTreeMap<ProductId, Item>,
    /// As they were read.
    stored: BTreeMap<ProductId, Item>,
    /// The last row that changed each.
    lines: BTreeMap<ProductId, u64>,
}

/// Rolled back on a dry run.
pub async fn apply(
    context: &Context,
    supplier: SupplierId,
    rows: &[Row],
    options: &Options,
) -> Result<Vec<Result<Outcome, RowError>>, Problem> {
    let now = context.clock.now();
    let mut tx = context.db.begin().await?;
    let supplier = suppliers::store::load(&tx, supplier).await?;
    let convention = Convention { currency: supplier.currency.clone(), today: now.date_naive() };
    let drafts: Vec<_> = rows.iter().map(|row| draft(row, &convention)).collect();
    let mut batch = Batch::read(&tx, supplier.id, &drafts).await?;
    let outcomes = rows.iter().zip(&drafts).map(|(row, draft)| batch.merge(&supplier, row.line, draft.as_ref(), now)).collect();
    batch.write(&mut tx, context, &supplier, options).await?;
    if !options.dry_run {
        tx.commit().await?;
    }
    Ok(outcomes)
}

impl Batch {
    async fn read(tx: &Tx, supplier: SupplierId, drafts: &[Result<Draft, RowError>]) -> Result<Self, Problem> {
        let said = |pick: fn(&Draft) -> Option<&String>| -> Vec<String> { drafts.iter().flatten().filter_map(pick).cloned().collect() };
        let (keys, codes, numbers) =
            (said(|draft| draft.key.as_ref()), said(|draft| draft.barcode.as_ref()), said(|draft| draft.article_number.as_ref()));
        let numbered = store::by_number(tx, supplier, &numbers).await?;
        let codes: Vec<_> = codes.iter().map(String::as_str).collect();
        let mut known = products::store::find_by_keys(tx, &keys).await?;
        known.extend(products::store::find_by_barcodes(tx, &codes).await?);
        known.retain(|product| !product.archived);
        let by_key = known.iter().map(|product| (product.sku_key.clone(), product.id)).collect();
        let by_barcode = known.iter().filter_map(|product| Some((product.barcode.clone()?, product.id))).collect();
        let by_number = numbered.iter().filter_map(|item| Some((item.article_number.clone()?, item.product_id))).collect();
        let numbered: Vec<_> = numbered.iter().map(|item| item.product_id).collect();
        known.extend(products::store::find_many(&**tx, &numbered).await?.into_iter().filter(|product| !product.archived));
        let products: BTreeMap<_, _> = known.into_iter().map(|product| (product.id, product)).collect();
        let ids: Vec<_> = products.keys().copied().collect();
        let items = suppliers::store::items_of(&**tx, supplier, &ids).await?;
        let stored: BTreeMap<_, _> = items.into_iter().map(|item| (item.product_id, item)).collect();
        Ok(Self { by_key, by_barcode, by_number, products, items: stored.clone(), stored, lines: BTreeMap::new() })
    }

    /// Our own code says it best, then the maker's, then the supplier's.
    fn product(&self, draft: &Draft) -> Result<ProductId, RowError> {
        let key = draft.key.as_ref().and_then(|key| self.by_key.get(key));
        let code = || draft.barcode.as_ref().and_then(|code| self.by_barcode.get(code));
        let number = || draft.article_number.as_ref().and_then(|number| self.by_number.get(number));
        let found = key.or_else(code).or_else(number).filter(|id| self.products.contains_key(id));
        found.copied().ok_or_else(|| RowError::new(asked_by(draft), "No article of the catalogue has it"))
    }

    fn merge(&mut self, supplier: &Supplier, line: u64, draft: Result<&Draft, &RowError>, now: DateTime<Utc>) -> Result<Outcome, RowError> {
        let draft = draft.map_err(Clone::clone)?;
        let id = self.product(draft)?;
        let before = self.items.get(&id).cloned();
        if let Some(item) = &before {
            not_older(draft.valid_on, item)?;
        }
        let item = told(draft, before.as_ref(), (supplier.id, id), now);
        if before.as_ref().is_some_and(|before| is_same(before, &item)) {
            return Ok(Outcome::Unchanged);
        }
        let outcome = before.map_or(Outcome::Created, |before| Outcome::Updated(differences(&before, &item, &supplier.currency)));
        self.items.insert(id, item);
        self.lines.insert(id, line);
        Ok(outcome)
    }

    async fn write(&self, tx: &mut Tx, context: &Context, supplier: &Supplier, options: &Options) -> Result<(), Problem> {
        let changed: Vec<_> = self.lines.keys().filter_map(|id| self.items.get(id)).cloned().collect();
        if changed.is_empty() {
            return Ok(());
        }
        suppliers::store::put_items(tx, &changed).await?;
        outbox::append(tx, MODULE, &supplier.saved(), &options.actor, context.clock.as_ref()).await?;
        let kept = changed.iter().map(|item| self.to_keep(item)).collect();
        Ok(import::keep(tx, MODULE, options.import, kept).await?)
    }

    /// What becomes of the item, to be undone.
    fn to_keep(&self, item: &Item) -> Kept {
        let (stored, line) = (self.stored.get(&item.product_id), self.lines.get(&item.product_id).copied().unwrap_or_default());
        let label = self.products.get(&item.product_id).map(|product| product.sku.clone()).unwrap_or_default();
        let mut kept = Kept::of(item.product_id.0, line, &label, Versions(1, 1), (stored, item));
        kept.fields.insert("supplier".to_owned(), (Value::Null, json!(item.supplier_id)));
        if stored.is_none() {
            kept.fields.insert("made".to_owned(), (Value::Null, json!(item)));
        }
        kept
    }
}

fn asked_by(draft: &Draft) -> &'static str {
    match (&draft.key, &draft.barcode) {
        (Some(_), _) => "sku",
        (None, Some(_)) => "barcode",
        (None, None) => "article_number",
    }
}

/// A list of before does not take the place of what was told later.
fn not_older(valid_on: Option<NaiveDate>, item: &Item) -> Result<(), RowError> {
    let told_on = item.updated_at.date_naive();
    match valid_on {
        Some(day) if day < told_on && item.pack_cost.is_some() => {
            Err(RowError::new("valid_on", format!("The price of {told_on} is newer")))
        }
        _ => Ok(()),
    }
}

fn told(draft: &Draft, before: Option<&Item>, (supplier_id, product_id): (SupplierId, ProductId), now: DateTime<Utc>) -> Item {
    Item {
        supplier_id,
        product_id,
        article_number: draft.article_number.clone().or_else(|| before.and_then(|item| item.article_number.clone())),
        pack_size: draft.pack_size.or(before.map(|item| item.pack_size)).unwrap_or(Quantity::whole(1)),
        pack_cost: Some(draft.pack_cost),
        preferred: before.is_some_and(|item| item.preferred),
        updated_at: now,
    }
}

pub fn is_same(one: &Item, other: &Item) -> bool {
    (&one.article_number, one.pack_size, one.pack_cost) == (&other.article_number, other.pack_size, other.pack_cost)
}

/// With how much dearer or cheaper a unit of ours is.
fn differences(before: &Item, after: &Item, currency: &str) -> Vec<Difference> {
    let decimals = Currency::from_code(currency).unwrap_or(Currency::TND).decimals;
    let shown = |item: &Item| {
        json!({
            "article_number": item.article_number, "pack_size": item.pack_size.to_string(),
            "pack_cost": item.pack_cost.map(|cost| cost.to_decimal(decimals)),
        })
    };
    let mut all = import::differences(&shown(before), &shown(after), &SHOWN);
    let unit = |item: &Item| item.pack_cost.map(|cost| of_unit(cost, item.pack_size));
    if let Some(change) = unit(before).zip(unit(after)).and_then(|(before, after)| percent(before, after)) {
        all.push(Difference { field: "change", before: String::new(), after: change });
    }
    all
}

/// `+3.2 %`; none where it is the same, or was nothing.
fn percent(before: Amount, after: Amount) -> Option<String> {
    let (before, after) = (i128::from(before.0), i128::from(after.0));
    if before <= 0 || before == after {
        return None;
    }
    let (difference, is_dearer) = ((after - before).abs(), after > before);
    let tenths = (difference * 1000 + before / 2) / before;
    Some(format!("{}{}.{} %", if is_dearer { '+' } else { '-' }, tenths / 10, tenths % 10))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dearer_and_cheaper_are_told_in_percent() {
        assert_eq!(percent(Amount(10_000), Amount(10_320)).as_deref(), Some("+3.2 %"));
        assert_eq!(percent(Amount(10_000), Amount(7_500)).as_deref(), Some("-25.0 %"));
        assert_eq!(percent(Amount(3), Amount(4)).as_deref(), Some("+33.3 %"));
        assert_eq!((percent(Amount(5), Amount(5)), percent(Amount(0), Amount(5))), (None, None));
    }
}
