//! The keys that sign access tokens: Ed25519, kept sealed in the database so that every replica signs and knows the same. The
//! newest signs, and a new one comes every month; older ones verify until nothing good is signed with them.

use std::sync::Arc;

use async_trait::async_trait;
use chrono::{DateTime, TimeDelta, Utc};
use ed25519_dalek::SigningKey;
use ed25519_dalek::pkcs8::{DecodePrivateKey, EncodePrivateKey};
use jsonwebtoken::{DecodingKey, EncodingKey};
use kernel::module::Worker;
use kernel::vault;
use kernel::{Context, Problem, counters, db};
use parking_lot::{Mutex, RwLock};
use sea_orm::{ConnectionTrait, DbErr, FromQueryResult};
use uuid::Uuid;

use crate::{Error, Vault};

pub use kernel::vault::random;

/// A key signs for a month; the next one is made by then.
const SIGNS_FOR: TimeDelta = TimeDelta::days(30);
/// As long as the longest-lived thing that was signed may come back: what tells known devices.
const KEPT_FOR: TimeDelta = TimeDelta::days(30 + 180);
/// How soon every process signs with the newest key.
const LOOK_AGAIN_AFTER: TimeDelta = TimeDelta::minutes(10);
/// Tokens with a made-up key id must not make us read the table again and again.
const READ_AGAIN_AFTER: TimeDelta = TimeDelta::seconds(5);

pub struct Key {
    pub kid: String,
    pub encoding: EncodingKey,
    pub decoding: DecodingKey,
}

/// The keys read so far. The newest signs; all of them verify.
pub struct Keys {
    context: Context,
    vault: Vault,
    held: RwLock<Held>,
}

#[derive(Default)]
struct Held {
    keys: Vec<Arc<Key>>,
    read_at: Option<DateTime<Utc>>,
}

impl Held {
    /// The newest key, when it was looked up lately.
    fn newest(&self, now: DateTime<Utc>) -> Option<Arc<Key>> {
        self.read_at.filter(|at| now - *at < LOOK_AGAIN_AFTER)?;
        self.keys.last().cloned()
    }
}

#[derive(FromQueryResult)]
struct Row {
    kid: String,
    private_key: String,
}

/// Makes a key when there is none, or the newest has signed for a month; forgets those that nothing good is signed with.
/// Of replicas that do it at once, one does. True when it made one.
pub async fn rotate(context: &Context, vault: &Vault) -> Result<bool, Error> {
    let now = context.clock.now();
    if has_young(context.db.reader(), now).await? {
        return Ok(false);
    }
    let key = SigningKey::from_bytes(&random()?).to_pkcs8_der().map_err(|error| Problem::internal(&error))?;
    let kid = Uuid::now_v7().simple().to_string();
    let sealed = vault.seal(&row(&kid), key.as_bytes())?;
    let tx = context.db.begin().await?;
    counters::raise(&tx, crate::MODULE, "signing keys", 0).await?;
    if has_young(&*tx, now).await? {
        return Ok(false);
    }
    db::execute(&*tx, "delete from identity_keys where created_at < $1", [(now - KEPT_FOR).into()]).await?;
    let sql = "insert into identity_keys (kid, private_key, created_at) values ($1, $2, $3)";
    db::execute(&*tx, sql, [kid.into(), sealed.into(), now.into()]).await?;
    tx.commit().await?;
    Ok(true)
}

async fn has_young<C: ConnectionTrait>(conn: &C, now: DateTime<Utc>) -> Result<bool, DbErr> {
    #[derive(FromQueryResult)]
    struct Newest {
        created_at: DateTime<Utc>,
    }
    let sql = "select created_at from identity_keys order by created_at desc, kid desc limit 1";
    let newest: Option<Newest> = db::one(conn, sql, []).await?;
    Ok(newest.is_some_and(|newest| now - newest.created_at < SIGNS_FOR))
}

