//! Of what an event tells: in which source, and what is new of it.

use chrono::{DateTime, Utc};
use contracts::billing::{InvoiceCredited, InvoiceEntered, InvoiceIssued, InvoicePaid, InvoiceRefunded, InvoiceState, SaleRecorded};
use contracts::inventory::{
    DemandedLine, PartStanding, PartsChanged, PartsDemanded, PartsValued, ShelfStood, StockMoved, StorePaperChanged,
};
use contracts::notifications::CustomerMessaged;
use contracts::scheduling::{
    AppointmentArrived, AppointmentCancelled, AppointmentChanged, AppointmentConfirmed, AppointmentNoShow, AppointmentNotice,
    AppointmentRequested, AppointmentRescheduled, CapacityStood,
};
use contracts::subjects::{RecordKind, RecordsUnnamed};
use contracts::workshop::{DeferredStood, InspectionDone, TimeSpent, WorkOrderComeback, WorkOrderId, WorkOrderStood};
use kernel::Problem;
use kernel::outbox::{Envelope, Event};

use crate::sources::capacity;
use crate::sources::clocking::worked;
use crate::sources::customer::Customer;
use crate::sources::movement::{Moved, shelf};
use crate::sources::paper::Paper;
use crate::sources::{Key, News, Thing};

/// Of what an event tells.
pub fn news_of(event: &Envelope) -> Result<Vec<(Key, News)>, Problem> {
    Ok(match event.kind.as_str() {
        SaleRecorded::KIND => sold(event.read()?),
        InvoiceIssued::KIND => owed(event.read::<InvoiceIssued>()?.0, event.at),
        InvoicePaid::KIND => owed(event.read::<InvoicePaid>()?.0, event.at),
        InvoiceCredited::KIND => owed(event.read::<InvoiceCredited>()?.0, event.at),
        InvoiceRefunded::KIND => owed(event.read::<InvoiceRefunded>()?.0, event.at),
        InvoiceEntered::KIND => owed(event.read::<InvoiceEntered>()?.0, event.at),
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
        RecordsUnnamed::KIND => unnamed(&event.read()?),
        _ => shelf_news(event)?,
    })
}

fn shelf_news(event: &Envelope) -> Result<Vec<(Key, News)>, Problem> {
    Ok(match event.kind.as_str() {
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
            Moved::of(&moved).map(|of| shelf_moved(&moved, &of)).unwrap_or_default()
        }
        ShelfStood::KIND => {
            let stood: ShelfStood = event.read()?;
            let id = shelf(stood.product_id.0, stood.site_id);
            [Thing::Movement, Thing::Shelf].map(|thing| ((thing, id), News::ShelfStood(Box::new(stood.clone())))).into()
        }
        StorePaperChanged::KIND => {
            let paper: StorePaperChanged = event.read()?;
            let is_one = Paper::is(&paper.kind);
            is_one.then(|| ((Thing::Paper, paper.id), News::Paper(Box::new(paper)))).into_iter().collect()
        }
        _ => desk_news(event)?,
    })
}

fn desk_news(event: &Envelope) -> Result<Vec<(Key, News)>, Problem> {
    Ok(match event.kind.as_str() {
        CapacityStood::KIND => {
            let stood: CapacityStood = event.read()?;
            vec![((Thing::Capacity, capacity::day(&stood)), News::Capacity(Box::new(stood)))]
        }
        CustomerMessaged::KIND => {
            let message: CustomerMessaged = event.read()?;
            let went_out = matches!(message.outcome.as_str(), "sent" | "delivered");
            let vehicle = message.reminds_of.as_ref().filter(|_| went_out).map(|vehicle| vehicle.id.0);
            vehicle.map(|id| ((Thing::Vehicle, id), News::Reminded(Box::new(message), event.at))).into_iter().collect()
        }
        _ => appointment(event)?.map(|notice| came(notice, event.at)).unwrap_or_default(),
    })
}

fn wants(order: WorkOrderId, at: DateTime<Utc>, lines: Vec<DemandedLine>) -> (Key, News) {
    ((Thing::Order, order.0), News::Wanted(at, lines))
}

fn shelf_moved(moved: &StockMoved, of: &Moved) -> Vec<(Key, News)> {
    let article = shelf(moved.product_id.0, moved.site_id);
    [(Thing::Movement, moved.movement_id.0), (Thing::Shelf, article)].map(|key| (key, News::Moved(Box::new(of.clone())))).into()
}

fn sold(sale: SaleRecorded) -> Vec<(Key, News)> {
    let boxed = Box::new(sale);
    let mut news = vec![((Thing::Sale, boxed.id), News::Sold(boxed.clone()))];
    news.extend(boxed.orders.iter().map(|order| ((Thing::Order, order.id.0), News::Charged(boxed.clone(), order.clone()))));
    let came = boxed.orders.iter().filter(|order| Customer::counts(&boxed, order));
    news.extend(came.map(|order| ((Thing::Customer, boxed.customer_id.0), News::Came(boxed.clone(), order.clone()))));
    if !boxed.is_credit {
        news.push(((Thing::Debt, boxed.id), News::Owed(boxed.clone())));
        news.extend(boxed.orders.iter().map(|order| ((Thing::Order, order.id.0), News::Invoiced(boxed.clone(), order.clone()))));
    }
    news
}

/// Of the records, and of the customer.
fn unnamed(told: &RecordsUnnamed) -> Vec<(Key, News)> {
    let things: &[Thing] = match told.of {
        RecordKind::Appointment => &[Thing::Appointment],
        RecordKind::WorkOrder => &[Thing::Order],
        RecordKind::Invoice => &[Thing::Sale, Thing::Debt],
        RecordKind::CreditNote => &[Thing::Sale],
    };
    let records = told.records.iter().flat_map(|id| things.iter().map(|thing| (*thing, *id)));
    let customers = told.customers.iter().map(|customer| (Thing::Customer, customer.0));
    records.chain(customers).map(|key| (key, News::Unnamed(told.word.clone()))).collect()
}

/// A draft owes nothing.
fn owed(invoice: InvoiceState, at: DateTime<Utc>) -> Vec<(Key, News)> {
    vec![((Thing::Debt, invoice.id.0), News::Stands(Box::new(invoice), at))]
}

fn spent(time: &TimeSpent) -> Vec<(Key, News)> {
    let bare = TimeSpent { spans: vec![], ..time.clone() };
    let mut news = vec![];
    for span in &time.spans {
        news.push(((Thing::Clocking, span.id.0), News::Spent(Box::new(span.clone()), Box::new(bare.clone()))));
        if let Some((order, _)) = &span.order {
            news.push((
                (Thing::Order, order.0),
                News::Worked { clocking: span.id.0, user: time.user_id.0, seconds: worked(span), job: span.job, began: span.starts },
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
