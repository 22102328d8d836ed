//! Demonstration data in bulk: the catalogue, and a ledger that explains every quantity of years of visits.

use std::cmp::Reverse;
use std::collections::{BTreeSet, BinaryHeap, HashMap};

use chrono::{DateTime, TimeDelta, Utc};
use contracts::demo::{DemoProduct, DemoState, DemoVisit};
use contracts::identity::SiteCard;
use contracts::inventory::{DemandedLine, MovementId, PartsDemanded, ProductId, StockMoved};
use contracts::workshop::{LineId, LineKind, WorkOrderId};
use kernel::money::{extended, moving_average};
use kernel::{Actor, Amount, Db, Problem, Quantity, SharedClock, SiteId, Tx, outbox, search, site_settings};
use sea_orm::DbErr;

use crate::MODULE;
use crate::entities::consumptions;
use crate::products::packs::{SalePackInput, kept};
use crate::products::{self, Product, Unit, sku_key};
use crate::stock::valuation::{self, ValuationMethod};
use crate::stock::{self, Level, Movement, MovementKind, Reference};

mod buying;
mod issuing;
mod locations;
mod numbering;
mod papers;
mod telling;

pub use buying::DemoSuppliers;
pub use issuing::issue;
pub use numbering::number;
use papers::Stocked;
pub use telling::tell;

/// Rows written in one transaction.
const AT_ONCE: usize = 20_000;
/// So many products are on their way to each site at most.
const ORDERED: usize = 16;
/// One product in so many is reordered late, so that some stand below their minimum.
const LATE: usize = 17;

/// Writes the catalogue, and what each site wants to have of it. Quantities come with the [`DemoLedger`].
pub async fn load_products(db: &Db, products: &[DemoProduct], sites: &[SiteId]) -> Result<(), DbErr> {
    for (place, chunk) in products.chunks(500).enumerate() {
        let tx = db.begin().await?;
        let rows: Vec<_> = chunk.iter().enumerate().map(|(at, demo)| product(demo, place * 500 + at)).collect();
        products::store::insert_many(&tx, &rows).await?;
        let levels = sites.iter().flat_map(|site| chunk.iter().map(|product| level(product, *site)));
        stock::store::put_levels(&tx, levels.collect()).await?;
        tx.commit().await?;
    }
    Ok(())
}

/// From now on the oldest leave first at this site.
pub async fn value_by_layers(db: &Db, site: SiteId) -> Result<(), Problem> {
    let tx = db.begin().await?;
    let mut chosen: valuation::Model = site_settings::of(&*tx, site).await?;
    chosen.method = ValuationMethod::Fifo;
    site_settings::save(&tx, &mut chosen).await?;
    Ok(tx.commit().await?)
}

pub(crate) fn unit_of(demo: &DemoProduct) -> Unit {
    let units = [Unit::Each, Unit::Litre, Unit::Kg, Unit::Metre, Unit::Set, Unit::Pair];
    units.into_iter().find(|unit| unit.as_str() == demo.unit).unwrap_or_default()
}

/// An EAN-13 of the numbers that are free for use within a house.
fn barcode(place: usize) -> String {
    let digits = format!("200{place:09}");
    let sum: u32 = digits.chars().zip([1, 3].into_iter().cycle()).filter_map(|(digit, by)| Some(digit.to_digit(10)? * by)).sum();
    format!("{digits}{}", (10 - sum % 10) % 10)
}

fn product(demo: &DemoProduct, place: usize) -> Product {
    Product {
        id: demo.id,
        sku: demo.sku.clone(),
        sku_key: sku_key(&demo.sku),
        barcode: Some(barcode(place)),
        name: demo.name.clone(),
        sort_name: search::normalise(&demo.name),
        category: Some(demo.category.clone()).filter(|category| !category.is_empty()),
        brand: Some(demo.brand.clone()).filter(|brand| !brand.is_empty()),
        unit: unit_of(demo),
        price: demo.price,
        vat_rate: demo.vat_rate,
        tracked: true,
        archived: false,
        created_at: DateTime::UNIX_EPOCH,
        version: 1,
        packs: packs(demo),
        core_charge: demo.core_charge,
        numbering: numbering::of(&demo.name),
        levy_rate: kernel::BasisPoints(0),
    }
}

