//! What is public of what modules tell each other. Names, telephone numbers, addresses and what people wrote stay inside.

use contracts::billing::{DepositChanged, InvoiceIssued, InvoicePaid, InvoiceRefunded, InvoiceState, SaleRecorded};
use contracts::customers::{CustomerMerged, CustomerSaved, CustomerUnmerged};
use contracts::inventory::{ProductSaved, PurchaseOrderChanged, StockMoved};
use contracts::notifications::CustomerMessaged;
use contracts::scheduling::{
    AppointmentArrived, AppointmentCancelled, AppointmentChanged, AppointmentConfirmed, AppointmentNoShow, AppointmentNotice,
    AppointmentRequested, AppointmentRescheduled,
};
use contracts::vehicles::VehicleSaved;
use contracts::workshop::{
    EstimateSent, StaffAlert, StaffAlerted, WorkOrderCancelled, WorkOrderChanged, WorkOrderCompleted, WorkOrderHandedOver, WorkOrderOpened,
    WorkOrderReopened,
};
use kernel::Problem;
use kernel::outbox::{Envelope, Event};
use uuid::Uuid;

use super::{EventData, EventType, FeedEvent};

const VERSION: i32 = 1;

/// What happened, its facts, and where the record is.
type Told = (EventType, EventData, String);

/// The event for others; none of what is nobody else's business.
pub fn public(event: &Envelope) -> Result<Option<FeedEvent>, Problem> {
    let told = match event.kind.split_once('.').map_or("", |(subject, _)| subject) {
        "customer" => customer(event)?,
        "appointment" => appointment(event)?,
        "work_order" | "estimate" => order(event)?,
        "invoice" | "sale" | "deposit" => money(event)?,
        _ => thing(event)?,
    };
    Ok(told.map(|(kind, data, link)| FeedEvent {
        id: event.id,
        kind,
        version: VERSION,
        timestamp: event.at,
        site_id: event.site_id,
        data,
        link,
    }))
}

fn customer(event: &Envelope) -> Result<Option<Told>, Problem> {
    let of = |kind, id: Uuid, from_id| {
        let data = EventData { id, from_id, ..EventData::default() };
        Ok(Some((kind, data, format!("/api/v1/customers/{id}"))))
    };
    if let Some(saved) = event.open::<CustomerSaved>()? {
        return of(EventType::CustomerSaved, saved.id.0, None);
    }
    if let Some(merged) = event.open::<CustomerMerged>()? {
        return of(EventType::CustomerMerged, merged.into.id.0, Some(merged.from.id.0));
    }
    match event.open::<CustomerUnmerged>()? {
        Some(CustomerUnmerged(merged)) => of(EventType::CustomerUnmerged, merged.into.id.0, Some(merged.from.id.0)),
        None => Ok(None),
    }
}

fn appointment(event: &Envelope) -> Result<Option<Told>, Problem> {
    let (kind, notice) = match event.kind.as_str() {
        AppointmentRequested::KIND => (EventType::AppointmentRequested, event.read::<AppointmentRequested>()?.0),
        AppointmentConfirmed::KIND => (EventType::AppointmentConfirmed, event.read::<AppointmentConfirmed>()?.0),
        AppointmentRescheduled::KIND => (EventType::AppointmentRescheduled, event.read::<AppointmentRescheduled>()?.0),
        AppointmentCancelled::KIND => (EventType::AppointmentCancelled, event.read::<AppointmentCancelled>()?.0),
        AppointmentNoShow::KIND => (EventType::AppointmentNoShow, event.read::<AppointmentNoShow>()?.0),
        AppointmentArrived::KIND => (EventType::AppointmentArrived, event.read::<AppointmentArrived>()?.0),
        AppointmentChanged::KIND => (EventType::AppointmentChanged, event.read::<AppointmentChanged>()?.0),
        _ => return Ok(None),
    };
    let state = serde_json::to_value(notice.state).ok().and_then(|state| state.as_str().map(str::to_owned));
    let AppointmentNotice { id, number, customer_id, vehicle_id, start, end, promised_at, .. } = notice;
    let data = EventData {
        id: id.0,
        number: Some(number),
        state,
        customer_id: customer_id.map(|id| id.0),
        vehicle_id: vehicle_id.map(|id| id.0),
        start: Some(start),
        end: Some(end),
        promised_at,
        ..EventData::default()
    };
    Ok(Some((kind, data, format!("/api/v1/appointments/{id}"))))
}

