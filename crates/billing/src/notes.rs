//! What is written for the customer of an order, as the workshop tells: kept from before there is an invoice.

use contracts::workshop::WorkOrderId;
use kernel::{Problem, Tx, db};
use sea_orm::FromQueryResult;

#[derive(FromQueryResult)]
struct Row {
    notes: String,
}

pub async fn of(tx: &Tx, order: WorkOrderId) -> Result<Vec<String>, Problem> {
    let row: Option<Row> = db::one(&**tx, "select notes from billing_order_notes where order_id = $1", [order.0.into()]).await?;
    row.map_or_else(|| Ok(vec![]), |row| serde_json::from_str(&row.notes).map_err(|error| Problem::internal(&error)))
}

pub async fn keep(tx: &Tx, order: WorkOrderId, texts: &[String]) -> Result<(), Problem> {
    let notes = serde_json::to_string(texts).map_err(|error| Problem::internal(&error))?;
    let sql =
        "insert into billing_order_notes (order_id, notes) values ($1, $2) on conflict (order_id) do update set notes = excluded.notes";
    db::execute(&**tx, sql, [order.0.into(), notes.into()]).await?;
    Ok(())
}
