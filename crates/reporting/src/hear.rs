//! From events to figures: of what an event tells, and what that changes.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};
use contracts::billing::{
    InvoiceCredited, InvoiceEntered, InvoiceIssued, InvoicePaid, InvoiceRefunded, InvoiceState, SaleRecorded, SoldOrder,
};
use contracts::identity::SiteUpdated;
use contracts::inventory::{
    DemandedLine, PartStanding, PartsChanged, PartsDemanded, PartsValued, ShelfStood, StockMoved, StorePaperChanged,
};
use contracts::notifications::CustomerMessaged;
use contracts::reporting::FiguresMoved;
use contracts::scheduling::{
    AppointmentArrived, AppointmentCancelled, AppointmentChanged, AppointmentConfirmed, AppointmentNoShow, AppointmentNotice,
    AppointmentRequested, AppointmentRescheduled,
};
use contracts::workshop::{DeferredStood, InspectionDone, LineKind, TimeSpent, WorkOrderComeback, WorkOrderId, WorkOrderStood};
use kernel::outbox::{self, Envelope, Event};
use kernel::{Actor, Clock, Problem, SiteId, Tx};

use crate::MODULE;
use crate::facts::Fact;
use crate::leaks::Leak;
use crate::sites::Site;
use crate::sources::clocking::worked;
use crate::sources::customer::Customer;
use crate::sources::movement::{Moved, shelf};
use crate::sources::paper::Paper;
use crate::sources::{Key, News, Source, Thing};
use crate::store;

/// The modules that are heard.
pub const HEARD: [&str; 6] = ["identity", "scheduling", "inventory", "workshop", "billing", "notifications"];

/// Applies one event: sources, facts and days in step.
pub async fn hear(tx: &mut Tx, event: &Envelope, clock: &dyn Clock) -> Result<(), Problem> {
    if let Some(site) = site_of(event)? {
        return Ok(store::sites::save(tx, &site).await?);
    }
    let news = news_of(event)?;
    if news.is_empty() {
        return Ok(());
    }
    let sites = store::sites::all(&**tx).await?;
    let keys: BTreeSet<Key> = news.iter().map(|(key, _)| *key).collect();
    let before = store::sources::lock(tx, &keys).await?;
    let mut after = before.clone();
    apply(&mut after, &news);
    let changed: Vec<_> = after.iter().filter(|(key, source)| before.get(key) != Some(*source)).collect();
    store::sources::save(tx, changed.iter().map(|(key, source)| (**key, *source))).await?;
    let mut moved = BTreeSet::new();
    for ((thing, id), source) in changed {
        let was = before.get(&(*thing, *id));
        let were = was.map(|source| source.facts(*id, &sites)).transpose()?.unwrap_or_default();
        moved.extend(step(tx, were, source.facts(*id, &sites)?).await?);
        let leaked = was.map(|source| source.leaks(*id, &sites)).transpose()?.unwrap_or_default();
        moved.extend(leak(tx, &leaked, &source.leaks(*id, &sites)?).await?);
    }
    tell(tx, moved, clock).await
}

/// Screens look again at the sites' figures; more than this often, in milliseconds, they need not.
const A_WHILE: i64 = 3_000;

async fn tell(tx: &mut Tx, moved: BTreeSet<SiteId>, clock: &dyn Clock) -> Result<(), Problem> {
    for site_id in moved {
        if store::sites::tells(tx, site_id, clock.now().timestamp_millis(), A_WHILE).await? {
            outbox::append(tx, MODULE, &FiguresMoved { site_id }, &Actor::system(), clock).await?;
        }
    }
    Ok(())
}

/// Each source hears its news in their order.
pub fn apply(sources: &mut BTreeMap<Key, Source>, news: &[(Key, News)]) {
    for (key, news) in news {
        sources.entry(*key).or_insert_with(|| Source::empty(key.0)).hear(news);
    }
}