fn order(event: &Envelope) -> Result<Option<Told>, Problem> {
    let (kind, data) = match event.kind.as_str() {
        WorkOrderOpened::KIND => opened(event.read()?),
        WorkOrderChanged::KIND => {
            let WorkOrderChanged { id, change, promised_at, .. } = event.read()?;
            let data = EventData { id: id.0, change: Some(change), promised_at, ..EventData::default() };
            (EventType::WorkOrderChanged, data)
        }
        WorkOrderCompleted::KIND => {
            let WorkOrderCompleted { id, number, customer_id, .. } = event.read()?;
            let data = EventData { id: id.0, number: Some(number), customer_id: Some(customer_id.0), ..EventData::default() };
            (EventType::WorkOrderCompleted, data)
        }
        WorkOrderReopened::KIND => {
            let reopened: WorkOrderReopened = event.read()?;
            (EventType::WorkOrderReopened, EventData { id: reopened.id.0, ..EventData::default() })
        }
        WorkOrderCancelled::KIND => {
            let WorkOrderCancelled { id, number, .. } = event.read()?;
            (EventType::WorkOrderCancelled, EventData { id: id.0, number: Some(number), ..EventData::default() })
        }
        WorkOrderHandedOver::KIND => {
            let WorkOrderHandedOver { id, number, customer_id, .. } = event.read()?;
            let data = EventData { id: id.0, number: Some(number), customer_id: Some(customer_id.0), ..EventData::default() };
            (EventType::WorkOrderHandedOver, data)
        }
        EstimateSent::KIND => sent(event.read()?),
        StaffAlerted::KIND => return Ok(decided(event.read()?)),
        _ => return Ok(None),
    };
    let link = format!("/api/v1/work-orders/{}", data.work_order_id.unwrap_or(data.id));
    Ok(Some((kind, data, link)))
}

fn opened(order: WorkOrderOpened) -> (EventType, EventData) {
    let WorkOrderOpened { id, number, customer_id, vehicle_id, appointment_id, promised_at, .. } = order;
    let data = EventData {
        id: id.0,
        number: Some(number),
        customer_id: Some(customer_id.0),
        vehicle_id: vehicle_id.map(|id| id.0),
        appointment_id: appointment_id.map(|id| id.0),
        promised_at,
        ..EventData::default()
    };
    (EventType::WorkOrderOpened, data)
}

fn sent(estimate: EstimateSent) -> (EventType, EventData) {
    let data = EventData {
        id: estimate.id.0,
        number: Some(estimate.number),
        customer_id: Some(estimate.customer_id.0),
        work_order_id: Some(estimate.work_order_id.0),
        ..EventData::default()
    };
    (EventType::EstimateSent, data)
}

fn decided(told: StaffAlerted) -> Option<Told> {
    let StaffAlert::EstimateDecided { approved, declined, .. } = &told.alert else { return None };
    let count = |jobs: &[String]| i64::try_from(jobs.len()).ok();
    let id = told.work_order_id.0;
    let data = EventData {
        id,
        approved: count(approved),
        declined: count(declined),
        number: Some(told.number),
        work_order_id: Some(id),
        ..EventData::default()
    };
    Some((EventType::EstimateDecided, data, format!("/api/v1/work-orders/{id}")))
}

