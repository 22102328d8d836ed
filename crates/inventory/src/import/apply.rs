//! A batch of rows onto the catalogue and a site's stock, in one transaction and a handful of statements.

use std::collections::{BTreeMap, BTreeSet};

use contracts::inventory::{ProductId, ProductSaved};
use kernel::import::{self, Difference, Kept, Options, Outcome, RowError, Versions, differences};
use kernel::problem::is_unique_violation;
use kernel::{Actor, Amount, Context, Problem, Quantity, SiteId, Tx, outbox, search};
use sea_orm::DbErr;
use serde_json::{Value, json};
use uuid::Uuid;

use super::Convention;
use super::read::Draft;
use crate::MODULE;
use crate::products::{self, Product};
use crate::stock::{self, Change, Ledger, Note};

/// What a report says of a product.
pub const SHOWN: [(&str, &str); 8] = [
    ("sku", "sku"),
    ("name", "name"),
    ("barcode", "barcode"),
    ("category", "category"),
    ("unit", "unit"),
    ("price", "price"),
    ("vat_rate", "vat_rate"),
    ("archived", "archived"),
];

/// A product as a file says it.
fn shown(product: &Product, convention: Convention) -> Value {
    json!({
        "sku": product.sku, "name": product.name, "barcode": product.barcode, "category": product.category, "unit": product.unit,
        "price": product.price.to_decimal(convention.decimals), "vat_rate": Amount(product.vat_rate.0.into()).to_decimal(2),
        "archived": product.archived,
    })
}

type Outcomes = Vec<Result<Outcome, RowError>>;
type Drafts = [Result<Draft, RowError>];

/// The products a batch speaks of, by key, and what becomes of them.
struct Batch {
    products: BTreeMap<String, Product>,
    /// As they were read.
    stored: BTreeMap<String, Product>,
    /// Those that an undone import had made: a row that means them brings them back.
    undone: BTreeSet<Uuid>,
    /// Whose each barcode is that the rows speak of.
    barcodes: BTreeMap<String, String>,
    /// The last row of each.
    lines: BTreeMap<String, u64>,
    /// What becomes of their stock: before and after.
    stock: BTreeMap<String, BTreeMap<String, (Value, Value)>>,
    created: BTreeSet<String>,
    updated: BTreeSet<String>,
}

/// Rolled back on a dry run.
pub async fn apply(
    context: &Context,
    drafts: &Drafts,
    lines: &[u64],
    options: &Options,
    convention: Convention,
) -> Result<Outcomes, Problem> {
    let mut tx = context.db.begin().await?;
    let mut batch = Batch::read(&tx, drafts, lines).await?;
    let mut outcomes: Outcomes = drafts.iter().map(|draft| batch.merge(context, draft, convention)).collect();
    batch.write(&mut tx, context, &options.actor).await?;
    if let Some(site) = options.site {
        stock_up(&mut tx, context, site, &options.actor, &mut batch, drafts, &mut outcomes).await?;
    }
    import::keep(&tx, MODULE, options.import, batch.to_keep()).await?;
    if !options.dry_run {
        tx.commit().await?;
    }
    Ok(outcomes)
}

impl Batch {
    async fn read(tx: &Tx, drafts: &Drafts, lines: &[u64]) -> Result<Self, DbErr> {
        let keys: Vec<_> = drafts.iter().flatten().map(|draft| draft.key.clone()).collect();
        let known = products::store::find_by_keys(tx, &keys).await?;
        let barcodes: Vec<_> = drafts.iter().flatten().filter_map(|draft| draft.barcode.as_deref()).collect();
        let owned = products::store::find_by_barcodes(tx, &barcodes).await?;
        let barcodes = owned.into_iter().filter_map(|product| Some((product.barcode?, product.sku_key))).collect();
        let archived: Vec<_> = known.iter().filter(|product| product.archived).map(|product| product.id.0).collect();
        let undone = import::made_and_undone(&**tx, MODULE, &archived).await?;
        let stored: BTreeMap<_, _> = known.into_iter().map(|product| (product.sku_key.clone(), product)).collect();
        let lines = drafts.iter().zip(lines).filter_map(|(draft, line)| Some((draft.as_ref().ok()?.key.clone(), *line))).collect();
        let (created, updated, stock) = (BTreeSet::new(), BTreeSet::new(), BTreeMap::new());
        Ok(Self { products: stored.clone(), stored, undone, barcodes, lines, stock, created, updated })
    }