/// Facts that were become those that are; the days follow by the difference. Of which sites something changed.
async fn step(tx: &Tx, were: Vec<Fact>, are: Vec<Fact>) -> Result<Vec<SiteId>, Problem> {
    let gone: Vec<_> = were.iter().filter(|fact| !are.contains(fact)).collect();
    let new: Vec<_> = are.iter().filter(|fact| !were.contains(fact)).collect();
    let mut days = BTreeMap::new();
    for fact in &gone {
        days.entry((fact.site_id, fact.day)).or_insert_with(crate::measures::Sums::default).take(&fact.sums);
    }
    for fact in &new {
        days.entry((fact.site_id, fact.day)).or_insert_with(crate::measures::Sums::default).add(&fact.sums);
    }
    days.retain(|_, sums| !sums.is_nothing());
    store::facts::forget(tx, &gone).await?;
    store::facts::insert(tx, &new).await?;
    store::days::add(tx, &days).await?;
    Ok(gone.iter().chain(&new).map(|fact| fact.site_id).collect())
}

/// What leaked becomes what leaks. Of which sites something changed.
async fn leak(tx: &Tx, leaked: &[Leak], leaks: &[Leak]) -> Result<Vec<SiteId>, Problem> {
    let gone: Vec<_> = leaked.iter().filter(|leak| !leaks.contains(leak)).collect();
    let new: Vec<_> = leaks.iter().filter(|leak| !leaked.contains(leak)).collect();
    store::leaks::forget(tx, &gone).await?;
    store::leaks::insert(tx, &new).await?;
    Ok(gone.into_iter().chain(new).map(|leak| leak.site_id).collect())
}

/// What identity tells of a site; none of what is not about one, and of news from before it told.
pub fn site_of(event: &Envelope) -> Result<Option<Site>, Problem> {
    let Some(SiteUpdated { id, card: Some(card) }) = event.open::<SiteUpdated>()? else { return Ok(None) };
    let zone = card.time_zone.parse().unwrap_or(chrono_tz::Tz::UTC);
    Ok(Some(Site { id, name: card.name, zone, currency: card.currency, labour_rate: card.labour_rate }))
}

/// Of what an event tells.
pub fn news_of(event: &Envelope) -> Result<Vec<(Key, News)>, Problem> {
    Ok(match event.kind.as_str() {
        SaleRecorded::KIND => sold(event.read()?),
        InvoiceIssued::KIND => owed(event.read::<InvoiceIssued>()?.0),
        InvoicePaid::KIND => owed(event.read::<InvoicePaid>()?.0),
        InvoiceCredited::KIND => owed(event.read::<InvoiceCredited>()?.0),
        InvoiceRefunded::KIND => owed(event.read::<InvoiceRefunded>()?.0),
        InvoiceEntered::KIND => owed(event.read::<InvoiceEntered>()?.0),
        PartsValued::KIND => {
            let parts: PartsValued = event.read()?;
            let key = (Thing::Order, parts.work_order_id.0);
            vec![(key, News::Valued { event: event.id, at: event.at, parts: Box::new(parts) })]
        }
        PartsChanged::KIND => {
            let parts: PartsChanged = event.read()?;
            vec![wants(parts.work_order_id, event.at, parts.lines.iter().map(PartStanding::demanded).collect())]
        }
        PartsDemanded::KIND => {
            let parts: PartsDemanded = event.read()?;
            vec![wants(parts.work_order_id, parts.at, parts.lines)]
        }
        StockMoved::KIND => {
            let moved: StockMoved = event.read()?;
            Moved::of(&moved).map(|of| shelf_moved(&moved, of)).unwrap_or_default()
        }
        ShelfStood::KIND => {
            let stood: ShelfStood = event.read()?;
            let id = shelf(stood.product_id.0, stood.site_id);
            [Thing::Movement, Thing::Shelf].map(|thing| ((thing, id), News::ShelfStood(Box::new(stood.clone())))).into()
        }
        WorkOrderStood::KIND => {
            let stood: WorkOrderStood = event.read()?;
            vec![((Thing::Order, stood.id.0), News::Stood(Box::new(stood), event.at))]
        }
        DeferredStood::KIND => {
            let stood: DeferredStood = event.read()?;
            vec![((Thing::Deferred, stood.id.0), News::Deferred(Box::new(stood)))]
        }
        WorkOrderComeback::KIND => {
            let told: WorkOrderComeback = event.read()?;
            vec![((Thing::Order, told.id.0), News::Comeback(told.is_comeback))]
        }
        InspectionDone::KIND => {
            let done: InspectionDone = event.read()?;
            vec![((Thing::Order, done.work_order_id.0), News::Inspected(done.id.0))]
        }
        TimeSpent::KIND => spent(&event.read()?),
        StorePaperChanged::KIND => {
            let paper: StorePaperChanged = event.read()?;
            let is_one = Paper::is(&paper.kind);
            is_one.then(|| ((Thing::Paper, paper.id), News::Paper(Box::new(paper)))).into_iter().collect()
        }
        CustomerMessaged::KIND => {
            let message: CustomerMessaged = event.read()?;
            let vehicle = message.reminds_of.as_ref().map(|vehicle| vehicle.id.0);
            vehicle.map(|id| ((Thing::Vehicle, id), News::Reminded(Box::new(message), event.at))).into_iter().collect()
        }
        _ => appointment(event)?.map(|notice| came(notice, event.at)).unwrap_or_default(),
    })
}