/// What is poured is sold in cans too, a little cheaper.
fn packs(demo: &DemoProduct) -> Option<String> {
    const CAN: i64 = 5;
    let price = Amount(demo.price.0 * CAN * 95 / 100);
    let can = SalePackInput { name: "Bidon 5 L".into(), factor: Quantity::whole(CAN), price: Some(price) };
    kept(&if unit_of(demo) == Unit::Litre { vec![can] } else { vec![] })
}

fn level(demo: &DemoProduct, site_id: SiteId) -> Level {
    Level { minimum: demo.minimum, maximum: Quantity(demo.minimum.0 * 2), average_cost: demo.cost, ..Level::empty(demo.id, site_id) }
}

/// Stock as it runs on through the visits, which come in chunks, in order of opening.
pub struct DemoLedger {
    shelves: HashMap<(SiteId, ProductId), Shelf>,
    /// Completed visits whose turn has not come: an earlier completion may still follow in the next chunk.
    waiting: BinaryHeap<Reverse<Completion>>,
    is_opened: bool,
    deliveries: usize,
    movements: Vec<Movement>,
    consumptions: Vec<consumptions::Model>,
    /// What visits wanted, for figures.
    demanded: Vec<PartsDemanded>,
    /// What each shelf is worth, as far as it was told, and the products' names.
    worth: HashMap<(SiteId, ProductId), Amount>,
    names: HashMap<ProductId, String>,
    clock: SharedClock,
}

pub(crate) struct Shelf {
    level: Level,
    cost: Amount,
    is_late: bool,
    moved_at: DateTime<Utc>,
}

/// A visit's parts, ordered by when it was completed.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Completion {
    at: DateTime<Utc>,
    id: WorkOrderId,
    site: SiteId,
    number: String,
    by: String,
    lines: Vec<(LineId, ProductId, Quantity)>,
}

impl DemoLedger {
    pub fn new(products: &[DemoProduct], sites: &[SiteId], clock: SharedClock) -> Self {
        let shelf = |place: usize, product: &DemoProduct, site: SiteId| Shelf {
            level: level(product, site),
            cost: product.cost,
            is_late: place.is_multiple_of(LATE),
            moved_at: DateTime::UNIX_EPOCH,
        };
        let all = sites.iter().flat_map(|site| products.iter().enumerate().map(|(place, product)| (*site, place, product)));
        Self {
            shelves: all.map(|(site, place, product)| ((site, product.id), shelf(place, product, site))).collect(),
            waiting: BinaryHeap::new(),
            is_opened: false,
            deliveries: 0,
            movements: vec![],
            consumptions: vec![],
            demanded: vec![],
            worth: HashMap::new(),
            names: products.iter().map(|product| (product.id, product.name.clone())).collect(),
            clock,
        }
    }

    /// Takes in the next visits and writes what is certain by now.
    pub async fn add(&mut self, db: &Db, visits: &[DemoVisit]) -> Result<(), DbErr> {
        let Some(first) = visits.first() else { return Ok(()) };
        self.open(first.opened_at - TimeDelta::days(1));
        let done = visits.iter().filter(|visit| matches!(visit.state, DemoState::Ready | DemoState::Invoiced | DemoState::Closed));
        self.waiting.extend(done.filter_map(completion).map(Reverse));
        let certain = visits.iter().map(|visit| visit.opened_at).max().unwrap_or(first.opened_at);
        self.work_through(db, certain).await
    }

    /// Orders some of what was used, so that something is on its way to each site.
    pub async fn order(
        &mut self,
        db: &Db,
        suppliers: &DemoSuppliers,
        (sites, products): (&[SiteCard], &[DemoProduct]),
        now: DateTime<Utc>,
    ) -> Result<(), DbErr> {
        self.work_through(db, DateTime::<Utc>::MAX_UTC).await?;
        let tx = db.begin().await?;
        for site in sites {
            let is_used = |product: &&DemoProduct| self.shelves.get(&(site.id, product.id)).is_some_and(Shelf::is_below_maximum);
            let used = products.iter().filter(is_used).step_by(2).take(ORDERED);
            let used: Vec<_> = used.map(|product| (product, product.minimum)).collect();
            for (product, quantity) in suppliers.order(&tx, site, &used, now).await? {
                if let Some(shelf) = self.shelves.get_mut(&(site.id, product)) {
                    shelf.level.on_order = quantity;
                }
            }
        }
        self.papers(&tx, suppliers, (sites, products), now).await?;
        tx.commit().await
    }

