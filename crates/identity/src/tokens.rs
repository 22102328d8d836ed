//! Access tokens: signed facts about a person, good for 15 minutes.
//!
//! Only `EdDSA` with one of our own keys, found by `kid`, is believed; nothing else of the header is looked at. A token that was
//! verified is trusted for [`TRUST`] without looking again, so that a request costs microseconds; then the database is asked what
//! the session may do now, so that a sign-out, a disabled user or a changed role counts that fast. The facts in the token
//! are for who reads it.

use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock};
use std::time::Duration;

use async_trait::async_trait;
use chrono::{DateTime, TimeDelta, Utc};
use jsonwebtoken::{Algorithm, Header, Validation};
use kernel::actor::{Authenticator, Refusal};
use kernel::{Actor, Context, Problem, SiteId};
use moka::sync::Cache;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::api_keys::{self, ApiKeys};
use crate::keys::{Key, Keys};
use crate::sign_ins::Refusals;
use crate::users::Me;
use crate::{Error, Vault, access};

/// How long an access token is good.
pub const LIFE: TimeDelta = TimeDelta::minutes(15);
/// How long a verified token is believed before the database is asked again.
pub const TRUST: TimeDelta = TimeDelta::seconds(5);
/// How long a device is remembered on which somebody signed in.
pub const KNOWN_FOR: TimeDelta = TimeDelta::days(180);
const CLOCK_SKEW: TimeDelta = TimeDelta::seconds(60);
const ISSUER: &str = "ecar";
const ACCESS: &str = "access";
const KNOWN_DEVICE: &str = "known_device";
const MOST_PEOPLE_PER_DEVICE: usize = 8;
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
    /// Ids of roles.
    sites: BTreeMap<SiteId, String>,
    iat: i64,
    nbf: i64,
    exp: i64,
}

/// Says of a browser that these people signed in on it. It opens nothing: it only keeps strangers' guesses from counting here.
#[derive(Serialize, Deserialize)]
struct KnownDeviceClaims {
    iss: String,
    aud: String,
    typ: String,
    jti: Uuid,
    people: Vec<Uuid>,
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
        sites: me.sites.iter().map(|site| (site.id, site.role.clone())).collect(),
        iat: now.timestamp(),
        nbf: now.timestamp(),
        exp: ends.timestamp(),
    };
    Ok((encode(key, &claims)?, ends))
}

fn encode(key: &Key, claims: &impl Serialize) -> Result<String, Error> {
    let mut header = Header::new(Algorithm::EdDSA);
    header.kid = Some(key.kid.clone());
    jsonwebtoken::encode(&header, claims, &key.encoding).map_err(|error| Problem::internal(&error).into())
}

/// A device on which people signed in before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KnownDevice {
    pub id: Uuid,
    people: Vec<Uuid>,
}

impl KnownDevice {
    pub fn new() -> Self {
        Self { id: Uuid::now_v7(), people: vec![] }
    }

    /// What a cookie says; none when it is not ours, or too old.
    pub async fn read(keys: &Keys, token: &str, now: DateTime<Utc>) -> Result<Option<Self>, Error> {
        let claims: KnownDeviceClaims = match decode(keys, token, KNOWN_DEVICE).await {
            Ok(claims) => claims,
            Err(Error::TokenRefused) => return Ok(None),
            Err(error) => return Err(error),
        };
        let is_good = claims.typ == KNOWN_DEVICE && claims.exp > now.timestamp();
        Ok(is_good.then_some(Self { id: claims.jti, people: claims.people }))
    }

    pub fn knows(&self, person: Uuid) -> bool {
        self.people.contains(&person)
    }

    /// The cookie after this person signed in, too.
    pub fn remember(mut self, key: &Key, person: Uuid, now: DateTime<Utc>) -> Result<String, Error> {
        self.people.retain(|known| *known != person);
        self.people.insert(0, person);
        self.people.truncate(MOST_PEOPLE_PER_DEVICE);
        let claims = KnownDeviceClaims {
            iss: ISSUER.into(),
            aud: KNOWN_DEVICE.into(),
            typ: KNOWN_DEVICE.into(),
            jti: self.id,
            people: self.people,
            nbf: now.timestamp(),
            exp: (now + KNOWN_FOR).timestamp(),
        };
        encode(key, &claims)
    }
}

