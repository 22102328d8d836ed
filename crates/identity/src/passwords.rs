//! Passwords: what is accepted, and how they are hashed.
//!
//! Argon2id with 19 MiB and one lane as OWASP's password storage recommendation has it, and six passes where that asks for two:
//! some 60 ms of a core. It runs on blocking threads, never on more than half of the cores, so that a rush of sign-ins leaves
//! room for everybody else's work and takes little memory.

use std::sync::LazyLock;

use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use argon2::{Algorithm, Argon2, Params, PasswordHash, Version};
use kernel::Problem;
use tokio::sync::Semaphore;

use crate::Error;

const PASSES: u32 = 6;
const MIN_LENGTH: usize = 8;
const MAX_LENGTH: usize = 128;

/// The most common passwords of at least eight characters, French and English keyboards, and words of this trade.
const COMMON: &[&str] = &[
    "00000000",
    "11111111",
    "12121212",
    "12341234",
    "123123123",
    "12345678",
    "123456789",
    "1234567890",
    "12345678910",
    "123456789a",
    "1234qwer",
    "147258369",
    "1q2w3e4r",
    "1q2w3e4r5t",
    "1qaz2wsx",
    "22222222",
    "55555555",
    "66666666",
    "77777777",
    "87654321",
    "88888888",
    "987654321",
    "99999999",
    "abcd1234",
    "abcdefgh",
    "admin123",
    "administrator",
    "administrateur",
    "alexander",
    "asdfghjk",
    "asdfghjkl",
    "azerty12",
    "azerty123",
    "azertyui",
    "azertyuiop",
    "baseball",
    "bienvenue",
    "bonjour1",
    "butterfly",
    "changeme",
    "charlotte",
    "chocolat",
    "chocolate",
    "computer",
    "corvette",
    "doudou12",
    "dragon12",
    "elizabeth",
    "ecarecar",
    "esperance",
    "football",
    "garage12",
    "garage123",
    "ghbdtn12",
    "iloveyou",
    "internet",
    "jetaime1",
    "jennifer",
    "jonathan",
    "letmein1",
    "liverpool",
    "loulou12",
    "marseille",
    "mercedes",
    "michelle",
    "midnight",
    "monkey12",
    "motdepasse",
    "motdepasse1",
    "nicolas1",
    "p@ssw0rd",
    "passw0rd",
    "password",
    "password1",
    "password12",
    "password123",
    "pokemon1",
    "princess",
    "princesse",
    "q1w2e3r4",
    "qazwsxedc",
    "qwer1234",
    "qwerty12",
    "qwerty123",
    "qwertyui",
    "qwertyuiop",
    "samsung1",
    "september",
    "soleil12",
    "starwars",
    "startrek",
    "summer12",
    "sunshine",
    "superman",
    "tunisia1",
    "tunisie1",
    "tunisie123",
    "trustno1",
    "welcome1",
    "welcome123",
    "whatever",
    "william1",
    "zxcvbnm1",
];

/// A hash that no password has: what unknown users are checked against, so that they cost the same time.
const NOBODY: &str = "$argon2id$v=19$m=19456,t=6,p=1$ZWNhci1ub2JvZHktaGVyZQ$A3X8mJ0dQpKc5rY1uTz7Bv2Nn6Wl9Ho4Gs8Ei0Fk3Lo";

static AT_ONCE: LazyLock<Semaphore> =
    LazyLock::new(|| Semaphore::new(std::thread::available_parallelism().map_or(1, usize::from).div_ceil(2)));

/// Whether a new password is good enough for this person. `about` is what others know of them: their address, their name.
pub fn check(password: &str, about: &[&str]) -> Result<(), Error> {
    let length = password.chars().count();
    if length < MIN_LENGTH {
        return Err(Error::PasswordRefused("A password has at least 8 characters"));
    }
    if length > MAX_LENGTH {
        return Err(Error::PasswordRefused("A password has at most 128 characters"));
    }
    let plain = password.to_lowercase();
    let known = words(about);
    let known: Vec<_> = known.iter().map(String::as_str).collect();
    // zxcvbn brings some 30,000 passwords, words and names, and knows keyboard rows, dates and repetitions.
    let is_guessed = zxcvbn::zxcvbn(password, &known).score() < zxcvbn::Score::Two;
    if is_guessed || COMMON.contains(&plain.as_str()) || is_word_and_digits(&plain, &known) {
        return Err(Error::PasswordRefused("This password is one of the first that others would try"));
    }
    Ok(())
}

