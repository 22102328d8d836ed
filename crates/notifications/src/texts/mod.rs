//! Messages in the garage's own words: of an event, by a channel, in a language, for all sites or for one. A site's come before those of all
//! sites, and both before the built-in.
//!
//! Owns the texts, the names that may stand in them, and what is checked before they are kept ([`check`]). A text is filled in by [`fill`], never
//! read as a template.

mod change;
mod check;
mod fill;
mod get;
mod list;
mod names;
mod preview;
mod remove;
pub mod samples;
mod set;
mod start;
mod store;
mod text;
mod view;
mod write;

use std::sync::Arc;

use contracts::identity::{MESSAGE_READ, SITE_UPDATE, Sites};
use kernel::http::Versioned;
use kernel::{Actor, Context, Problem, SiteId};
use sea_orm::ConnectionTrait;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::sending::Directory;

pub use change::write_first;
pub use check::{LONGEST_MAIL, LONGEST_SMS, LONGEST_SUBJECT, faults};
pub use preview::{MessageTextPreview, measured};
pub use samples::promotion as promotion_example;
pub use store::OwnTexts;
pub use text::{Place, TextChannel};
pub use write::{Facts, Written, promoted, write};

/// What the operations on texts know.
pub struct Texts {
    pub context: Context,
    pub sites: Arc<dyn Sites>,
    pub directory: Arc<Directory>,
    /// Where customers reach the program, without a slash at the end.
    pub public_url: String,
}

impl Texts {
    async fn permit_read(&self, actor: &Actor, site: Option<SiteId>) -> Result<(), Problem> {
        match site {
            Some(site) => {
                actor.permit(MESSAGE_READ, site)?;
                contracts::identity::site(self.sites.as_ref(), site).await.map(drop)
            }
            None => actor.permit_anywhere(MESSAGE_READ),
        }
    }

    /// What all sites say is the whole garage's concern.
    async fn permit_change(&self, actor: &Actor, site: Option<SiteId>) -> Result<(), Problem> {
        match site {
            Some(site) => {
                actor.permit(SITE_UPDATE, site)?;
                contracts::identity::site(self.sites.as_ref(), site).await.map(drop)
            }
            None if self.may_change(actor, None).await? => Ok(()),
            None => Err(Problem::forbidden(SITE_UPDATE)),
        }
    }

    async fn may_change(&self, actor: &Actor, site: Option<SiteId>) -> Result<bool, Problem> {
        if let Some(site) = site {
            return Ok(actor.may(SITE_UPDATE, site));
        }
        let all = if actor.may_anywhere(SITE_UPDATE) { self.sites.cards(&[]).await? } else { return Ok(false) };
        Ok(all.iter().filter(|site| site.closed_at.is_none()).all(|site| actor.may(SITE_UPDATE, site.id)))
    }

    async fn shown<C: ConnectionTrait>(&self, conn: &C, place: Place, may_change: bool) -> Result<Versioned<view::TextView>, Problem> {
        let own = store::find(conn, place).await?;
        let garage = if place.site.is_some() { store::find(conn, Place { site: None, ..place }).await? } else { None };
        let view = view::TextView::of(place, own.as_ref(), garage.as_ref(), may_change)?;
        Ok(Versioned(view.version, view))
    }
}

pub fn router(texts: Arc<Texts>) -> OpenApiRouter {
    OpenApiRouter::new()
        .routes(routes!(list::list_message_texts))
        .routes(routes!(get::get_message_text))
        .routes(routes!(set::set_message_text))
        .routes(routes!(remove::remove_message_text))
        .routes(routes!(preview::preview_message_text))
        .with_state(texts)
}
