//! The only place with queries of points. Entries are only added to; a balance is written with each.

use chrono::{DateTime, Months, NaiveDate, Utc};
use contracts::billing::InvoiceId;
use contracts::customers::CustomerId;
use contracts::workshop::WorkOrderId;
use kernel::{Actor, Amount, SiteId, Tx, db};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, FromQueryResult, IntoActiveModel, PaginatorTrait, QueryFilter,
    QueryOrder, QuerySelect,
};
use uuid::Uuid;

use super::points::{Spent, Sums};
use super::settings;
use super::tables::{Kind, earnings, entries};

pub const ENTRIES: &str = "billing_loyalty_entries";

/// What counts as received, whose age is its own; the rest goes from the oldest.
pub const LOTS: &str = "kind in ('earned', 'reversed', 'granted', 'referred', 'referral', 'referral_reversed')";

/// Whose points, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Account {
    pub customer: CustomerId,
    pub site: SiteId,
    pub currency: String,
}

impl Account {
    fn binds(&self) -> [sea_orm::Value; 3] {
        [self.customer.0.into(), self.site.0.into(), self.currency.clone().into()]
    }
}

/// When, and by whom.
#[derive(Clone, Copy, Debug)]
pub struct Moment<'a> {
    pub by: &'a Actor,
    pub at: DateTime<Utc>,
    /// The day at the site.
    pub on: NaiveDate,
}

/// An entry of an account that is about nothing else yet.
pub fn entry(account: &Account, kind: Kind, points: i64, moment: Moment<'_>) -> entries::Model {
    let id = Uuid::now_v7();
    entries::Model {
        id,
        customer_id: account.customer,
        site_id: account.site,
        currency: account.currency.clone(),
        kind,
        points,
        amount: None,
        invoice_id: None,
        document: None,
        reason: None,
        by_name: moment.by.name.clone(),
        at: moment.at,
        on_day: moment.on,
        earned_at: moment.at,
        key: format!("entry:{id}"),
    }
}

#[derive(FromQueryResult)]
struct Number {
    number: i64,
}

const ACCOUNT: &str = "customer_id = $1 and site_id = $2 and currency = $3";

pub async fn balance<C: ConnectionTrait>(conn: &C, account: &Account) -> Result<i64, DbErr> {
    let sql = format!("select balance as number from billing_loyalty_accounts where {ACCOUNT}");
    Ok(db::one::<Number, _>(conn, sql, account.binds()).await?.map_or(0, |row| row.number))
}

/// The balance, kept from others until the transaction ends.
pub async fn lock(tx: &Tx, account: &Account) -> Result<i64, DbErr> {
    let there =
        "insert into billing_loyalty_accounts (customer_id, site_id, currency, balance) values ($1, $2, $3, 0) on conflict do nothing";
    db::execute(&**tx, there, account.binds()).await?;
    let sql = format!("select balance as number from billing_loyalty_accounts where {ACCOUNT}{}", tx.lock_clause());
    Ok(db::one::<Number, _>(&**tx, sql, account.binds()).await?.map_or(0, |row| row.number))
}

/// Adds an entry, and its points to the balance of the account, which is locked.
pub async fn add(tx: &Tx, entry: entries::Model) -> Result<(), DbErr> {
    let [customer, site, currency] = [entry.customer_id.0.into(), entry.site_id.0.into(), entry.currency.clone().into()];
    let sql = "update billing_loyalty_accounts set balance = balance + $1 where customer_id = $2 and site_id = $3 and currency = $4";
    db::execute(&**tx, sql, [entry.points.into(), customer, site, currency]).await?;
    entry.into_active_model().insert(&**tx).await.map(drop)
}

/// What is older than this, and what went; the oldest goes first.
pub async fn sums<C: ConnectionTrait>(conn: &C, account: &Account, limit: DateTime<Utc>) -> Result<Sums, DbErr> {
    let sql = format!(
        "select cast(coalesce(sum(case when {LOTS} and earned_at <= $4 then points else 0 end), 0) as bigint) as old, \
         cast(coalesce(sum(case when {LOTS} then 0 else -points end), 0) as bigint) as gone from billing_loyalty_entries where {ACCOUNT}"
    );
    let binds = account.binds().into_iter().chain([limit.into()]);
    Ok(db::one::<Sums, _>(conn, sql, binds).await?.unwrap_or_default())
}

/// What expired by now: so many months after it was earned, never with none.
pub fn expiry(now: DateTime<Utc>, months: i64) -> Option<DateTime<Utc>> {
    let months = u32::try_from(months).ok().filter(|months| *months > 0)?;
    now.checked_sub_months(Months::new(months))
}

/// What was earned by invoices since then, less what was reversed of it.
pub async fn earned_since<C: ConnectionTrait>(conn: &C, account: &Account, since: DateTime<Utc>) -> Result<i64, DbErr> {
    let sql = format!(
        "select cast(coalesce(sum(points), 0) as bigint) as number from billing_loyalty_entries \
         where {ACCOUNT} and kind in ('earned', 'reversed') and earned_at > $4"
    );
    let binds = account.binds().into_iter().chain([since.into()]);
    Ok(db::one::<Number, _>(conn, sql, binds).await?.map_or(0, |row| row.number))
}

/// What all but one invoice earned, less what was reversed of it.
pub async fn earned_elsewhere<C: ConnectionTrait>(conn: &C, account: &Account, invoice: InvoiceId) -> Result<i64, DbErr> {
    let sql = format!(
        "select cast(coalesce(sum(points), 0) as bigint) as number from billing_loyalty_entries \
         where {ACCOUNT} and kind in ('earned', 'reversed') and invoice_id <> $4"
    );
    let binds = account.binds().into_iter().chain([invoice.0.into()]);
    Ok(db::one::<Number, _>(conn, sql, binds).await?.map_or(0, |row| row.number))
}

