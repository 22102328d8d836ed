//! A site's way of one channel, whichever it is.

use kernel::{Problem, SiteId};

use super::lane::Lane;
use super::whatsapp::WhatsappGateway;
use super::{Gateways, Provider, SmsGateway};
use crate::messages::Channel;
use crate::sending::Gateway;

#[derive(Clone, Debug)]
pub enum Line {
    Sms(SmsGateway),
    Whatsapp(WhatsappGateway),
}

impl Line {
    pub const fn site(&self) -> SiteId {
        match self {
            Self::Sms(row) => row.site_id,
            Self::Whatsapp(row) => row.site_id,
        }
    }

    pub const fn channel(&self) -> Channel {
        match self {
            Self::Sms(_) => Channel::Sms,
            Self::Whatsapp(_) => Channel::Whatsapp,
        }
    }

    /// What people answer comes back.
    pub const fn hears(&self) -> bool {
        match self {
            Self::Sms(row) => matches!(row.provider, Provider::Twilio),
            Self::Whatsapp(_) => true,
        }
    }

    pub const fn is_enabled(&self) -> bool {
        match self {
            Self::Sms(row) => row.enabled,
            Self::Whatsapp(row) => row.enabled,
        }
    }

    /// Its messages wait. Those of one that was switched off do not: they go another way.
    pub const fn is_paused(&self) -> bool {
        let paused_at = match self {
            Self::Sms(row) => row.paused_at,
            Self::Whatsapp(row) => row.paused_at,
        };
        self.is_enabled() && paused_at.is_some()
    }

    /// Messages a minute.
    pub const fn per_minute(&self) -> i32 {
        match self {
            Self::Sms(row) => row.per_minute,
            Self::Whatsapp(row) => row.per_minute,
        }
    }

    /// What a part of a text message costs, or a WhatsApp message: millionths of the site's currency.
    pub const fn price(&self) -> Option<i64> {
        match self {
            Self::Sms(row) => row.price,
            Self::Whatsapp(row) => row.price,
        }
    }

    /// What calls the provider; none where something is missing.
    pub fn open<'a>(&self, it: &'a Gateways) -> Result<Option<Box<dyn Gateway + 'a>>, Problem> {
        match self {
            Self::Sms(row) => row.open(it),
            Self::Whatsapp(row) => row.open(it),
        }
    }
}
