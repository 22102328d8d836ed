//! Tries counted in Redis, so that several processes that serve one garage share what they count. When Redis is away, each counts for
//! itself: nobody is let through uncounted, and nobody waits for Redis or sees an error. Everything is counted in memory as well,
//! so that Redis going away forgives nothing that this process saw.

use std::fmt;
use std::time::Duration;

use async_trait::async_trait;
use chrono::{DateTime, TimeDelta, Utc};
use parking_lot::Mutex;
use redis::aio::{ConnectionManager, ConnectionManagerConfig};
use redis::{Client, FromRedisValue, IntoConnectionInfo, RedisError, Script, ScriptInvocation};
use tokio::time::{Instant, timeout};

use super::{Counter, Key, Memory, Rate};
use crate::idempotency::hex;

/// A sign-in hashes a password for about as long.
const PATIENCE: Duration = Duration::from_millis(100);
/// While Redis is away, one try asks it this often.
const ASK_AGAIN_AFTER: Duration = Duration::from_secs(5);

/// The bucket is the instant at which it is full again, in milliseconds of Redis's clock; it ends by itself.
const TAKE: &str = "
local time = redis.call('time')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local burst, every = tonumber(ARGV[1]), tonumber(ARGV[2])
local counted = tonumber(redis.call('get', KEYS[1]) or '0')
if counted > now + every * burst then counted = now end
local full = math.max(counted, now) + every
local wait = full - now - every * burst
if wait > 0 then return wait end
redis.call('set', KEYS[1], string.format('%.0f', full), 'px', string.format('%.0f', full - now))
return 0";
const GIVE_BACK: &str = "
local full = redis.call('get', KEYS[1])
if full then redis.call('set', KEYS[1], string.format('%.0f', full - ARGV[1]), 'keepttl') end";
const CLEAR: &str = "redis.call('del', KEYS[1])";

/// Where Redis is.
#[derive(Clone)]
pub struct Redis(Client);

impl Redis {
    /// `redis://host:6379`; nothing is asked of it yet.
    pub fn at(url: &str) -> Result<Self, RedisError> {
        url.into_connection_info().and_then(Client::open).map(Self)
    }
}

impl fmt::Debug for Redis {
    /// Without the password.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Redis({})", self.0.get_connection_info().addr())
    }
}

pub struct Shared {
    manager: ConnectionManager,
    take: Script,
    give_back: Script,
    clear: Script,
    here: Memory,
    /// When to ask Redis again; none while it answers.
    away_until: Mutex<Option<Instant>>,
}

impl fmt::Debug for Shared {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Shared").finish_non_exhaustive()
    }
}

impl Shared {
    pub fn new(redis: Redis) -> Result<Self, RedisError> {
        let config = ConnectionManagerConfig::new()
            .set_number_of_retries(1)
            .set_connection_timeout(Some(ASK_AGAIN_AFTER))
            .set_response_timeout(Some(ASK_AGAIN_AFTER));
        Ok(Self {
            manager: ConnectionManager::new_lazy_with_config(redis.0, config)?,
            take: Script::new(TAKE),
            give_back: Script::new(GIVE_BACK),
            clear: Script::new(CLEAR),
            here: Memory::default(),
            away_until: Mutex::default(),
        })
    }

    /// What Redis answers; none while it is away.
    async fn ask<T: FromRedisValue>(&self, call: ScriptInvocation<'_>) -> Option<T> {
        if self.is_away() {
            return None;
        }
        let mut connection = self.manager.clone();
        match timeout(PATIENCE, call.invoke_async(&mut connection)).await {
            Ok(Ok(answer)) => {
                self.answered();
                Some(answer)
            }
            Ok(Err(error)) => self.silent(&error),
            Err(late) => self.silent(&late),
        }
    }

    /// While it is away, the first who comes after the time asks it, and the others need not wait.
    fn is_away(&self) -> bool {
        let mut away_until = self.away_until.lock();
        let Some(until) = *away_until else { return false };
        if Instant::now() < until {
            return true;
        }
        *away_until = Some(Instant::now() + ASK_AGAIN_AFTER);
        false
    }

    fn answered(&self) {
        if self.away_until.lock().take().is_some() {
            tracing::info!("Redis is back: tries are counted together again");
        }
    }

    fn silent<T>(&self, error: &dyn fmt::Display) -> Option<T> {
        let was = self.away_until.lock().replace(Instant::now() + ASK_AGAIN_AFTER);
        if was.is_none() {
            tracing::warn!(%error, "Redis does not answer: each process counts tries for itself");
        }
        None
    }
}

#[async_trait]
impl Counter for Shared {
    async fn take(&self, key: Key, rate: Rate, now: DateTime<Utc>) -> Result<(), TimeDelta> {
        let here = self.here.take(key, rate, now).await;
        let mut call = self.take.key(name(key));
        call.arg(rate.burst).arg(rate.every.num_milliseconds());
        match self.ask::<i64>(call).await {
            None => here,
            Some(wait) if wait > 0 => Err(TimeDelta::milliseconds(wait)),
            Some(_) => Ok(()),
        }
    }

    async fn give_back(&self, key: Key, rate: Rate) {
        self.here.give_back(key, rate).await;
        let mut call = self.give_back.key(name(key));
        call.arg(rate.every.num_milliseconds());
        let _: Option<()> = self.ask(call).await;
    }

    async fn clear(&self, key: Key) {
        self.here.clear(key).await;
        let _: Option<()> = self.ask(self.clear.key(name(key))).await;
    }
}

fn name(key: Key) -> String {
    format!("ecar:limit:{}", hex(&key))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_address_is_checked_and_its_password_not_printed() {
        assert!(Redis::at("http://localhost").is_err());
        let redis = Redis::at("redis://user:word@localhost:6380/2").unwrap();
        assert_eq!(format!("{redis:?}"), "Redis(localhost:6380)");
    }

    #[tokio::test]
    async fn without_redis_each_process_counts_for_itself() {
        let shared = Shared::new(Redis::at("redis://127.0.0.1:1").unwrap()).unwrap();
        let (rate, now) = (Rate { burst: 5, every: TimeDelta::seconds(12) }, DateTime::from_timestamp(1_800_000_000, 0).unwrap());
        for _ in 0..5 {
            assert!(shared.take([1; 32], rate, now).await.is_ok());
        }
        assert_eq!(shared.take([1; 32], rate, now).await, Err(TimeDelta::seconds(12)));
        shared.clear([1; 32]).await;
        assert!(shared.take([1; 32], rate, now).await.is_ok());
    }
}
