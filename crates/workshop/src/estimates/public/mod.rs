//! The estimate for who has its link. Answers hold what a customer is to see and no more: no names of who works here, no cost, no
//! other visits.

pub mod ask;
pub mod decide;
pub mod page;
pub mod photo;
pub mod read;

use contracts::workshop::WorkOrderId;
use kernel::Problem;
use uuid::Uuid;

use crate::Workshop;
use crate::links::{self, Kind};

/// What a link opened.
pub struct Visited {
    pub link: Uuid,
    pub order: WorkOrderId,
    /// Whom of the customer the link is for.
    pub contact: Option<Uuid>,
}

/// The order of a token. Whatever is wrong with it, the same 404.
async fn visited(workshop: &Workshop, token: &str) -> Result<Visited, Problem> {
    let now = workshop.now();
    workshop.strangers.knock(now).await?;
    let link = links::store::opened(workshop.context.db.reader(), token, Kind::Estimate, now).await?;
    workshop.strangers.was_right().await;
    Ok(Visited { link: link.id, order: link.order_id, contact: link.contact_id })
}
