//! Campaigns: what a site offers to many at once (docs/decisions/0103-campaigns.md).
//!
//! Owns the campaigns, their runs, whom each reached and who was to hear nothing, and how many promotions people had. Whom a campaign means the
//! modules say that know (`audience.rs`); who hears of it is asked anew at a run (`judge.rs`) and again when the message goes out (`wanted.rs`).
//!
//! Nothing is told twice: a row of the day's run is claimed once, each batch of it is one transaction with its place, a customer is reached by
//! a row of their own, and a promotion takes one of the places that they have (`store::take_slots`).

mod act;
mod audience;
mod batch;
mod begin;
mod campaign;
mod choose;
mod create;
mod demo;
mod draft;
mod get;
mod holdout;
mod input;
mod judge;
mod list;
mod list_runs;
mod outlook;
mod preview;
mod recipient;
mod result;
mod run;
mod segment;
mod settings;
mod start;
mod stop;
mod store;
mod trial;
mod update;
mod view;
mod wanted;
mod work;
mod worker;

use std::sync::Arc;

use contracts::customers::{Consents, Customers};
use contracts::identity::Sites;
use contracts::scheduling::Arrivals;
use kernel::audit::{self, Change};
use kernel::http::Versioned;
use kernel::limits::Strangers;
use kernel::{Actor, Context, Problem, Tx, outbox};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::MODULE;
use view::CampaignView;

pub use audience::Audience;
pub use campaign::{Campaign, CampaignChanged, CampaignText, channel_of};
pub use demo::load as load_demo;
pub use draft::{PromotedJob, Promotion};
pub use wanted::Wanted;
pub use worker::DailyCampaigns;

/// What campaigns ask, and where they are kept.
pub struct Campaigns {
    pub context: Context,
    pub sites: Arc<dyn Sites>,
    pub customers: Arc<dyn Customers>,
    pub consents: Arc<dyn Consents>,
    pub arrivals: Arc<dyn Arrivals>,
    pub audience: Audience,
    /// By which mails go out.
    pub mail: crate::messages::Channel,
    /// Where customers reach the program, without a slash at the end.
    pub public_url: String,
    /// What strangers with a code have left.
    pub strangers: Strangers,
}

impl Campaigns {
    async fn shown(&self, row: &Campaign, actor: &Actor) -> Result<Versioned<CampaignView>, Problem> {
        let reach = result::reach(self.context.db.reader(), &[row.id]).await?;
        Ok(Versioned(row.version, CampaignView::of(row, &reach, actor)?))
    }

    /// Writes into the trail what became of a campaign, and tells screens.
    async fn record(
        &self,
        tx: &mut Tx,
        action: &str,
        change: (Option<&Campaign>, Option<&Campaign>),
        actor: &Actor,
    ) -> Result<(), Problem> {
        let Some(row) = change.1 else { return Ok(()) };
        let clock = self.context.clock.as_ref();
        let of = Change { action, entity: "campaign", id: row.id, label: &row.name, site: Some(row.site_id) };
        audit::record(tx, MODULE, of, change, actor, clock).await?;
        Ok(outbox::append(tx, MODULE, &CampaignChanged { id: row.id, site_id: row.site_id }, actor, clock).await?)
    }
}

pub fn router(campaigns: Arc<Campaigns>) -> OpenApiRouter {
    OpenApiRouter::new()
        .routes(routes!(choose::get_campaign_settings, choose::set_campaign_settings))
        .routes(routes!(list::list_campaigns, create::create_campaign))
        .routes(routes!(get::get_campaign, update::update_campaign))
        .routes(routes!(act::start_campaign))
        .routes(routes!(act::pause_campaign))
        .routes(routes!(act::end_campaign))
        .routes(routes!(outlook::get_campaign_outlook))
        .routes(routes!(list_runs::list_campaign_runs, start::run_campaign))
        .routes(routes!(trial::try_campaign))
        .routes(routes!(result::get_campaign_result))
        .routes(routes!(preview::preview_campaign))
        .routes(routes!(stop::read_offers_page, stop::stop_offers))
        .with_state(campaigns)
}
