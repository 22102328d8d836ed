//! The garage's own web site may show the booking page of a site in a frame: which origins these are, as the site named them.

use std::sync::Arc;

use async_trait::async_trait;
use contracts::identity::Sites;
use contracts::scheduling::BookingPages;
use garde::Error;
use kernel::text::Text;
use kernel::{Db, Problem};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::offer::named_site;
use crate::settings;

const LONGEST: usize = 200;

/// How the document tells of an origin: https, or plain http on this machine for trying things out.
#[derive(Serialize, Deserialize, ToSchema)]
#[schema(
    as = WebOrigin, max_length = 200,
    pattern = r"^(https://[a-z0-9]([a-z0-9-]*[a-z0-9])?([.][a-z0-9]([a-z0-9-]*[a-z0-9])?)*|http://(localhost|127[.]0[.]0[.]1))(:[1-9][0-9]{0,3})?$"
)]
pub struct Origin(String);

/// An origin as a policy names it: a scheme, a host in small Latin letters, and a port where it is not the usual one. Nothing else gets
/// into the header: no path, no star, no quote, no space.
pub fn origin<T: Text>() -> impl Fn(&T, &()) -> garde::Result {
    |value, ()| match value.text() {
        Some(text) if !is_origin(text) => {
            Err(Error::new("an origin is https://, a host in small letters, and perhaps a port: https://garage.example"))
        }
        _ => Ok(()),
    }
}

fn is_origin(text: &str) -> bool {
    let Some((scheme, place)) = text.split_once("://") else { return false };
    let (host, port) = place.split_once(':').map_or((place, None), |(host, port)| (host, Some(port)));
    let is_host = !host.is_empty() && host.split('.').all(is_label);
    let is_port = |port: &str| !port.starts_with('0') && port.bytes().all(|digit| digit.is_ascii_digit()) && port.parse::<u16>().is_ok();
    let is_safe = match scheme {
        "https" => true,
        "http" => ["localhost", "127.0.0.1"].contains(&host),
        _ => false,
    };
    text.len() <= LONGEST && is_safe && is_host && port.is_none_or(is_port)
}

fn is_label(label: &str) -> bool {
    let is_plain = |letter: u8| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == b'-';
    !label.is_empty() && !label.starts_with('-') && !label.ends_with('-') && label.bytes().all(is_plain)
}

/// Knows who may frame which booking page.
pub struct Frames {
    db: Db,
    sites: Arc<dyn Sites>,
}

impl Frames {
    pub fn new(db: Db, sites: Arc<dyn Sites>) -> Self {
        Self { db, sites }
    }
}

#[async_trait]
impl BookingPages for Frames {
    async fn framed_by(&self, site: &str) -> Result<Vec<String>, Problem> {
        let site = named_site(self.sites.as_ref(), site).await?;
        let settings = settings::of(self.db.reader(), site.id).await?;
        let is_shown = settings.online && site.closed_at.is_none();
        Ok(if is_shown { settings.frames() } else { vec![] })
    }
}

#[cfg(test)]
mod tests {
    use super::is_origin;

    #[test]
    fn an_origin_is_a_secure_place_and_nothing_more() {
        for good in ["https://garage.example", "https://www.garage.example:8443", "http://localhost:3000", "http://127.0.0.1"] {
            assert!(is_origin(good), "{good}");
        }
        let bad = [
            "",
            "*",
            "https://*",
            "https://*.example",
            "http://garage.example",
            "https://garage.example/",
            "https://garage.example/rendez-vous",
            "https://Garage.example",
            "https://garage.example:0",
            "https://garage.example:70000",
            "https://garage.example:",
            "https://user@garage.example",
            "https://garage..example",
            "https://-garage.example",
            "https://جراج.example",
            "https://a.example https://b.example",
            "https://a.example; script-src *",
            "https://a.example\nx",
            "javascript://localhost",
            "data:text/html",
            "'self'",
            "http://localhost.evil.example",
            "http://[::1]",
        ];
        for bad in bad {
            assert!(!is_origin(bad), "{bad}");
        }
    }
}
