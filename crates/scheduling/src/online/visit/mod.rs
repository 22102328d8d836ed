//! What the link in a mail lets a customer do with their appointment.

pub mod calendar_file;
pub mod cancel;
pub mod reschedule;
pub mod times;
pub mod view;
pub mod words;

use std::sync::Arc;

use contracts::identity::site;
use kernel::Problem;
use kernel::http::IdempotencyKey;

use super::links;
use super::offer::Offer;
use super::visitor::actor;
use crate::Scheduling;
use crate::appointments::record::Model;
use crate::tell::Asked;

/// The appointment of a token. Whatever is wrong with it, the same 404.
pub async fn visited(scheduling: &Scheduling, token: &str) -> Result<Model, Problem> {
    let now = scheduling.now();
    scheduling.budgets.link(now).await?;
    let found = links::opened(scheduling.context.db.reader(), token, now).await?;
    let appointment = found.ok_or_else(Problem::not_found)?;
    scheduling.budgets.link_was_right().await;
    Ok(appointment)
}

async fn offer_of(scheduling: &Scheduling, appointment: &Model) -> Result<Offer, Problem> {
    let card = site(scheduling.sites.as_ref(), appointment.site_id).await?;
    Offer::of(scheduling, card).await
}

/// As whom a visitor asks the desk's own commands.
fn asked(key: IdempotencyKey) -> Asked {
    Asked::by(Arc::new(actor()), key)
}
