//! Copies of what other modules own: invoices, how parts stand, and the labels of customers and vehicles. Their events keep them.

use contracts::billing::{InvoiceId, InvoiceState};
use contracts::customers::CustomerSaved;
use contracts::vehicles::VehicleSaved;
use contracts::workshop::WorkOrderId;
use kernel::{Tx, db, search};
use sea_orm::{
    ActiveEnum, ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, FromQueryResult, QueryFilter, QueryOrder, QuerySelect,
    QueryTrait, Value,
};

use super::super::rows;
use super::super::tables::{invoice, part, together};
use super::super::work_order::WorkOrder;
use super::{TERMS, put, terms};

pub async fn save_invoice(tx: &Tx, invoice: &InvoiceState) -> Result<(), DbErr> {
    let row = invoice::Model {
        id: invoice.id,
        order_id: invoice.work_order_id,
        number: invoice.number.clone(),
        state: invoice.state.clone(),
        due: invoice.due,
        is_payers: invoice.is_payers,
        is_together: !invoice.together.is_empty(),
    };
    put::<invoice::Entity>(tx, vec![row]).await?;
    for order in &invoice.together {
        let sql = "insert into workshop_invoices_together (invoice_id, order_id) values ($1, $2) on conflict do nothing";
        db::execute(&**tx, sql, [invoice.id.into(), (*order).into()]).await?;
    }
    Ok(())
}

/// Its own invoices, and those that it shares with other orders.
pub async fn invoices_of<C: ConnectionTrait>(conn: &C, order: WorkOrderId) -> Result<Vec<invoice::Model>, DbErr> {
    let shared = together::Entity::find().select_only().column(together::Column::InvoiceId).filter(together::Column::OrderId.eq(order));
    let is_its = Condition::any().add(invoice::Column::OrderId.eq(order)).add(invoice::Column::Id.in_subquery(shared.into_query()));
    invoice::Entity::find().filter(is_its).order_by_asc(invoice::Column::Id).all(conn).await
}

pub async fn forget_invoice(tx: &Tx, id: InvoiceId) -> Result<(), DbErr> {
    invoice::Entity::delete_by_id(id).exec(&**tx).await.map(|_| ())
}

/// Replaces what is known of the order's parts. The version stays: what people edit did not change.
pub async fn save_parts(tx: &Tx, order: &WorkOrder) -> Result<(), DbErr> {
    part::Entity::delete_many().filter(part::Column::OrderId.eq(order.id)).exec(&**tx).await?;
    put::<part::Entity>(tx, order.parts.iter().map(|part| rows::part_row(order.id, part)).collect()).await?;
    let sql = "update workshop_orders set parts_light = $1, parts_expected_on = $2 where id = $3";
    let light = order.parts_light().map(|light| light.to_value());
    db::execute(&**tx, sql, [light.into(), order.parts_expected_on().into(), order.id.into()]).await.map(|_| ())
}

#[derive(FromQueryResult)]
struct Labelled {
    id: WorkOrderId,
    number: String,
    customer_name: String,
    vehicle_plate: String,
    po_number: Option<String>,
}

const ORDERS_AT_ONCE: usize = 500;
const LABELLED: &str = "id, number, customer_name, vehicle_plate, po_number";

pub async fn relabel_customer(tx: &Tx, customer: &CustomerSaved) -> Result<(), DbErr> {
    let CustomerSaved { id, name, phone } = customer;
    let sql = format!(
        "update workshop_orders set customer_name = $1, customer_phone = $2 \
         where customer_id = $3 and (customer_name <> $4 or coalesce(customer_phone, '') <> $5) returning {LABELLED}"
    );
    let values: [Value; 5] =
        [name.clone().into(), phone.clone().into(), (*id).into(), name.clone().into(), phone.clone().unwrap_or_default().into()];
    index(tx, db::all(&**tx, sql, values).await?).await
}

pub async fn relabel_vehicle(tx: &Tx, vehicle: &VehicleSaved) -> Result<(), DbErr> {
    let VehicleSaved { id, plate, label, .. } = vehicle;
    let sql = format!(
        "update workshop_orders set vehicle_plate = $1, vehicle_label = $2 \
         where vehicle_id = $3 and (vehicle_plate <> $4 or vehicle_label <> $5) returning {LABELLED}"
    );
    let values: [Value; 5] = [plate.clone().into(), label.clone().into(), (*id).into(), plate.clone().into(), label.clone().into()];
    index(tx, db::all(&**tx, sql, values).await?).await
}

/// An order that is for another vehicle is found by that; so is what was looked at on it.
pub async fn follow_vehicle(tx: &Tx, order: &WorkOrder) -> Result<(), DbErr> {
    if let Some(vehicle) = order.vehicle.id {
        let sql = "update workshop_inspections set vehicle_id = $1 where order_id = $2";
        db::execute(&**tx, sql, [vehicle.into(), order.id.into()]).await?;
    }
    index_again(tx, order).await
}

/// Found by its numbers, customer and plate as they are now.
pub async fn index_again(tx: &Tx, order: &WorkOrder) -> Result<(), DbErr> {
    let (number, customer_name, vehicle_plate) = (order.number.clone(), order.customer.name.clone(), order.vehicle.plate.clone());
    index(tx, vec![Labelled { id: order.id, number, customer_name, vehicle_plate, po_number: order.po_number.clone() }]).await
}

async fn index(tx: &Tx, orders: Vec<Labelled>) -> Result<(), DbErr> {
    for chunk in orders.chunks(ORDERS_AT_ONCE) {
        search::forget(tx, TERMS, &chunk.iter().map(|order| order.id).collect::<Vec<_>>()).await?;
        let terms = chunk.iter().flat_map(|order| {
            let terms = terms(&order.number, &order.vehicle_plate, &order.customer_name, order.po_number.as_deref());
            terms.map(|term| (order.id.0, term))
        });
        search::insert(tx, TERMS, terms.collect()).await?;
    }
    Ok(())
}
