//! The only place with queries of archives.

use chrono::{DateTime, Utc};
use kernel::problem::is_unique_violation;
use kernel::{Amount, Problem, SiteId, Tx, db};
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, FromQueryResult, IntoActiveModel, QueryFilter, QueryOrder};
use serde::Serialize;
use uuid::Uuid;

use super::days::Before;
use super::tables::{archives, files};
use crate::chain::Series;
use crate::entities::day_closes;
use crate::error::Error;
use crate::period::Period;

pub async fn find<C: ConnectionTrait>(conn: &C, id: Uuid) -> Result<Option<archives::Model>, DbErr> {
    archives::Entity::find_by_id(id).one(conn).await
}

pub async fn last<C: ConnectionTrait>(conn: &C, site: SiteId) -> Result<Option<archives::Model>, DbErr> {
    archives::Entity::find().filter(archives::Column::SiteId.eq(site)).order_by_desc(archives::Column::Sequence).one(conn).await
}

pub async fn bytes<C: ConnectionTrait>(conn: &C, id: Uuid) -> Result<Option<Vec<u8>>, DbErr> {
    Ok(files::Entity::find_by_id(id).one(conn).await?.map(|file| file.bytes))
}

/// Refused where somebody else's archive has its number meanwhile.
pub async fn insert(tx: &Tx, row: archives::Model, bytes: Vec<u8>) -> Result<(), Problem> {
    let file = files::Model { archive_id: row.id, bytes };
    match archives::Entity::insert(row.into_active_model()).exec_without_returning(&**tx).await {
        Err(error) if is_unique_violation(&error) => return Err(Error::ArchiveUnderWay.into()),
        written => written?,
    };
    files::Entity::insert(file.into_active_model()).exec_without_returning(&**tx).await?;
    Ok(())
}

/// The first and the last number of a series that were given in a time.
#[derive(Default, FromQueryResult)]
pub struct Range {
    pub first: Option<i64>,
    pub last: Option<i64>,
}

pub async fn range<C: ConnectionTrait>(conn: &C, series: &Series, period: &Period) -> Result<Range, DbErr> {
    let (table, at) = match series.kind.as_str() {
        "invoice" => ("billing_invoices", "issued_at"),
        "credit_note" => ("billing_credit_notes", "issued_at"),
        _ => ("billing_deposits", "at"),
    };
    let sql = format!(
        "select min(sequence) as first, max(sequence) as last from {table} \
         where site_id = $1 and series = $2 and {at} >= $3 and {at} < $4"
    );
    let values = [series.site_id.into(), series.name.clone().into(), period.begins.into(), period.ends.into()];
    Ok(db::one(conn, sql, values).await?.unwrap_or_default())
}

/// What invoices and credit notes of a site came to before a moment.
pub async fn before<C: ConnectionTrait>(conn: &C, site: SiteId, moment: DateTime<Utc>) -> Result<Before, DbErr> {
    #[derive(FromQueryResult)]
    struct Sum {
        total: Amount,
    }
    let sum = async |table: &str| {
        let sql = format!(
            "select cast(coalesce(sum(total), 0) as bigint) as total from {table} where site_id = $1 and series is not null and issued_at < $2"
        );
        let sum: Option<Sum> = db::one(conn, sql, [site.into(), moment.into()]).await?;
        Ok::<_, DbErr>(sum.map_or(Amount::ZERO, |sum| sum.total))
    };
    Ok(Before { invoiced: sum("billing_invoices").await?, credited: sum("billing_credit_notes").await? })
}

/// What moved on a document without being one: money that an invoice was paid with or that went back, and what a deposit was used for. The
/// amount in minor units is never below zero.
#[derive(FromQueryResult, Serialize)]
pub struct Movement {
    id: Uuid,
    at: DateTime<Utc>,
    /// `deposit_used` and `deposit_returned` beside the kinds of payments.
    kind: String,
    /// The number of the invoice, or of the deposit or receipt.
    document: String,
    /// What a deposit paid.
    invoice: Option<String>,
    tender: Option<String>,
    amount: Amount,
    currency: String,
    reference: Option<String>,
    reason: Option<String>,
    by_name: String,
}

pub async fn movements<C: ConnectionTrait>(conn: &C, site: SiteId, period: &Period) -> Result<Vec<Movement>, DbErr> {
    let sql = "select p.id, p.at, p.kind, coalesce(i.number, i.document, '') as document, null as invoice, p.tender, p.amount, i.currency, \
           p.reference, p.reason, p.by_name \
         from billing_payments p join billing_invoices i on i.id = p.invoice_id \
         where i.site_id = $1 and p.at >= $2 and p.at < $3 \
         union all select e.id, e.at, case when e.invoice_id is null then 'deposit_returned' else 'deposit_used' end, d.number, \
           coalesce(i.number, i.document), e.tender, e.amount, d.currency, e.reference, e.reason, e.by_name \
         from billing_deposit_entries e join billing_deposits d on d.id = e.deposit_id left join billing_invoices i on i.id = e.invoice_id \
         where d.site_id = $1 and e.at >= $2 and e.at < $3 order by 2, 1";
    db::all(conn, sql, [site.into(), period.begins.into(), period.ends.into()]).await
}

pub async fn closes<C: ConnectionTrait>(conn: &C, site: SiteId, period: &Period) -> Result<Vec<day_closes::Model>, DbErr> {
    let of_site = day_closes::Entity::find().filter(day_closes::Column::SiteId.eq(site));
    let within = of_site.filter(day_closes::Column::At.gte(period.begins)).filter(day_closes::Column::At.lt(period.ends));
    within.order_by_asc(day_closes::Column::Sequence).all(conn).await
}
