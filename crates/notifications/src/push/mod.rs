//! What is told to a browser that sleeps: Web Push (RFC 8030), encrypted for the browser alone (RFC 8291) and signed by this program (RFC 8292).
//!
//! Owns the pair of keys that browsers know the program by, the browsers that people had told, and what waits to be told to them. News wait in
//! the transaction that tells them; whom they concern is asked when they go, so that who may no longer see them is not told. A notice carries the
//! id of its news: told twice, a browser shows it once.
//!
//! Customers' browsers are told what their visits are about, by the way of their messages (`sending/pushed.rs`).
//!
//! States of what waits: due → gone, or tried again later (six times, four hours at most). A browser that its service no longer knows is forgotten.

mod forget;
mod get_key;
mod keys;
mod list;
pub mod notice;
pub mod post;
mod queue;
pub mod store;
mod subscribe;
pub mod subscription;
mod trial;
mod visitor;

use std::sync::Arc;

use contracts::identity::Staff;
use contracts::scheduling::AppointmentLinks;
use contracts::workshop::EstimateLinks;
use kernel::Context;
use kernel::calls::Calls;
use kernel::limits::Strangers;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::Settings;

pub use keys::{are_sealed, seal_all};
pub use queue::Pusher;
pub use store::wait;

/// What tells browsers.
pub struct Push {
    pub context: Context,
    pub staff: Arc<dyn Staff>,
    appointments: Arc<dyn AppointmentLinks>,
    estimates: Arc<dyn EstimateLinks>,
    strangers: Strangers,
    /// To addresses that browsers gave.
    calls: Calls,
    keys: keys::Keys,
    /// Whom a push service may write to about us: `mailto:garage@example.tn`.
    contact: String,
}

/// Who knows whose a link is.
pub type Owners = (Arc<dyn AppointmentLinks>, Arc<dyn EstimateLinks>);

impl Push {
    pub fn new(context: Context, staff: Arc<dyn Staff>, (appointments, estimates): Owners, settings: &Settings) -> Arc<Self> {
        let (from, sms) = (&settings.from, &settings.sms);
        let address = from.rsplit_once('<').map_or(from.as_str(), |(_, address)| address.trim_end_matches('>'));
        Arc::new(Self {
            keys: keys::Keys::new(context.clone(), sms.vault.clone()),
            context,
            staff,
            appointments,
            estimates,
            strangers: Strangers::new(sms.counter.clone(), "push"),
            calls: Calls::outside(sms.hosts.clone()),
            contact: format!("mailto:{}", address.trim()),
        })
    }
}

pub fn router(push: Arc<Push>) -> OpenApiRouter {
    OpenApiRouter::new()
        .routes(routes!(get_key::get_push_key))
        .routes(routes!(list::list_push_devices, subscribe::subscribe_push))
        .routes(routes!(forget::forget_push_device))
        .routes(routes!(trial::try_push))
        .routes(routes!(visitor::get_public_push_key))
        .routes(routes!(visitor::subscribe_push_of_appointment))
        .routes(routes!(visitor::subscribe_push_of_estimate))
        .with_state(push)
}
