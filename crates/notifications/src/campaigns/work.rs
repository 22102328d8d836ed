//! Walks a run from where it is to its end.

use contracts::customers::WrittenBy;
use kernel::site_settings::of;
use kernel::{Actor, Problem, SiteId, outbox};

use super::batch::Walk;
use super::campaign::{Campaign, CampaignChanged, CampaignState};
use super::judge::Rules;
use super::run::{Figures, Run};
use super::segment::Segment;
use super::settings::CampaignSettings;
use super::{Campaigns, store};
use crate::messages::Channel;
use crate::{MODULE, gateways, walks};

/// What a walk is made of, read once.
pub struct Ground {
    pub campaign: Campaign,
    segment: Segment,
    channels: Vec<WrittenBy>,
    settings: CampaignSettings,
    sends_sms: bool,
    sends_whatsapp: bool,
    is_first: bool,
}

impl Ground {
    pub fn walk(&self) -> Walk<'_> {
        let Self { campaign, segment, channels, settings, sends_sms, sends_whatsapp, is_first } = self;
        let rules = Rules { channels, sends_sms: *sends_sms, sends_whatsapp: *sends_whatsapp, cap: settings.cap };
        Walk { campaign, segment, rules, settings, is_first: *is_first }
    }
}

impl Campaigns {
    pub(super) async fn ground(&self, campaign: Campaign) -> Result<Ground, Problem> {
        let reader = self.context.db.reader();
        let sends = gateways::store::channels(reader, campaign.site_id).await?;
        Ok(Ground {
            sends_sms: sends.contains(&Channel::Sms),
            sends_whatsapp: sends.contains(&Channel::Whatsapp),
            is_first: self.is_first(campaign.site_id).await?,
            settings: of(reader, campaign.site_id).await?,
            segment: campaign.segment()?,
            channels: campaign.channels(),
            campaign,
        })
    }

    /// Goes on with a run that the caller holds, until it is done, the campaign does not run any more, or another holds it.
    pub(super) async fn work(&self, mut run: Run) -> Result<(), Problem> {
        let mut place = Some(run.place());
        let ground = self.ground(store::find(self.context.db.reader(), run.campaign_id).await?).await?;
        let walk = ground.walk();
        while let Some(from) = place {
            let campaign = store::find(self.context.db.reader(), run.campaign_id).await?;
            if campaign.state != CampaignState::Running {
                break;
            }
            let Some((next, figures)) = self.batch(&run, &walk, from).await? else { return Ok(()) };
            run.figures = serde_json::to_string(&figures).map_err(|error| Problem::internal(&error))?;
            place = next;
        }
        self.end(&run).await
    }

    /// What a run would come to now. Nothing is written.
    pub(super) async fn foresee(&self, campaign: Campaign) -> Result<Figures, Problem> {
        let ground = self.ground(campaign).await?;
        let (walk, mut figures, mut after) = (ground.walk(), Figures::default(), None);
        loop {
            let (verdicts, next) = self.verdicts(&walk, figures, after).await?;
            figures = verdicts.figures;
            figures.queued += i64::try_from(verdicts.tell.len()).unwrap_or_default();
            figures.held += i64::try_from(verdicts.hold.len()).unwrap_or_default();
            if next.is_none() {
                return Ok(figures);
            }
            after = next;
        }
    }

    /// Who was at no site is written to by the first.
    pub(super) async fn is_first(&self, id: SiteId) -> Result<bool, Problem> {
        crate::sending::is_first(self.sites.as_ref(), id).await
    }

    async fn end(&self, run: &Run) -> Result<(), Problem> {
        let clock = self.context.clock.as_ref();
        let mut tx = self.context.db.begin().await?;
        walks::end(&tx, store::RUNS, (run.id, run.holder), clock.now()).await?;
        let changed = CampaignChanged { id: run.campaign_id, site_id: run.site_id };
        outbox::append(&mut tx, MODULE, &changed, &Actor::system(), clock).await?;
        Ok(tx.commit().await?)
    }
}
