//! Secrets and signatures of Standard Webhooks: HMAC-SHA256 with the secret's bytes over `id.timestamp.body`
//! (standard-webhooks.com, spec 1.0).

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, Mac};
use kernel::{Problem, vault};
use sha2::Sha256;
use uuid::Uuid;

const PREFIX: &str = "whsec_";

/// A new one: 256 random bits.
pub fn new() -> Result<String, Problem> {
    Ok(format!("{PREFIX}{}", STANDARD.encode(vault::random::<32>()?)))
}

/// Where the secret of a webhook is sealed, and the one before it.
pub fn places(id: Uuid) -> [String; 2] {
    [format!("webhooks.secret/{id}"), format!("webhooks.old-secret/{id}")]
}

/// The header's value: a signature by each secret, with spaces between.
pub fn signature(secrets: &[String], id: &str, timestamp: i64, body: &str) -> Result<String, Problem> {
    let signed = secrets.iter().map(|secret| sign(secret, &format!("{id}.{timestamp}.{body}"))).collect::<Result<Vec<_>, _>>()?;
    Ok(signed.join(" "))
}

fn sign(secret: &str, text: &str) -> Result<String, Problem> {
    let key = STANDARD.decode(secret.strip_prefix(PREFIX).unwrap_or(secret)).map_err(|error| Problem::internal(&error))?;
    let mut mac = Hmac::<Sha256>::new_from_slice(&key).map_err(|error| Problem::internal(&error))?;
    mac.update(text.as_bytes());
    Ok(format!("v1,{}", STANDARD.encode(mac.finalize().into_bytes())))
}

#[cfg(test)]
mod tests {
    use super::*;

    const EXAMPLE: &str = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    #[test]
    fn the_example_of_the_specification_is_signed() {
        let signed = signature(&[EXAMPLE.into()], "msg_p5jXN8AQM9LWM0D4loKWxJek", 1_614_265_330, r#"{"test": 2432232314}"#).unwrap();
        assert_eq!(signed, "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }

    #[test]
    fn while_a_secret_changes_both_sign() {
        let other = new().unwrap();
        assert!(other.starts_with(PREFIX) && STANDARD.decode(&other[PREFIX.len()..]).unwrap().len() == 32);
        let both = signature(&[other, EXAMPLE.into()], "msg_p5jXN8AQM9LWM0D4loKWxJek", 1_614_265_330, r#"{"test": 2432232314}"#).unwrap();
        let (new, old) = both.split_once(' ').unwrap();
        assert_eq!((old, new.len()), ("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=", old.len()));
        assert_ne!(new, old);
    }
}
