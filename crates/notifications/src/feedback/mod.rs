//! What customers say of a visit: asked some hours after the keys went back (docs/decisions/0105-feedback.md).
//!
//! Owns what a site chose and a row for each time that somebody is asked. A low score is a task for the desk until somebody notes what was done; a
//! good one is shown where a review may be written. `rule.rs` has the rules, pure.

mod answer;
mod ask;
pub mod demo;
mod figures;
mod handle;
mod list;
mod of_customer;
mod page;
mod row;
mod rule;
mod set;
mod settings;
mod store;
mod view;

use std::sync::Arc;

use contracts::identity::Sites;
use kernel::outbox::Event;
use kernel::{Context, SiteId};
use serde::{Deserialize, Serialize};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use uuid::Uuid;

use crate::gateways::Gateways;

pub use ask::ask;
pub use row::Feedback;
pub use settings::FeedbackSettings;

/// What the operations on feedback know.
pub struct Asking {
    pub context: Context,
    pub sites: Arc<dyn Sites>,
    pub gateways: Arc<Gateways>,
}

pub fn router(asking: Arc<Asking>) -> OpenApiRouter {
    OpenApiRouter::new()
        .routes(routes!(settings::get_feedback_settings, set::set_feedback_settings))
        .routes(routes!(list::list_feedback))
        .routes(routes!(of_customer::get_customer_feedback))
        .routes(routes!(figures::list_feedback_months))
        .routes(routes!(handle::handle_feedback))
        .routes(routes!(page::read_feedback_page, answer::answer_feedback))
        .with_state(asking)
}

/// Somebody answered, or the desk did something about it: for the screens.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct FeedbackChanged {
    pub id: Uuid,
    pub site_id: SiteId,
}

impl Event for FeedbackChanged {
    const KIND: &'static str = "message.feedback";
    fn aggregate(&self) -> Uuid {
        self.id
    }
    fn site(&self) -> Option<SiteId> {
        Some(self.site_id)
    }
}
