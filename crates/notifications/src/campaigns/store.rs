//! The only place with queries on campaigns, their runs and whom they reached.

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, TimeDelta, Utc};
use contracts::customers::CustomerId;
use kernel::{Backend, Binds, Problem, SiteId, Tx, db};
use sea_orm::sea_query::OnConflict;
use sea_orm::{
    ActiveEnum, ActiveModelTrait, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, FromQueryResult, IntoActiveModel, QueryFilter,
    QueryOrder, QuerySelect, Value,
};
use uuid::Uuid;

use super::campaign::{self, Campaign, CampaignState};
use super::recipient::{self, Recipient};
use super::run::{self, Run};
use super::settings::{self, CampaignSettings};

/// The runs.
pub const RUNS: &str = "notifications_campaign_runs";
/// A site has no more at once that run by themselves.
const MOST_RUNNING: u64 = 100;

/// The sites whose daily runs are to begin.
pub async fn to_begin<C: ConnectionTrait>(conn: &C, now: DateTime<Utc>) -> Result<Vec<CampaignSettings>, DbErr> {
    let due = settings::Entity::find().filter(settings::Column::NextAt.lte(now));
    due.order_by_asc(settings::Column::NextAt).limit(20).all(conn).await
}

/// Moves on when the next run begins. The version stays: nobody changed a choice.
pub async fn begin_next_at(tx: &Tx, site: SiteId, at: Option<DateTime<Utc>>) -> Result<(), DbErr> {
    let sql = "update notifications_campaign_settings set next_at = $1 where site_id = $2";
    db::execute(&**tx, sql, [at.into(), site.into()]).await.map(drop)
}

/// Those of a site that run by themselves.
pub async fn running<C: ConnectionTrait>(conn: &C, site: SiteId) -> Result<Vec<Campaign>, DbErr> {
    let of_site = campaign::Entity::find().filter(campaign::Column::SiteId.eq(site));
    let running = of_site.filter(campaign::Column::State.eq(CampaignState::Running)).filter(campaign::Column::ByHand.eq(false));
    running.order_by_asc(campaign::Column::Id).limit(MOST_RUNNING).all(conn).await
}

pub async fn find<C: ConnectionTrait>(conn: &C, id: Uuid) -> Result<Campaign, Problem> {
    campaign::Entity::find_by_id(id).one(conn).await?.ok_or_else(Problem::not_found)
}

pub async fn find_many<C: ConnectionTrait>(conn: &C, ids: &[Uuid]) -> Result<Vec<Campaign>, DbErr> {
    campaign::Entity::find().filter(campaign::Column::Id.is_in(ids.iter().copied())).all(conn).await
}

pub async fn lock(tx: &Tx, id: Uuid) -> Result<Campaign, Problem> {
    let mut find = campaign::Entity::find_by_id(id);
    if tx.backend() == Backend::Postgres {
        find = find.lock_exclusive();
    }
    find.one(&**tx).await?.ok_or_else(Problem::not_found)
}

pub async fn insert(tx: &Tx, row: &Campaign) -> Result<(), DbErr> {
    campaign::Entity::insert(row.clone().into_active_model()).exec_without_returning(&**tx).await.map(drop)
}

/// Writes it as the next version of itself.
pub async fn save(tx: &Tx, row: &mut Campaign) -> Result<(), DbErr> {
    row.version += 1;
    row.clone().into_active_model().reset_all().update(&**tx).await.map(drop)
}

pub async fn set_state(tx: &Tx, id: Uuid, state: CampaignState) -> Result<(), DbErr> {
    let sql = "update notifications_campaigns set state = $1, version = version + 1 where id = $2";
    db::execute(&**tx, sql, [state.to_value().into(), id.into()]).await.map(drop)
}

/// Newest first.
pub async fn list<C: ConnectionTrait>(conn: &C, site: SiteId, before: Option<Uuid>, limit: u64) -> Result<Vec<Campaign>, DbErr> {
    let mut find = campaign::Entity::find().filter(campaign::Column::SiteId.eq(site));
    if let Some(before) = before {
        find = find.filter(campaign::Column::Id.lt(before));
    }
    find.order_by_desc(campaign::Column::Id).limit(limit).all(conn).await
}

/// Writes down a run, held by nobody; false where the day has one.
pub async fn insert_run(tx: &Tx, run: &Run) -> Result<bool, DbErr> {
    let once = OnConflict::columns([run::Column::CampaignId, run::Column::Key]).do_nothing().to_owned();
    let inserted = run::Entity::insert(run.clone().into_active_model()).on_conflict(once).exec_without_returning(&**tx).await?;
    Ok(inserted == 1)
}

pub async fn find_run<C: ConnectionTrait>(conn: &C, id: Uuid) -> Result<Run, Problem> {
    run::Entity::find_by_id(id).one(conn).await?.ok_or_else(Problem::not_found)
}