fn money(event: &Envelope) -> Result<Option<Told>, Problem> {
    Ok(match event.kind.as_str() {
        InvoiceIssued::KIND => Some(invoice(EventType::InvoiceIssued, event.read::<InvoiceIssued>()?.0)),
        InvoicePaid::KIND => Some(invoice(EventType::PaymentRecorded, event.read::<InvoicePaid>()?.0)),
        InvoiceRefunded::KIND => Some(invoice(EventType::PaymentRefunded, event.read::<InvoiceRefunded>()?.0)),
        SaleRecorded::KIND => credit_note(event.read()?),
        DepositChanged::KIND => {
            let DepositChanged { id, number, work_order_id, customer_id, amount, open, currency, .. } = event.read()?;
            let data = EventData {
                id: id.0,
                number: Some(number),
                customer_id: Some(customer_id.0),
                work_order_id: Some(work_order_id.0),
                total: Some(amount),
                due: Some(open),
                currency: Some(currency),
                ..EventData::default()
            };
            Some((EventType::DepositChanged, data, format!("/api/v1/work-orders/{work_order_id}")))
        }
        _ => None,
    })
}

/// An opening entry has no order.
fn invoice(kind: EventType, state: InvoiceState) -> Told {
    let order = (!state.is_opening()).then_some(state.work_order_id.0);
    let data = EventData {
        id: state.id.0,
        number: state.number,
        state: Some(state.state),
        customer_id: Some(state.customer_id.0),
        work_order_id: order,
        total: Some(state.total),
        due: Some(state.due),
        currency: Some(state.currency),
        ..EventData::default()
    };
    (kind, data, format!("/api/v1/invoices/{}", state.id))
}

/// Of an invoice there is another event.
fn credit_note(sale: SaleRecorded) -> Option<Told> {
    let data = EventData {
        id: sale.id,
        number: Some(sale.number),
        customer_id: Some(sale.customer_id.0),
        invoice_id: Some(sale.invoice_id.0),
        total: Some(sale.total),
        currency: Some(sale.currency),
        ..EventData::default()
    };
    sale.is_credit.then(|| (EventType::CreditNoteIssued, data, format!("/api/v1/credit-notes/{}", sale.id)))
}

fn thing(event: &Envelope) -> Result<Option<Told>, Problem> {
    Ok(match event.kind.as_str() {
        VehicleSaved::KIND => {
            let VehicleSaved { id, owner_id, .. } = event.read()?;
            let data = EventData { id: id.0, customer_id: owner_id.map(|id| id.0), ..EventData::default() };
            Some((EventType::VehicleSaved, data, format!("/api/v1/vehicles/{id}")))
        }
        ProductSaved::KIND => {
            let ProductSaved { id, sku } = event.read()?;
            let data = EventData { id: id.0, number: Some(sku), ..EventData::default() };
            Some((EventType::ProductSaved, data, format!("/api/v1/products/{id}")))
        }
        StockMoved::KIND => {
            let StockMoved { product_id, quantity, on_hand, .. } = event.read()?;
            let data = EventData { id: product_id.0, quantity: Some(quantity), on_hand: Some(on_hand), ..EventData::default() };
            Some((EventType::StockMoved, data, format!("/api/v1/products/{product_id}")))
        }
        PurchaseOrderChanged::KIND => {
            let PurchaseOrderChanged { id, number, state, .. } = event.read()?;
            let data = EventData { id: id.0, number: Some(number), state: Some(state), ..EventData::default() };
            Some((EventType::PurchaseOrderChanged, data, format!("/api/v1/purchase-orders/{id}")))
        }
        CustomerMessaged::KIND => messaged(&event.read()?),
        _ => None,
    })
}

/// What was left unsaid, because the customer wants it so, happened to nobody.
fn messaged(message: &CustomerMessaged) -> Option<Told> {
    let kind = match message.outcome.as_str() {
        "sent" => EventType::MessageSent,
        "failed" => EventType::MessageFailed,
        _ => return None,
    };
    let data = EventData { id: message.id, customer_id: Some(message.customer_id.0), ..EventData::default() };
    Some((kind, data, format!("/api/v1/messages/{}", message.id)))
}
