//! The report of an inspection for who has its link. Answers hold what a customer is to see and no more: no names of who works here
//! but the signature, no earlier values, no links.

pub mod photo;
pub mod report;

use contracts::workshop::InspectionId;
use kernel::Problem;
use uuid::Uuid;

use super::inspection::InspectionState;
use super::store;
use super::tables::inspection;
use crate::Workshop;
use crate::links::{self, Kind};

/// What a link opened.
pub struct Visited {
    pub link: Uuid,
    pub inspection: inspection::Model,
}

impl Visited {
    pub fn is_done(&self) -> bool {
        self.inspection.state == InspectionState::Done
    }
}

/// The inspection of a token. Whatever is wrong with it, the same 404.
async fn visited(workshop: &Workshop, token: &str) -> Result<Visited, Problem> {
    let now = workshop.now();
    workshop.strangers.knock(now).await?;
    let reader = workshop.context.db.reader();
    let link = links::store::opened(reader, token, Kind::Inspection, now).await?;
    workshop.strangers.was_right().await;
    let inspection = store::find(reader, InspectionId(link.record_id)).await?;
    Ok(Visited { link: link.id, inspection })
}