/// Whole texts and their parts, in lower case, with the words of this trade.
fn words(about: &[&str]) -> Vec<String> {
    let trade = ["ecar", "garage", "atelier", "mecanique", "voiture", "tunis", "tunisie"].map(str::to_owned);
    let whole = about.iter().map(|text| text.to_lowercase());
    let parts = about.iter().flat_map(|text| text.split(|letter: char| !letter.is_alphanumeric())).map(str::to_lowercase);
    trade.into_iter().chain(whole).chain(parts.filter(|part| part.chars().count() >= 3)).collect()
}

/// `garage2026!`, `12hela34`: a word that everybody knows with digits and signs around it.
fn is_word_and_digits(plain: &str, known: &[&str]) -> bool {
    let core = plain.trim_matches(|letter: char| !letter.is_alphabetic());
    known.contains(&plain) || known.contains(&core)
}

/// The password's hash, as a PHC string.
pub async fn hash(password: String) -> Result<String, Error> {
    on_a_blocking_thread(move || argon2().hash_password(password.as_bytes()).map(|hash| hash.to_string())).await?.map_err(internal)
}

/// Whether the password has this hash. Without a hash it takes as long, and is false.
pub async fn matches(password: String, hash: Option<String>) -> Result<bool, Error> {
    let is_known = hash.is_some();
    let hash = hash.unwrap_or_else(|| NOBODY.to_owned());
    let matched = on_a_blocking_thread(move || {
        let parsed = PasswordHash::new(&hash)?;
        Ok(argon2().verify_password(password.as_bytes(), &parsed).is_ok())
    });
    let matched: bool = matched.await?.map_err(|error: argon2::password_hash::phc::Error| Problem::internal(&error))?;
    Ok(matched && is_known)
}

fn argon2() -> Argon2<'static> {
    let params = Params::new(Params::DEFAULT_M_COST, PASSES, Params::DEFAULT_P_COST, None).unwrap_or(Params::DEFAULT);
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
}

async fn on_a_blocking_thread<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T, Error> {
    let permit = AT_ONCE.acquire().await.map_err(internal)?;
    let done = tokio::task::spawn_blocking(work).await.map_err(internal);
    drop(permit);
    done
}

fn internal(error: impl std::fmt::Display) -> Error {
    Problem::internal(&error).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_password_matches_its_own_hash_only() {
        let long = "x".repeat(63) + "a";
        let hashed = hash(long.clone()).await.unwrap();
        assert!(hashed.starts_with("$argon2id$v=19$m=19456,t=6,p=1$"), "{hashed}");
        assert!(matches(long, Some(hashed.clone())).await.unwrap());
        assert!(!matches("x".repeat(63) + "b", Some(hashed)).await.unwrap());
    }

    #[tokio::test]
    async fn nobody_has_no_password() {
        assert!(!matches("anything".into(), None).await.unwrap());
        assert!(PasswordHash::new(NOBODY).is_ok());
    }

    #[test]
    fn weak_passwords_are_refused() {
        for weak in [
            "short",
            "motdepasse",
            "PassWord123",
            "sami@garage.example",
            "trabelsi2026!",
            "garage2026",
            "iloveyou2",
            "qwertyuiop123",
            "aaaaaaaaaaaa",
            &"x".repeat(129),
        ] {
            assert!(check(weak, &["sami@garage.example", "Sami Trabelsi"]).is_err(), "{weak}");
        }
        for good in ["huit car", "correct horse battery", "neuf voitures vertes", &"Zq7é-Wm3ç.Kp9à_Xv2ù".repeat(6)] {
            assert!(check(good, &["sami@garage.example", "Sami Trabelsi"]).is_ok(), "{good}");
        }
    }
}
