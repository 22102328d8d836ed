//! One notice to one browser, through its push service.

use chrono::TimeDelta;
use jsonwebtoken::{Algorithm, Header};
use kernel::Problem;
use reqwest::{Method, StatusCode};
use serde::Serialize;
use web_push_native::{Auth, encrypt};

use super::Push;
use super::notice::Notice;
use super::subscription::{Subscription, auth, public_key};
use crate::sending::{Answer, heard, is_passing, said};

/// How long a push service keeps what it cannot deliver, and we what it does not take: nobody wants yesterday's news.
pub const KEPT: TimeDelta = TimeDelta::hours(4);
/// Of our word to a push service; a day at most (RFC 8292 §2).
const BELIEVED: TimeDelta = TimeDelta::hours(12);

/// What came of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Posted {
    Taken,
    /// Its service knows the browser no more.
    Gone,
    /// Not this time.
    Busy(String),
    /// It never will be.
    Refused(String),
}

/// RFC 8292 §2.
#[derive(Serialize)]
struct Claims {
    aud: String,
    exp: i64,
    sub: String,
}

impl Push {
    /// The error is ours: there is no pair of keys.
    pub async fn post(&self, to: &Subscription, notice: &Notice) -> Result<Posted, Problem> {
        let (Some(key), Some(secret)) = (public_key(&to.p256dh), auth(&to.auth)) else {
            return Ok(Posted::Refused("the browser's keys cannot be read".into()));
        };
        let body = serde_json::to_vec(notice).map_err(|error| Problem::internal(&error))?;
        let sealed = encrypt(body, &key, &Auth::from(secret)).map_err(|error| Problem::internal(&error))?;
        let pair = self.keys.pair().await?;
        let request = match self.calls.call(Method::POST, &to.endpoint) {
            Ok(request) => request,
            Err(fault) => return Ok(Posted::Refused(fault.to_string())),
        };
        let word = self.word(&to.endpoint, &pair.signing)?;
        let request = request
            .header("Authorization", format!("vapid t={word}, k={}", pair.public))
            .header("Content-Encoding", "aes128gcm")
            .header("Content-Type", "application/octet-stream")
            .header("TTL", KEPT.num_seconds())
            .header("Urgency", "high")
            .header("Topic", notice.topic())
            .body(sealed);
        Ok(match heard(request).await {
            Ok((status, body)) => judge(status, &body),
            Err(Answer::Busy(said) | Answer::Lost(said) | Answer::Refused(said)) => Posted::Busy(said),
            Err(Answer::Taken(_)) => Posted::Taken,
        })
    }

    /// Who we are, for one push service and for half a day.
    fn word(&self, endpoint: &str, key: &jsonwebtoken::EncodingKey) -> Result<String, Problem> {
        let url: reqwest::Url = endpoint.parse().map_err(|error| Problem::internal(&error))?;
        let exp = (self.context.clock.now() + BELIEVED).timestamp();
        let claims = Claims { aud: url.origin().ascii_serialization(), exp, sub: self.contact.clone() };
        jsonwebtoken::encode(&Header::new(Algorithm::ES256), &claims, key).map_err(|error| Problem::internal(&error))
    }
}

fn judge(status: StatusCode, body: &[u8]) -> Posted {
    let words = || said(&format!("it answered {status}: {}", String::from_utf8_lossy(body)));
    match status {
        StatusCode::NOT_FOUND | StatusCode::GONE => Posted::Gone,
        status if status.is_success() => Posted::Taken,
        status if is_passing(status.as_u16()) => Posted::Busy(words()),
        _ => Posted::Refused(words()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_push_service_answers_decides_whether_the_browser_is_told_again_or_forgotten() {
        let of = |status: u16| judge(StatusCode::from_u16(status).unwrap(), b"no");
        assert_eq!([of(201), of(200)], [Posted::Taken, Posted::Taken]);
        assert_eq!([of(404), of(410)], [Posted::Gone, Posted::Gone]);
        for passing in [401, 403, 429, 500, 503] {
            assert!(matches!(of(passing), Posted::Busy(_)), "{passing}");
        }
        assert!(matches!(of(400), Posted::Refused(_)) && matches!(of(413), Posted::Refused(_)));
    }
}
