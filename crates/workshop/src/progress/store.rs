//! The only place with queries on how orders stood.

use contracts::customers::CustomerId;
use contracts::vehicles::VehicleId;
use contracts::workshop::{LineId, WorkOrderId};
use kernel::{Amount, Binds, SiteId, Tx, db};
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, FromQueryResult, QueryFilter, QueryOrder, QuerySelect};

use super::labour::Clocked;
use super::span::{Column, Costs, Entity, Span};
use crate::time::Moment;
use crate::work_orders::state::WorkOrderState;
use crate::work_orders::store::put;

/// An order's newest.
pub async fn last(tx: &Tx, order: WorkOrderId) -> Result<Option<Span>, DbErr> {
    Entity::find().filter(Column::OrderId.eq(order)).order_by_desc(Column::Begins).limit(1).one(&**tx).await
}

pub async fn save(tx: &Tx, spans: Vec<Span>) -> Result<(), DbErr> {
    put::<Entity>(tx, spans).await
}

/// What the parts of an order's lines cost, as the shelf told.
pub async fn part_costs(tx: &Tx, order: WorkOrderId) -> Result<Costs, DbErr> {
    #[derive(FromQueryResult)]
    struct Told {
        line_id: LineId,
        cost: Amount,
    }
    let sql = "select line_id, cost from workshop_part_costs where order_id = $1";
    let told: Vec<Told> = db::all(&**tx, sql, [order.into()]).await?;
    Ok(told.into_iter().map(|told| (told.line_id, told.cost)).collect())
}

/// The shelf valued what a line took, or gave back.
pub async fn add_part_cost(tx: &Tx, order: WorkOrderId, line: LineId, cost: Amount) -> Result<(), DbErr> {
    let sql = "insert into workshop_part_costs (line_id, order_id, cost) values ($1, $2, $3) \
               on conflict (line_id) do update set cost = workshop_part_costs.cost + excluded.cost";
    db::execute(&**tx, sql, [line.into(), order.into(), cost.into()]).await.map(drop)
}

/// Which orders were under way at a site in the last instant before a moment.
#[derive(Clone, Copy, Debug)]
pub struct At {
    pub site: SiteId,
    pub before: Moment,
}

impl At {
    fn spans(self, binds: &mut Binds) -> String {
        let (site, ends, begins) = (binds.add(self.site), binds.add(self.before), binds.add(self.before));
        format!("w.site_id = {site} and w.ends >= {ends} and w.begins < {begins}")
    }
}

/// What the orders of one state come to.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Sum {
    pub state: WorkOrderState,
    pub orders: i64,
    pub net: Amount,
    pub parts_cost: Amount,
    pub sublet_cost: Amount,
}

const SUMS: &str = "count(*) as orders, cast(sum(w.net) as bigint) as net, cast(sum(w.parts_cost) as bigint) as parts_cost, \
    cast(sum(w.sublet_cost) as bigint) as sublet_cost";

pub async fn sums<C: ConnectionTrait>(conn: &C, at: At) -> Result<Vec<Sum>, DbErr> {
    let mut binds = Binds::default();
    let sql = format!("select w.state, {SUMS} from workshop_progress w where {} group by w.state", at.spans(&mut binds));
    db::all(conn, sql, binds.0).await
}

/// What all come to before each of some moments; a moment without any is left out.
#[derive(Clone, Copy, Debug, FromQueryResult)]
pub struct MonthSum {
    pub before: Moment,
    pub net: Amount,
    pub orders: i64,
}

pub async fn sums_at<C: ConnectionTrait>(conn: &C, site: SiteId, moments: &[Moment]) -> Result<Vec<MonthSum>, DbErr> {
    let mut binds = Binds::default();
    let each = moments.iter().map(|before| {
        let asked = binds.add(*before);
        let spans = At { site, before: *before }.spans(&mut binds);
        format!(
            "select cast({asked} as bigint) as before, cast(coalesce(sum(w.net), 0) as bigint) as net, count(*) as orders \
             from workshop_progress w where {spans}"
        )
    });
    let sql = each.collect::<Vec<_>>().join(" union all ");
    db::all(conn, sql, binds.0).await
}

/// Work that was clocked on orders that were under way: on all, or on some of them.
pub async fn clocked<C: ConnectionTrait>(conn: &C, at: At, orders: Option<&[WorkOrderId]>) -> Result<Vec<Clocked>, DbErr> {
    let mut binds = Binds::default();
    let spans = at.spans(&mut binds);
    let among = binds.and_among("w.order_id", orders);
    // First the few spans, then the clockings of each order: in the other order all that was ever clocked would be read.
    let sql = format!(
        "with s as materialized (select w.order_id, w.labour_from from workshop_progress w where {spans}{among}) \
         select c.order_id, c.user_id, c.starts, c.ends, c.running is not null as is_running, s.labour_from \
         from s cross join workshop_clockings c \
         where c.order_id = s.order_id and c.replaced_by is null and c.activity = 'work' and c.starts < {}",
        binds.add(at.before)
    );
    db::all(conn, sql, binds.0).await
}

/// An order as it stood then, by the names that it has today.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Row {
    pub order_id: WorkOrderId,
    pub state: WorkOrderState,
    pub since: Moment,
    pub net: Amount,
    pub parts_cost: Amount,
    pub sublet_cost: Amount,
    pub number: String,
    pub customer_id: CustomerId,
    pub customer_name: String,
    pub vehicle_id: VehicleId,
    pub vehicle_plate: String,
    pub vehicle_label: String,
}

/// The first opened first.
pub async fn list<C: ConnectionTrait>(conn: &C, at: At, after: Option<WorkOrderId>, limit: u64) -> Result<Vec<Row>, DbErr> {
    let mut binds = Binds::default();
    let mut which = at.spans(&mut binds);
    if let Some(after) = after {
        which += &format!(" and w.order_id > {}", binds.add(after));
    }
    // By the day's index, and sorted after: an index in the order of the orders would be walked from its beginning.
    let sql = format!(
        "with s as materialized (select w.order_id, w.state, w.since, w.net, w.parts_cost, w.sublet_cost from workshop_progress w \
         where {which}) select s.*, o.number, o.customer_id, o.customer_name, o.vehicle_id, o.vehicle_plate, o.vehicle_label \
         from s cross join workshop_orders o where o.id = s.order_id order by s.order_id limit {limit}"
    );
    db::all(conn, sql, binds.0).await
}
