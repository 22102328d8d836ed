//! `GET /campaigns/{id}/result`: what a campaign brought, of who heard of it and of who did not.

use std::collections::HashMap;
use std::sync::Arc;

use axum::extract::State;
use contracts::identity::MESSAGE_READ;
use kernel::http::{Caller, Json, Path};
use kernel::{Amount, Binds, Problem, db};
use sea_orm::{ConnectionTrait, DbErr, FromQueryResult};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::recipient::COUNTS_FOR;
use super::view::CampaignReach;
use super::{Campaigns, store};
use crate::worth::Invoiced;

/// What became of a group of people within the days that count.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, ToSchema)]
pub struct CampaignGroup {
    pub people: i64,
    pub booked: i64,
    /// How many of them something was invoiced to.
    pub buyers: i64,
    /// By currency, less credit notes.
    pub invoiced: Vec<Invoiced>,
}

/// What a campaign brought.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct CampaignResult {
    /// So many days after a message count.
    pub days: i64,
    /// Who heard of it.
    pub told: CampaignGroup,
    /// Who was to hear nothing.
    pub held: CampaignGroup,
    /// Who booked by the link of a message, and what became of those visits.
    pub by_link: CampaignGroup,
    /// Of the messages: on their way or there, waiting, and not sent.
    pub sent: i64,
    pub waiting: i64,
    pub not_sent: i64,
}

/// What a campaign brought: bookings and what was invoiced within 60 days, of who heard of it and of who did not; and what came by the links.
/// Permission: `message.read`.
#[utoipa::path(get, path = "/campaigns/{campaign_id}/result", tag = "notifications", operation_id = "get_campaign_result",
    params(("campaign_id" = Uuid, Path)), responses((status = 200, body = CampaignResult)), security(("bearer" = [])))]
pub async fn get_campaign_result(
    State(it): State<Arc<Campaigns>>,
    Caller(actor): Caller,
    Path(id): Path<Uuid>,
) -> Result<Json<CampaignResult>, Problem> {
    let reader = it.context.db.reader();
    let row = store::find(reader, id).await?;
    actor.permit(MESSAGE_READ, row.site_id)?;
    Ok(Json(result(reader, id).await?))
}

#[derive(FromQueryResult)]
struct Group {
    is_held: bool,
    people: i64,
    booked: i64,
    linked: i64,
}

#[derive(FromQueryResult)]
struct Money {
    is_held: bool,
    currency: String,
    buyers: i64,
    net: i64,
    gross: i64,
}

async fn result<C: ConnectionTrait>(conn: &C, id: Uuid) -> Result<CampaignResult, DbErr> {
    let sql = "select is_held, count(*) as people, count(booked_id) as booked, count(appointment_id) as linked \
               from notifications_recipients where campaign_id = $1 group by is_held";
    let people: Vec<Group> = db::all(conn, sql, [id.into()]).await?;
    let in_time = money(conn, id, "w.customer_id = r.customer_id and w.at >= r.at and w.at < r.until").await?;
    let by_link = money(conn, id, "w.work_order_id = r.work_order_id").await?;
    let group = |held: bool| {
        let found = people.iter().find(|row| row.is_held == held);
        let of = (found.map_or(0, |row| row.people), found.map_or(0, |row| row.booked));
        grouped(of, in_time.iter().filter(|row| row.is_held == held))
    };
    let linked = people.iter().map(|row| row.linked).sum();
    let (sent, waiting, not_sent) = messages(conn, id).await?;
    Ok(CampaignResult {
        days: COUNTS_FOR.num_days(),
        told: group(false),
        held: group(true),
        by_link: grouped((linked, linked), by_link.iter()),
        sent,
        waiting,
        not_sent,
    })
}

fn grouped<'a>((people, booked): (i64, i64), money: impl Iterator<Item = &'a Money> + Clone) -> CampaignGroup {
    let invoiced = |row: &Money| Invoiced { currency: row.currency.clone(), net: Amount(row.net), gross: Amount(row.gross) };
    CampaignGroup { people, booked, buyers: money.clone().map(|row| row.buyers).sum(), invoiced: money.map(invoiced).collect() }
}

async fn money<C: ConnectionTrait>(conn: &C, id: Uuid, on: &str) -> Result<Vec<Money>, DbErr> {
    let sql = format!(
        "select r.is_held, w.currency, count(distinct r.id) as buyers, cast(sum(w.net) as bigint) as net, \
         cast(sum(w.gross) as bigint) as gross from notifications_recipients r join notifications_worth w on {on} \
         where r.campaign_id = $1 and w.gross > 0 group by r.is_held, w.currency order by w.currency"
    );
    db::all(conn, sql, [id.into()]).await
}

/// How many are on their way or there, wait, and were not sent.
async fn messages<C: ConnectionTrait>(conn: &C, id: Uuid) -> Result<(i64, i64, i64), DbErr> {
    #[derive(FromQueryResult)]
    struct Row {
        state: String,
        messages: i64,
    }
    let sql = "select m.state, count(*) as messages from notifications_recipients r join notifications_messages m on m.id = r.message_id \
               where r.campaign_id = $1 group by m.state";
    let rows: Vec<Row> = db::all(conn, sql, [id.into()]).await?;
    let of = |states: &[&str]| rows.iter().filter(|row| states.contains(&row.state.as_str())).map(|row| row.messages).sum();
    Ok((of(&["sent", "delivered", "unknown"]), of(&["queued"]), of(&["failed", "skipped"])))
}

/// Whom each of these reached so far.
pub async fn reach<C: ConnectionTrait>(conn: &C, campaigns: &[Uuid]) -> Result<HashMap<Uuid, CampaignReach>, DbErr> {
    #[derive(FromQueryResult)]
    struct Row {
        campaign_id: Uuid,
        is_held: bool,
        people: i64,
        booked: i64,
    }
    if campaigns.is_empty() {
        return Ok(HashMap::new());
    }
    let mut binds = Binds::default();
    let sql = format!(
        "select campaign_id, is_held, count(*) as people, count(booked_id) as booked from notifications_recipients \
         where campaign_id in ({}) group by campaign_id, is_held",
        binds.list(campaigns.iter().copied())
    );
    let rows: Vec<Row> = db::all(conn, sql, binds.0).await?;
    let mut reach: HashMap<Uuid, CampaignReach> = HashMap::new();
    for row in rows {
        let of = reach.entry(row.campaign_id).or_default();
        if row.is_held {
            of.held = row.people;
        } else {
            (of.told, of.booked) = (row.people, row.booked);
        }
    }
    Ok(reach)
}
