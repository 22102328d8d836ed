//! The rows of secret links, and the only place with queries about them.

use chrono::{DateTime, Utc};
use contracts::workshop::WorkOrderId;
use kernel::{Problem, Tx, db};
use sea_orm::entity::prelude::*;
use sea_orm::{QueryOrder, QuerySelect};

use super::{Kind, LONGEST, hash};

const SHOWN: u64 = 20;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "workshop_links")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// SHA-256 of the token.
    pub hash: String,
    pub kind: Kind,
    pub record_id: Uuid,
    pub order_id: WorkOrderId,
    /// Made for a mail, and not to be handed over.
    pub by_message: bool,
    pub made_by: String,
    pub made_at: DateTime<Utc>,
    pub expires_at: DateTime<Utc>,
    pub revoked_at: Option<DateTime<Utc>>,
    pub first_opened_at: Option<DateTime<Utc>>,
    pub last_opened_at: Option<DateTime<Utc>>,
    /// How often.
    pub opened: i64,
    /// Whom of the customer it was made for.
    pub contact_id: Option<Uuid>,
    pub contact_name: Option<String>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

pub async fn insert(tx: &Tx, row: Model) -> Result<(), DbErr> {
    crate::work_orders::store::put::<Entity>(tx, vec![row]).await
}

/// The links of a record, newest first.
pub async fn of_record<C: ConnectionTrait>(conn: &C, record: Uuid) -> Result<Vec<Model>, DbErr> {
    Entity::find().filter(Column::RecordId.eq(record)).order_by_desc(Column::Id).limit(SHOWN).all(conn).await
}

/// The link of a token, if it opens something of this kind now. Whatever is wrong with it, the same 404.
pub async fn opened<C: ConnectionTrait>(conn: &C, token: &str, kind: Kind, now: DateTime<Utc>) -> Result<Model, Problem> {
    if token.len() > LONGEST {
        return Err(Problem::not_found());
    }
    let found = Entity::find().filter(Column::Hash.eq(hash(token))).one(conn).await?;
    let works = |link: &Model| link.kind == kind && link.revoked_at.is_none() && now < link.expires_at;
    found.filter(works).ok_or_else(Problem::not_found)
}

/// Notes that it was read.
pub async fn note_opened(tx: &Tx, id: Uuid, now: DateTime<Utc>) -> Result<(), DbErr> {
    let sql = "update workshop_links set first_opened_at = coalesce(first_opened_at, $1), last_opened_at = $2, opened = opened + 1 \
               where id = $3";
    db::execute(&**tx, sql, [now.into(), now.into(), id.into()]).await.map(drop)
}

/// Ends a link of this record; 404 when it has none such. One that ended before stays as it ended.
pub async fn revoke(tx: &Tx, record: Uuid, id: Uuid, now: DateTime<Utc>) -> Result<(), Problem> {
    let sql = "update workshop_links set revoked_at = coalesce(revoked_at, $1) where id = $2 and record_id = $3";
    let ended = db::execute(&**tx, sql, [now.into(), id.into(), record.into()]).await?.rows_affected();
    if ended == 0 { Err(Problem::not_found()) } else { Ok(()) }
}
