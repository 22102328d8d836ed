//! Papers kept with work orders, for who sends them on and who was sent them.

use async_trait::async_trait;
use kernel::Problem;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::WorkOrderId;

/// A paper that stands: a picture or a PDF.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PaperCard {
    pub id: Uuid,
    /// In words, without an extension.
    pub name: String,
    /// A media type.
    pub media: String,
    /// Bytes.
    pub size: i64,
}

/// A picture that came from outside.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GivenPaper {
    /// It is kept once under this id.
    pub id: Uuid,
    pub name: String,
    /// Who gave it.
    pub by: String,
    pub bytes: Vec<u8>,
}

#[async_trait]
pub trait OrderPapers: Send + Sync {
    /// Those of an order that stand; others are left out.
    async fn cards(&self, order: WorkOrderId, ids: &[Uuid]) -> Result<Vec<PaperCard>, Problem>;

    /// None of a paper that stands no more.
    async fn bytes(&self, order: WorkOrderId, id: Uuid) -> Result<Option<Vec<u8>>, Problem>;

    /// A new secret link to a paper, another each time; none where it stands no more.
    async fn issue(&self, order: WorkOrderId, id: Uuid) -> Result<Option<String>, Problem>;

    /// Keeps what came from outside, once; false where the order is none, or has as much as it may. 422 where it is neither a picture nor a PDF.
    async fn keep(&self, order: WorkOrderId, given: GivenPaper) -> Result<bool, Problem>;
}
