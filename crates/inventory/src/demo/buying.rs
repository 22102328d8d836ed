//! Where the demonstration's parts are bought, and what is on its way.

use std::collections::BTreeMap;

use chrono::{DateTime, Datelike, TimeDelta, Utc};
use contracts::demo::DemoProduct;
use contracts::identity::SiteCard;
use contracts::inventory::{ProductId, PurchaseLineId, PurchaseOrderId, SupplierId};
use kernel::{Amount, Db, Quantity, Tx, counters, search};
use sea_orm::DbErr;

use super::unit_of;
use crate::MODULE;
use crate::purchases::store::{number, put, series, today};
use crate::purchases::{PurchaseLine, PurchaseOrder, PurchaseState, SupplierLabel, line_rows, order_row};
use crate::suppliers::{self, Item, Supplier};

/// Name, whom one speaks to, telephone, days to deliver, days to pay.
const SUPPLIERS: [(&str, &str, &str, i32, i32); 5] = [
    ("Stafim Pièces", "Sonia Gharbi", "71 200 310", 1, 30),
    ("Comptoir de l'Auto", "Mourad Jaziri", "71 344 120", 0, 0),
    ("Sotulub Distribution", "Hatem Ayari", "71 490 022", 3, 45),
    ("Pneus du Golfe", "Rim Sassi", "74 225 806", 2, 30),
    ("Medipièces Import", "Walid Trabelsi", "71 802 455", 7, 60),
];
/// The one that sells oil by the drum.
const LUBRICANTS: usize = 2;
/// Litres.
const DRUM: i64 = 208;

/// Who sells what, as the demonstration writes it.
pub struct DemoSuppliers {
    suppliers: Vec<Supplier>,
    items: BTreeMap<ProductId, Item>,
}

impl DemoSuppliers {
    pub fn new(products: &[DemoProduct], now: DateTime<Utc>) -> Self {
        let suppliers: Vec<_> = SUPPLIERS.iter().map(|row| supplier(*row, now)).collect();
        let items = products.iter().enumerate().map(|(place, product)| (product.id, item(&suppliers, place, product, now))).collect();
        Self { suppliers, items }
    }

    pub async fn load(&self, db: &Db) -> Result<(), DbErr> {
        let tx = db.begin().await?;
        suppliers::store::insert(&tx, &self.suppliers).await?;
        suppliers::store::put_items(&tx, &self.items.values().cloned().collect::<Vec<_>>()).await?;
        tx.commit().await
    }

    /// Who sells a product.
    pub(super) fn of(&self, product: &DemoProduct) -> &Supplier {
        let sold_by = |supplier: &&Supplier| self.items.get(&product.id).is_some_and(|item| item.supplier_id == supplier.id);
        self.suppliers.iter().find(sold_by).unwrap_or(&self.suppliers[0])
    }

    /// Orders these products of one site, each of its supplier, and says that they are on their way.
    pub async fn order(
        &self,
        tx: &Tx,
        site: &SiteCard,
        low: &[(&DemoProduct, Quantity)],
        now: DateTime<Utc>,
    ) -> Result<BTreeMap<ProductId, Quantity>, DbErr> {
        let mut on_order = BTreeMap::new();
        for supplier in &self.suppliers {
            let lines = low.iter().filter_map(|(product, wanted)| {
                let item = self.items.get(&product.id).filter(|item| item.supplier_id == supplier.id)?;
                Some(line(product, item, suppliers::packs_for(*wanted, item.pack_size)))
            });
            let lines: Vec<_> = lines.collect();
            if lines.is_empty() {
                continue;
            }
            on_order.extend(lines.iter().map(|line| (line.product_id, line.quantity)));
            write(tx, site, supplier, lines, now).await?;
        }
        Ok(on_order)
    }
}

fn supplier((name, contact, phone, lead_days, terms_days): (&str, &str, &str, i32, i32), now: DateTime<Utc>) -> Supplier {
    Supplier {
        id: SupplierId::new(),
        name: name.into(),
        sort_name: search::normalise(name),
        contact: Some(contact.into()),
        phone: Some(phone.into()),
        email: None,
        currency: "TND".into(),
        terms_days,
        lead_days,
        notes: None,
        archived: false,
        created_at: now,
        version: 1,
    }
}

fn item(suppliers: &[Supplier], place: usize, product: &DemoProduct, now: DateTime<Utc>) -> Item {
    let by_the_drum = product.unit == "litre" && product.minimum >= Quantity::whole(DRUM / 4);
    let seller = if by_the_drum { LUBRICANTS } else { place % suppliers.len() };
    let pack = if by_the_drum { DRUM } else { 1 };
    Item {
        supplier_id: suppliers[seller].id,
        product_id: product.id,
        article_number: Some(format!("{:06}", 104_233 + place * 37)),
        pack_size: Quantity::whole(pack),
        pack_cost: Some(Amount(product.cost.0 * pack)),
        preferred: true,
        updated_at: now,
    }
}

fn line(product: &DemoProduct, item: &Item, quantity: Quantity) -> PurchaseLine {
    PurchaseLine {
        id: PurchaseLineId::new(),
        product_id: product.id,
        sku: product.sku.clone(),
        article_number: item.article_number.clone(),
        description: product.name.clone(),
        unit: unit_of(product),
        pack_size: item.pack_size,
        quantity,
        received: Quantity::ZERO,
        pack_cost: item.pack_cost.unwrap_or_default(),
        billed: Quantity::ZERO,
        instead_of: None,
        links: vec![],
    }
}

async fn write(tx: &Tx, site: &SiteCard, supplier: &Supplier, lines: Vec<PurchaseLine>, now: DateTime<Utc>) -> Result<(), DbErr> {
    let ordered = now - TimeDelta::days(1);
    let year = today(site, ordered).year();
    let sequence = counters::next(tx, MODULE, &series(site.id, year)).await?;
    let order = PurchaseOrder {
        id: PurchaseOrderId::new(),
        number: number(&site.code, year, sequence),
        site_id: site.id,
        supplier: SupplierLabel { id: supplier.id, name: supplier.name.clone() },
        state: PurchaseState::Sent,
        currency: supplier.currency.clone(),
        expected_on: Some(today(site, ordered) + TimeDelta::days(supplier.lead_days.into())),
        notes: None,
        cancel_reason: None,
        lines,
        created_at: ordered,
        created_by: "ECAR".into(),
        sent_at: Some(ordered),
        closed_at: None,
        version: 1,
    };
    put::<crate::entities::purchase_orders::Entity>(tx, vec![order_row(&order)]).await?;
    put::<crate::entities::purchase_lines::Entity>(tx, line_rows(&order)).await
}
