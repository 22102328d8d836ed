//! Codes that change every 30 seconds.

use kernel::Problem;
use totp_rs::{Algorithm, Secret, TOTP};

use crate::{Error, keys};

const DIGITS: usize = 6;
const STEP_SECONDS: u64 = 30;
const ISSUER: &str = "ECAR";

/// 160 random bits, as authenticator apps take them (base32).
pub fn new_secret() -> Result<String, Error> {
    Ok(Secret::Raw(keys::random::<20>()?.to_vec()).to_encoded().to_string())
}

/// What the app scans: `otpauth://totp/…`.
pub fn address(secret: &str, email: &str) -> String {
    format!(
        "otpauth://totp/{ISSUER}:{}?secret={secret}&issuer={ISSUER}&algorithm=SHA1&digits={DIGITS}&period={STEP_SECONDS}",
        encoded(email)
    )
}

fn encoded(text: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~".contains(&byte);
    text.bytes().map(|byte| if plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") }).collect()
}

/// The step that this code belongs to, when it is newer than the last one used: now, or one step off.
pub fn step_of(code: &str, secret: &str, last_step: i64, now: i64) -> Result<Option<i64>, Error> {
    let bytes = Secret::Encoded(secret.to_owned()).to_bytes().map_err(|error| Problem::internal(&format!("{error:?}")))?;
    let totp = TOTP::new(Algorithm::SHA1, DIGITS, 0, STEP_SECONDS, bytes).map_err(|error| Problem::internal(&error))?;
    let step_seconds = i64::try_from(STEP_SECONDS).unwrap_or(30);
    let current = now / step_seconds;
    let matches = |step: &i64| u64::try_from(step * step_seconds).is_ok_and(|time| totp.check(code, time));
    Ok([current, current - 1, current + 1].into_iter().filter(|step| *step > last_step).find(matches))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// RFC 6238, appendix B: the secret `12345678901234567890` and its codes, cut to six digits.
    const SECRET: &str = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

    #[test]
    fn the_examples_of_the_standard_hold() {
        for (now, code) in [(59, "287082"), (1_111_111_109, "081804"), (1_234_567_890, "005924"), (20_000_000_000, "353130")] {
            assert_eq!(step_of(code, SECRET, 0, now).unwrap(), Some(now / 30), "{now}");
        }
    }

    #[test]
    fn a_code_is_good_once_and_a_step_around_now() {
        let step = 1_111_111_109 / 30;
        assert_eq!(step_of("081804", SECRET, step, 1_111_111_109).unwrap(), None, "used already");
        assert_eq!(step_of("081804", SECRET, 0, 1_111_111_109 + 30).unwrap(), Some(step));
        assert_eq!(step_of("081804", SECRET, 0, 1_111_111_109 - 30).unwrap(), Some(step));
        assert_eq!(step_of("081804", SECRET, 0, 1_111_111_109 + 60).unwrap(), None);
        assert_eq!(step_of("81804", SECRET, 0, 1_111_111_109).unwrap(), None);
    }

    #[test]
    fn secrets_are_long_and_the_address_is_one() {
        let secret = new_secret().unwrap();
        assert_eq!(secret.len(), 32);
        assert!(address(&secret, "a b@c.tn").starts_with(&format!("otpauth://totp/ECAR:a%20b%40c.tn?secret={secret}&")));
    }
}
