//! Secret links that an invoice is paid by: 256 random bits, kept as a hash. The only place with queries about them.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::{DateTime, TimeDelta, Utc};
use contracts::billing::InvoiceId;
use kernel::idempotency::hex;
use kernel::vault::random;
use kernel::{Problem, SiteId, Tx, db};
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, IntoActiveModel, QueryFilter};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::Online;
use super::tables::links::{Column, Entity, Model};

/// How long a link works.
const GOOD_FOR: TimeDelta = TimeDelta::days(90);
/// Longer is no token of ours.
const LONGEST: usize = 64;

/// A new link, with the secret that nobody keeps.
pub fn make(invoice_id: InvoiceId, site_id: SiteId, made_by: &str, now: DateTime<Utc>) -> Result<(String, Model), Problem> {
    let token = URL_SAFE_NO_PAD.encode(random::<32>()?);
    let row = Model {
        id: Uuid::now_v7(),
        hash: hash(&token),
        invoice_id,
        site_id,
        made_by: made_by.to_owned(),
        made_at: now,
        expires_at: now + GOOD_FOR,
        revoked_at: None,
    };
    Ok((token, row))
}

fn hash(token: &str) -> String {
    hex(&Sha256::digest(token))
}

pub async fn insert(tx: &Tx, row: Model) -> Result<(), DbErr> {
    Entity::insert(row.into_active_model()).exec_without_returning(&**tx).await.map(drop)
}

/// The link of a token, if it works now. Whatever is wrong with it, the same 404.
async fn opened<C: ConnectionTrait>(conn: &C, token: &str, now: DateTime<Utc>) -> Result<Model, Problem> {
    if token.len() > LONGEST {
        return Err(Problem::not_found());
    }
    let found = Entity::find().filter(Column::Hash.eq(hash(token))).one(conn).await?;
    found.filter(|link| link.revoked_at.is_none() && now < link.expires_at).ok_or_else(Problem::not_found)
}

/// The same for a stranger, who may not guess for long.
pub async fn visited(online: &Online, token: &str) -> Result<Model, Problem> {
    let now = online.context().clock.now();
    online.budgets.stranger(now).await?;
    let link = opened(online.context().db.reader(), token, now).await?;
    online.budgets.was_right().await;
    Ok(link)
}

/// Ends the invoice's links; how many that were.
pub async fn revoke(tx: &Tx, invoice: InvoiceId, now: DateTime<Utc>) -> Result<u64, DbErr> {
    let sql = "update billing_pay_links set revoked_at = $1 where invoice_id = $2 and revoked_at is null and expires_at > $1";
    Ok(db::execute(&**tx, sql, [now.into(), invoice.0.into()]).await?.rows_affected())
}