    /// One of each kind of paper at every site.
    async fn papers(
        &mut self,
        tx: &Tx,
        suppliers: &DemoSuppliers,
        (sites, products): (&[SiteCard], &[DemoProduct]),
        now: DateTime<Utc>,
    ) -> Result<(), DbErr> {
        for (place, site) in sites.iter().enumerate() {
            let next = &sites[(place + 1) % sites.len()];
            for (paper, product) in products.iter().skip(place * 3).take(3).enumerate() {
                let Some(kept) = self.shelves.get_mut(&(site.id, product.id)) else { continue };
                let (supplier, stocked) = (suppliers.of(product), Stocked { product, shelf: kept });
                let moved = match paper {
                    0 => papers::delivered(tx, site, supplier, stocked, now).await?,
                    1 => papers::returned(tx, site, supplier, stocked, now).await?,
                    _ if next.id == site.id => vec![],
                    _ => papers::sent(tx, (site, next), stocked, now).await?,
                };
                self.movements.extend(moved);
            }
        }
        Ok(())
    }

    /// Writes the rest, and what is on hand in the end.
    pub async fn finish(mut self, db: &Db) -> Result<(), DbErr> {
        self.work_through(db, DateTime::<Utc>::MAX_UTC).await?;
        self.write(db).await?;
        let now = self.shelves.values().map(|shelf| shelf.moved_at).max().unwrap_or_default();
        let mut levels: Vec<_> = self.shelves.into_values().map(|shelf| shelf.level).collect();
        let tx = db.begin().await?;
        locations::put_away(&tx, &mut levels, now).await?;
        tx.commit().await?;
        for chunk in levels.chunks(AT_ONCE) {
            let tx = db.begin().await?;
            stock::store::put_levels(&tx, chunk.to_vec()).await?;
            tx.commit().await?;
        }
        Ok(())
    }

    /// Every shelf starts with twice its minimum.
    fn open(&mut self, at: DateTime<Utc>) {
        if std::mem::replace(&mut self.is_opened, true) {
            return;
        }
        for shelf in self.shelves.values_mut() {
            let quantity = Quantity((shelf.level.minimum.0 * 2).max(1000));
            let cost = shelf.cost;
            self.movements.push(shelf.post(MovementKind::Opening, quantity, cost, at));
        }
    }

    async fn work_through(&mut self, db: &Db, certain: DateTime<Utc>) -> Result<(), DbErr> {
        while self.waiting.peek().is_some_and(|Reverse(next)| next.at <= certain) {
            let Some(Reverse(completion)) = self.waiting.pop() else { break };
            self.consume(&completion);
            if self.movements.len() >= AT_ONCE {
                self.write(db).await?;
            }
        }
        Ok(())
    }

    fn consume(&mut self, visit: &Completion) {
        let mut lines = vec![];
        for (line_id, product_id, quantity) in &visit.lines {
            let Some(place) = self.shelves.get_mut(&(visit.site, *product_id)) else { continue };
            lines.push(DemandedLine { line_id: *line_id, is_here: place.level.on_hand >= *quantity });
            if let Some(receipt) = place.reorder(*quantity, visit.at, &mut self.deliveries) {
                self.movements.push(receipt);
            }
            let average = place.level.average_cost;
            let mut movement = place.post(MovementKind::Consumption, -*quantity, average, visit.at);
            refer(&mut movement, Reference::work_order(visit.id, &visit.number));
            movement.line_id = Some(*line_id);
            movement.by_name.clone_from(&visit.by);
            self.movements.push(movement);
            self.consumptions.push(consumptions::Model {
                line_id: *line_id,
                work_order_id: visit.id,
                product_id: *product_id,
                site_id: visit.site,
                quantity: *quantity,
            });
        }
        if !lines.is_empty() {
            self.demanded.push(PartsDemanded { work_order_id: visit.id, site_id: visit.site, at: visit.at, lines });
        }
    }

