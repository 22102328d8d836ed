//! The vehicles with what is due for them, and who is expected.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::atomic::{AtomicUsize, Ordering};

use async_trait::async_trait;
use chrono::{DateTime, NaiveDate, Utc};
use contracts::customers::{AudienceAsked, Audiences, CustomerId};
use contracts::scheduling::{Arrivals, Expected, Translated};
use contracts::vehicles::{DueAsked, DueKind, DueService, DueVehicle, DueVehicles, OwnedVehicle, OwnedVehicles, VehicleId};
use contracts::workshop::{DeferredAsked, DeferredJobId, DeferredWork, OfferLinks, WaitingJob, WaitingPage};
use kernel::{Problem, SiteId};
use parking_lot::Mutex;

pub struct Yard {
    /// Of customers: when they were here last.
    pub visits: Mutex<BTreeMap<CustomerId, DateTime<Utc>>>,
    /// What waits to be offered again, and since when.
    pub waiting: Mutex<Vec<(WaitingJob, SiteId, DateTime<Utc>)>>,
    vehicles: Mutex<HashMap<VehicleId, DueVehicle>>,
    expected: Mutex<HashMap<VehicleId, Expected>>,
    /// Pages that are still answered.
    pages: AtomicUsize,
}

impl Default for Yard {
    fn default() -> Self {
        Self {
            visits: Mutex::default(),
            waiting: Mutex::default(),
            vehicles: Mutex::default(),
            expected: Mutex::default(),
            pages: AtomicUsize::new(usize::MAX),
        }
    }
}

impl Yard {
    /// An oil service that is due on a day, by what is driven.
    pub fn park(&self, site: Option<SiteId>, owner: CustomerId, on: NaiveDate) -> VehicleId {
        let id = VehicleId::new();
        let title = Translated {
            fr: "Vidange et filtre à huile".into(), ar: "تغيير الزيت والمصفاة".into(), en: "Oil and filter".into()
        };
        let service = DueService { on, item: "oil".into(), titles: vec![title], at: Some(94_300), done_on: None };
        let vehicle = DueVehicle {
            id,
            owner_id: Some(owner),
            plate: "215 TU 4821".into(),
            label: "Peugeot 208 2019".into(),
            archived: false,
            site_id: site,
            unit: "km".into(),
            service: Some(service),
            inspection_on: None,
            insurance_on: None,
            road_tax_on: None,
        };
        self.vehicles.lock().insert(id, vehicle);
        id
    }

    pub fn change(&self, id: VehicleId, change: impl FnOnce(&mut DueVehicle)) {
        self.vehicles.lock().get_mut(&id).map(change);
    }

    /// The service is due on another day.
    pub fn shift(&self, id: VehicleId, on: NaiveDate) {
        self.change(id, |vehicle| {
            if let Some(service) = &mut vehicle.service {
                service.on = on;
            }
        });
    }

    pub fn expect(&self, id: VehicleId, expected: Option<Expected>) {
        match expected {
            Some(expected) => self.expected.lock().insert(id, expected),
            None => self.expected.lock().remove(&id),
        };
    }

    /// So many more pages are answered, and then none.
    pub fn answer(&self, pages: usize) {
        self.pages.store(pages, Ordering::Relaxed);
    }
}

#[async_trait]
impl DueVehicles for Yard {
    async fn due(&self, asked: &DueAsked) -> Result<Vec<DueVehicle>, Problem> {
        let left = self.pages.fetch_update(Ordering::Relaxed, Ordering::Relaxed, |left| left.checked_sub(1));
        left.map_err(|_| Problem::unavailable("Vehicles are away"))?;
        let place = |vehicle: &DueVehicle| vehicle.on(asked.kind).map(|on| (on, vehicle.id));
        let is_asked = |vehicle: &&DueVehicle| {
            let on = vehicle.on(asked.kind);
            !vehicle.archived
                && vehicle.site_id == asked.site
                && on.is_some_and(|on| (asked.from..=asked.until).contains(&on))
                && asked.after.is_none_or(|after| place(vehicle) > Some(after))
        };
        let mut found: Vec<_> = self.vehicles.lock().values().filter(is_asked).cloned().collect();
        found.sort_by_key(|vehicle| place(vehicle));
        found.truncate(usize::try_from(asked.limit).unwrap());
        Ok(found)
    }

