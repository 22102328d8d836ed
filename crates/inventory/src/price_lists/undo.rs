//! Taking back what a price list did to what a supplier sells.

use contracts::inventory::{ProductId, SupplierId};
use kernel::import::{CHANGED_SINCE, Kept, Options, RowError};
use kernel::{Context, Problem, Tx, outbox};
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::apply::{SHOWN, is_same};
use crate::MODULE;
use crate::suppliers::{self, Item};

/// For each item what stays as it is, and why.
pub async fn undo(tx: &mut Tx, context: &Context, kept: &[Kept], options: &Options) -> Result<Vec<Vec<RowError>>, Problem> {
    let (mut all, mut whose) = (vec![], None);
    for kept in kept {
        let mut kept = kept.clone();
        let supplier: Option<SupplierId> = read(kept.take("supplier"));
        let made: Option<Item> = read(kept.take("made"));
        let Some(supplier) = supplier else { return Err(Problem::internal(&"a change of a price list has no supplier")) };
        let present = suppliers::store::item(&**tx, supplier, ProductId(kept.record)).await?;
        all.push(match (present, made) {
            (Some(present), Some(made)) if is_same(&present, &made) => {
                suppliers::store::remove_item(tx, supplier, present.product_id).await?;
                vec![]
            }
            (Some(present), None) => put_back(tx, &kept, &present).await?,
            (None, Some(_)) => vec![],
            _ => vec![RowError::new("", CHANGED_SINCE)],
        });
        whose = Some(supplier);
    }
    if let Some(supplier) = whose {
        let supplier = suppliers::store::load(tx, supplier).await?;
        outbox::append(tx, MODULE, &supplier.saved(), &options.actor, context.clock.as_ref()).await?;
    }
    Ok(all)
}

async fn put_back(tx: &Tx, kept: &Kept, present: &Item) -> Result<Vec<RowError>, Problem> {
    let (item, left) = kept.put_back(present, &SHOWN)?;
    if item != *present {
        suppliers::store::put_items(tx, std::slice::from_ref(&item)).await?;
    }
    Ok(left)
}

fn read<T: DeserializeOwned>(values: Option<(Value, Value)>) -> Option<T> {
    serde_json::from_value(values?.1).ok()
}