fn wants(order: WorkOrderId, at: DateTime<Utc>, lines: Vec<DemandedLine>) -> (Key, News) {
    ((Thing::Order, order.0), News::Wanted(at, lines))
}

fn shelf_moved(moved: &StockMoved, of: Moved) -> Vec<(Key, News)> {
    let article = shelf(moved.product_id.0, moved.site_id);
    [(Thing::Movement, moved.movement_id.0), (Thing::Shelf, article)].map(|key| (key, News::Moved(Box::new(of.clone())))).into()
}

fn sold(sale: SaleRecorded) -> Vec<(Key, News)> {
    let boxed = Box::new(sale);
    let mut news = vec![((Thing::Sale, boxed.id), News::Sold(boxed.clone()))];
    let has_fees = |order: &&SoldOrder| boxed.lines.iter().any(|line| line.work_order_id == order.id && line.kind == LineKind::Fee);
    news.extend(
        boxed.orders.iter().filter(has_fees).map(|order| ((Thing::Order, order.id.0), News::Charged(boxed.clone(), order.clone()))),
    );
    let came = boxed.orders.iter().filter(|order| Customer::counts(&boxed, order));
    news.extend(came.map(|order| ((Thing::Customer, boxed.customer_id.0), News::Came(boxed.clone(), order.clone()))));
    if !boxed.is_credit {
        news.push(((Thing::Debt, boxed.id), News::Owed(boxed.clone())));
        news.extend(boxed.orders.iter().map(|order| ((Thing::Order, order.id.0), News::Invoiced(boxed.clone(), order.clone()))));
    }
    news
}

/// A draft owes nothing.
fn owed(invoice: InvoiceState) -> Vec<(Key, News)> {
    vec![((Thing::Debt, invoice.id.0), News::Stands(Box::new(invoice)))]
}

fn spent(time: &TimeSpent) -> Vec<(Key, News)> {
    let bare = TimeSpent { spans: vec![], ..time.clone() };
    let mut news = vec![];
    for span in &time.spans {
        news.push(((Thing::Clocking, span.id.0), News::Spent(Box::new(span.clone()), Box::new(bare.clone()))));
        if let Some((order, _)) = &span.order {
            news.push((
                (Thing::Order, order.0),
                News::Worked { clocking: span.id.0, seconds: worked(span), job: span.job, began: span.starts },
            ));
        }
    }
    news
}

fn came(notice: AppointmentNotice, at: DateTime<Utc>) -> Vec<(Key, News)> {
    let notice = Box::new(notice);
    let mut news = vec![((Thing::Appointment, notice.id.0), News::Appointment(notice.clone()))];
    news.extend(notice.vehicle_id.map(|vehicle| ((Thing::Vehicle, vehicle.0), News::Booked(notice, at))));
    news
}

fn appointment(event: &Envelope) -> Result<Option<AppointmentNotice>, Problem> {
    Ok(Some(match event.kind.as_str() {
        AppointmentRequested::KIND => event.read::<AppointmentRequested>()?.0,
        AppointmentConfirmed::KIND => event.read::<AppointmentConfirmed>()?.0,
        AppointmentRescheduled::KIND => event.read::<AppointmentRescheduled>()?.0,
        AppointmentCancelled::KIND => event.read::<AppointmentCancelled>()?.0,
        AppointmentNoShow::KIND => event.read::<AppointmentNoShow>()?.0,
        AppointmentArrived::KIND => event.read::<AppointmentArrived>()?.0,
        AppointmentChanged::KIND => event.read::<AppointmentChanged>()?.0,
        _ => return Ok(None),
    }))
}
