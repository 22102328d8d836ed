//! The tries of a message, each with what came of it. One that is open was begun by somebody who told nothing since.

use std::collections::HashMap;

use axum::extract::State;
use chrono::{DateTime, Utc};
use contracts::identity::MESSAGE_READ;
use kernel::http::{Caller, Json, Path};
use kernel::{Context, Problem, SiteId, Tx};
use sea_orm::entity::prelude::*;
use sea_orm::{ActiveValue, IntoActiveModel, QueryOrder};
use serde::Serialize;
use utoipa::ToSchema;

use super::message::Channel;
use super::store;

/// The most that are shown of a message.
const SHOWN: u64 = 100;

/// What came of a try.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, EnumIter, DeriveActiveEnum, ToSchema)]
#[serde(rename_all = "snake_case")]
#[sea_orm(rs_type = "String", db_type = "String(StringLen::None)", rename_all = "snake_case")]
#[schema(as = MessageTryOutcome)]
pub enum TryOutcome {
    Taken,
    Delivered,
    Refused,
    Busy,
    Unknown,
}

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "notifications_tries")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub message_id: Uuid,
    pub site_id: SiteId,
    pub channel: Channel,
    pub began_at: DateTime<Utc>,
    pub ended_at: Option<DateTime<Utc>>,
    pub outcome: Option<TryOutcome>,
    pub said: Option<String>,
    /// The provider's name for the message.
    pub reference: Option<String>,
    /// Of a text message.
    pub parts: Option<i16>,
    /// Why no better way was taken.
    pub why: Option<String>,
    /// What it costs where it was taken, as far as prices were known then: millionths of the site's currency.
    pub cost: Option<i64>,
    /// While it is open, what is asked for: its text without its secret, whatever texts and names have become since.
    pub text: Option<String>,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

pub use Model as Try;

/// Writes down that a try begins, or what a whole one was.
pub async fn insert(tx: &Tx, one: Try) -> Result<(), DbErr> {
    Entity::insert(one.into_active_model()).exec_without_returning(&**tx).await.map(drop)
}

/// The open tries of messages.
pub async fn open<C: ConnectionTrait>(conn: &C, messages: &[Uuid]) -> Result<HashMap<Uuid, Try>, DbErr> {
    if messages.is_empty() {
        return Ok(HashMap::new());
    }
    let of_these = Entity::find().filter(Column::MessageId.is_in(messages.iter().copied())).filter(Column::EndedAt.is_null());
    Ok(of_these.all(conn).await?.into_iter().map(|one| (one.message_id, one)).collect())
}

/// Ends a try.
pub async fn end(
    tx: &Tx,
    id: Uuid,
    outcome: TryOutcome,
    said: Option<String>,
    reference: Option<String>,
    at: DateTime<Utc>,
) -> Result<(), DbErr> {
    let mut row = ActiveModel {
        ended_at: ActiveValue::Set(Some(at)),
        outcome: ActiveValue::Set(Some(outcome)),
        said: ActiveValue::Set(said),
        text: ActiveValue::Set(None),
        ..Default::default()
    };
    if reference.is_some() {
        row.reference = ActiveValue::Set(reference);
    }
    Entity::update_many().set(row).filter(Column::Id.eq(id)).exec(&**tx).await.map(drop)
}

/// The tries of a message by a channel, oldest first.
pub async fn of_message<C: ConnectionTrait>(conn: &C, site: SiteId, message: Uuid, channel: Channel) -> Result<Vec<Try>, DbErr> {
    let all = Entity::find().filter(Column::MessageId.eq(message)).filter(Column::SiteId.eq(site));
    all.filter(Column::Channel.eq(channel)).order_by_asc(Column::Id).all(conn).await
}

/// A try to send a message.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = MessageTry)]
pub struct TryView {
    pub id: Uuid,
    pub channel: Channel,
    pub began_at: DateTime<Utc>,
    /// Null while nobody knows what came of it.
    pub ended_at: Option<DateTime<Utc>>,
    pub outcome: Option<TryOutcome>,
    /// In the provider's words.
    pub said: Option<String>,
    /// The provider's name for the message.
    pub reference: Option<String>,
    /// Of a text message: providers take money for each.
    pub parts: Option<i16>,
    /// Why a better way was not taken.
    pub why: Option<String>,
    /// What it costs where it was taken, as far as prices were known then: millionths of the site's currency.
    pub cost: Option<i64>,
}

impl From<Try> for TryView {
    fn from(one: Try) -> Self {
        let Try { id, channel, began_at, ended_at, outcome, said, reference, parts, why, cost, .. } = one;
        Self { id, channel, began_at, ended_at, outcome, said, reference, parts, why, cost }
    }
}

/// The tries of a message, oldest first; of very many the first hundred. Permission: `message.read`.
#[utoipa::path(get, path = "/messages/{message_id}/tries", tag = "notifications", operation_id = "list_message_tries",
    params(("message_id" = Uuid, Path)), responses((status = 200, body = Vec<TryView>)), security(("bearer" = [])))]
pub async fn list_tries(
    State(context): State<Context>,
    Caller(actor): Caller,
    Path(id): Path<Uuid>,
) -> Result<Json<Vec<TryView>>, Problem> {
    let reader = context.db.reader();
    let row = store::find(reader, id).await?.ok_or_else(Problem::not_found)?;
    actor.permit(MESSAGE_READ, row.site_id)?;
    let query = Entity::find().filter(Column::MessageId.eq(id)).order_by_asc(Column::Id);
    let tries = sea_orm::QuerySelect::limit(query, SHOWN).all(reader).await?;
    Ok(Json(tries.into_iter().map(TryView::from).collect()))
}
