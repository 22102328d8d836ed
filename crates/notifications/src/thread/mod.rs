//! The thread of a work order: what its customer was sent, what they wrote back or asked, and who of the desk goes on with it
//! (docs/decisions/0104-threads.md).
//!
//! Owns what is no message (the entries), how much of it nobody of the desk saw yet, and the thread's advisor. What was sent is read from the log of
//! messages.

pub mod demo;
mod entry;
mod hand_over;
mod list;
mod note;
mod pictures;
mod see;
mod store;
mod unread;
mod view;

use std::sync::Arc;

use contracts::identity::Staff;
use contracts::workshop::{OrderPapers, WorkOrderCard, WorkOrderId, WorkOrders};
use kernel::outbox::Event;
use kernel::{Actor, Context, Permission, Problem, SiteId};
use serde::{Deserialize, Serialize};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use uuid::Uuid;

use crate::gateways::Gateways;
use crate::messages::Channel;

pub use entry::Entry;
pub use pictures::{Pictures, expect};
pub use store::keep;

/// What the operations on threads know.
pub struct Threads {
    pub context: Context,
    pub orders: Arc<dyn WorkOrders>,
    pub papers: Arc<dyn OrderPapers>,
    pub staff: Arc<dyn Staff>,
    pub gateways: Arc<Gateways>,
    /// The way of mails.
    pub channel: Channel,
}

impl Threads {
    /// The order, for who may do this at its site.
    async fn order(&self, actor: &Actor, id: WorkOrderId, permission: Permission) -> Result<WorkOrderCard, Problem> {
        let card = self.orders.card(id).await?.ok_or_else(Problem::not_found)?;
        actor.permit(permission, card.site_id)?;
        Ok(card)
    }
}

pub fn router(threads: Arc<Threads>) -> OpenApiRouter {
    OpenApiRouter::new()
        .routes(routes!(list::show_thread, note::write_note))
        .routes(routes!(see::see_thread))
        .routes(routes!(hand_over::hand_thread_over))
        .routes(routes!(unread::list_unread_threads))
        .with_state(threads)
}

/// Something was written, seen or handed over: for the screens.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ThreadChanged {
    pub id: WorkOrderId,
    pub site_id: SiteId,
}

impl Event for ThreadChanged {
    const KIND: &'static str = "message.thread";
    fn aggregate(&self) -> Uuid {
        self.id.0
    }
    fn site(&self) -> Option<SiteId> {
        Some(self.site_id)
    }
}