/// What points paid of an invoice.
pub async fn spent<C: ConnectionTrait>(conn: &C, invoice: InvoiceId) -> Result<Spent, DbErr> {
    let sql = "select cast(coalesce(sum(-points), 0) as bigint) as points, cast(coalesce(sum(amount), 0) as bigint) as amount \
               from billing_loyalty_entries where invoice_id = $1 and kind in ('used', 'given_back')";
    Ok(db::one::<Spent, _>(conn, sql, [invoice.0.into()]).await?.unwrap_or_default())
}

/// What credit notes took back of an invoice's net.
pub async fn credited_net<C: ConnectionTrait>(conn: &C, invoice: InvoiceId) -> Result<Amount, DbErr> {
    let sql = "select cast(coalesce(sum(net), 0) as bigint) as number from billing_credit_notes where invoice_id = $1";
    Ok(Amount(db::one::<Number, _>(conn, sql, [invoice.0.into()]).await?.map_or(0, |row| row.number)))
}

pub async fn earning<C: ConnectionTrait>(conn: &C, invoice: InvoiceId) -> Result<Option<earnings::Model>, DbErr> {
    earnings::Entity::find_by_id(invoice).one(conn).await
}

/// Whether an invoice of this order earned already: it was the visit.
pub async fn is_counted<C: ConnectionTrait>(conn: &C, order: WorkOrderId) -> Result<bool, DbErr> {
    let of_order = earnings::Entity::find().filter(earnings::Column::WorkOrderId.eq(order));
    Ok(of_order.filter(earnings::Column::Visits.gt(0)).count(conn).await? > 0)
}

pub async fn insert_earning(tx: &Tx, earning: &earnings::Model) -> Result<(), DbErr> {
    earnings::Entity::insert(earning.clone().into_active_model()).exec_without_returning(&**tx).await.map(drop)
}

pub async fn set_earned(tx: &Tx, invoice: InvoiceId, points: i64) -> Result<(), DbErr> {
    let sql = "update billing_loyalty_earnings set points = $1 where invoice_id = $2";
    db::execute(&**tx, sql, [points.into(), invoice.0.into()]).await.map(drop)
}

/// The newest first.
pub async fn list<C: ConnectionTrait>(conn: &C, account: &Account, before: Option<Uuid>, limit: u64) -> Result<Vec<entries::Model>, DbErr> {
    let mut query = entries::Entity::find()
        .filter(entries::Column::CustomerId.eq(account.customer))
        .filter(entries::Column::SiteId.eq(account.site))
        .filter(entries::Column::Currency.eq(account.currency.clone()));
    if let Some(before) = before {
        query = query.filter(entries::Column::Id.lt(before));
    }
    query.order_by_desc(entries::Column::Id).limit(limit).all(conn).await
}

/// The sites where points expire.
pub async fn expiring<C: ConnectionTrait>(conn: &C) -> Result<Vec<settings::Model>, DbErr> {
    let on = settings::Entity::find().filter(settings::Column::IsOn.eq(true)).filter(settings::Column::Months.gt(0));
    on.all(conn).await
}

#[derive(FromQueryResult)]
struct Holder {
    customer_id: CustomerId,
    currency: String,
}

/// Some of those at a site who hold points that are older than this.
pub async fn holders<C: ConnectionTrait>(conn: &C, site: SiteId, limit: DateTime<Utc>, most: u64) -> Result<Vec<Account>, DbErr> {
    let sql = format!(
        "select customer_id, currency from billing_loyalty_entries where site_id = $1 group by customer_id, currency \
         having sum(case when {LOTS} then (case when earned_at <= $2 then points else 0 end) else points end) > 0 \
         order by customer_id limit {most}"
    );
    let rows: Vec<Holder> = db::all(conn, sql, [site.0.into(), limit.into()]).await?;
    Ok(rows.into_iter().map(|row| Account { customer: row.customer_id, site, currency: row.currency }).collect())
}

/// Entries of invoices are of whom their invoice is of.
pub async fn follow_invoices(tx: &Tx, customers: [CustomerId; 2]) -> Result<(), DbErr> {
    let sql = "update billing_loyalty_entries set customer_id = (select i.customer_id from billing_invoices i where i.id = billing_loyalty_entries.invoice_id) \
               where customer_id in ($1, $2) and invoice_id is not null and exists (select 1 from billing_invoices i \
               where i.id = billing_loyalty_entries.invoice_id and i.customer_id <> billing_loyalty_entries.customer_id)";
    db::execute(&**tx, sql, customers.map(|id| id.0.into())).await.map(drop)
}

/// Adds up the balances of customers whose entries moved.
pub async fn recount(tx: &Tx, customers: [CustomerId; 2]) -> Result<(), DbErr> {
    let ids = || customers.map(|id| id.0.into());
    db::execute(&**tx, "delete from billing_loyalty_accounts where customer_id in ($1, $2)", ids()).await?;
    let sql = "insert into billing_loyalty_accounts (customer_id, site_id, currency, balance) \
               select customer_id, site_id, currency, cast(sum(points) as bigint) from billing_loyalty_entries \
               where customer_id in ($1, $2) group by customer_id, site_id, currency";
    db::execute(&**tx, sql, ids()).await.map(drop)
}