    fn tell(&mut self, movement: &Movement) -> StockMoved {
        let name = self.names.get(&movement.product_id).map_or("", |name| name);
        let worth = self.worth.entry((movement.site_id, movement.product_id)).or_default();
        let told = stock::told(movement, *worth, name);
        *worth = told.worth.as_ref().map_or(*worth, |moved| moved.left);
        told
    }

    async fn write(&mut self, db: &Db) -> Result<(), DbErr> {
        let mut tx = db.begin().await?;
        let movements = std::mem::take(&mut self.movements);
        stock::store::append(&tx, &movements).await?;
        let moved: Vec<_> = movements.iter().map(|movement| self.tell(movement)).collect();
        outbox::append_many(&mut tx, MODULE, &moved, &Actor::system(), self.clock.as_ref()).await?;
        outbox::append_many(&mut tx, MODULE, &std::mem::take(&mut self.demanded), &Actor::system(), self.clock.as_ref()).await?;
        stock::store::put_consumed(&tx, std::mem::take(&mut self.consumptions)).await?;
        tx.commit().await
    }
}

fn completion(visit: &DemoVisit) -> Option<Completion> {
    let approved = visit.jobs.iter().filter(|job| job.approved).flat_map(|job| &job.lines);
    let parts = approved.filter(|line| line.kind == LineKind::Part && line.quantity > Quantity::ZERO);
    let mut seen = BTreeSet::new();
    let lines =
        parts.filter_map(|line| line.product_id.map(|product| (line.id, product, line.quantity))).filter(|line| seen.insert(line.0));
    Some(Completion {
        at: visit.completed_at?,
        id: visit.id,
        site: visit.site.id,
        number: visit.number.clone(),
        by: visit.technician.as_ref().map_or_else(|| "ECAR".into(), |(_, name)| name.clone()),
        lines: lines.collect(),
    })
}

fn refer(movement: &mut Movement, reference: Reference) {
    movement.reference_kind = Some(reference.kind);
    movement.reference_id = reference.id;
    movement.reference_label = Some(reference.label);
}

impl Shelf {
    fn is_below_maximum(&self) -> bool {
        self.level.on_hand < self.level.maximum
    }

    /// A delivery some hours before the work, when it would leave less than wanted; at a price that sways a little.
    fn reorder(&mut self, needed: Quantity, at: DateTime<Utc>, deliveries: &mut usize) -> Option<Movement> {
        let floor = if self.is_late { Quantity::ZERO } else { self.level.minimum };
        let left = self.level.on_hand - needed;
        if left >= floor {
            return None;
        }
        *deliveries += 1;
        let lot = (self.level.minimum.0 * 3).max(5000);
        let missing = (floor - left).0;
        let quantity = Quantity((missing + lot + 999) / 1000 * 1000);
        let sway = i64::try_from(*deliveries % 7).unwrap_or_default() - 3;
        let cost = Amount(self.cost.0 + self.cost.0 * sway / 100);
        let arrived = (at - TimeDelta::hours(3)).max(self.moved_at);
        let mut receipt = self.post(MovementKind::Receipt, quantity, cost, arrived);
        refer(&mut receipt, Reference::delivery(format!("BL-{:06}", *deliveries)));
        Some(receipt)
    }

    fn post(&mut self, kind: MovementKind, quantity: Quantity, unit_cost: Amount, at: DateTime<Utc>) -> Movement {
        let level = &mut self.level;
        if quantity > Quantity::ZERO {
            level.average_cost = moving_average(level.on_hand, level.average_cost, quantity, unit_cost);
        }
        level.on_hand = level.on_hand + quantity;
        self.moved_at = at;
        Movement {
            id: MovementId::new(),
            product_id: level.product_id,
            site_id: level.site_id,
            kind,
            quantity,
            on_hand: level.on_hand,
            unit_cost,
            reference_kind: None,
            reference_id: None,
            reference_label: None,
            line_id: None,
            reason: None,
            by_name: "ECAR".into(),
            at,
            value: Some(extended(quantity, unit_cost)),
            average_cost: Some(level.average_cost),
        }
    }
}
