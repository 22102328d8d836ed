//! Access tokens: signed facts about a person, good for 15 minutes.
//!
//! Only `EdDSA` with one of our own keys, found by `kid`, is believed; nothing else of the header is looked at. A token that was
//! verified is trusted for [`TRUST`] without looking again, so that a request costs microseconds; then its session is asked
//! once more, so that a sign-out or a disabled user ends access that fast.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, LazyLock};
use std::time::Duration;

use async_trait::async_trait;
use chrono::{DateTime, TimeDelta, Utc};
use contracts::identity::Role;
use jsonwebtoken::{Algorithm, Header, Validation};
use kernel::actor::Authenticator;
use kernel::{Actor, Context, Problem, SiteId, db};
use moka::sync::Cache;
use sea_orm::FromQueryResult;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::Error;
use crate::keys::{Key, Keys};
use crate::users::Me;

/// How long an access token is good.
pub const LIFE: TimeDelta = TimeDelta::minutes(15);
/// How long a verified token is believed before its session is asked again.
pub const TRUST: TimeDelta = TimeDelta::seconds(5);
const CLOCK_SKEW: TimeDelta = TimeDelta::seconds(60);
const ISSUER: &str = "ecar";
const ACCESS: &str = "access";
const LONGEST: usize = 16_384;
const MOST_KEPT: u64 = 10_000;

#[derive(Serialize, Deserialize)]
struct Claims {
    iss: String,
    aud: String,
    typ: String,
    sub: Uuid,
    /// The session, so that its end ends the token.
    sid: Uuid,
    name: String,
    language: String,
    sites: BTreeMap<SiteId, Role>,
    iat: i64,
    nbf: i64,
    exp: i64,
}

/// A fresh access token for the person, and when it ends.
pub fn sign(key: &Key, me: &Me, session: Uuid, now: DateTime<Utc>) -> Result<(String, DateTime<Utc>), Error> {
    let ends = now + LIFE;
    let claims = Claims {
        iss: ISSUER.into(),
        aud: ISSUER.into(),
        typ: ACCESS.into(),
        sub: me.id.0,
        sid: session,
        name: me.name.clone(),
        language: me.language.clone(),
        sites: me.sites.iter().map(|site| (site.id, site.role)).collect(),
        iat: now.timestamp(),
        nbf: now.timestamp(),
        exp: ends.timestamp(),
    };
    let mut header = Header::new(Algorithm::EdDSA);
    header.kid = Some(key.kid.clone());
    let token = jsonwebtoken::encode(&header, &claims, &key.encoding).map_err(|error| Problem::internal(&error))?;
    Ok((token, ends))
}

/// Verifies access tokens and remembers the verified ones.
pub struct Tokens {
    context: Context,
    keys: Keys,
    verified: Cache<[u8; 32], Verified>,
}

#[derive(Clone)]
struct Verified {
    actor: Arc<Actor>,
    session: Uuid,
    expires_at: i64,
    asked_at: DateTime<Utc>,
}

impl Tokens {
    pub fn new(context: Context) -> Self {
        let verified = Cache::builder().max_capacity(MOST_KEPT).time_to_live(Duration::from_mins(15)).build();
        Self { keys: Keys::new(context.clone()), context, verified }
    }

    async fn verify(&self, token: &str) -> Result<Arc<Actor>, Error> {
        let now = self.context.clock.now();
        let hash: [u8; 32] = Sha256::digest(token).into();
        let known = self.verified.get(&hash);
        if let Some(known) = known.as_ref().filter(|known| now.timestamp() < known.expires_at && now - known.asked_at < TRUST) {
            return Ok(known.actor.clone());
        }
        let mut verified = match known {
            Some(known) => known,
            None => self.decode(token, now).await?,
        };
        if now.timestamp() >= verified.expires_at || !self.is_alive(verified.session).await? {
            self.verified.invalidate(&hash);
            return Err(Error::TokenRefused);
        }
        verified.asked_at = now;
        let actor = verified.actor.clone();
        self.verified.insert(hash, verified);
        Ok(actor)
    }

    async fn decode(&self, token: &str, now: DateTime<Utc>) -> Result<Verified, Error> {
        if token.len() > LONGEST {
            return Err(Error::TokenRefused);
        }
        let header = jsonwebtoken::decode_header(token).map_err(|_| Error::TokenRefused)?;
        let kid = header.kid.ok_or(Error::TokenRefused)?;
        let key = self.keys.named(&kid).await?.ok_or(Error::TokenRefused)?;
        let decoded = jsonwebtoken::decode::<Claims>(token, &key.decoding, &RULES).map_err(|_| Error::TokenRefused)?;
        let claims = decoded.claims;
        if claims.typ != ACCESS || claims.nbf > (now + CLOCK_SKEW).timestamp() {
            return Err(Error::TokenRefused);
        }
        let sites = claims.sites.iter().map(|(site, role)| (*site, held_by(*role))).collect();
        let actor = Arc::new(Actor { id: claims.sub, name: claims.name, sites });
        // The nil id is ECAR itself, which never carries a token.
        if actor.is_system() {
            return Err(Error::TokenRefused);
        }
        Ok(Verified { actor, session: claims.sid, expires_at: claims.exp, asked_at: now })
    }

    /// Whether the session was not ended, and its user not disabled.
    async fn is_alive(&self, session: Uuid) -> Result<bool, Error> {
        #[derive(FromQueryResult)]
        struct Alive {}
        let sql = "select s.id from identity_sessions s join identity_users u on u.id = s.user_id \
                   where s.id = $1 and s.revoked_at is null and not u.disabled";
        let row: Option<Alive> = db::one(self.context.db.reader(), sql, [session.into()]).await?;
        Ok(row.is_some())
    }
}

#[async_trait]
impl Authenticator for Tokens {
    async fn authenticate(&self, bearer: &str) -> Result<Arc<Actor>, Problem> {
        self.verify(bearer).await.map_err(Problem::from)
    }
}

/// The times are compared with the injected clock, by us.
static RULES: LazyLock<Validation> = LazyLock::new(|| {
    let mut rules = Validation::new(Algorithm::EdDSA);
    rules.set_issuer(&[ISSUER]);
    rules.set_audience(&[ISSUER]);
    rules.set_required_spec_claims(&["exp", "nbf", "iss", "aud", "sub"]);
    rules.validate_exp = false;
    rules.validate_nbf = false;
    rules
});

static TECHNICIAN: LazyLock<Arc<BTreeSet<String>>> = LazyLock::new(|| names(Role::Technician));
static ADVISOR: LazyLock<Arc<BTreeSet<String>>> = LazyLock::new(|| names(Role::Advisor));
static OWNER: LazyLock<Arc<BTreeSet<String>>> = LazyLock::new(|| names(Role::Owner));

fn held_by(role: Role) -> Arc<BTreeSet<String>> {
    match role {
        Role::Technician => TECHNICIAN.clone(),
        Role::Advisor => ADVISOR.clone(),
        Role::Owner => OWNER.clone(),
    }
}

fn names(role: Role) -> Arc<BTreeSet<String>> {
    Arc::new(role.permissions().into_iter().map(|permission| permission.0.to_owned()).collect())
}