/// Newest first.
pub async fn runs<C: ConnectionTrait>(conn: &C, campaign: Uuid, before: Option<Uuid>, limit: u64) -> Result<Vec<Run>, DbErr> {
    let mut find = run::Entity::find().filter(run::Column::CampaignId.eq(campaign));
    if let Some(before) = before {
        find = find.filter(run::Column::Id.lt(before));
    }
    find.order_by_desc(run::Column::Id).limit(limit).all(conn).await
}

#[derive(FromQueryResult)]
struct Who {
    customer_id: CustomerId,
}

/// Who of these heard of a campaign, or is to hear nothing of it.
pub async fn reached<C: ConnectionTrait>(conn: &C, campaign: Uuid, customers: &[CustomerId]) -> Result<HashSet<CustomerId>, DbErr> {
    if customers.is_empty() {
        return Ok(HashSet::new());
    }
    let mut binds = Binds::default();
    let campaign = binds.add(campaign);
    let sql = format!(
        "select customer_id from notifications_recipients where campaign_id = {campaign} and customer_id in ({})",
        binds.list(customers.iter().copied())
    );
    let rows: Vec<Who> = db::all(conn, sql, binds.0).await?;
    Ok(rows.into_iter().map(|row| row.customer_id).collect())
}

/// How many promotions each of these had since then, of all campaigns of all sites.
pub async fn recent<C: ConnectionTrait>(
    conn: &C,
    customers: &[CustomerId],
    since: DateTime<Utc>,
) -> Result<HashMap<CustomerId, i64>, DbErr> {
    #[derive(FromQueryResult)]
    struct Row {
        customer_id: CustomerId,
        told: i64,
    }
    if customers.is_empty() {
        return Ok(HashMap::new());
    }
    let mut binds = Binds::default();
    let (since, no) = (binds.add(since), binds.add(false));
    let sql = format!(
        "select customer_id, count(*) as told from notifications_recipients where at > {since} and is_held = {no} and customer_id in ({}) \
         group by customer_id",
        binds.list(customers.iter().copied())
    );
    let rows: Vec<Row> = db::all(conn, sql, binds.0).await?;
    Ok(rows.into_iter().map(|row| (row.customer_id, row.told)).collect())
}

/// Writes down whom a campaign reaches; those whom it had reached are left out of the answer.
pub async fn reach(tx: &Tx, mut rows: Vec<Recipient>) -> Result<Vec<CustomerId>, DbErr> {
    // In one order everywhere: two runs wait for each other and never in a circle.
    rows.sort_by_key(|row| row.told_to);
    let mut new = vec![];
    for chunk in rows.chunks(500) {
        let once = OnConflict::columns([recipient::Column::CampaignId, recipient::Column::ToldTo]).do_nothing().to_owned();
        let rows = chunk.iter().cloned().map(IntoActiveModel::into_active_model);
        let insert = recipient::Entity::insert_many(rows).on_conflict(once);
        new.extend(insert.exec_with_returning(&**tx).await?.into_iter().map(|row| row.told_to));
    }
    Ok(new)
}

/// They were not reached after all.
pub async fn forget(tx: &Tx, campaign: Uuid, customers: &[CustomerId]) -> Result<(), DbErr> {
    if customers.is_empty() {
        return Ok(());
    }
    let of = recipient::Entity::delete_many().filter(recipient::Column::CampaignId.eq(campaign));
    of.filter(recipient::Column::ToldTo.is_in(customers.iter().copied())).exec(&**tx).await.map(drop)
}

/// Takes for each of these one of the places that a customer has for promotions: one whose last use is old enough. Who has none left is not among
/// the answer, whoever asks at once.
pub async fn take_slots(
    tx: &Tx,
    customers: &[CustomerId],
    settings: &CampaignSettings,
    now: DateTime<Utc>,
) -> Result<HashSet<CustomerId>, DbErr> {
    let mut left: Vec<_> = customers.to_vec();
    left.sort_unstable();
    let (mut taken, free) = (HashSet::new(), now - TimeDelta::days(settings.cap_days.into()));
    for slot in 0..settings.cap {
        if left.is_empty() {
            break;
        }
        let mut binds = Binds::default();
        let rows: Vec<_> = left.iter().map(|id| format!("({})", binds.list::<Value>([(*id).into(), slot.into(), now.into()]))).collect();
        let sql = format!(
            "insert into notifications_promoted (customer_id, slot, at) values {} on conflict (customer_id, slot) do update \
             set at = excluded.at where notifications_promoted.at <= {} returning customer_id",
            rows.join(", "),
            binds.add(free)
        );
        let rows: Vec<Who> = db::all(&**tx, sql, binds.0).await?;
        taken.extend(rows.into_iter().map(|row| row.customer_id));
        left.retain(|id| !taken.contains(id));
    }
    Ok(taken)
}

/// Of a message's code.
pub async fn by_code<C: ConnectionTrait>(conn: &C, code: &str) -> Result<Option<Recipient>, DbErr> {
    recipient::Entity::find().filter(recipient::Column::Code.eq(code)).one(conn).await
}
