//! Taking back what an import did to products and to a site's stock.

use std::collections::BTreeSet;

use contracts::inventory::ProductId;
use kernel::import::{CHANGED_SINCE, Kept, Options, RowError};
use kernel::{Context, Problem, Quantity, SiteId, Tx, audit, outbox};
use serde_json::Value;

use super::apply::SHOWN;
use crate::MODULE;
use crate::products::{self, Product};
use crate::stock::{self, Change, Note};

/// For each product what stays as it is, and why.
pub async fn undo(tx: &mut Tx, context: &Context, kept: &[Kept], options: &Options) -> Result<Vec<Vec<RowError>>, Problem> {
    let mut all = vec![];
    for kept in kept {
        let mut kept = kept.clone();
        let (opening, minimum) = (quantities(kept.take("stock_opening")), quantities(kept.take("stock_minimum")));
        let before = products::store::load(tx, ProductId(kept.record)).await?;
        let mut left = vec![];
        if let Some(site) = options.site {
            left.extend(unstock(tx, context, site, before.id, (opening, minimum), options).await?);
        }
        if !kept.created {
            left.extend(put_back(tx, context, &kept, before, options).await?);
        } else if before.version != kept.version {
            left.push(RowError::new("", CHANGED_SINCE));
        } else if !left.is_empty() || products::store::is_in_stock(tx, before.id).await? {
            left.push(RowError::new("", "The product is in use since"));
        } else {
            let product = Product { archived: true, ..before.clone() };
            save(tx, context, "product.archive", &before, product, options).await?;
        }
        all.push(left);
    }
    Ok(all)
}

fn quantities(values: Option<(Value, Value)>) -> Option<(Quantity, Quantity)> {
    let (before, after) = values?;
    Some((serde_json::from_value(before).ok()?, serde_json::from_value(after).ok()?))
}

type Stocked = Option<(Quantity, Quantity)>;

/// Takes the opening quantity out again, if nothing moved since, and sets the minimum of before.
async fn unstock(
    tx: &mut Tx,
    context: &Context,
    site: SiteId,
    product: ProductId,
    (opening, minimum): (Stocked, Stocked),
    options: &Options,
) -> Result<Vec<RowError>, Problem> {
    if opening.is_none() && minimum.is_none() {
        return Ok(vec![]);
    }
    let mut ledger = stock::store::lock(tx, site, &BTreeSet::from([product])).await?;
    let mut left = vec![];
    if let Some((before, imported)) = minimum {
        let present = ledger.levels().next().map(|level| level.minimum);
        if present == Some(imported) {
            ledger.set_minimum(product, before);
        } else {
            left.push(RowError::new("minimum", CHANGED_SINCE));
        }
    }
    if let Some((_, imported)) = opening {
        if stock::store::movements_of(tx, site, product).await? == 1 {
            let reason = Some("Import undone".to_owned());
            let note = Note { by: options.actor.name.clone(), at: context.clock.now(), reason, ..Note::default() };
            ledger.post(product, Change::Adjustment(-imported), &note)?;
        } else {
            left.push(RowError::new("quantity", "The stock moved since"));
        }
    }
    stock::store::save(tx, &mut ledger, &options.actor, context.clock.as_ref()).await?;
    Ok(left)
}

async fn put_back(tx: &mut Tx, context: &Context, kept: &Kept, before: Product, options: &Options) -> Result<Vec<RowError>, Problem> {
    let (mut product, mut left) = kept.put_back(&before, &SHOWN)?;
    if product.barcode != before.barcode && products::store::only_barcode(tx, &product).await.is_err() {
        product.barcode.clone_from(&before.barcode);
        left.push(RowError::new("barcode", CHANGED_SINCE));
    }
    if product != before {
        save(tx, context, "product.undo_import", &before, product, options).await?;
    }
    Ok(left)
}

async fn save(
    tx: &mut Tx,
    context: &Context,
    action: &str,
    before: &Product,
    mut product: Product,
    options: &Options,
) -> Result<(), Problem> {
    product.version += 1;
    products::store::save(tx, &product).await?;
    outbox::append(tx, MODULE, &product.saved(), &options.actor, context.clock.as_ref()).await?;
    let change = product.audited(action);
    Ok(audit::record(tx, MODULE, change, (Some(before), Some(&product)), &options.actor, context.clock.as_ref()).await?)
}
