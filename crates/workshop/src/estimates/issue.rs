//! Makes the links of mails, when the mail is written.

use async_trait::async_trait;
use axum::http::StatusCode;
use contracts::customers::CustomerId;
use contracts::workshop::{EstimateId, EstimateLinks};
use kernel::{Context, Problem};
use uuid::Uuid;

use super::store;
use super::view::{EstimateState, state_of};
use crate::links::{self, Kind, NewLink};
use crate::work_orders;

/// As whom a link for a mail is made: whoever asked stands in the audit trail.
const BY_MESSAGE: &str = "ECAR";

pub struct Links {
    context: Context,
    public_url: String,
}

impl Links {
    pub fn new(context: Context, public_url: &str) -> Self {
        Self { context, public_url: public_url.trim_end_matches('/').to_owned() }
    }
}

#[async_trait]
impl EstimateLinks for Links {
    async fn issue(&self, id: EstimateId, contact: Option<Uuid>) -> Result<Option<String>, Problem> {
        let (tx, now) = (self.context.db.begin().await?, self.context.clock.now());
        let Some(version) = store::known(&*tx, id).await? else { return Ok(None) };
        let newest = store::newest(&*tx, version.order_id).await?.map_or(version.number, |row| row.number);
        if state_of(&version, newest, now) != EstimateState::Open {
            return Ok(None);
        }
        let link = NewLink::make(Kind::Estimate, version.order_id.0, version.order_id, true, BY_MESSAGE, now)?;
        let name = version.asked_name.filter(|_| version.asked_id == contact);
        let link = link.made_for(contact, name);
        links::store::insert(&tx, link.row).await?;
        tx.commit().await?;
        Ok(Some(format!("{}/e/{}", self.public_url, link.token)))
    }

    async fn whose(&self, token: &str) -> Result<Option<CustomerId>, Problem> {
        let reader = self.context.db.reader();
        let link = match links::store::opened(reader, token, Kind::Estimate, self.context.clock.now()).await {
            Ok(link) if link.contact_id.is_none() => link,
            Ok(_) => return Ok(None),
            Err(problem) if problem.status == StatusCode::NOT_FOUND => return Ok(None),
            Err(problem) => return Err(problem),
        };
        Ok(work_orders::store::row(reader, link.order_id).await?.map(|order| order.customer_id))
    }
}
