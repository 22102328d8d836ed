//! The only place that queries which orders are invoiced together, and which could be.

use chrono::{DateTime, Utc};
use contracts::customers::CustomerId;
use kernel::{Amount, SiteId, Tx, db};
use sea_orm::{ConnectionTrait, DbErr, EntityTrait, FromQueryResult, IntoActiveModel};

use crate::entities::invoice_orders::{Entity, Model};
use crate::invoices::invoice::Invoice;

pub async fn insert(tx: &Tx, invoice: &Invoice) -> Result<(), DbErr> {
    let row = |order: &super::OrderPart| Model { invoice_id: invoice.id, work_order_id: order.id }.into_active_model();
    Entity::insert_many(invoice.together.iter().map(row)).exec_without_returning(&**tx).await.map(drop)
}

/// What one customer's drafts in one currency come to.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Group {
    pub customer_id: CustomerId,
    pub customer_name: String,
    pub currency: String,
    pub drafts: i64,
    pub net: Amount,
    pub oldest: DateTime<Utc>,
}

/// More than one draft each, of those that no order holds; the most first.
pub async fn drafts_by_customer<C: ConnectionTrait>(conn: &C, site: SiteId) -> Result<Vec<Group>, DbErr> {
    let sql = "select customer_id, max(customer_name) as customer_name, currency, count(*) as drafts, cast(sum(net) as bigint) as net, \
               min(created_at) as oldest from billing_invoices \
               where site_id = $1 and state = 'draft' and held = false and payer_id is null \
               group by customer_id, currency having count(*) > 1 order by 4 desc, 1 limit 200";
    db::all(conn, sql, [site.into()]).await
}
