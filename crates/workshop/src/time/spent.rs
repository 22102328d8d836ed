//! Tells figures what time was spent on, and what those who spent it earn an hour.

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate, NaiveTime};
use contracts::identity::UserId;
use contracts::workshop::{SpentSpan, TimeSpent};
use kernel::{Actor, Clock, Problem, SiteId, Tx, outbox};
use sea_orm::ActiveEnum;

use super::clocking::{Activity, Clocking, Moment};
use super::store;
use crate::{MODULE, pay};

/// More spans are told in parts.
const AT_ONCE: usize = 500;

/// Clockings that changed, as they stand now.
pub async fn tell_spent(tx: &mut Tx, touched: &[Clocking], actor: &Actor, clock: &dyn Clock) -> Result<(), Problem> {
    let mut people = BTreeMap::<(SiteId, UserId), Vec<&Clocking>>::new();
    for row in touched {
        people.entry((row.site_id, row.user_id)).or_default().push(row);
    }
    for ((site, user), rows) in people {
        let pay = pay::hourly(&**tx, site, user).await?;
        let events: Vec<_> = rows.chunks(AT_ONCE).filter_map(|rows| told(rows, &pay)).collect();
        outbox::append_many(tx, MODULE, &events, actor, clock).await?;
    }
    Ok(())
}

/// What a person earns from a day on is another: their shifts since then cost something else.
pub async fn retell(tx: &mut Tx, site: SiteId, user: UserId, from_on: NaiveDate, actor: &Actor, clock: &dyn Clock) -> Result<(), Problem> {
    // Wherever the site is, its day began no earlier.
    let first = from_on.checked_sub_days(Days::new(1)).unwrap_or(from_on).and_time(NaiveTime::MIN).and_utc().timestamp();
    let rows = store::within(&**tx, Some(site), Some(user), (first, FAR)).await?;
    let shifts: Vec<_> = rows.into_iter().filter(|row| row.activity == Activity::Attended).collect();
    tell_spent(tx, &shifts, actor, clock).await
}

/// Later than anything that was clocked.
const FAR: Moment = 1 << 40;

fn told(rows: &[&Clocking], pay: &[(NaiveDate, kernel::Amount)]) -> Option<TimeSpent> {
    let first = rows.first()?;
    Some(TimeSpent {
        user_id: first.user_id,
        user_name: first.user_name.clone(),
        site_id: first.site_id,
        spans: rows.iter().map(|row| span(row)).collect(),
        pay: pay.to_vec(),
    })
}

fn span(row: &Clocking) -> SpentSpan {
    SpentSpan {
        id: row.id,
        activity: row.activity.to_value(),
        order: row.order_id.zip(row.order_number.clone()),
        job: row.job_id,
        starts: row.starts,
        ends: row.ends.filter(|_| row.replaced_by.is_none()),
    }
}