    fn merge(&mut self, context: &Context, draft: &Result<Draft, RowError>, convention: Convention) -> Result<Outcome, RowError> {
        let draft = draft.as_ref().map_err(Clone::clone)?;
        self.take_barcode(draft)?;
        let Some(product) = self.products.get_mut(&draft.key) else {
            let product = Product::new(draft.input(convention.vat_rate), context.clock.now());
            self.products.insert(draft.key.clone(), product);
            self.created.insert(draft.key.clone());
            return Ok(Outcome::Created);
        };
        let before = product.clone();
        take_over(product, draft);
        product.archived &= !self.undone.contains(&product.id.0);
        if *product == before {
            return Ok(Outcome::Unchanged);
        }
        if !self.created.contains(&draft.key) {
            self.updated.insert(draft.key.clone());
        }
        Ok(Outcome::Updated(differences(&shown(&before, convention), &shown(product, convention), &SHOWN)))
    }

    /// A barcode is of one product, or a scan would not know which.
    fn take_barcode(&mut self, draft: &Draft) -> Result<(), RowError> {
        let Some(barcode) = &draft.barcode else { return Ok(()) };
        let owner = self.barcodes.entry(barcode.clone()).or_insert_with(|| draft.key.clone());
        if *owner == draft.key { Ok(()) } else { Err(RowError::new("barcode", "Another product has this barcode")) }
    }

    async fn write(&self, tx: &mut Tx, context: &Context, actor: &Actor) -> Result<(), Problem> {
        let of = |keys: &BTreeSet<String>| -> Vec<_> { keys.iter().filter_map(|key| self.products.get(key)).cloned().collect() };
        let (created, updated) = (of(&self.created), of(&self.updated));
        products::store::insert_many(tx, &created).await.map_err(again)?;
        products::store::save_imported(tx, &updated).await?;
        let saved: Vec<ProductSaved> = created.iter().chain(&updated).map(Product::saved).collect();
        Ok(outbox::append_many(tx, MODULE, &saved, actor, context.clock.as_ref()).await?)
    }

    /// What becomes of the products and of their stock, to be undone.
    fn to_keep(&self) -> Vec<Kept> {
        let touched: BTreeSet<_> = self.created.iter().chain(&self.updated).chain(self.stock.keys()).collect();
        let keep = |key: &String| {
            let (product, stored) = (self.products.get(key)?, self.stored.get(key));
            let written = i64::from(self.updated.contains(key));
            let versions = stored.map_or(Versions(0, product.version), |stored| Versions(stored.version, stored.version + written));
            let line = self.lines.get(key).copied().unwrap_or_default();
            let mut kept = Kept::of(product.id.0, line, &product.sku, versions, (stored, product));
            kept.fields.extend(self.stock.get(key).cloned().unwrap_or_default());
            Some(kept)
        };
        touched.into_iter().filter_map(keep).collect()
    }
}

/// Somebody else made the product meanwhile: the batch starts over and finds it.
fn again(error: DbErr) -> Problem {
    let transient = is_unique_violation(&error);
    let mut problem = Problem::from(error);
    problem.transient |= transient;
    problem
}

fn take_over(product: &mut Product, draft: &Draft) {
    product.sku.clone_from(&draft.sku);
    product.name.clone_from(&draft.name);
    product.sort_name = search::normalise(&draft.name);
    product.price = draft.price;
    product.barcode = draft.barcode.clone().or(product.barcode.take());
    product.category = draft.category.clone().or(product.category.take());
    product.unit = draft.unit.unwrap_or(product.unit);
    product.vat_rate = draft.vat_rate.unwrap_or(product.vat_rate);
}

