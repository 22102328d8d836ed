//! What came of messages: who booked by their link or without it, what became of the visit, and what was invoiced. Told by others, once or more
//! often; a credit note takes back what it was worth.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use contracts::billing::{InvoiceCredited, InvoiceIssued, InvoiceState};
use contracts::scheduling::{AppointmentCancelled, AppointmentConfirmed, AppointmentNoShow, AppointmentNotice, AppointmentRequested};
use contracts::workshop::{WorkOrderCancelled, WorkOrderId, WorkOrderOpened};
use kernel::outbox::{self, Envelope};
use kernel::{Actor, Amount, Binds, Clock, Problem, SiteId, Tx, db};
use sea_orm::{ConnectionTrait, DbErr, FromQueryResult};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::MODULE;
use crate::campaigns::CampaignChanged;

/// What was invoiced, less what credit notes took back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct Invoiced {
    #[schema(example = "TND")]
    pub currency: String,
    /// Minor units of the currency, without VAT and stamp duty.
    pub net: Amount,
    /// With them.
    pub gross: Amount,
}

#[derive(FromQueryResult)]
struct Campaign {
    campaign_id: Uuid,
    site_id: SiteId,
}

#[derive(FromQueryResult)]
struct Order {
    work_order_id: WorkOrderId,
}

/// Hears of everything that may come of a message.
pub async fn hear(tx: &mut Tx, event: &Envelope, clock: &dyn Clock) -> Result<(), Problem> {
    let asked = event.open::<AppointmentRequested>()?.map(|AppointmentRequested(notice)| notice);
    let promised = event.open::<AppointmentConfirmed>()?.map(|AppointmentConfirmed(notice)| notice);
    if let Some(notice) = asked.or(promised) {
        return booked(tx, &notice, event.at, clock).await;
    }
    let given_up = event.open::<AppointmentCancelled>()?.map(|AppointmentCancelled(notice)| notice);
    let missed = event.open::<AppointmentNoShow>()?.map(|AppointmentNoShow(notice)| notice);
    if let Some(notice) = given_up.or(missed) {
        let sql = "update notifications_recipients set appointment_id = case when appointment_id = $1 then null else appointment_id end, \
                   booked_id = case when booked_id = $2 then null else booked_id end where appointment_id = $3 or booked_id = $4 \
                   returning campaign_id, site_id";
        let id = notice.id;
        let changed: Vec<Campaign> = db::all(&**tx, sql, [id.into(), id.into(), id.into(), id.into()]).await?;
        return tell(tx, changed, clock).await;
    }
    if let Some(order) = event.open::<WorkOrderOpened>()? {
        return opened(tx, &order, clock).await;
    }
    if let Some(order) = event.open::<WorkOrderCancelled>()? {
        for table in ["notifications_recipients", "notifications_reminders"] {
            let sql = format!("update {table} set work_order_id = null where work_order_id = $1");
            db::execute(&**tx, sql, [order.id.into()]).await?;
        }
        return Ok(());
    }
    let issued = event.open::<InvoiceIssued>()?.map(|InvoiceIssued(invoice)| invoice);
    let credited = event.open::<InvoiceCredited>()?.map(|InvoiceCredited(invoice)| invoice);
    match issued.or(credited) {
        Some(invoice) => invoiced(tx, &invoice, event.at, clock).await,
        None => Ok(()),
    }
}

/// Somebody booked: by the link of a message, and perhaps without it within the time that counts.
async fn booked(tx: &mut Tx, notice: &AppointmentNotice, at: DateTime<Utc>, clock: &dyn Clock) -> Result<(), Problem> {
    let mut changed: Vec<Campaign> = vec![];
    if let Some(code) = &notice.reminder {
        let sql = "update notifications_recipients set appointment_id = $1 where code = $2 returning campaign_id, site_id";
        changed.extend(db::all::<Campaign, _>(&**tx, sql, [notice.id.into(), code.as_str().into()]).await?);
    }
    if let Some(customer) = notice.customer_id {
        let sql = "update notifications_recipients set booked_id = $1 where customer_id = $2 and at <= $3 and until > $4 \
                   and booked_id is null returning campaign_id, site_id";
        changed.extend(db::all::<Campaign, _>(&**tx, sql, [notice.id.into(), customer.into(), at.into(), at.into()]).await?);
    }
    tell(tx, changed, clock).await
}

/// The visit began that was booked by a link.
async fn opened(tx: &mut Tx, order: &WorkOrderOpened, clock: &dyn Clock) -> Result<(), Problem> {
    let Some(appointment) = order.appointment_id else { return Ok(()) };
    let sql = "update notifications_reminders set work_order_id = $1 where appointment_id = $2";
    db::execute(&**tx, sql, [order.id.into(), appointment.into()]).await?;
    let sql = "update notifications_recipients set work_order_id = $1 where appointment_id = $2 returning campaign_id, site_id";
    let changed: Vec<Campaign> = db::all(&**tx, sql, [order.id.into(), appointment.into()]).await?;
    tell(tx, changed, clock).await
}

/// Keeps what an invoice is worth where it may have come of a message: that of its order, or one to its customer within the time that counts.
async fn invoiced(tx: &mut Tx, invoice: &InvoiceState, at: DateTime<Utc>, clock: &dyn Clock) -> Result<(), Problem> {
    let mut binds = Binds::default();
    let customer = binds.add(invoice.customer_id);
    let (at_least, at_most) = (binds.add(at), binds.add(at));
    let orders = binds.list(invoice.orders().iter().copied());
    let sql = format!(
        "select distinct campaign_id, site_id from notifications_recipients where (customer_id = {customer} and at <= {at_least} \
         and until > {at_most}) or work_order_id in ({orders})"
    );
    let changed: Vec<Campaign> = db::all(&**tx, sql, binds.0).await?;
    let reminded = led_to(tx, "notifications_reminders", invoice).await?;
    let promoted = led_to(tx, "notifications_recipients", invoice).await?;
    if changed.is_empty() && reminded.is_none() && !is_kept(tx, invoice).await? {
        return Ok(());
    }
    let order = reminded.or(promoted).map_or(invoice.work_order_id, |order| order.work_order_id);
    put(tx, invoice, order, at).await?;
    tell(tx, changed, clock).await
}

