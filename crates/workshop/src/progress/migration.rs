//! How orders stood from when until when, and what the shelf told of their parts; filled in for orders that are there.

use kernel::schema::{IndexOf, create_indexes};
use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{big_integer as long, string, uuid};
use sea_orm_migration::sea_orm::DbBackend;

pub struct KeepProgress;

impl MigrationName for KeepProgress {
    fn name(&self) -> &'static str {
        "m0085_keep_progress"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for KeepProgress {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.create_table(progress()).await?;
        manager.create_table(part_costs()).await?;
        create_indexes(manager, INDEXES).await?;
        manager.get_connection().execute_unprepared(COSTS_OF_BEFORE).await?;
        manager.get_connection().execute_unprepared(&spans_of_before(manager.get_database_backend())).await.map(drop)
    }
}

const INDEXES: &[IndexOf] =
    &[("workshop_progress", "day", &["site_id", "ends", "begins"], false), ("workshop_part_costs", "order", &["order_id"], false)];

fn progress() -> TableCreateStatement {
    Table::create()
        .table("workshop_progress")
        .col(uuid("order_id"))
        .col(long("begins"))
        .col(long("ends"))
        .col(uuid("site_id"))
        .col(string("state"))
        .col(long("since"))
        .col(long("labour_from"))
        .col(long("net"))
        .col(long("parts_cost"))
        .col(long("sublet_cost"))
        .primary_key(Index::create().col("order_id").col("begins"))
        .take()
}

fn part_costs() -> TableCreateStatement {
    Table::create().table("workshop_part_costs").col(uuid("line_id").primary_key()).col(uuid("order_id")).col(long("cost")).take()
}

/// What was taken for a line before the shelf told what it cost: its quantity at what it cost when the line was written.
const COSTS_OF_BEFORE: &str = "insert into workshop_part_costs (line_id, order_id, cost) \
    select l.id, l.order_id, cast(round(coalesce(l.completed_quantity, p.issued * 1000.0 / coalesce(l.pack_factor, 1000)) * l.unit_cost \
    / 1000.0) as bigint) from workshop_lines l left join workshop_parts p on p.line_id = l.id \
    where l.kind = 'part' and l.unit_cost is not null and (l.completed_quantity is not null or p.issued > 0)";

/// From what happened to each order, with its lines as they are now: those of before an invoice as all of them, later ones as what is on
/// none yet.
fn spans_of_before(backend: DbBackend) -> String {
    let second = |column: &str| match backend {
        DbBackend::Postgres => format!("cast(floor(extract(epoch from {column})) as bigint)"),
        _ => format!("cast(strftime('%s', {column}) as bigint)"),
    };
    let (decided, at) = (second("min(decided_at)"), second("at"));
    let net = "cast(round(l.quantity * 1.0 * l.unit_price * (10000 - l.discount) / 10000000.0) as bigint) - l.off - l.given";
    let sum = |what: &str, name: &str| format!("cast(coalesce(sum({what}), 0) as bigint) as {name}");
    let open = |what: &str| format!("case when l.locked then 0 else {what} end");
    let sums = [
        sum(net, "net"),
        sum("coalesce(c.cost, 0)", "parts"),
        sum("coalesce(s.cost, 0)", "sublets"),
        sum(&open(net), "open_net"),
        sum(&open("coalesce(c.cost, 0)"), "open_parts"),
        sum(&open("coalesce(s.cost, 0)"), "open_sublets"),
        sum(&open("1"), "open_lines"),
    ]
    .join(", ");
    format!(
        "insert into workshop_progress (order_id, begins, ends, site_id, state, since, labour_from, net, parts_cost, sublet_cost) \
         with agreed as (select id, order_id, decided_at from workshop_jobs \
           where removed_in is null and authorisation in ('approved', 'reapproval_needed')), \
         facts as (select order_id, {decided} as at, 0 as place, 'approved' as state from agreed where decided_at is not null \
           group by order_id \
           union all select order_id, {at}, 1, case event when 'started' then 'in_progress' when 'resumed' then 'in_progress' \
           when 'reopened' then 'in_progress' when 'check_failed' then 'in_progress' when 'held' then 'on_hold' \
           when 'submitted' then 'quality_check' when 'completed' then 'ready' when 'restored' then 'in_progress' else 'over' end \
           from workshop_history where event in ('started', 'resumed', 'reopened', 'check_failed', 'held', 'submitted', 'completed', \
           'restored', 'invoiced', 'handed_over', 'cancelled', 'merged')), \
         spans as (select order_id, state, at as begins, \
           coalesce(lead(at) over (partition by order_id order by at, place), {STILL}) as ends from facts), \
         invoiced as (select order_id, min({at}) as at from workshop_history where event = 'invoiced' group by order_id), \
         worth as (select l.order_id, {sums} from workshop_lines l join agreed j on j.id = l.job_id \
           left join workshop_part_costs c on c.line_id = l.id left join workshop_sublets s on s.line_id = l.id \
           where l.removed_in is null group by l.order_id) \
         select x.order_id, x.begins, x.ends, o.site_id, case when x.ends = {STILL} then o.state else x.state end, x.begins, \
           case when i.at <= x.begins then i.at else 0 end, \
           case when i.at <= x.begins then v.open_net else v.net end, \
           case when x.state = 'approved' then 0 when i.at <= x.begins then v.open_parts else v.parts end, \
           case when x.state = 'approved' then 0 when i.at <= x.begins then v.open_sublets else v.sublets end \
         from spans x join workshop_orders o on o.id = x.order_id join worth v on v.order_id = x.order_id \
           left join invoiced i on i.order_id = x.order_id \
         where x.begins < x.ends and x.state <> 'over' and (i.at is null or x.begins < i.at or v.open_lines > 0) \
           and (x.ends < {STILL} or o.state in ('approved', 'in_progress', 'on_hold', 'quality_check', 'ready'))"
    )
}

/// As [`super::span::STILL`] was when this was written.
const STILL: i64 = i64::MAX;
