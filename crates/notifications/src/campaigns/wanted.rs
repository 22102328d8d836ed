//! Whether a promotion is still wanted when it is about to go out, and where it leads.

use contracts::customers::CustomerId;
use contracts::scheduling::Expected;
use kernel::{Problem, SiteId};

use super::audience::Ask;
use super::campaign::{Campaign, CampaignState};
use super::draft::Promotion;
use super::{Campaigns, store};
use crate::sending::templates::{Links, Stop};

/// What is to become of a promotion.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wanted {
    Now,
    /// The campaign is paused.
    Later,
    /// In words for the log.
    Never(&'static str),
}

impl Campaigns {
    pub async fn wanted(&self, site: SiteId, customer: CustomerId, promotion: &Promotion) -> Result<Wanted, Problem> {
        let found = store::find_many(self.context.db.reader(), &[promotion.campaign_id]).await?;
        let Some(campaign) = found.into_iter().next() else { return Ok(Wanted::Never("The campaign is not known any more")) };
        match campaign.state {
            CampaignState::Paused => return Ok(Wanted::Later),
            CampaignState::Ended | CampaignState::Draft => return Ok(Wanted::Never("The campaign has ended")),
            CampaignState::Running => {}
        }
        if self.customers.cards(&[customer]).await?.first().is_none_or(|card| card.archived) {
            return Ok(Wanted::Never("The customer is archived"));
        }
        self.still_meant(&campaign, site, customer, promotion).await
    }

    async fn still_meant(&self, campaign: &Campaign, site: SiteId, customer: CustomerId, promotion: &Promotion) -> Result<Wanted, Problem> {
        let (segment, is_first) = (campaign.segment()?, self.is_first(site).await?);
        let ask = Ask { now: self.context.clock.now(), among: Some(vec![customer]), after: None, limit: 1, is_first };
        let (members, _) = self.page(campaign, &segment, &ask).await?;
        let Some(member) = members.into_iter().next() else { return Ok(Wanted::Never("It is about them no more")) };
        if member.is_sold || promotion.vehicle_id.is_some_and(|id| !member.vehicles.iter().any(|vehicle| vehicle.id == id)) {
            return Ok(Wanted::Never("The vehicle has another owner, or none"));
        }
        let plates: Vec<_> = member.vehicles.into_iter().map(|vehicle| (vehicle.id, vehicle.plate)).collect();
        let expected = if plates.is_empty() { vec![] } else { self.arrivals.expected(site, &plates).await? };
        Ok(match expected.first() {
            Some((_, Expected::Booked)) => Wanted::Never("An appointment lies ahead"),
            Some((_, Expected::Inside)) => Wanted::Never("The vehicle is in the garage"),
            None => Wanted::Now,
        })
    }

    /// What waits for the vehicle, at today's prices; else where the site takes bookings. With what tells that this message led there, and how
    /// one hears no more.
    pub async fn links(&self, site: SiteId, promotion: &Promotion) -> Result<Links, Problem> {
        let code = &promotion.code;
        let page = self.arrivals.booking_page(site).await?.map(|page| format!("{page}?r={code}"));
        let offer = match promotion.jobs.first() {
            Some(job) => self.audience.offers.issue(job.id).await?,
            None => None,
        };
        // Who opens it books with the code, where the site takes bookings.
        let secret = offer.map(|offer| if page.is_some() { format!("{offer}?r={code}") } else { offer });
        let stop = Stop {
            page: format!("{}/u/{code}", self.public_url),
            one_click: format!("{}/api/v1/public/promotions/{code}", self.public_url),
            is_heard: true,
        };
        Ok(Links { secret, book_again: page, stop: Some(stop), ..Links::default() })
    }
}
