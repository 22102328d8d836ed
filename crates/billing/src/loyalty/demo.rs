//! Demonstration data: a site whose customers earn points for what they paid, some of whom used a few.

use chrono::{Months, Utc};
use contracts::customers::CustomerId;
use contracts::identity::SiteCard;
use kernel::clock::FakeClock;
use kernel::site_settings::{lock, save};
use kernel::{Actor, Amount, Context, Currency, Problem};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

use super::follow::follow;
use super::referrals;
use super::settings::{LoyaltyLevel, Model as Settings};
use super::store::{self, Account, Moment, entry};
use super::tables::{self, Kind, entries};
use crate::entities::{invoices, payments};
use crate::invoices::invoice::local_day;
use crate::invoices::{State, Tender, pay, store as kept};
use crate::series::zone;

/// So many of a site's newest paid invoices earn.
const PAID: u64 = 120;

/// The first site has points since a year. Call it when everything is paid.
pub async fn earn(context: &Context, sites: &[SiteCard]) -> Result<(), Problem> {
    let Some(site) = sites.first() else { return Ok(()) };
    promise(context, site).await?;
    let now = context.clock.now();
    let year = now.checked_sub_months(Months::new(12)).unwrap_or(now);
    let paid = invoices::Entity::find()
        .filter(invoices::Column::SiteId.eq(site.id))
        .filter(invoices::Column::State.eq(State::Paid))
        .filter(invoices::Column::IssuedAt.gt(year))
        .order_by_desc(invoices::Column::Id)
        .limit(PAID);
    let rows = paid.all(context.db.reader()).await?;
    bring(context, site, &rows).await?;
    for row in rows.iter().rev() {
        let paid_on = payments::Entity::find().filter(payments::Column::InvoiceId.eq(row.id)).order_by_desc(payments::Column::At);
        let at = paid_on.one(context.db.reader()).await?.map(|payment| payment.at).or(row.issued_at).unwrap_or(now);
        let mut tx = context.db.begin().await?;
        let Some(invoice) = kept::lock(&tx, row.id).await? else { continue };
        follow(&mut tx, &invoice, (&Actor::system(), FakeClock::at(at).as_ref())).await?;
        tx.commit().await?;
    }
    if let Some(first) = rows.first() {
        thank(context, site, first).await?;
    }
    use_some(context, site).await
}

async fn promise(context: &Context, site: &SiteCard) -> Result<(), Problem> {
    let one = Currency::from_code(&site.currency).map_or(100, |currency| 10_i64.pow(u32::from(currency.decimals)));
    let level = |name: &str, from, bonus| LoyaltyLevel { name: name.into(), from, bonus };
    let levels = serde_json::to_string(&[level("Argent", 300, 10), level("Or", 1_000, 25)]).map_err(|error| Problem::internal(&error))?;
    let tx = context.db.begin().await?;
    let before: Settings = lock(&tx, site.id).await?;
    let mut row = Settings {
        is_on: true,
        amount_per_point: Amount(one),
        worth: Amount((one / 50).max(1)),
        least: 50,
        referral: 50,
        levels,
        ..before
    };
    save(&tx, &mut row).await?;
    Ok(tx.commit().await?)
}

/// One of so many customers was brought by who paid before them.
const BROUGHT: usize = 6;

/// Some were brought by others, in the order in which they paid first.
async fn bring(context: &Context, site: &SiteCard, newest: &[invoices::Model]) -> Result<(), Problem> {
    let mut customers: Vec<CustomerId> = vec![];
    for row in newest.iter().rev().filter(|row| row.payer_id.is_none()) {
        if !customers.contains(&row.customer_id) {
            customers.push(row.customer_id);
        }
    }
    let tx = context.db.begin().await?;
    for pair in customers.chunks(BROUGHT).filter_map(|some| some.first_chunk::<2>()) {
        let [by_customer, customer_id] = *pair;
        let (id, at, by_name) = (Uuid::now_v7(), context.clock.now(), "ECAR".to_owned());
        let row = tables::referrals::Model {
            id,
            customer_id,
            site_id: site.id,
            by_customer,
            invoice_id: None,
            promised: 0,
            points: 0,
            by_name,
            at,
        };
        referrals::insert(&tx, row).await?;
    }
    Ok(tx.commit().await?)
}

/// Who paid last gets some points by hand.
async fn thank(context: &Context, site: &SiteCard, last: &invoices::Model) -> Result<(), Problem> {
    let (by, at) = (Actor { name: "ECAR".into(), ..Actor::system() }, context.clock.now());
    let account = Account { customer: last.customer_id, site: site.id, currency: site.currency.clone() };
    let moment = Moment { by: &by, at, on: local_day(at.with_timezone(&Utc), zone(site)?) };
    let tx = context.db.begin().await?;
    store::lock(&tx, &account).await?;
    let row = entries::Model { reason: Some("Geste pour l'attente".into()), ..entry(&account, Kind::Granted, 50, moment) };
    store::add(&tx, row).await?;
    Ok(tx.commit().await?)
}

/// The newest unpaid invoice of somebody who has points is paid in part with them.
async fn use_some(context: &Context, site: &SiteCard) -> Result<(), Problem> {
    let (actor, clock) = (Actor { name: "ECAR".into(), ..Actor::system() }, context.clock.as_ref());
    let unpaid = invoices::Entity::find()
        .filter(invoices::Column::SiteId.eq(site.id))
        .filter(invoices::Column::State.eq(State::PartPaid))
        .order_by_desc(invoices::Column::Id)
        .limit(PAID);
    for row in unpaid.all(context.db.reader()).await? {
        let account = Account { customer: row.customer_id, site: site.id, currency: site.currency.clone() };
        let mut tx = context.db.begin().await?;
        let settings: Settings = lock(&tx, site.id).await?;
        let points = store::balance(&*tx, &account).await?.min(row.due.0 / settings.worth.0);
        let Some(mut invoice) = kept::lock(&tx, row.id).await?.filter(|_| points >= settings.least) else { continue };
        let amount = Amount(settings.least * settings.worth.0);
        let money = pay::Received { tender: Tender::Points, amount, reference: None, cheque: None };
        pay::pay(&mut tx, &mut invoice, money, &actor, clock).await?;
        return Ok(tx.commit().await?);
    }
    Ok(())
}
