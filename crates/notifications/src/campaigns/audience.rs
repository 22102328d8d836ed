//! Whom a campaign means, a page at a time, as the modules say that know.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use chrono::{DateTime, Months, TimeDelta, Utc};
use contracts::customers::{AudienceAsked, Audiences, CustomerId};
use contracts::vehicles::{OwnedVehicle, OwnedVehicles};
use contracts::workshop::{DeferredAsked, DeferredWork, OfferLinks, WaitingJob};
use kernel::{Problem, SiteId};

use super::Campaigns;
use super::campaign::Campaign;
use super::draft::PromotedJob;
use super::segment::{Segment, SegmentKind};

/// Who knows whom a campaign means, and makes the links to what is offered.
#[derive(Clone)]
pub struct Audience {
    pub customers: Arc<dyn Audiences>,
    pub vehicles: Arc<dyn OwnedVehicles>,
    pub deferred: Arc<dyn DeferredWork>,
    pub offers: Arc<dyn OfferLinks>,
}

/// Somebody whom a campaign means.
#[derive(Clone, Debug)]
pub struct Member {
    pub id: CustomerId,
    /// What it is about, or the newest of theirs.
    pub vehicle: Option<OwnedVehicle>,
    /// All of theirs.
    pub vehicles: Vec<OwnedVehicle>,
    pub jobs: Vec<PromotedJob>,
    /// What it is about is theirs no more.
    pub is_sold: bool,
}

/// Whom to ask for.
#[derive(Clone, Debug)]
pub struct Ask {
    pub now: DateTime<Utc>,
    /// Nobody else.
    pub among: Option<Vec<CustomerId>>,
    pub after: Option<CustomerId>,
    pub limit: u64,
    /// The site is the one that people belong to who were nowhere.
    pub is_first: bool,
}

/// Some, and where the next begin; none after the last.
pub type Page = (Vec<Member>, Option<CustomerId>);

impl Campaigns {
    pub(super) async fn page(&self, campaign: &Campaign, segment: &Segment, ask: &Ask) -> Result<Page, Problem> {
        match segment.kind {
            SegmentKind::Deferred => self.deferred(campaign, segment, ask).await,
            SegmentKind::Lapsed | SegmentKind::All => self.known(campaign, segment, ask).await,
        }
    }

    async fn deferred(&self, campaign: &Campaign, segment: &Segment, ask: &Ask) -> Result<Page, Problem> {
        let days = |days: Option<i64>| ask.now - TimeDelta::days(days.unwrap_or_default());
        let asked = DeferredAsked {
            site: campaign.site_id,
            from: days(segment.max_days),
            until: days(segment.min_days),
            word: segment.word.clone(),
            among: ask.among.clone(),
            after: ask.after,
            limit: ask.limit,
        };
        let page = self.audience.deferred.waiting(&asked).await?;
        let mut jobs: BTreeMap<CustomerId, Vec<WaitingJob>> = BTreeMap::new();
        for job in page.jobs {
            jobs.entry(job.customer_id).or_default().push(job);
        }
        let mut customers: Vec<_> = jobs.keys().copied().collect();
        if segment.tag_id.is_some() && !customers.is_empty() {
            let tag = segment.tag_id;
            let asked = AudienceAsked { tag, among: Some(customers), limit: ask.limit, ..AudienceAsked::default() };
            customers = self.audience.customers.audience(&asked).await?;
        }
        let mut owned = self.owned(&customers).await?;
        let members =
            customers.into_iter().map(|id| waits(id, jobs.remove(&id).unwrap_or_default(), owned.remove(&id).unwrap_or_default()));
        Ok((members.collect(), page.next))
    }

    async fn known(&self, campaign: &Campaign, segment: &Segment, ask: &Ask) -> Result<Page, Problem> {
        let lapsed = segment.kind == SegmentKind::Lapsed;
        let not_since = segment.months.filter(|_| lapsed).and_then(|months| ask.now.checked_sub_months(Months::new(months)));
        let asked = AudienceAsked { not_since, tag: segment.tag_id, among: ask.among.clone(), after: ask.after, limit: ask.limit };
        let customers = self.audience.customers.audience(&asked).await?;
        let is_full = u64::try_from(customers.len()).is_ok_and(|length| length == ask.limit);
        let next = customers.last().copied().filter(|_| is_full);
        let mut owned = self.owned(&customers).await?;
        let here = |vehicles: &[OwnedVehicle]| is_of(campaign.site_id, ask.is_first, vehicles, lapsed);
        let of = |id| (id, owned.remove(&id).unwrap_or_default());
        let theirs = customers.into_iter().map(of).filter(|(_, vehicles)| here(vehicles));
        let member =
            |(id, vehicles): (_, Vec<_>)| Member { id, vehicle: vehicles.first().cloned(), vehicles, jobs: vec![], is_sold: false };
        Ok((theirs.map(member).collect(), next))
    }

