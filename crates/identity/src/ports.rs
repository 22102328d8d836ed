//! What the other modules may ask.

use async_trait::async_trait;
use contracts::identity::{AccountLinks, SiteCard, Sites, Staff, StaffCard, UserId};
use kernel::{Context, Problem, SiteId};
use uuid::Uuid;

use crate::{erasing, links, sites, users};

/// Answers for sites and staff.
pub struct Ports {
    context: Context,
}

impl Ports {
    pub(crate) fn new(context: Context) -> Self {
        Self { context }
    }
}

#[async_trait]
impl Sites for Ports {
    async fn cards(&self, ids: &[SiteId]) -> Result<Vec<SiteCard>, Problem> {
        Ok(sites::store::cards(self.context.db.reader(), ids).await?)
    }
}

#[async_trait]
impl Staff for Ports {
    async fn cards(&self, ids: &[UserId]) -> Result<Vec<StaffCard>, Problem> {
        if ids.is_empty() {
            return Ok(vec![]);
        }
        Ok(users::store::cards(self.context.db.reader(), ids).await?)
    }

    async fn who_may(&self, permission: &str, site: SiteId, of: &[UserId]) -> Result<Vec<UserId>, Problem> {
        if of.is_empty() {
            return Ok(vec![]);
        }
        Ok(users::store::who_may(self.context.db.reader(), permission, site, Some(of)).await?)
    }

    async fn all_who_may(&self, permission: &str, site: SiteId) -> Result<Vec<UserId>, Problem> {
        Ok(users::store::who_may(self.context.db.reader(), permission, site, None).await?)
    }

    async fn accounts_of_customers(&self, emails: &[String]) -> Result<Vec<UserId>, Problem> {
        Ok(erasing::accounts(self.context.db.reader(), emails).await?)
    }
}

/// Writes the secret links of messages.
pub struct Links {
    pub context: Context,
    pub public_url: String,
}

#[async_trait]
impl AccountLinks for Links {
    async fn issue(&self, request: Uuid) -> Result<Option<String>, Problem> {
        links::issue(&self.context, request, &self.public_url).await
    }
}
