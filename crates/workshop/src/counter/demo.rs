//! A few sales over the demonstration's counters, told as any sale is.

use contracts::customers::CustomerCard;
use contracts::demo::DemoProduct;
use contracts::identity::SiteCard;
use contracts::workshop::{LineId, LineKind};
use kernel::{Actor, BasisPoints, Context, Problem, Quantity, site_settings};

use super::sale::{Sale, order_of};
use super::store::Model;
use crate::pricing::{Origin, PriceRule};
use crate::reductions::Taken;
use crate::work_orders::command::{begin, keep};
use crate::work_orders::line::Line;
use crate::work_orders::open::terms_of;
use crate::work_orders::store;

/// Sales of each site.
const SALES: usize = 3;
/// Articles between one sale's and the next's.
const STEP: usize = 7;

/// Every site sells to whoever walks in, and did so this morning.
pub async fn fill(context: &Context, sites: &[SiteCard], walk_in: &CustomerCard, products: &[DemoProduct]) -> Result<(), Problem> {
    let clock = context.clock.as_ref();
    let actor = Actor::system();
    for (place, site) in sites.iter().enumerate() {
        let mut tx = context.db.begin().await?;
        let mut chosen: Model = site_settings::of(&*tx, site.id).await?;
        chosen.customer_id = Some(walk_in.id);
        site_settings::save(&tx, &mut chosen).await?;
        for sold in products.iter().skip(place).step_by(STEP).take(SALES) {
            let (customer, terms) = (walk_in.clone(), terms_of(site)?);
            let (by, at, lines) = (actor.name.clone(), clock.now(), vec![line(sold)]);
            let sale = Sale { site_id: site.id, customer, terms, exemption: None, lines, notes: None, by, at };
            let (mut order, _, facts) = order_of(sale)?;
            begin(&mut tx, &mut order, site, &actor, clock).await?;
            store::record(&tx, order.id, &facts, &actor.name, order.opened_at).await?;
            let before = order.clone();
            let completed = order.complete(None, order.opened_at)?;
            keep(&mut tx, &before, &mut order, &completed, &actor, clock).await?;
        }
        tx.commit().await?;
    }
    Ok(())
}

/// One of an article.
pub fn line(product: &DemoProduct) -> Line {
    Line {
        id: LineId::new(),
        kind: LineKind::Part,
        product_id: Some(product.id),
        code: Some(product.sku.clone()),
        description: product.name.clone(),
        unit: product.unit.clone(),
        quantity: Quantity::whole(1),
        list_price: Some(product.price),
        unit_price: product.price,
        origin: Origin { rule: Some(PriceRule::Catalogue), ..Origin::default() },
        discount: BasisPoints(0),
        vat_rate: product.vat_rate,
        locked: false,
        taken: Taken::default(),
        completed_quantity: None,
        pack: None,
        unit_cost: Some(product.cost),
        core: None,
        core_of: None,
        is_tyre: false,
        is_exempt: false,
        levy_rate: BasisPoints(0),
        unit_price_with_tax: None,
    }
}
