//! What is wanted goes to drafts: of each product to where it is bought, on the draft that its supplier has or on a new one.

use std::collections::{BTreeMap, BTreeSet};

use contracts::identity::SiteCard;
use contracts::inventory::{ProductId, SupplierId};
use kernel::{Actor, Problem, Quantity, Tx, audit, outbox};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::create::draft;
use super::fulfil::{Goods, settle};
use super::input::line_of;
use super::purchase_order::{Link, PurchaseOrder};
use super::view::{self, PurchaseOrderView};
use super::{Purchasing, store};
use crate::MODULE;
use crate::products::{self, Product};
use crate::suppliers::{self, Item, packs_for};

/// A product that is wanted, perhaps for a line of a work order.
pub struct Want {
    pub product_id: ProductId,
    pub quantity: Quantity,
    pub link: Option<Link>,
}

/// The drafts that have now what was wanted.
#[derive(Clone, Debug, Default, Serialize, Deserialize, ToSchema)]
pub struct Distributed {
    pub orders: Vec<PurchaseOrderView>,
    /// Products that no supplier sells: they are on no draft.
    pub without_supplier: Vec<ProductId>,
}

/// Puts what is wanted on drafts. The levels of all its products are locked already.
pub async fn distribute(
    tx: &mut Tx,
    purchasing: &Purchasing,
    site: &SiteCard,
    wants: Vec<Want>,
    actor: &Actor,
) -> Result<Distributed, Problem> {
    let ids: Vec<_> = wants.iter().map(|want| want.product_id).collect::<BTreeSet<_>>().into_iter().collect();
    let products = products::store::find_many(&**tx, &ids).await?;
    let sources = suppliers::store::sources(&**tx, &ids).await?;
    let mut baskets = BTreeMap::<SupplierId, Vec<Want>>::new();
    let mut without_supplier = BTreeSet::new();
    for want in wants {
        match sources.get(&want.product_id) {
            Some(item) => baskets.entry(item.supplier_id).or_default().push(want),
            None => drop(without_supplier.insert(want.product_id)),
        }
    }
    let suppliers: BTreeSet<_> = baskets.keys().copied().collect();
    let mut drafts = store::drafts(tx, site.id, &suppliers).await?;
    let mut orders = vec![];
    for (supplier, basket) in baskets {
        let lines = Basket { supplier, wants: basket, products: &products, sources: &sources };
        let order = fill(tx, purchasing, site, drafts.remove(&supplier), lines, actor).await?;
        orders.push(view::whole(&**tx, &order, actor).await?);
    }
    Ok(Distributed { orders, without_supplier: without_supplier.into_iter().collect() })
}

/// What is wanted of one supplier.
struct Basket<'a> {
    supplier: SupplierId,
    wants: Vec<Want>,
    products: &'a [Product],
    sources: &'a BTreeMap<ProductId, Item>,
}

async fn fill(
    tx: &mut Tx,
    purchasing: &Purchasing,
    site: &SiteCard,
    known: Option<PurchaseOrder>,
    basket: Basket<'_>,
    actor: &Actor,
) -> Result<PurchaseOrder, Problem> {
    let clock = purchasing.context.clock.as_ref();
    let mut order = match &known {
        Some(order) => order.clone(),
        None => draft(&suppliers::store::find(&**tx, basket.supplier).await?, site.id, actor, clock.now()),
    };
    for want in basket.wants {
        let product = basket.products.iter().find(|product| product.id == want.product_id && product.tracked);
        let (Some(product), Some(item)) = (product, basket.sources.get(&want.product_id)) else { continue };
        let quantity = packs_for(want.quantity, item.pack_size);
        order.add(line_of(product, Some(item), quantity, None, want.link.into_iter().collect()))?;
    }
    let action = if let Some(before) = &known {
        store::save(tx, before, &mut order).await?;
        "purchase_order.add_line"
    } else {
        store::insert(tx, &mut order, site).await?;
        "purchase_order.create"
    };
    settle(tx, (known.as_ref(), &order), Goods::default(), actor, clock).await?;
    outbox::append(tx, MODULE, &order.changed(), actor, clock).await?;
    audit::record(tx, MODULE, order.audited(action), (known.as_ref(), Some(&order)), actor, clock).await?;
    Ok(order)
}
