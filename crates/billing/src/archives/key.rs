//! The key that signs archives: Ed25519, made with the first of them and kept sealed.

use ed25519_dalek::pkcs8::spki::der::pem::LineEnding;
use ed25519_dalek::pkcs8::{DecodePrivateKey, EncodePrivateKey, EncodePublicKey};
use ed25519_dalek::{Signer, SigningKey};
use kernel::idempotency::hex;
use kernel::vault::{self, Vault, random};
use kernel::{Context, Problem, counters, db};
use sea_orm::{ConnectionTrait, DbErr, FromQueryResult};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::MODULE;

pub struct Key {
    signing: SigningKey,
    /// As `openssl` reads it.
    pub public_pem: String,
    /// SHA-256 of the public key as it stands in the PEM, in hexadecimal digits.
    pub fingerprint: String,
}

impl Key {
    fn new(signing: SigningKey) -> Result<Self, Problem> {
        let public = signing.verifying_key();
        let der = public.to_public_key_der().map_err(|error| Problem::internal(&error))?;
        let public_pem = public.to_public_key_pem(LineEnding::LF).map_err(|error| Problem::internal(&error))?;
        Ok(Self { fingerprint: hex(&Sha256::digest(der.as_bytes())), public_pem, signing })
    }

    /// 64 bytes, of RFC 8032: the same text has the same signature.
    pub fn sign(&self, text: &[u8]) -> [u8; 64] {
        self.signing.sign(text).to_bytes()
    }
}

#[derive(FromQueryResult)]
struct Row {
    id: Uuid,
    fingerprint: String,
    private_key: String,
}

impl Row {
    fn open(&self, vault: &Vault) -> Result<Key, Problem> {
        let der = vault.open(&place(&self.fingerprint), &self.private_key)?;
        Key::new(SigningKey::from_pkcs8_der(&der).map_err(|error| Problem::internal(&error))?)
    }
}

/// Where a key is sealed.
fn place(fingerprint: &str) -> String {
    format!("archive-key/{fingerprint}")
}

async fn rows<C: ConnectionTrait>(conn: &C) -> Result<Vec<Row>, DbErr> {
    db::all(conn, "select id, fingerprint, private_key from billing_archive_keys order by created_at, id", []).await
}

/// The key, made now where there is none. Of replicas that make one at once, one does.
pub async fn key(context: &Context, vault: &Vault) -> Result<Key, Problem> {
    if let Some(row) = rows(context.db.reader()).await?.pop() {
        return row.open(vault);
    }
    let tx = context.db.begin().await?;
    counters::raise(&tx, MODULE, "archive key", 0).await?;
    if let Some(row) = rows(&*tx).await?.pop() {
        return row.open(vault);
    }
    let key = Key::new(SigningKey::from_bytes(&random()?))?;
    let der = key.signing.to_pkcs8_der().map_err(|error| Problem::internal(&error))?;
    let sealed = vault.seal(&place(&key.fingerprint), der.as_bytes())?;
    let sql = "insert into billing_archive_keys (id, fingerprint, private_key, created_at) values ($1, $2, $3, $4)";
    let values = [Uuid::now_v7().into(), key.fingerprint.clone().into(), sealed.into(), context.clock.now().into()];
    db::execute(&*tx, sql, values).await?;
    tx.commit().await?;
    Ok(key)
}

/// Seals with the vault's first key what an earlier one sealed.
pub async fn seal_all(context: &Context, vault: &Vault) -> Result<(), vault::Error> {
    let tx = context.db.begin().await.map_err(Problem::from)?;
    for row in rows(&*tx).await.map_err(Problem::from)? {
        let Some(anew) = vault.sealed_anew(&place(&row.fingerprint), &row.private_key)? else { continue };
        let sql = "update billing_archive_keys set private_key = $1 where id = $2";
        db::execute(&*tx, sql, [anew.into(), row.id.into()]).await.map_err(Problem::from)?;
    }
    tx.commit().await.map_err(Problem::from)?;
    Ok(())
}

pub async fn are_sealed(context: &Context) -> Result<bool, DbErr> {
    Ok(rows(context.db.reader()).await?.iter().any(|row| vault::is_sealed(&row.private_key)))
}
