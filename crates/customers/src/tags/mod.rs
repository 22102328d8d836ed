//! Tags: the garage's own words for customers, in its own colours. A name is taken without regard to case. What nobody has may be
//! deleted; what somebody has is retired: it stays where it is, and is put on nobody any more.

mod create;
mod delete;
mod list;
mod put_on;
mod retire;
pub mod store;
pub mod tag;
mod take_off;
mod update;
mod view;

use contracts::customers::CustomerStandingChanged;
use kernel::audit::{self, Change};
use kernel::{Actor, Context, Problem, Tx, outbox};
use serde::Serialize;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::customers::customer::Customer;
use crate::{Error, MODULE};
use tag::Tag;

/// All of them are read at once.
const MOST: usize = 200;

pub fn router(context: Context) -> OpenApiRouter {
    OpenApiRouter::new()
        .routes(routes!(list::list_customer_tags, create::create_customer_tag))
        .routes(routes!(update::update_customer_tag, delete::delete_customer_tag))
        .routes(routes!(retire::retire_customer_tag))
        .routes(routes!(retire::restore_customer_tag))
        .routes(routes!(put_on::tag_customer, take_off::untag_customer))
        .with_state(context)
}

/// Puts the tag on a customer, both locked; false when it was on already.
pub async fn put_on(tx: &mut Tx, context: &Context, actor: &Actor, tag: &Tag, customer: &mut Customer) -> Result<bool, Problem> {
    if customer.archived {
        return Err(Error::CustomerArchived.into());
    }
    if !store::put_on(tx, tag.id, customer.id).await? {
        return Ok(false);
    }
    note(tx, context, actor, "customer.tag", (None, Some(tag)), customer).await.map(|()| true)
}

/// Takes the tag off a customer, both locked; false when it was not on.
pub async fn take_off(tx: &mut Tx, context: &Context, actor: &Actor, tag: &Tag, customer: &mut Customer) -> Result<bool, Problem> {
    if customer.archived {
        return Err(Error::CustomerArchived.into());
    }
    if !store::take_off(tx, tag.id, customer.id).await? {
        return Ok(false);
    }
    note(tx, context, actor, "customer.untag", (Some(tag), None), customer).await.map(|()| true)
}

async fn note(
    tx: &mut Tx,
    context: &Context,
    actor: &Actor,
    action: &str,
    (before, after): (Option<&Tag>, Option<&Tag>),
    customer: &mut Customer,
) -> Result<(), Problem> {
    #[derive(Serialize)]
    struct Named<'a> {
        tag: &'a str,
    }
    customer.tags = store::add_up(tx, customer.id).await?;
    let clock = context.clock.as_ref();
    outbox::append(tx, MODULE, &CustomerStandingChanged { id: customer.id }, actor, clock).await?;
    let (before, after) = (before.map(|tag| Named { tag: &tag.name }), after.map(|tag| Named { tag: &tag.name }));
    let change = Change { action, entity: "customer", id: customer.id.0, label: &customer.name, site: None };
    Ok(audit::record(tx, MODULE, change, (before.as_ref(), after.as_ref()), actor, clock).await?)
}

/// What became of a tag itself, for the screens and the audit trail.
async fn changed(
    tx: &mut Tx,
    context: &Context,
    actor: &Actor,
    action: &str,
    (before, after): (Option<&Tag>, Option<&Tag>),
) -> Result<(), Problem> {
    let Some(tag) = after.or(before) else { return Ok(()) };
    let clock = context.clock.as_ref();
    outbox::append(tx, MODULE, &tag.changed(), actor, clock).await?;
    let change = Change { action, entity: "customer_tag", id: tag.id.0, label: &tag.name, site: None };
    Ok(audit::record(tx, MODULE, change, (before, after), actor, clock).await?)
}