/// Verifies access tokens and API keys, and remembers the verified tokens.
pub struct Tokens {
    context: Context,
    keys: Keys,
    api_keys: ApiKeys,
    verified: Cache<[u8; 32], Verified>,
    refusals: Refusals,
    trust: TimeDelta,
}

#[derive(Clone)]
struct Verified {
    actor: Arc<Actor>,
    session: Uuid,
    expires_at: i64,
    asked_at: DateTime<Utc>,
}

impl Tokens {
    /// A verified token is believed for `trust` before the database is asked again.
    pub fn new(context: Context, vault: Vault, trust: TimeDelta) -> Self {
        let verified = Cache::builder().max_capacity(MOST_KEPT).time_to_live(Duration::from_mins(15)).build();
        let refusals = Refusals::new(context.clone());
        Self { keys: Keys::new(context.clone(), vault), api_keys: ApiKeys::new(context.clone()), refusals, context, verified, trust }
    }

    async fn verify(&self, token: &str) -> Result<Arc<Actor>, Error> {
        let now = self.context.clock.now();
        let hash: [u8; 32] = Sha256::digest(token).into();
        let known = self.verified.get(&hash);
        if let Some(known) = known.as_ref().filter(|known| now.timestamp() < known.expires_at && now - known.asked_at < self.trust) {
            return Ok(known.actor.clone());
        }
        let (session, expires_at) = match known {
            Some(known) => (known.session, known.expires_at),
            None => self.decode(token, now).await?,
        };
        let actor = if now.timestamp() < expires_at { access::of_session(self.context.db.reader(), session, now).await? } else { None };
        let Some(actor) = actor.map(Arc::new) else {
            self.verified.invalidate(&hash);
            return Err(Error::TokenRefused);
        };
        self.verified.insert(hash, Verified { actor: actor.clone(), session, expires_at, asked_at: now });
        Ok(actor)
    }

    /// The session of a token that is ours, and when the token ends.
    async fn decode(&self, token: &str, now: DateTime<Utc>) -> Result<(Uuid, i64), Error> {
        let claims: Claims = decode(&self.keys, token, ISSUER).await?;
        // The nil id is ECAR itself, which never carries a token.
        if claims.typ != ACCESS || claims.nbf > (now + CLOCK_SKEW).timestamp() || claims.sub.is_nil() {
            return Err(Error::TokenRefused);
        }
        Ok((claims.sid, claims.exp))
    }
}

async fn decode<C: DeserializeOwned>(keys: &Keys, token: &str, audience: &str) -> Result<C, Error> {
    if token.len() > LONGEST {
        return Err(Error::TokenRefused);
    }
    let header = jsonwebtoken::decode_header(token).map_err(|_| Error::TokenRefused)?;
    let kid = header.kid.ok_or(Error::TokenRefused)?;
    let key = keys.named(&kid).await?.ok_or(Error::TokenRefused)?;
    let rules = if audience == ISSUER { &*ACCESS_RULES } else { &*KNOWN_DEVICE_RULES };
    let decoded = jsonwebtoken::decode::<C>(token, &key.decoding, rules).map_err(|_| Error::TokenRefused)?;
    Ok(decoded.claims)
}

#[async_trait]
impl Authenticator for Tokens {
    async fn authenticate(&self, bearer: &str) -> Result<Arc<Actor>, Problem> {
        let actor = if bearer.starts_with(api_keys::PREFIX) { self.api_keys.verify(bearer).await } else { self.verify(bearer).await };
        actor.map_err(Problem::from)
    }

    async fn refused(&self, refusal: Refusal) {
        self.refusals.note(&refusal).await;
    }
}

static ACCESS_RULES: LazyLock<Validation> = LazyLock::new(|| rules(ISSUER, &["exp", "nbf", "iss", "aud", "sub"]));
static KNOWN_DEVICE_RULES: LazyLock<Validation> = LazyLock::new(|| rules(KNOWN_DEVICE, &["exp", "nbf", "iss", "aud"]));

/// The times are compared with the injected clock, by us.
fn rules(audience: &str, required: &[&str]) -> Validation {
    let mut rules = Validation::new(Algorithm::EdDSA);
    rules.set_issuer(&[ISSUER]);
    rules.set_audience(&[audience]);
    rules.set_required_spec_claims(required);
    rules.validate_exp = false;
    rules.validate_nbf = false;
    rules
}
