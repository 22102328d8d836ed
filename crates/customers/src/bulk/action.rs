//! What is done to each customer of a bulk action, and how it is taken back: by the rules that hold for one.

use contracts::customers::{CUSTOMER_ARCHIVE, CUSTOMER_WRITE, Channel, CustomerId, Purpose, TagId};
use kernel::{Actor, Context, Permission, Problem, Tx};
use sea_orm::Iterable;
use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::store::Bulk;
use crate::consents::consent::{Decision, Source, is_granted, last};
use crate::customers::announce::announce;
use crate::customers::customer::Customer;
use crate::{Error, consents, customers, tags};

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, EnumIter, DeriveActiveEnum, ToSchema)]
#[serde(rename_all = "snake_case")]
#[sea_orm(rs_type = "String", db_type = "String(StringLen::None)", rename_all = "snake_case")]
#[schema(as = BulkAction)]
pub enum Action {
    Archive,
    Restore,
    /// Refuses offers by every channel; messages about their visits go on.
    OptOut,
    /// Puts a tag on.
    Tag,
    /// Takes a tag off.
    Untag,
}

/// What came of it for one customer: what an undo needs, or the code of the rule that forbade it.
pub type Outcome = Result<Option<String>, String>;

impl Action {
    pub fn needs(self) -> Permission {
        match self {
            Self::Archive | Self::Restore => CUSTOMER_ARCHIVE,
            Self::OptOut | Self::Tag | Self::Untag => CUSTOMER_WRITE,
        }
    }

    pub fn is_about_a_tag(self) -> bool {
        matches!(self, Self::Tag | Self::Untag)
    }
}

impl Bulk {
    pub async fn apply(&self, tx: &mut Tx, context: &Context, actor: &Actor, id: CustomerId) -> Result<Outcome, Problem> {
        match self.action {
            Action::Archive => change(tx, context, actor, id, "customer.archive", Customer::archive).await,
            Action::Restore => change(tx, context, actor, id, "customer.restore", Customer::restore).await,
            Action::OptOut => opt_out(tx, context, actor, id).await,
            Action::Tag => tag(tx, context, actor, id, (self.tag_id, true)).await,
            Action::Untag => tag(tx, context, actor, id, (self.tag_id, false)).await,
        }
    }

    pub async fn undo(&self, tx: &mut Tx, context: &Context, actor: &Actor, id: CustomerId, kept: &str) -> Result<Outcome, Problem> {
        match self.action {
            Action::Archive => change(tx, context, actor, id, "customer.restore", Customer::restore).await,
            Action::Restore => change(tx, context, actor, id, "customer.archive", Customer::archive).await,
            Action::OptOut => opt_in(tx, context, actor, id, kept).await,
            Action::Tag => tag(tx, context, actor, id, (self.tag_id, false)).await,
            Action::Untag => tag(tx, context, actor, id, (self.tag_id, true)).await,
        }
    }
}

/// The customer, unless there is none or they are another's part by now.
async fn lock(tx: &Tx, id: CustomerId) -> Result<Result<Customer, String>, Problem> {
    match customers::store::lock(tx, id).await {
        Ok(customer) if customer.merged_into.is_some() => Ok(Err(Error::CustomerMerged.code().to_owned())),
        Ok(customer) => Ok(Ok(customer)),
        Err(problem) if problem.status == 404 => Ok(Err(problem.code)),
        Err(problem) => Err(problem),
    }
}

async fn change(
    tx: &mut Tx,
    context: &Context,
    actor: &Actor,
    id: CustomerId,
    action: &str,
    rule: impl FnOnce(&mut Customer) -> Result<(), Error>,
) -> Result<Outcome, Problem> {
    let mut customer = match lock(tx, id).await? {
        Ok(customer) => customer,
        Err(code) => return Ok(Err(code)),
    };
    let before = customer.clone();
    if let Err(error) = rule(&mut customer) {
        return Ok(Err(error.code().to_owned()));
    }
    customers::store::save(tx, &mut customer).await?;
    announce(tx, action, Some(&before), &customer, actor, context.clock.as_ref()).await?;
    Ok(Ok(None))
}

/// Puts a tag on, or takes it off. An undo puts back on even what was retired since.
async fn tag(tx: &mut Tx, context: &Context, actor: &Actor, id: CustomerId, (tag, on): (Option<TagId>, bool)) -> Result<Outcome, Problem> {
    let Some(tag) = tag else { return Ok(Err("unknown".into())) };
    let tag = match tags::store::lock(tx, tag).await {
        Ok(tag) => tag,
        Err(problem) if problem.status == 404 => return Ok(Err(problem.code)),
        Err(problem) => return Err(problem),
    };
    let mut customer = match lock(tx, id).await? {
        Ok(customer) if customer.archived => return Ok(Err(Error::CustomerArchived.code().to_owned())),
        Ok(customer) => customer,
        Err(code) => return Ok(Err(code)),
    };
    let done = if on {
        tags::put_on(tx, context, actor, &tag, &mut customer).await?
    } else {
        tags::take_off(tx, context, actor, &tag, &mut customer).await?
    };
    Ok(if done { Ok(None) } else { Err("nothing-to-change".into()) })
}

/// Where the customer agreed to offers until now, that is over.
async fn opt_out(tx: &Tx, context: &Context, actor: &Actor, id: CustomerId) -> Result<Outcome, Problem> {
    if let Err(code) = lock(tx, id).await? {
        return Ok(Err(code));
    }
    let log = consents::store::log(&**tx, id).await?;
    let agreed = Channel::iter().filter(|channel| is_granted(&log, *channel, Purpose::Marketing));
    let refusals: Vec<_> = agreed.map(|channel| decision(context, actor, id, channel, false)).collect();
    if refusals.is_empty() {
        return Ok(Err("nothing-to-change".into()));
    }
    let ids: Vec<_> = refusals.iter().map(|one| one.id).collect();
    consents::store::insert(tx, refusals).await?;
    Ok(Ok(Some(serde_json::to_string(&ids).map_err(|error| Problem::internal(&error))?)))
}

/// Where the refusal still counts, what the customer agreed to before counts again.
async fn opt_in(tx: &Tx, context: &Context, actor: &Actor, id: CustomerId, kept: &str) -> Result<Outcome, Problem> {
    if let Err(code) = lock(tx, id).await? {
        return Ok(Err(code));
    }
    let refusals: Vec<Uuid> = serde_json::from_str(kept).map_err(|error| Problem::internal(&error))?;
    let log = consents::store::log(&**tx, id).await?;
    let still = Channel::iter()
        .filter(|channel| last(&log, *channel, Purpose::Marketing).is_some_and(|one| refusals.contains(&one.id)))
        .map(|channel| decision(context, actor, id, channel, true));
    consents::store::insert(tx, still.collect()).await?;
    Ok(Ok(None))
}

fn decision(context: &Context, actor: &Actor, customer_id: CustomerId, channel: Channel, granted: bool) -> Decision {
    Decision {
        id: Uuid::now_v7(),
        customer_id,
        channel,
        purpose: Purpose::Marketing,
        granted,
        source: Source::Bulk,
        note: None,
        by_name: actor.name.clone(),
        at: context.clock.now(),
    }
}
