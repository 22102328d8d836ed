//! The only place with queries of the drawer. Closes and their entries are written once.

use chrono::{DateTime, Utc};
use kernel::{Amount, SiteId, Tx, db};
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, FromQueryResult, IntoActiveModel, QueryFilter, QueryOrder};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::entities::{day_closes, day_entries};
use crate::invoices::Tender;
use crate::invoices::store::AT_ONCE;

/// Money that came in or went out.
#[derive(Clone, Debug, FromQueryResult, Serialize, ToSchema)]
#[schema(as = DrawerMovement)]
pub struct Movement {
    pub id: Uuid,
    /// `payment`, `refund`, `deposit` or `deposit_refund`
    pub kind: String,
    pub tender: Tender,
    /// In minor units; below zero for what went out.
    pub amount: Amount,
    /// Of the invoice, the deposit or the receipt.
    pub number: String,
    pub customer_name: String,
    pub by_name: String,
    pub at: DateTime<Utc>,
}

#[cfg(test)]
impl Movement {
    pub fn default_at() -> Self {
        let (kind, number, customer_name, by_name) = ("payment".into(), String::new(), String::new(), String::new());
        Self { id: Uuid::nil(), kind, tender: Tender::Cash, amount: Amount::ZERO, number, customer_name, by_name, at: DateTime::UNIX_EPOCH }
    }
}

/// The last close of a site.
pub async fn last<C: ConnectionTrait>(conn: &C, site: SiteId) -> Result<Option<day_closes::Model>, DbErr> {
    let of_site = day_closes::Entity::find().filter(day_closes::Column::SiteId.eq(site));
    of_site.order_by_desc(day_closes::Column::Sequence).one(conn).await
}

/// What moved in this currency at a site and is in no close, the oldest first; points are in no drawer. Nothing before `from` is looked at.
pub async fn open<C: ConnectionTrait>(conn: &C, site: SiteId, currency: &str, from: DateTime<Utc>) -> Result<Vec<Movement>, DbErr> {
    let left = |id: &str| format!("not exists (select 1 from billing_day_entries e where e.id = {id})");
    let (of_payment, of_deposit, of_entry) = (left("p.id"), left("d.id"), left("r.id"));
    let sql = format!(
        "select p.id, p.kind, p.tender, case p.kind when 'refund' then -p.amount else p.amount end as amount, \
           coalesce(i.number, i.document) as number, i.customer_name, p.by_name, p.at \
         from billing_payments p join billing_invoices i on i.id = p.invoice_id \
         where p.at >= $1 and p.kind in ('payment', 'refund') and p.tender <> 'points' and i.site_id = $2 and i.currency = $3 and {of_payment} \
         union all select d.id, 'deposit', d.tender, d.amount, d.number, d.customer_name, d.by_name, d.at from billing_deposits d \
         where d.at >= $1 and d.from_invoice_id is null and d.site_id = $2 and d.currency = $3 and {of_deposit} \
         union all select r.id, 'deposit_refund', r.tender, -r.amount, d.number, d.customer_name, r.by_name, r.at \
         from billing_deposit_entries r join billing_deposits d on d.id = r.deposit_id \
         where r.at >= $1 and r.invoice_id is null and d.site_id = $2 and d.currency = $3 and {of_entry} \
           and not exists (select 1 from billing_cheque_entries b where b.id = r.id) order by 8, 1"
    );
    db::all(conn, sql, [from.into(), site.into(), currency.into()]).await
}

pub async fn insert(tx: &Tx, close: &day_closes::Model, movements: &[Movement]) -> Result<(), DbErr> {
    day_closes::Entity::insert(close.clone().into_active_model()).exec_without_returning(&**tx).await?;
    for chunk in movements.chunks(AT_ONCE) {
        let rows = chunk.iter().map(|movement| {
            let Movement { id, tender, amount, .. } = *movement;
            day_entries::Model { id, close_id: close.id, tender, amount }.into_active_model()
        });
        day_entries::Entity::insert_many(rows).exec_without_returning(&**tx).await?;
    }
    Ok(())
}
