//! Checks that what is stored agrees with itself. Reads only, and walks the orders in pages.

use contracts::workshop::{WorkOrderCompleted, WorkOrderId};
use kernel::outbox::Event;
use kernel::{Db, db};
use sea_orm::{ColumnTrait, DatabaseTransaction, DbErr, EntityTrait, FromQueryResult, QueryFilter, QueryOrder, QuerySelect, Value};

use crate::work_orders::rows::{Belonging, assemble, order_row};
use crate::work_orders::state::WorkOrderState;
use crate::work_orders::tables::{invoice, job, line, order, part};
use crate::work_orders::work_order::WorkOrder;

const ORDERS_AT_ONCE: u64 = 500;

/// One sentence per fault; nothing when all is well. A page of orders and all that belongs to it is of one instant, so that nothing that is
/// changed meanwhile looks wrong.
pub async fn doctor(db: &Db) -> Result<Vec<String>, DbErr> {
    let mut faults = orphans(db).await?;
    let mut after: Option<WorkOrderId> = None;
    loop {
        let mut page = order::Entity::find().order_by_asc(order::Column::Id).limit(ORDERS_AT_ONCE);
        if let Some(id) = after {
            page = page.filter(order::Column::Id.gt(id));
        }
        let instant = db.snapshot().await?;
        let page = page.all(&instant).await?;
        let Some(last) = page.last() else { return Ok(faults) };
        after = Some(last.id);
        examine(&instant, page, &mut faults).await?;
    }
}

async fn examine(instant: &DatabaseTransaction, page: Vec<order::Model>, faults: &mut Vec<String>) -> Result<(), DbErr> {
    let ids: Vec<_> = page.iter().map(|row| row.id).collect();
    let jobs = job::Entity::find().filter(job::Column::OrderId.is_in(ids.clone())).filter(job::Column::RemovedIn.is_null());
    let jobs = jobs.order_by_asc(job::Column::Position).all(instant).await?;
    let lines = line::Entity::find().filter(line::Column::OrderId.is_in(ids.clone())).filter(line::Column::RemovedIn.is_null());
    let lines = lines.order_by_asc(line::Column::Position).all(instant).await?;
    let invoices = invoice::Entity::find().filter(invoice::Column::OrderId.is_in(ids.clone())).all(instant).await?;
    let parts = part::Entity::find().filter(part::Column::OrderId.is_in(ids.clone())).all(instant).await?;
    let announced = announced(instant, &ids).await?;
    let (mut jobs, mut lines) = (by_order(jobs, |row| row.order_id), by_order(lines, |row| row.order_id));
    let (mut invoices, mut parts) = (by_order(invoices, |row| row.order_id), by_order(parts, |row| row.order_id));
    for row in page {
        let id = row.id;
        let stored = row.clone();
        let (jobs, lines) = (take(&mut jobs, id), take(&mut lines, id));
        let order = assemble(row, Belonging { jobs, lines, invoices: take(&mut invoices, id), parts: take(&mut parts, id) });
        faults.extend(faults_of(&stored, &order, announced.contains(&id)));
    }
    Ok(())
}

type ByOrder<T> = std::collections::HashMap<WorkOrderId, Vec<T>>;

fn by_order<T>(rows: Vec<T>, order: impl Fn(&T) -> WorkOrderId) -> ByOrder<T> {
    let mut sorted = ByOrder::new();
    for row in rows {
        sorted.entry(order(&row)).or_insert_with(Vec::new).push(row);
    }
    sorted
}

fn take<T>(rows: &mut ByOrder<T>, id: WorkOrderId) -> Vec<T> {
    rows.remove(&id).unwrap_or_default()
}

fn faults_of(stored: &order::Model, order: &WorkOrder, is_announced: bool) -> Vec<String> {
    let number = &order.number;
    let worked_out = order_row(order);
    let mut faults = vec![];
    if stored.total != worked_out.total {
        faults.push(format!("{number}: the stored total {} is not the total of its lines {}", stored.total.0, worked_out.total.0));
    }
    let shown = |row: &order::Model| (row.jobs_waiting, row.title.clone(), row.is_open, row.quote_state);
    if shown(stored) != shown(&worked_out) {
        faults.push(format!("{number}: what lists show differs from its jobs"));
    }
    if (stored.parts_light, stored.parts_expected_on) != (worked_out.parts_light, worked_out.parts_expected_on) {
        faults.push(format!("{number}: the light of its parts is not what its parts say"));
    }
    let is_done = matches!(stored.state, WorkOrderState::Ready | WorkOrderState::Invoiced | WorkOrderState::Closed);
    if is_done && !is_announced && order.invoices.is_empty() {
        faults.push(format!("{number}: it is {}, but nobody was told of its completion", stored.state));
    }
    let is_invoiced = matches!(stored.state, WorkOrderState::Invoiced | WorkOrderState::Closed);
    if is_invoiced && !order.is_invoiced() {
        faults.push(format!("{number}: it is {} without an issued invoice", stored.state));
    }
    faults
}

#[derive(FromQueryResult)]
struct Announced {
    aggregate: WorkOrderId,
}

async fn announced(instant: &DatabaseTransaction, ids: &[WorkOrderId]) -> Result<Vec<WorkOrderId>, DbErr> {
    let places: Vec<_> = (0..ids.len()).map(|place| format!("${}", place + 2)).collect();
    let sql = format!("select aggregate from workshop_outbox where kind = $1 and aggregate in ({})", places.join(", "));
    let kind = Value::from(WorkOrderCompleted::KIND);
    let values = std::iter::once(kind).chain(ids.iter().map(|id| (*id).into()));
    Ok(db::all::<Announced, _>(instant, sql, values).await?.into_iter().map(|row| row.aggregate).collect())
}

#[derive(FromQueryResult)]
struct Orphan {
    id: uuid::Uuid,
}

/// Rows whose order or job does not exist.
async fn orphans(db: &Db) -> Result<Vec<String>, DbErr> {
    let parents = [
        ("jobs", "order_id", "orders"),
        ("lines", "order_id", "orders"),
        ("lines", "job_id", "jobs"),
        ("history", "order_id", "orders"),
        ("inspections", "order_id", "orders"),
        ("inspection_items", "inspection_id", "inspections"),
        ("inspection_photos", "inspection_id", "inspections"),
        ("inspection_photos", "id", "files"),
    ];
    let mut faults = vec![];
    for (rows, column, parents) in parents {
        let sql =
            format!("select r.id from workshop_{rows} r left join workshop_{parents} p on p.id = r.{column} where p.id is null limit 100");
        let orphans: Vec<Orphan> = db::all(db.reader(), sql, []).await?;
        faults.extend(orphans.iter().map(|orphan| format!("workshop_{rows} {} belongs to no row of workshop_{parents}", orphan.id)));
    }
    Ok(faults)
}
