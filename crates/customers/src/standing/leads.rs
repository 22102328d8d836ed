//! How visits came about: of each work order of which it was asked what workshop told last.

use chrono::{DateTime, Utc};
use contracts::customers::CustomerId;
use contracts::workshop::{LeadSource, WorkOrderId, WorkOrderSourced};
use kernel::merging::{self, Named};
use kernel::{Binds, Problem, Tx, db};
use sea_orm::{DbErr, FromQueryResult, Value};

use super::store::add_up;
use crate::MODULE;
use crate::customers::store::lock_present;

const TABLE: &str = "customers_leads";
pub const NAMED: Named = Named { table: TABLE, key: "work_order_id", column: "customer_id" };
const ROWS_AT_ONCE: usize = 500;

#[derive(FromQueryResult)]
struct Owner {
    customer_id: CustomerId,
}

/// Keeps how a visit came about, and says whose it is; forgets it where it is not known after all.
pub async fn put(tx: &Tx, told: &WorkOrderSourced) -> Result<(), Problem> {
    let Some(source) = told.lead_source else { return forget(tx, told.id).await };
    let owner = match owner_of(tx, told.id).await? {
        Some(known) => known,
        None => CustomerId(merging::arrive(tx, MODULE, TABLE, told.id.0, told.customer_id.0).await?),
    };
    let owner = lock_present(tx, owner).await?.id;
    let sql = "insert into customers_leads (work_order_id, customer_id, source, at) values ($1, $2, $3, $4) \
               on conflict (work_order_id) do update set source = excluded.source";
    let values: [Value; 4] = [told.id.into(), owner.into(), source.into(), told.opened_at.timestamp_micros().into()];
    db::execute(&**tx, sql, values).await?;
    Ok(add_up(tx, owner).await?)
}

/// The order was given up, or nobody knows.
pub async fn forget(tx: &Tx, order: WorkOrderId) -> Result<(), Problem> {
    let Some(owner) = owner_of(tx, order).await? else { return Ok(()) };
    let owner = lock_present(tx, owner).await?.id;
    db::execute(&**tx, "delete from customers_leads where work_order_id = $1", [order.into()]).await?;
    Ok(add_up(tx, owner).await?)
}

async fn owner_of(tx: &Tx, order: WorkOrderId) -> Result<Option<CustomerId>, DbErr> {
    let sql = "select customer_id from customers_leads where work_order_id = $1";
    Ok(db::one::<Owner, _>(&**tx, sql, [order.into()]).await?.map(|row| row.customer_id))
}

#[derive(Default, FromQueryResult)]
pub struct Ends {
    pub first: Option<LeadSource>,
    pub last: Option<LeadSource>,
}

/// How a customer's first and last visit came about of which it was asked.
pub async fn ends_of(tx: &Tx, customer: CustomerId) -> Result<Ends, DbErr> {
    let sql = "select (select l.source from customers_leads l where l.customer_id = $1 order by l.at limit 1) as first, \
               (select l.source from customers_leads l where l.customer_id = $1 order by l.at desc limit 1) as last";
    Ok(db::one(&**tx, sql, [customer.into()]).await?.unwrap_or_default())
}

/// Many at once; for demonstration data.
pub async fn put_many(tx: &Tx, leads: &[(WorkOrderId, CustomerId, LeadSource, DateTime<Utc>)]) -> Result<(), DbErr> {
    for chunk in leads.chunks(ROWS_AT_ONCE) {
        let mut binds = Binds::default();
        let row = |(order, customer, source, at): &(WorkOrderId, CustomerId, LeadSource, DateTime<Utc>), binds: &mut Binds| {
            let values: [Value; 4] = [(*order).into(), (*customer).into(), (*source).into(), at.timestamp_micros().into()];
            format!("({})", binds.list(values))
        };
        let rows: Vec<_> = chunk.iter().map(|one| row(one, &mut binds)).collect();
        let sql = "insert into customers_leads (work_order_id, customer_id, source, at) values ";
        db::execute(&**tx, format!("{sql}{}", rows.join(", ")), binds.0).await?;
    }
    Ok(())
}

/// Brings everybody's row up to how their visits came about.
pub async fn catch_up(tx: &Tx) -> Result<(), DbErr> {
    let sql = "update customers_customers set \
               first_source = (select l.source from customers_leads l where l.customer_id = customers_customers.id order by l.at limit 1), \
               last_source = (select l.source from customers_leads l where l.customer_id = customers_customers.id order by l.at desc limit 1)";
    db::execute(&**tx, sql, []).await.map(|_| ())
}
