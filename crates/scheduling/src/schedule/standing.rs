//! Tells figures what days can take and what is booked of them: the days that may still change, where they did.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use async_trait::async_trait;
use chrono::{DateTime, Days, TimeDelta, Utc};
use contracts::identity::SiteCard;
use contracts::scheduling::CapacityStood;
use kernel::module::Worker;
use kernel::{Actor, Clock, Problem, Tx, db, outbox};
use sea_orm::{ConnectionTrait, DbErr};

use crate::resources::Kind;
use crate::shop::{Day, Resource, Shop, load};
use crate::time::hours::zone_of;
use crate::time::interval::{intersection, merged, total, without};
use crate::{MODULE, Scheduling};

const EVERY: TimeDelta = TimeDelta::minutes(2);
/// Yesterday may have changed since it was looked at last.
const BACK: u64 = 1;
const AHEAD: u64 = 7;
/// Efficiency is of this.
const WHOLE: i64 = 10_000;

pub struct Standing {
    scheduling: Arc<Scheduling>,
    /// When it looked last, in seconds.
    looked: AtomicI64,
}

impl Standing {
    pub const fn new(scheduling: Arc<Scheduling>) -> Self {
        Self { scheduling, looked: AtomicI64::new(0) }
    }

    async fn look(&self, now: DateTime<Utc>) -> Result<(), Problem> {
        let context = &self.scheduling.context;
        for site in self.scheduling.sites.cards(&[]).await? {
            let days = days(context.db.reader(), site, (BACK, AHEAD), now).await?;
            let mut tx = context.db.begin().await?;
            if tell(&mut tx, &days, context.clock.as_ref()).await? {
                tx.commit().await?;
            }
        }
        Ok(())
    }
}

/// A site's days around today, as they stand.
pub async fn days<C: ConnectionTrait>(
    conn: &C,
    site: SiteCard,
    (back, ahead): (u64, u64),
    now: DateTime<Utc>,
) -> Result<Vec<CapacityStood>, DbErr> {
    let today = now.with_timezone(&zone_of(&site)).date_naive();
    let shop = load(conn, site, (today - Days::new(back), today + Days::new(ahead)), None).await?;
    Ok(shop.days.iter().map(|day| stands(&shop, day)).collect())
}

/// Tells of those that stand otherwise than was told of them. Whether there were any.
pub async fn tell(tx: &mut Tx, days: &[CapacityStood], clock: &dyn Clock) -> Result<bool, DbErr> {
    let mut changed = vec![];
    for day in days {
        if is_news(tx, day).await? {
            changed.push(day.clone());
        }
    }
    outbox::append_many(tx, MODULE, &changed, &Actor::system(), clock).await?;
    Ok(!changed.is_empty())
}

/// Of processes that look at once, one tells.
async fn is_news(tx: &Tx, day: &CapacityStood) -> Result<bool, DbErr> {
    let body = serde_json::to_string(day).map_err(|error| DbErr::Custom(error.to_string()))?;
    let sql = "insert into scheduling_capacities (site_id, day, told) values ($1, $2, $3) on conflict (site_id, day) do update \
               set told = excluded.told where scheduling_capacities.told <> excluded.told";
    Ok(db::execute(&**tx, sql, [day.site_id.into(), day.on.into(), body.into()]).await?.rows_affected() == 1)
}

fn stands(shop: &Shop, day: &Day) -> CapacityStood {
    let (bays, people): (Vec<_>, Vec<_>) = (shop.of_kind(Kind::Bay).collect(), shop.of_kind(Kind::Technician).collect());
    let sum = |of: &[&Resource], seconds: fn(&Resource, &Day) -> i64| of.iter().map(|one| seconds(one, day)).sum();
    CapacityStood {
        site_id: shop.site.id,
        on: day.date,
        bays_open: sum(&bays, open),
        bays_blocked: sum(&bays, |bay, day| open(bay, day) - there(bay, day)),
        bays_taken: sum(&bays, taken),
        able: sum(&people, |one, day| there(one, day) * i64::from(one.efficiency) / WHOLE),
        booked: sum(&people, taken),
    }
}

fn open(resource: &Resource, day: &Day) -> i64 {
    total(&intersection(&resource.hours, &[day.time]))
}

/// Of that, without absences.
fn there(resource: &Resource, day: &Day) -> i64 {
    let away = merged(resource.away.iter().map(|away| away.time).collect());
    total(&without(&intersection(&resource.hours, &[day.time]), &away))
}

fn taken(resource: &Resource, day: &Day) -> i64 {
    resource.load(day.time)
}

#[async_trait]
impl Worker for Standing {
    async fn turn(&self) -> Result<bool, DbErr> {
        let now = self.scheduling.now();
        if now.timestamp() < self.looked.load(Ordering::Relaxed) + EVERY.num_seconds() {
            return Ok(false);
        }
        self.looked.store(now.timestamp(), Ordering::Relaxed);
        let looked = self.look(now).await;
        looked.map_err(|problem| DbErr::Custom(format!("capacity could not be told: {}", problem.title)))?;
        Ok(false)
    }
}
