//! Cookies: the refresh token's, out of reach for scripts and never sent from other sites, and those that tell devices apart.

use axum::http::HeaderMap;
use axum_extra::extract::cookie::{Cookie, CookieJar, SameSite};
use chrono::TimeDelta;

/// What a cookie is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Refresh,
    /// Tells that somebody signed in on this device before.
    KnownDevice,
    /// A device that people share with PINs.
    SharedDevice,
    /// Binds a sign-in with an outside provider to the browser that began it.
    Oidc,
}

impl Kind {
    fn plain_name(self) -> &'static str {
        match self {
            Self::Refresh => "ecar_refresh",
            Self::KnownDevice => "ecar_known",
            Self::SharedDevice => "ecar_device",
            Self::Oidc => "ecar_oidc",
        }
    }

    /// Over HTTPS the name itself keeps other hosts of the domain from planting the cookie (RFC 6265bis, `__Host-`).
    fn name(self, secure: bool) -> String {
        if secure { format!("__Host-{}", self.plain_name()) } else { self.plain_name().to_owned() }
    }

    fn same_site(self) -> SameSite {
        // The provider sends the browser back to us: a strict cookie would stay behind.
        if self == Self::Oidc { SameSite::Lax } else { SameSite::Strict }
    }
}

/// What a browser sent along; nothing when it says that another site's page asks. Strict cookies stay behind then anyway: this
/// holds where a browser or something in between sends them all the same.
pub fn read(headers: &HeaderMap, kind: Kind, secure: bool) -> Option<String> {
    if kind != Kind::Oidc && headers.get("sec-fetch-site").is_some_and(|from| from != "same-origin" && from != "none") {
        return None;
    }
    let jar = CookieJar::from_headers(headers);
    jar.get(&kind.name(secure)).map(|cookie| cookie.value().to_owned()).filter(|value| !value.is_empty())
}

/// A `Set-Cookie` value that keeps the text; without one it removes the cookie.
pub fn write(kind: Kind, value: Option<&str>, life: TimeDelta, secure: bool) -> String {
    let seconds = if value.is_some() { life.num_seconds() } else { 0 };
    // A `__Host-` cookie is the whole host's.
    let path = if secure { "/" } else { "/api/v1/auth" };
    let mut cookie = Cookie::build((kind.name(secure), value.unwrap_or_default()))
        .path(path)
        .http_only(true)
        .same_site(kind.same_site())
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
        let cookie = write(Kind::Refresh, Some("secret"), TimeDelta::days(30), true);
        for part in ["__Host-ecar_refresh=secret", "HttpOnly", "SameSite=Strict", "Secure", "Path=/;", "Max-Age=2592000"] {
            assert!(cookie.contains(part), "{part} in {cookie}");
        }
        let removed = write(Kind::Refresh, None, TimeDelta::days(30), false);
        assert!(!removed.contains("Secure") && removed.contains("Max-Age=0") && removed.contains("Path=/api/v1/auth"));
    }

    #[test]
    fn only_the_cookie_of_the_providers_way_back_is_lax() {
        assert!(write(Kind::Oidc, Some("x"), TimeDelta::minutes(10), true).contains("SameSite=Lax"));
        assert!(write(Kind::SharedDevice, Some("x"), TimeDelta::days(1), true).contains("SameSite=Strict"));
    }
}