    async fn owned(&self, customers: &[CustomerId]) -> Result<HashMap<CustomerId, Vec<OwnedVehicle>>, Problem> {
        let mut owned: HashMap<_, Vec<_>> = HashMap::new();
        if customers.is_empty() {
            return Ok(owned);
        }
        for vehicle in self.audience.vehicles.owned(customers).await? {
            owned.entry(vehicle.owner_id).or_default().push(vehicle);
        }
        Ok(owned)
    }
}

/// Whose vehicle was at the site last belongs to it; who was nowhere, to the first. Who has not come for long has a vehicle still.
fn is_of(site: SiteId, is_first: bool, vehicles: &[OwnedVehicle], needs_vehicle: bool) -> bool {
    if vehicles.is_empty() {
        return is_first && !needs_vehicle;
    }
    vehicles.iter().any(|vehicle| vehicle.site_id.map_or(is_first, |of| of == site))
}

/// What waits for one of their vehicles; of several the one for which something was put off first.
fn waits(id: CustomerId, jobs: Vec<WaitingJob>, vehicles: Vec<OwnedVehicle>) -> Member {
    let theirs: BTreeSet<_> = vehicles.iter().map(|vehicle| vehicle.id).collect();
    let about = jobs.iter().map(|job| job.vehicle_id).find(|vehicle| theirs.contains(vehicle));
    let vehicle = vehicles.iter().find(|vehicle| Some(vehicle.id) == about).cloned();
    let of_it = jobs.into_iter().filter(|job| Some(job.vehicle_id) == about);
    Member {
        id,
        is_sold: vehicle.is_none(),
        vehicle,
        vehicles,
        jobs: of_it.map(|job| PromotedJob { id: job.id, title: job.title }).collect(),
    }
}

#[cfg(test)]
mod tests {
    use contracts::vehicles::VehicleId;
    use contracts::workshop::DeferredJobId;
    use uuid::Uuid;

    use super::*;

    fn car(number: u128, site: Option<u128>) -> OwnedVehicle {
        let (id, owner_id) = (VehicleId(Uuid::from_u128(number)), CustomerId(Uuid::nil()));
        OwnedVehicle { id, owner_id, plate: "p".into(), label: "l".into(), site_id: site.map(|site| SiteId(Uuid::from_u128(site))) }
    }

    #[test]
    fn people_belong_to_the_site_of_their_vehicles() {
        let of = |is_first, cars: &[OwnedVehicle], needs| is_of(SiteId(Uuid::from_u128(1)), is_first, cars, needs);
        assert!(of(false, &[car(1, Some(2)), car(2, Some(1))], true));
        assert!(!of(true, &[car(1, Some(2))], false), "theirs is elsewhere");
        assert!(of(true, &[car(1, None)], true) && !of(false, &[car(1, None)], true));
        assert!(of(true, &[], false) && !of(false, &[], false) && !of(true, &[], true));
    }

    #[test]
    fn what_waits_for_a_vehicle_that_was_sold_is_told_to_nobody() {
        let job = |number, vehicle| WaitingJob {
            id: DeferredJobId(Uuid::from_u128(number)),
            customer_id: CustomerId(Uuid::nil()),
            vehicle_id: VehicleId(Uuid::from_u128(vehicle)),
            title: number.to_string(),
        };
        let id = CustomerId(Uuid::nil());
        let member = waits(id, vec![job(1, 9), job(2, 1), job(3, 2), job(4, 1)], vec![car(2, None), car(1, None)]);
        assert_eq!(member.jobs.iter().map(|job| job.title.as_str()).collect::<Vec<_>>(), ["2", "4"]);
        assert!(!member.is_sold && waits(id, vec![job(1, 9)], vec![car(1, None)]).is_sold);
    }
}
