//! Where messages go out: the mail server, or the console when there is none.

use std::time::Duration;

use chrono::{DateTime, Utc};
use contracts::identity::SiteCard;
use lettre::message::Mailbox;
use lettre::transport::smtp::{self, PoolConfig};
use lettre::{AsyncSmtpTransport, AsyncTransport, Tokio1Executor};

use super::directory::Person;
use super::mail::{self, Attached};
use crate::messages::store::{Claimed, Letter};
use crate::messages::{Channel, Outcome};

const PATIENCE: Duration = Duration::from_secs(20);
/// Replies that speak of our own credentials and not of the message: an administrator can mend them.
const CREDENTIALS: [u16; 4] = [530, 534, 535, 538];

pub enum Outlet {
    Console,
    Mail {
        transport: Box<AsyncSmtpTransport<Tokio1Executor>>,
        from: Mailbox,
    },
    /// The settings make no sense; messages wait until they do.
    Broken(String),
}

impl Outlet {
    /// `smtp_url` and `from`: as in [`crate::Settings`].
    pub fn new(smtp_url: Option<&str>, from: &str) -> Self {
        let Some(url) = smtp_url else { return Self::Console };
        match connect(url, from) {
            Ok(outlet) => outlet,
            Err(error) => {
                tracing::error!(%error, "messages cannot be sent");
                Self::Broken(error)
            }
        }
    }

    pub fn channel(&self) -> Channel {
        match self {
            Self::Console => Channel::Console,
            Self::Mail { .. } | Self::Broken(_) => Channel::Email,
        }
    }

    pub async fn send(
        &self,
        message: &Claimed,
        letter: &Letter,
        person: &Person,
        site: &SiteCard,
        attached: Vec<Attached>,
        now: DateTime<Utc>,
    ) -> Outcome {
        let (transport, from) = match self {
            Self::Console => {
                tracing::info!(message.event = ?message.event, recipient = masked(&letter.recipient), "a message went to the console");
                return Outcome::Sent;
            }
            Self::Broken(error) => return Outcome::NotNow(error.clone()),
            Self::Mail { transport, from } => (transport, from),
        };
        let mail = match mail::compose(message, letter, person, site, attached, from, now) {
            Ok(mail) => mail,
            Err(error) => return Outcome::Refused(error),
        };
        match transport.send(mail).await {
            Ok(_) => Outcome::Sent,
            Err(error) => judge(&error),
        }
    }
}

fn connect(url: &str, from: &str) -> Result<Outlet, String> {
    let from = from.parse().map_err(|error| format!("The sender's address is not valid: {error}"))?;
    // The address may hold a password: say only what is wrong with it.
    let builder =
        AsyncSmtpTransport::<Tokio1Executor>::from_url(url).map_err(|error| format!("The mail server's address is not valid: {error}"))?;
    let transport = builder.timeout(Some(PATIENCE)).pool_config(PoolConfig::new().max_size(4)).build();
    Ok(Outlet::Mail { transport: Box::new(transport), from })
}

/// A 5xx reply and a mail that cannot be put on the wire are for good; everything else may pass.
fn judge(error: &smtp::Error) -> Outcome {
    let text = format!("The mail server did not take it: {}", said(error));
    let about_us = error.status().is_some_and(|code| CREDENTIALS.contains(&u16::from(code)));
    if (error.is_permanent() && !about_us) || error.is_client() { Outcome::Refused(text) } else { Outcome::NotNow(text) }
}

/// The error with its causes, in one line of bounded length.
fn said(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        text = format!("{text}: {error}");
        cause = error.source();
    }
    text.chars().map(|letter| if letter.is_control() { ' ' } else { letter }).take(500).collect()
}

/// `l***@example.tn`
fn masked(address: &str) -> String {
    let (local, domain) = address.split_once('@').unwrap_or((address, ""));
    format!("{}***@{domain}", local.chars().take(1).collect::<String>())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_masked() {
        assert_eq!(masked("leila@example.tn"), "l***@example.tn");
        assert_eq!(masked(""), "***@");
    }

    #[tokio::test]
    async fn settings_that_make_no_sense_keep_messages_waiting() {
        let outlet = |url: &str, from: &str| Outlet::new(Some(url), from);
        assert!(matches!(outlet("gopher://mail", "a@b.tn"), Outlet::Broken(_)));
        assert!(matches!(outlet("smtp://mail", "nobody"), Outlet::Broken(_)));
        assert!(matches!(outlet("smtp://mail", "Garage <a@b.tn>"), Outlet::Mail { .. }));
    }
}
