//! The only place with queries of who brought whom.

use contracts::customers::CustomerId;
use kernel::site_settings::of;
use kernel::{Problem, SiteId, Tx};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, IntoActiveModel, PaginatorTrait, QueryFilter, QueryOrder,
};

use super::referral::{Earning, followed};
use super::settings::Model as Settings;
use super::store::{self, Account, Moment, entry};
use super::tables::{Kind, earnings, entries, referrals};
use crate::invoices::invoice::Invoice;

pub const REFERRALS: &str = "billing_loyalty_referrals";

/// Who brought a customer to a site, the oldest first.
pub async fn of_customer<C: ConnectionTrait>(conn: &C, customer: CustomerId, site: SiteId) -> Result<Vec<referrals::Model>, DbErr> {
    let rows = referrals::Entity::find().filter(referrals::Column::CustomerId.eq(customer)).filter(referrals::Column::SiteId.eq(site));
    rows.order_by_asc(referrals::Column::Id).all(conn).await
}

/// How many customers somebody brought to a site who had something of it.
pub async fn brought<C: ConnectionTrait>(conn: &C, by: CustomerId, site: SiteId) -> Result<i64, DbErr> {
    let rows = referrals::Entity::find().filter(referrals::Column::ByCustomer.eq(by)).filter(referrals::Column::SiteId.eq(site));
    let number = rows.filter(referrals::Column::Points.gt(0)).count(conn).await?;
    Ok(i64::try_from(number).unwrap_or(i64::MAX))
}

/// Locks the account, and those of who brought them: all who lock several do it in the same order. Answers its balance, and who they are.
pub async fn lock(tx: &Tx, account: &Account, also: Option<CustomerId>) -> Result<(i64, Vec<referrals::Model>), DbErr> {
    let known = of_customer(&**tx, account.customer, account.site).await?;
    let mut customers: Vec<_> = known.iter().map(|row| row.by_customer).chain(also).chain([account.customer]).collect();
    customers.sort_unstable_by_key(|id| id.0);
    customers.dedup();
    for customer in customers {
        store::lock(tx, &Account { customer, ..account.clone() }).await?;
    }
    let rows = of_customer(&**tx, account.customer, account.site).await?;
    // Named just then.
    for row in rows.iter().filter(|row| !known.contains(row)) {
        store::lock(tx, &Account { customer: row.by_customer, ..account.clone() }).await?;
    }
    Ok((store::balance(&**tx, account).await?, rows))
}

pub async fn insert(tx: &Tx, row: referrals::Model) -> Result<(), DbErr> {
    referrals::Entity::insert(row.into_active_model()).exec_without_returning(&**tx).await.map(drop)
}

/// Nobody brought them; both have nothing of it.
pub async fn delete(tx: &Tx, customer: CustomerId, site: SiteId) -> Result<(), DbErr> {
    let rows = referrals::Entity::delete_many().filter(referrals::Column::CustomerId.eq(customer));
    rows.filter(referrals::Column::SiteId.eq(site)).exec(&**tx).await.map(drop)
}

/// Credits who was brought and who brought them, or takes it back, after what an invoice earns changed. The accounts are locked.
pub async fn follow(
    tx: &Tx,
    invoice: &Invoice,
    (rows, earning, points): (&[referrals::Model], &earnings::Model, i64),
    moment: Moment<'_>,
) -> Result<(), Problem> {
    if rows.is_empty() {
        return Ok(());
    }
    let account = super::follow::account_of(invoice);
    let elsewhere = store::earned_elsewhere(&**tx, &account, invoice.id).await?;
    let promised = of::<Settings, _>(&**tx, account.site).await?.referral;
    let now = Earning { invoice: invoice.id, points, elsewhere, promised };
    let Some(row) = followed(rows, now) else { return Ok(()) };
    let before = rows.iter().find(|kept| kept.id == row.id).map_or(0, |kept| kept.points);
    let document = invoice.issued().map(|issue| issue.number.text.clone());
    let sides = [(row.customer_id, Kind::Referred, Some(invoice.id)), (row.by_customer, Kind::Referral, None)];
    for (customer, credited, invoice_id) in sides {
        let kind = if row.points > before { credited } else { Kind::ReferralReversed };
        let account = Account { customer, ..account.clone() };
        let key = format!("referral:{}:{}:{}:{customer}:{}", row.id, invoice.id, invoice.version, invoice_id.is_some());
        let document = document.clone();
        let entry = entry(&account, kind, row.points - before, moment);
        store::add(tx, entries::Model { invoice_id, document, earned_at: earning.at, key, ..entry }).await?;
    }
    Ok(row.into_active_model().reset_all().update(&**tx).await.map(drop)?)
}
