//! What an invoice earns is brought to how it stands: after each change of what is paid or credited.

use chrono::{DateTime, Months, Utc};
use kernel::site_settings::of;
use kernel::{Actor, Clock, Problem, Tx};

use super::points::{Standing, earned, standing};
use super::referrals;
use super::settings::Model as Settings;
use super::store::{self, Account, Moment, entry};
use super::tables::{Kind, earnings, entries};
use crate::invoices::State;
use crate::invoices::invoice::{Invoice, Issue, local_day};

/// Whose points an invoice earns.
pub fn account_of(invoice: &Invoice) -> Account {
    Account { customer: invoice.customer.id, site: invoice.site_id, currency: invoice.currency.code().to_owned() }
}

/// Now, where the invoice was issued.
pub fn moment<'a>(issue: &Issue, by: &'a Actor, at: DateTime<Utc>) -> Result<Moment<'a>, Problem> {
    let zone = issue.parties.time_zone.parse().map_err(|_| Problem::internal(&"an invoice has no time zone"))?;
    Ok(Moment { by, at, on: local_day(at, zone) })
}

/// Earns what an invoice that is locked and saved earns now, or takes back what it does not earn any more.
pub async fn follow(tx: &mut Tx, invoice: &Invoice, (actor, clock): (&Actor, &dyn Clock)) -> Result<(), Problem> {
    let Some(issue) = invoice.issued() else { return Ok(()) };
    let (is_paid, now) = (invoice.state() == State::Paid, clock.now());
    let (earning, is_new) = match store::earning(&**tx, invoice.id).await? {
        Some(earning) => (earning, false),
        None if is_paid => match begin(tx, invoice, now).await? {
            Some(earning) => (earning, true),
            None => return Ok(()),
        },
        None => return Ok(()),
    };
    let asked = invoice.totals().total - invoice.credited();
    let net = invoice.totals().net - store::credited_net(&**tx, invoice.id).await?;
    let by_points = store::spent(&**tx, invoice.id).await?.amount;
    let points = earned(&earning, Standing { is_paid, net, asked, by_points });
    if points == earning.points {
        return Ok(());
    }
    let account = account_of(invoice);
    let (_, brought_by) = referrals::lock(tx, &account, None).await?;
    if is_new {
        store::insert_earning(tx, &earning).await?;
    }
    let change = points - earning.points;
    let kind = if change > 0 { Kind::Earned } else { Kind::Reversed };
    let moment = moment(issue, actor, now)?;
    let row = entries::Model {
        invoice_id: Some(invoice.id),
        document: Some(issue.number.text.clone()),
        earned_at: earning.at,
        key: format!("invoice:{}:{}", invoice.id, invoice.version),
        ..entry(&account, kind, change, moment)
    };
    store::add(tx, row).await?;
    store::set_earned(tx, invoice.id, points).await?;
    referrals::follow(tx, invoice, (&brought_by, &earning, points), moment).await
}

/// The terms that hold for an invoice that is paid now; none where nothing is earned.
async fn begin(tx: &Tx, invoice: &Invoice, now: DateTime<Utc>) -> Result<Option<earnings::Model>, Problem> {
    let settings: Settings = of(&**tx, invoice.site_id).await?;
    if !settings.is_on || invoice.payer_id.is_some() {
        return Ok(None);
    }
    let year = now.checked_sub_months(Months::new(12)).unwrap_or(now);
    let earned = store::earned_since(&**tx, &account_of(invoice), year).await?;
    let level = standing(&settings.levels()?, earned).level;
    Ok(Some(earnings::Model {
        invoice_id: invoice.id,
        work_order_id: invoice.work_order.id,
        visits: visits(tx, invoice).await?,
        per_visit: settings.per_visit,
        amount_per_point: settings.amount_per_point,
        bonus: level.map_or(0, |level| level.bonus),
        points: 0,
        at: now,
    }))
}

/// Orders with a vehicle that no invoice earned for yet.
async fn visits(tx: &Tx, invoice: &Invoice) -> Result<i64, Problem> {
    if !invoice.together.is_empty() {
        return Ok(i64::try_from(invoice.together.len()).unwrap_or_default());
    }
    let is_counter = invoice.vehicle.id.0 == invoice.work_order.id.0;
    let is_visit = !is_counter && !store::is_counted(&**tx, invoice.work_order.id).await?;
    Ok(i64::from(is_visit))
}
