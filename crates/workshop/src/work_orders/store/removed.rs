//! Jobs and lines that were taken off an order: their rows stay, with the version that took them off, and can be put back.

use contracts::workshop::{JobId, LineId, WorkOrderId};
use kernel::{Binds, Tx, db};
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder, Value};

use super::super::job::Job;
use super::super::line::Line;
use super::super::rows;
use super::super::tables::{job, line};

/// The job's place, and the job with the lines it had when it was taken off the order; none when it never was, or is back.
pub async fn removed_job<C: ConnectionTrait>(conn: &C, order: WorkOrderId, id: JobId) -> Result<Option<(usize, Job)>, DbErr> {
    let row = job::Entity::find_by_id(id).filter(job::Column::OrderId.eq(order)).one(conn).await?;
    let Some((row, version)) = row.and_then(|row| row.removed_in.map(|version| (row, version))) else { return Ok(None) };
    let lines = line::Entity::find().filter(line::Column::OrderId.eq(order)).filter(line::Column::JobId.eq(id));
    let lines = lines.filter(line::Column::RemovedIn.eq(version)).order_by_asc(line::Column::Position).all(conn).await?;
    let place = place(row.position);
    Ok(Some((place, Job { lines: lines.into_iter().map(rows::line_of).collect(), ..rows::job_of(row) })))
}

/// The line's job, its place in it, and the line; none when it was not taken off.
pub async fn removed_line<C: ConnectionTrait>(conn: &C, order: WorkOrderId, id: LineId) -> Result<Option<(JobId, usize, Line)>, DbErr> {
    let row = line::Entity::find_by_id(id).filter(line::Column::OrderId.eq(order)).one(conn).await?;
    let row = row.filter(|row| row.removed_in.is_some());
    Ok(row.map(|row| (row.job_id, place(row.position), rows::line_of(row))))
}

fn place(position: i32) -> usize {
    usize::try_from(position).unwrap_or_default()
}

/// Marks what was in `before` and is not in `after` as taken off by this version of the order.
pub(super) async fn take_off<I: Into<Value> + Copy + PartialEq>(
    tx: &Tx,
    table: &str,
    (before, after): (impl Iterator<Item = I>, impl Iterator<Item = I>),
    version: i64,
) -> Result<(), DbErr> {
    let after: Vec<_> = after.collect();
    let gone: Vec<_> = before.filter(|id| !after.contains(id)).collect();
    if gone.is_empty() {
        return Ok(());
    }
    let mut binds = Binds::default();
    let sql = format!("update {table} set removed_in = {} where id in ({})", binds.add(version), binds.list(gone));
    db::execute(&**tx, sql, binds.0).await.map(|_| ())
}
