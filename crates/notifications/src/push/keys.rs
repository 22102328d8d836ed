//! The pair of keys that browsers know this program by (VAPID, RFC 8292): made once, kept sealed, the same for every replica. Were it to change,
//! every browser would have to be asked anew.

use std::sync::Arc;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jsonwebtoken::EncodingKey;
use kernel::{Context, Problem, Vault, db, vault};
use p256::SecretKey;
use p256::elliptic_curve::sec1::ToEncodedPoint;
use p256::pkcs8::EncodePrivateKey;
use parking_lot::RwLock;
use sea_orm::{ConnectionTrait, DbErr, FromQueryResult};

/// Where it is sealed.
const PLACE: &str = "notifications.push";
const READ: &str = "select sealed from notifications_push_keys where id = 1";

pub struct Pair {
    /// Uncompressed, base64 for addresses: what browsers are given.
    pub public: String,
    pub signing: EncodingKey,
}

pub struct Keys {
    context: Context,
    vault: Vault,
    held: RwLock<Option<Arc<Pair>>>,
}

#[derive(FromQueryResult)]
struct Row {
    sealed: String,
}

impl Keys {
    pub fn new(context: Context, vault: Vault) -> Self {
        Self { context, vault, held: RwLock::default() }
    }

    /// The pair; made when there is none yet. Of replicas that make one at once, the first wins.
    pub async fn pair(&self) -> Result<Arc<Pair>, Problem> {
        if let Some(pair) = self.held.read().clone() {
            return Ok(pair);
        }
        let secret = match self.read(self.context.db.reader()).await? {
            Some(secret) => secret,
            None => self.make().await?,
        };
        let der = secret.to_pkcs8_der().map_err(|error| Problem::internal(&error))?;
        let public = URL_SAFE_NO_PAD.encode(secret.public_key().to_encoded_point(false).as_bytes());
        let pair = Arc::new(Pair { public, signing: EncodingKey::from_ec_der(der.as_bytes()) });
        *self.held.write() = Some(pair.clone());
        Ok(pair)
    }

    async fn read<C: ConnectionTrait>(&self, conn: &C) -> Result<Option<SecretKey>, Problem> {
        let Some(row) = db::one::<Row, _>(conn, READ, []).await? else { return Ok(None) };
        let bytes = self.vault.open(PLACE, &row.sealed)?;
        SecretKey::from_slice(&bytes).map(Some).map_err(|error| Problem::internal(&error))
    }

    async fn make(&self) -> Result<SecretKey, Problem> {
        let made = SecretKey::from_slice(&vault::random::<32>()?).map_err(|error| Problem::internal(&error))?;
        let sealed = self.vault.seal(PLACE, &made.to_bytes())?;
        let tx = self.context.db.begin().await?;
        let sql = "insert into notifications_push_keys (id, sealed, created_at) values (1, $1, $2) on conflict (id) do nothing";
        db::execute(&*tx, sql, [sealed.into(), self.context.clock.now().into()]).await?;
        let kept = self.read(&*tx).await?.unwrap_or(made);
        tx.commit().await?;
        Ok(kept)
    }
}

/// Seals with the vault's first key what is not sealed with it.
pub async fn seal_all(context: &Context, vault: &Vault) -> Result<(), vault::Error> {
    let tx = context.db.begin().await.map_err(Problem::from)?;
    let row: Option<Row> = db::one(&*tx, READ, []).await.map_err(Problem::from)?;
    if let Some(anew) = row.map(|row| vault.sealed_anew(PLACE, &row.sealed)).transpose()?.flatten() {
        db::execute(&*tx, "update notifications_push_keys set sealed = $1 where id = 1", [anew.into()]).await.map_err(Problem::from)?;
    }
    tx.commit().await.map_err(Problem::from)?;
    Ok(())
}

/// Whether there is a pair that some key sealed.
pub async fn are_sealed(context: &Context) -> Result<bool, DbErr> {
    let row: Option<Row> = db::one(context.db.reader(), READ, []).await?;
    Ok(row.is_some_and(|row| vault::is_sealed(&row.sealed)))
}