/// The order of the invoice that a message led to.
async fn led_to(tx: &Tx, table: &str, invoice: &InvoiceState) -> Result<Option<Order>, DbErr> {
    let mut binds = Binds::default();
    let orders = binds.list(invoice.orders().iter().copied());
    let sql = format!("select work_order_id from {table} where work_order_id in ({orders}) limit 1");
    db::one(&**tx, sql, binds.0).await
}

async fn is_kept(tx: &Tx, invoice: &InvoiceState) -> Result<bool, DbErr> {
    let sql = "select work_order_id from notifications_worth where invoice_id = $1";
    Ok(db::one::<Order, _>(&**tx, sql, [invoice.id.into()]).await?.is_some())
}

/// As it stands now: told again, it says the same.
async fn put(tx: &Tx, invoice: &InvoiceState, order: WorkOrderId, at: DateTime<Utc>) -> Result<(), DbErr> {
    let (net, gross) = worth(invoice);
    let sql = "insert into notifications_worth (invoice_id, site_id, work_order_id, customer_id, currency, net, gross, at) \
               values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict (invoice_id) do update set net = excluded.net, gross = excluded.gross";
    let values = [
        invoice.id.into(),
        invoice.site_id.into(),
        order.into(),
        invoice.customer_id.into(),
        invoice.currency.clone().into(),
        net.into(),
        gross.into(),
        at.into(),
    ];
    db::execute(&**tx, sql, values).await.map(drop)
}

/// What is left of an invoice after its credit notes, net and gross. They say what they took back with VAT: the net falls alike.
fn worth(invoice: &InvoiceState) -> (Amount, Amount) {
    let (total, left) = (invoice.total.0, invoice.total.0 - invoice.credited.0);
    let net = invoice.net.map_or(left, |net| net.0);
    let share = if total == 0 { 0 } else { i64::try_from(i128::from(net) * i128::from(left) / i128::from(total)).unwrap_or_default() };
    (Amount(if invoice.net.is_some() { share } else { left }), Amount(left))
}

async fn tell(tx: &mut Tx, mut changed: Vec<Campaign>, clock: &dyn Clock) -> Result<(), Problem> {
    changed.sort_by_key(|row| row.campaign_id);
    changed.dedup_by_key(|row| row.campaign_id);
    for Campaign { campaign_id, site_id } in changed {
        outbox::append(tx, MODULE, &CampaignChanged { id: campaign_id, site_id }, &Actor::system(), clock).await?;
    }
    Ok(())
}

/// What each of these orders brought.
pub async fn of_orders<C: ConnectionTrait>(conn: &C, orders: &[WorkOrderId]) -> Result<HashMap<WorkOrderId, Vec<Invoiced>>, DbErr> {
    #[derive(FromQueryResult)]
    struct Row {
        work_order_id: WorkOrderId,
        currency: String,
        net: i64,
        gross: i64,
    }
    if orders.is_empty() {
        return Ok(HashMap::new());
    }
    let mut binds = Binds::default();
    let sql = format!(
        "select work_order_id, currency, cast(sum(net) as bigint) as net, cast(sum(gross) as bigint) as gross from notifications_worth \
         where work_order_id in ({}) group by work_order_id, currency order by currency",
        binds.list(orders.iter().copied())
    );
    let rows: Vec<Row> = db::all(conn, sql, binds.0).await?;
    let mut of: HashMap<_, Vec<_>> = HashMap::new();
    for Row { work_order_id, currency, net, gross } in rows {
        of.entry(work_order_id).or_default().push(Invoiced { currency, net: Amount(net), gross: Amount(gross) });
    }
    Ok(of)
}

#[cfg(test)]
mod tests {
    use contracts::billing::InvoiceId;
    use contracts::customers::CustomerId;

    use super::*;

    #[test]
    fn a_credit_note_takes_back_what_it_was_worth() {
        let invoice = |net, total, credited| InvoiceState {
            id: InvoiceId(Uuid::nil()),
            number: None,
            site_id: SiteId(Uuid::nil()),
            work_order_id: WorkOrderId(Uuid::nil()),
            customer_id: CustomerId(Uuid::nil()),
            state: "issued".into(),
            total: Amount(total),
            due: Amount(0),
            currency: "TND".into(),
            due_on: None,
            line_ids: vec![],
            is_payers: false,
            together: vec![],
            net,
            credited: Amount(credited),
        };
        assert_eq!(worth(&invoice(Some(Amount(100_000)), 119_000, 0)), (Amount(100_000), Amount(119_000)));
        assert_eq!(worth(&invoice(Some(Amount(100_000)), 119_000, 59_500)), (Amount(50_000), Amount(59_500)));
        assert_eq!(worth(&invoice(Some(Amount(100_000)), 119_000, 119_000)), (Amount(0), Amount(0)));
        assert_eq!(worth(&invoice(None, 119_000, 0)), (Amount(119_000), Amount(119_000)));
        assert_eq!(worth(&invoice(Some(Amount(0)), 0, 0)), (Amount(0), Amount(0)));
    }
}
