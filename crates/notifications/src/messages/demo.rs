//! Demonstration data: messages that went out a while ago. Nothing is handed to anybody.

use chrono::{DateTime, Utc};
use kernel::{Tx, db};
use sea_orm::{DbErr, Value};
use uuid::{Builder, Uuid};

use super::message::{Channel, Draft};
use super::store::{self, Letter};

/// An id as of something that was made then, the same each time for the same `of`.
pub fn id_of(of: Uuid, at: DateTime<Utc>) -> Uuid {
    let random = of.as_bytes().last_chunk().copied().unwrap_or_default();
    Builder::from_unix_timestamp_millis(u64::try_from(at.timestamp_millis()).unwrap_or_default(), &random).into_uuid()
}

/// Writes down a message as it was sent then.
pub async fn sent(tx: &Tx, (id, draft): (Uuid, Draft), (channel, letter): (Channel, Letter), at: DateTime<Utc>) -> Result<(), DbErr> {
    store::insert_many(tx, vec![(id, draft)], channel, at).await?;
    let Letter { recipient, language, subject, body, .. } = letter;
    let sql = "update notifications_messages set state = 'sent', recipient = $2, language = $3, subject = $4, body = $5, sent_at = $6 where id = $1";
    let values: [Value; 6] = [id.into(), recipient.into(), language.into(), subject.into(), body.into(), at.into()];
    db::execute(&**tx, sql, values).await.map(drop)
}
