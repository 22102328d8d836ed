//! The refresh token's cookie: out of reach for scripts, sent to `/api/v1/auth` only, and never from other sites.

use axum::http::HeaderMap;
use axum_extra::extract::cookie::{Cookie, CookieJar, SameSite};

use super::session::{LIFE, RefreshToken};

const NAME: &str = "ecar_refresh";
const PATH: &str = "/api/v1/auth";

pub fn read(headers: &HeaderMap) -> Option<RefreshToken> {
    let jar = CookieJar::from_headers(headers);
    jar.get(NAME).map(|cookie| RefreshToken::from_client(cookie.value().to_owned()))
}

/// A `Set-Cookie` value that keeps the token; without one it removes the cookie.
pub fn write(token: Option<&str>, secure: bool) -> String {
    let seconds = if token.is_some() { LIFE.num_seconds() } else { 0 };
    let mut cookie = Cookie::build((NAME, token.unwrap_or_default()))
        .path(PATH)
        .http_only(true)
        .same_site(SameSite::Strict)
        .secure(secure)
        .build()
        .to_string();
    cookie.push_str(&format!("; Max-Age={seconds}"));
    cookie
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_cookie_is_kept_from_scripts_and_other_sites() {
        let cookie = write(Some("secret"), true);
        for part in ["ecar_refresh=secret", "HttpOnly", "SameSite=Strict", "Secure", "Path=/api/v1/auth", "Max-Age=2592000"] {
            assert!(cookie.contains(part), "{part} in {cookie}");
        }
        assert!(!write(None, false).contains("Secure"));
        assert!(write(None, false).contains("Max-Age=0"));
    }
}
