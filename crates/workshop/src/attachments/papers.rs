//! What others know of papers kept with work orders, and the link by which a customer sees one.

use std::sync::Arc;

use async_trait::async_trait;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use contracts::workshop::{GivenPaper, OrderPapers, PaperCard, WorkOrderId};
use kernel::files::attachments::{AttachmentBytes, Received, Stored, commands, standing_of};
use kernel::http::Path;
use kernel::{Problem, files};
use uuid::Uuid;

use super::orders::Orders;
use crate::links::{self, Kind, NewLink};
use crate::{MODULE, Workshop};

/// Who made a link where a message did.
const BY_MESSAGE: &str = "ECAR";

pub struct Papers {
    orders: Orders,
    public_url: String,
}

impl Papers {
    pub fn new(orders: Orders, public_url: &str) -> Self {
        Self { orders, public_url: public_url.trim_end_matches('/').to_owned() }
    }

    async fn standing(&self, order: WorkOrderId) -> Result<Vec<Stored>, Problem> {
        let kept = standing_of(self.orders.0.db.reader(), MODULE, &[order.0]).await?;
        Ok(kept.into_iter().filter(Stored::stands).collect())
    }

    async fn stands(&self, order: WorkOrderId, id: Uuid) -> Result<bool, Problem> {
        Ok(self.standing(order).await?.iter().any(|kept| kept.id == id))
    }
}

#[async_trait]
impl OrderPapers for Papers {
    async fn cards(&self, order: WorkOrderId, ids: &[Uuid]) -> Result<Vec<PaperCard>, Problem> {
        let standing = self.standing(order).await?.into_iter().filter(|kept| ids.contains(&kept.id));
        Ok(standing.map(|kept| PaperCard { id: kept.id, name: kept.name, media: kept.media, size: kept.size }).collect())
    }

    async fn bytes(&self, order: WorkOrderId, id: Uuid) -> Result<Option<Vec<u8>>, Problem> {
        if !self.stands(order, id).await? {
            return Ok(None);
        }
        Ok(files::store::bytes(self.orders.0.db.reader(), MODULE, id, false).await?)
    }

    async fn issue(&self, order: WorkOrderId, id: Uuid) -> Result<Option<String>, Problem> {
        if !self.stands(order, id).await? {
            return Ok(None);
        }
        let link = NewLink::make(Kind::Paper, id, order, true, BY_MESSAGE, self.orders.0.clock.now())?;
        let tx = self.orders.0.db.begin().await?;
        links::store::insert(&tx, link.row).await?;
        tx.commit().await?;
        Ok(Some(format!("{}/api/v1/public/papers/{}", self.public_url, link.token)))
    }

    async fn keep(&self, order: WorkOrderId, given: GivenPaper) -> Result<bool, Problem> {
        let GivenPaper { id, name, by, bytes } = given;
        commands::receive(&self.orders, order.0, Received { id, name, by, bytes }).await
    }
}

/// A paper of a work order that a message named. Permission: none, the link proves it; 404 for one that opens nothing.
#[utoipa::path(get, path = "/public/papers/{token}", tag = MODULE, operation_id = "read_order_paper", security(()),
    params(("token" = String, Path, max_length = 64)),
    responses(
        (status = 200, content((AttachmentBytes = "image/jpeg"), (AttachmentBytes = "image/png"), (AttachmentBytes = "application/pdf"))),
        (status = 304, description = "The copy named by If-None-Match is the present one"), (status = 429, description = "Too many")
    ))]
pub async fn read_order_paper(
    State(workshop): State<Arc<Workshop>>,
    Path(token): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let now = workshop.now();
    workshop.strangers.knock(now).await?;
    let link = links::store::opened(workshop.context.db.reader(), &token, Kind::Paper, now).await?;
    workshop.strangers.was_right().await;
    commands::show_standing(&Orders::of(&workshop), (link.order_id.0, link.record_id), &headers).await
}
