//! What is wanted goes to drafts: of each product to where it is bought, on the draft that its supplier has or on a new one.

use std::collections::{BTreeMap, BTreeSet};

use contracts::identity::SiteCard;
use contracts::inventory::{ProductId, SupplierId};
use kernel::{Actor, Problem, Quantity, SiteId, Tx, audit, outbox};
use sea_orm::DbErr;
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
use crate::stock;
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

/// Where some products are bought, and the drafts that their suppliers have at a site.
pub struct Sources {
    products: Vec<Product>,
    items: BTreeMap<ProductId, Item>,
    drafts: BTreeMap<SupplierId, PurchaseOrder>,
}

impl Sources {
    /// Locks the drafts and then the products' levels, in the order in which every command on a purchase order does.
    pub async fn lock(tx: &Tx, site: SiteId, products: &BTreeSet<ProductId>) -> Result<Self, DbErr> {
        let ids: Vec<_> = products.iter().copied().collect();
        let items = suppliers::store::sources(&**tx, &ids).await?;
        let drafts = store::drafts(tx, site, &items.values().map(|item| item.supplier_id).collect()).await?;
        stock::store::lock(tx, site, products).await?;
        Ok(Self { products: products::store::find_many(&**tx, &ids).await?, items, drafts })
    }

    pub fn products(&self) -> &[Product] {
        &self.products
    }
}

/// Puts what is wanted on drafts.
pub async fn distribute(
    tx: &mut Tx,
    purchasing: &Purchasing,
    site: &SiteCard,
    sources: Sources,
    wants: Vec<Want>,
    actor: &Actor,
) -> Result<Distributed, Problem> {
    let Sources { products, items, mut drafts } = sources;
    let mut baskets = BTreeMap::<SupplierId, Vec<Want>>::new();
    let mut without_supplier = BTreeSet::new();
    for want in wants {
        if let Some(item) = items.get(&want.product_id) {
            baskets.entry(item.supplier_id).or_default().push(want);
        } else {
            without_supplier.insert(want.product_id);
        }
    }
    let mut orders = vec![];
    for (supplier, basket) in baskets {
        let lines = Basket { supplier, wants: basket, products: &products, items: &items };
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
    items: &'a BTreeMap<ProductId, Item>,
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
        let (Some(product), Some(item)) = (product, basket.items.get(&want.product_id)) else { continue };
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
