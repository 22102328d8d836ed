//! Stripe's signature of a message: `Stripe-Signature: t=<seconds>,v1=<hex of HMAC-SHA256(secret, t.body)>`. Source: Stripe's manual of webhooks.

use chrono::{DateTime, Utc};
use hmac::{Hmac, Mac};
use sha2::Sha256;

use super::provider::Unheard;

/// Seconds, either way.
const TOLERANCE: i64 = 300;

/// Whether one of the header's signatures is this secret's over the body, and was made just now. Compared in constant time.
pub fn check(header: &str, secret: &str, body: &[u8], now: DateTime<Utc>) -> Result<(), Unheard> {
    let parts = || header.split(',').filter_map(|part| part.trim().split_once('='));
    let at = parts().find(|(name, _)| *name == "t").map(|(_, at)| at).ok_or(Unheard::Signature)?;
    let mut signed = parts().filter(|(name, _)| *name == "v1").filter_map(|(_, hex)| bytes(hex));
    let is_right = |given: Vec<u8>| {
        let Ok(mac) = Hmac::<Sha256>::new_from_slice(secret.as_bytes()) else { return false };
        mac.chain_update(at).chain_update(".").chain_update(body).verify_slice(&given).is_ok()
    };
    if secret.is_empty() || !signed.any(is_right) {
        return Err(Unheard::Signature);
    }
    let age = at.parse::<i64>().map(|at| now.timestamp().saturating_sub(at)).map_err(|_| Unheard::Signature)?;
    if age.saturating_abs() > TOLERANCE { Err(Unheard::TooOld) } else { Ok(()) }
}

fn bytes(hex: &str) -> Option<Vec<u8>> {
    if hex.len() != 64 || !hex.is_ascii() {
        return None;
    }
    (0..hex.len()).step_by(2).map(|at| u8::from_str_radix(hex.get(at..at + 2)?, 16).ok()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const SECRET: &str = "whsec_test_secret";
    const BODY: &[u8] = br#"{"id":"evt_1","type":"checkout.session.completed"}"#;
    const GOOD: &str = "t=1700000000,v1=a13d4b1f9003bc2fb6c06224e878b6056185eaa50d40e1e7dc05517f8af41d7b";

    fn at(seconds: i64) -> DateTime<Utc> {
        DateTime::from_timestamp(seconds, 0).unwrap()
    }

    #[test]
    fn the_published_signature_is_right_for_five_minutes() {
        for seconds in [1_700_000_000, 1_700_000_300, 1_699_999_700] {
            assert_eq!(check(GOOD, SECRET, BODY, at(seconds)), Ok(()), "{seconds}");
        }
        for seconds in [1_700_000_301, 1_699_999_699] {
            assert_eq!(check(GOOD, SECRET, BODY, at(seconds)), Err(Unheard::TooOld), "{seconds}");
        }
    }

    #[test]
    fn what_is_not_signed_with_the_secret_over_this_body_is_refused() {
        let now = at(1_700_000_000);
        assert_eq!(check(GOOD, "whsec_other", BODY, now), Err(Unheard::Signature));
        assert_eq!(check(GOOD, "", BODY, now), Err(Unheard::Signature));
        assert_eq!(check(GOOD, SECRET, b"{}", now), Err(Unheard::Signature));
        assert_eq!(check(&GOOD.replace("t=1700000000", "t=1700000001"), SECRET, BODY, now), Err(Unheard::Signature));
        for bad in ["", "t=1700000000", "v1=a13d", "t=x,v1=a13d", &GOOD.replace("v1=", "v0="), "t=1700000000,v1=é"] {
            assert_eq!(check(bad, SECRET, BODY, now), Err(Unheard::Signature), "{bad}");
        }
        let while_the_secret_changes = GOOD.replace(",v1=", &format!(",v1={},v1=", "0".repeat(64)));
        assert_eq!(check(&while_the_secret_changes, SECRET, BODY, now), Ok(()));
    }
}