    async fn standing(&self, ids: &[VehicleId]) -> Result<Vec<DueVehicle>, Problem> {
        let vehicles = self.vehicles.lock();
        Ok(ids.iter().filter_map(|id| vehicles.get(id)).cloned().collect())
    }

    async fn due_days(
        &self,
        site: Option<SiteId>,
        kind: DueKind,
        from: NaiveDate,
        until: NaiveDate,
    ) -> Result<Vec<(NaiveDate, i64)>, Problem> {
        let vehicles = self.vehicles.lock();
        let days = vehicles.values().filter(|vehicle| vehicle.site_id == site).filter_map(|vehicle| vehicle.on(kind));
        Ok(days.filter(|on| (from..=until).contains(on)).map(|on| (on, 1)).collect())
    }
}

#[async_trait]
impl Arrivals for Yard {
    async fn expected(&self, _: SiteId, vehicles: &[(VehicleId, String)]) -> Result<Vec<(VehicleId, Expected)>, Problem> {
        let expected = self.expected.lock();
        Ok(vehicles.iter().filter_map(|(id, _)| Some((*id, *expected.get(id)?))).collect())
    }

    async fn booking_page(&self, _: SiteId) -> Result<Option<String>, Problem> {
        Ok(Some("https://garage.example/book/lac".into()))
    }
}

fn limited<T>(mut all: Vec<T>, limit: u64) -> Vec<T> {
    all.truncate(usize::try_from(limit).unwrap());
    all
}

#[async_trait]
impl Audiences for Yard {
    async fn audience(&self, asked: &AudienceAsked) -> Result<Vec<CustomerId>, Problem> {
        let left = self.pages.fetch_update(Ordering::Relaxed, Ordering::Relaxed, |left| left.checked_sub(1));
        left.map_err(|_| Problem::unavailable("Customers are away"))?;
        let visits = self.visits.lock();
        let is_meant = |(id, at): &(&CustomerId, &DateTime<Utc>)| {
            asked.after.is_none_or(|after| **id > after)
                && asked.not_since.is_none_or(|before| **at < before)
                && asked.among.as_ref().is_none_or(|among| among.contains(id))
        };
        Ok(limited(visits.iter().filter(is_meant).map(|(id, _)| *id).collect(), asked.limit))
    }
}

#[async_trait]
impl OwnedVehicles for Yard {
    async fn owned(&self, owners: &[CustomerId]) -> Result<Vec<OwnedVehicle>, Problem> {
        let vehicles = self.vehicles.lock();
        let owned = vehicles.values().filter(|vehicle| !vehicle.archived).filter_map(|vehicle| {
            let owner_id = vehicle.owner_id.filter(|owner| owners.contains(owner))?;
            let (plate, label) = (vehicle.plate.clone(), vehicle.label.clone());
            Some(OwnedVehicle { id: vehicle.id, owner_id, plate, label, site_id: vehicle.site_id })
        });
        Ok(owned.collect())
    }
}

#[async_trait]
impl DeferredWork for Yard {
    async fn waiting(&self, asked: &DeferredAsked) -> Result<WaitingPage, Problem> {
        let waiting = self.waiting.lock();
        let is_meant = |(job, site, since): &&(WaitingJob, SiteId, DateTime<Utc>)| {
            *site == asked.site
                && (asked.from..=asked.until).contains(since)
                && asked.after.is_none_or(|after| job.customer_id > after)
                && asked.among.as_ref().is_none_or(|among| among.contains(&job.customer_id))
        };
        let jobs: Vec<_> = waiting.iter().filter(is_meant).map(|(job, ..)| job.clone()).collect();
        let customers: BTreeSet<_> = jobs.iter().map(|job| job.customer_id).collect();
        let page = limited(customers.into_iter().collect(), asked.limit);
        let next = page.last().copied().filter(|_| u64::try_from(page.len()).is_ok_and(|length| length == asked.limit));
        Ok(WaitingPage { jobs: jobs.into_iter().filter(|job| page.contains(&job.customer_id)).collect(), next })
    }
}

#[async_trait]
impl OfferLinks for Yard {
    async fn issue(&self, job: DeferredJobId) -> Result<Option<String>, Problem> {
        let waits = self.waiting.lock().iter().any(|(waiting, ..)| waiting.id == job);
        Ok(waits.then(|| "https://garage.example/o/secret-of-the-offer".into()))
    }
}