/// Seals with the vault's first key what an earlier one sealed. A key that stood in the clear is forgotten: whoever saw a copy of the
/// database could sign with it.
pub async fn seal_all(context: &Context, vault: &Vault) -> Result<(), Error> {
    let tx = context.db.begin().await?;
    for key in rows(&*tx).await? {
        if !vault::is_sealed(&key.private_key) {
            db::execute(&*tx, "delete from identity_keys where kid = $1", [key.kid.into()]).await?;
        } else if let Some(anew) = vault.sealed_anew(&row(&key.kid), &key.private_key)? {
            db::execute(&*tx, "update identity_keys set private_key = $1 where kid = $2", [anew.into(), key.kid.into()]).await?;
        }
    }
    tx.commit().await?;
    Ok(())
}

pub async fn are_sealed(context: &Context) -> Result<bool, Error> {
    Ok(rows(context.db.reader()).await?.iter().any(|key| vault::is_sealed(&key.private_key)))
}

/// Changes the signing key in time.
pub struct Rotation {
    context: Context,
    vault: Vault,
    looked_at: Mutex<Option<DateTime<Utc>>>,
}

impl Rotation {
    pub fn new(context: Context, vault: Vault) -> Self {
        Self { context, vault, looked_at: Mutex::default() }
    }
}

#[async_trait]
impl Worker for Rotation {
    async fn turn(&self) -> Result<bool, DbErr> {
        let now = self.context.clock.now();
        if self.looked_at.lock().is_some_and(|at| now - at < LOOK_AGAIN_AFTER) {
            return Ok(false);
        }
        *self.looked_at.lock() = Some(now);
        rotate(&self.context, &self.vault).await.map_err(|error| DbErr::Custom(error.to_string()))?;
        Ok(false)
    }
}

impl Keys {
    pub fn new(context: Context, vault: Vault) -> Self {
        Self { context, vault, held: RwLock::default() }
    }

    /// The newest key.
    pub async fn signing(&self) -> Result<Arc<Key>, Error> {
        let now = self.context.clock.now();
        if let Some(key) = self.held.read().newest(now) {
            return Ok(key);
        }
        self.read().await?;
        self.held.read().keys.last().cloned().ok_or(Error::NoSigningKey)
    }

    /// The key with this id; a new one may have come from another replica meanwhile.
    pub async fn named(&self, kid: &str) -> Result<Option<Arc<Key>>, Error> {
        if let Some(key) = self.find(kid) {
            return Ok(Some(key));
        }
        let is_fresh = self.held.read().read_at.is_some_and(|at| self.context.clock.now() - at < READ_AGAIN_AFTER);
        if is_fresh {
            return Ok(None);
        }
        self.read().await?;
        Ok(self.find(kid))
    }

    fn find(&self, kid: &str) -> Option<Arc<Key>> {
        self.held.read().keys.iter().find(|key| key.kid == kid).cloned()
    }

    async fn read(&self) -> Result<(), Error> {
        let keys = read(&self.context, &self.vault).await?;
        *self.held.write() = Held { keys, read_at: Some(self.context.clock.now()) };
        Ok(())
    }
}

async fn read(context: &Context, vault: &Vault) -> Result<Vec<Arc<Key>>, Error> {
    let rows = rows(context.db.reader()).await?;
    rows.into_iter().map(|row| decode(row, vault).map(Arc::new)).collect()
}

async fn rows<C: ConnectionTrait>(conn: &C) -> Result<Vec<Row>, DbErr> {
    db::all(conn, "select kid, private_key from identity_keys order by created_at, kid", []).await
}

/// Where a key is sealed.
fn row(kid: &str) -> String {
    format!("signing-key/{kid}")
}

fn decode(sealed: Row, vault: &Vault) -> Result<Key, Error> {
    let der = vault.open(&row(&sealed.kid), &sealed.private_key)?;
    let key = SigningKey::from_pkcs8_der(&der).map_err(|error| Problem::internal(&error))?;
    let public = key.verifying_key();
    Ok(Key { kid: sealed.kid, encoding: EncodingKey::from_ed_der(&der), decoding: DecodingKey::from_ed_der(public.as_bytes()) })
}