/// Opening quantities where a product never moved at the site, and minimums.
async fn stock_up(
    tx: &mut Tx,
    context: &Context,
    site: SiteId,
    actor: &Actor,
    batch: &mut Batch,
    drafts: &Drafts,
    outcomes: &mut Outcomes,
) -> Result<(), Problem> {
    let speak = drafts.iter().flatten().filter(|draft| draft.has_stock());
    let kept: BTreeSet<_> =
        speak.filter_map(|draft| batch.products.get(&draft.key)).filter(|product| product.tracked).map(|product| product.id).collect();
    let mut moved = stock::store::moved_before(tx, site, &kept).await?;
    let mut ledger = stock::store::lock(tx, site, &kept).await?;
    let note = Note { by: actor.name.clone(), at: context.clock.now(), ..Note::default() };
    let minimums: BTreeMap<_, _> = ledger.levels().map(|level| (level.product_id, level.minimum)).collect();
    for (draft, outcome) in drafts.iter().zip(outcomes) {
        let Ok(draft) = draft else { continue };
        let Some(product) = batch.products.get(&draft.key).filter(|_| draft.has_stock()) else { continue };
        match stock_row(&mut ledger, product, draft, &mut moved, &note) {
            Err(error) => *outcome = Err(error),
            Ok(changed) => {
                let minimum = minimums.get(&product.id).copied().unwrap_or_default();
                for (property, values) in of_stock(draft, minimum, &changed) {
                    batch.stock.entry(draft.key.clone()).or_default().insert(property, values);
                }
                note_stock(outcome, changed);
            }
        }
    }
    Ok(stock::store::save(tx, &mut ledger, actor, context.clock.as_ref()).await?)
}

/// What an undo must know of it, under the names that [`super::undo`] looks for.
fn of_stock(draft: &Draft, minimum: Quantity, changed: &[Difference]) -> Vec<(String, (Value, Value))> {
    let of = |field: &str| changed.iter().any(|difference| difference.field == field);
    let mut kept = vec![];
    if of("minimum") {
        kept.push(("stock_minimum".to_owned(), (json!(minimum), json!(draft.minimum))));
    }
    if of("quantity") {
        kept.push(("stock_opening".to_owned(), (json!(Quantity::ZERO), json!(draft.quantity))));
    }
    kept
}

/// The row's stock stands in the report too.
fn note_stock(outcome: &mut Result<Outcome, RowError>, changed: Vec<Difference>) {
    match outcome {
        Ok(Outcome::Updated(differences)) => differences.extend(changed),
        Ok(Outcome::Unchanged) if !changed.is_empty() => *outcome = Ok(Outcome::Updated(changed)),
        _ => {}
    }
}

/// What the row changes; before it there was nothing.
fn stock_row(
    ledger: &mut Ledger,
    product: &Product,
    draft: &Draft,
    moved: &mut BTreeSet<ProductId>,
    note: &Note,
) -> Result<Vec<Difference>, RowError> {
    if !product.tracked {
        return Err(RowError::new("quantity", "No stock is kept of this product"));
    }
    let mut changed = vec![];
    let of = |field, after: Quantity| Difference { field, before: String::new(), after: after.to_string() };
    if let Some(minimum) = draft.minimum.filter(|minimum| ledger.set_minimum(product.id, *minimum)) {
        changed.push(of("minimum", minimum));
    }
    let quantity = draft.quantity.unwrap_or_default();
    if quantity > Quantity::ZERO && moved.insert(product.id) {
        let opening = Change::Opening { quantity, unit_cost: draft.cost.unwrap_or_default() };
        ledger.post(product.id, opening, note).map_err(|error| RowError::new("quantity", error.to_string()))?;
        changed.push(of("quantity", quantity));
    }
    Ok(changed)
}
