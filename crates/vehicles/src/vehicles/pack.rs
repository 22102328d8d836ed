//! What of a vehicle's history its owner may have: pure. Whatever shows an owner the past goes through here.

use chrono::{DateTime, NaiveDate, Utc};
use contracts::documents::{HistoryDocument, HistoryJob, HistoryVisit, Language, Style};
use contracts::identity::SiteCard;
use kernel::{Amount, SiteId};

use super::record::{Shares, Unit, visit};
use super::vehicle::{Ownership, Vehicle};
use super::view::DoneJob;
use crate::past::PastVisit;

pub struct Asked {
    pub language: Language,
    pub prices: bool,
    pub today: NaiveDate,
}

/// Since when the present owner may see what was done: since it is theirs, and before as far as every transfer handed the work
/// over. None: always. `links` are those that count, the present one first.
pub fn visible_since(links: &[Ownership]) -> Option<DateTime<Utc>> {
    let withheld = links.iter().enumerate().find(|(place, link)| link.shares != Shares::Work && *place + 1 < links.len());
    withheld.map(|(_, link)| link.since)
}

/// Two kinds of visits become one list, newest first.
pub fn compose(
    vehicle: &Vehicle,
    links: &[Ownership],
    ours: Vec<visit::Model>,
    earlier: Vec<PastVisit>,
    sites: &[SiteCard],
    asked: &Asked,
) -> HistoryDocument {
    let since = visible_since(links);
    let is_shown = |at: DateTime<Utc>| since.is_none_or(|since| at >= since);
    let (ours, withheld): (Vec<_>, Vec<_>) = ours.into_iter().partition(|visit| is_shown(visit.completed_at));
    let (earlier, withheld_earlier): (Vec<_>, Vec<_>) = earlier.into_iter().partition(|visit| is_shown(visit.at));
    let printed = Printed { vehicle, sites, prices: asked.prices };
    let ours = ours.into_iter().map(|visit| (visit.completed_at, printed.ours(visit)));
    let mut visits: Vec<_> = ours.chain(earlier.into_iter().map(|visit| (visit.at, printed.earlier(visit)))).collect();
    visits.sort_by_key(|(at, _)| std::cmp::Reverse(*at));
    HistoryDocument {
        language: asked.language,
        printed_on: asked.today,
        vehicle_plate: vehicle.plate_text.clone(),
        vehicle_label: vehicle.label(),
        vin: vehicle.vin.clone(),
        first_registered_on: vehicle.first_registered_on,
        odometer: vehicle.odometer_km.map(|kept| read(vehicle, kept)),
        engine_code: vehicle.engine_code.clone(),
        colour: vehicle.colour.clone(),
        visits: visits.into_iter().map(|(_, visit)| visit).collect(),
        style: Style::default(),
        withheld: !withheld.is_empty() || !withheld_earlier.is_empty(),
    }
}

/// What visits are printed with.
struct Printed<'a> {
    vehicle: &'a Vehicle,
    sites: &'a [SiteCard],
    prices: bool,
}

impl Printed<'_> {
    fn ours(&self, visit: visit::Model) -> HistoryVisit {
        // What another owner paid is nobody's, nor what was paid for a vehicle that nobody owns.
        let priced = self.prices && self.vehicle.owner_id.is_some() && visit.customer_id == self.vehicle.owner_id;
        let jobs: Vec<DoneJob> = serde_json::from_str(&visit.jobs).unwrap_or_default();
        HistoryVisit {
            on: visit.completed_at.date_naive(),
            number: visit.number.clone(),
            site: self.site(visit.site_id),
            is_earlier: false,
            odometer: visit.odometer_km.map(|kept| read(self.vehicle, kept)),
            jobs: printed_jobs(jobs, &visit.summary, priced),
            total: visit.total.filter(|_| priced).map(Amount),
            currency: visit.currency.unwrap_or_default(),
        }
    }

    /// Who paid for it is not known, so that it has no price.
    fn earlier(&self, visit: PastVisit) -> HistoryVisit {
        HistoryVisit {
            on: visit.at.date_naive(),
            number: visit.number.unwrap_or_default(),
            site: visit.garage.unwrap_or_else(|| self.site(visit.site_id)),
            is_earlier: true,
            odometer: visit.odometer_km.map(|kept| read(self.vehicle, kept)),
            jobs: vec![HistoryJob { title: visit.summary, net: None }],
            total: None,
            currency: visit.currency,
        }
    }

    fn site(&self, id: SiteId) -> String {
        self.sites.iter().find(|site| site.id == id).map(|site| site.name.clone()).unwrap_or_default()
    }
}

fn read(vehicle: &Vehicle, kept: i64) -> (i64, String) {
    (vehicle.odometer_unit.shown(kept), unit_of(vehicle.odometer_unit).to_owned())
}

/// Visits from before jobs were kept have their titles in one line.
fn printed_jobs(jobs: Vec<DoneJob>, summary: &str, priced: bool) -> Vec<HistoryJob> {
    if jobs.is_empty() {
        return vec![HistoryJob { title: summary.to_owned(), net: None }];
    }
    jobs.into_iter().map(|job| HistoryJob { title: job.title, net: priced.then_some(Amount(job.net)) }).collect()
}

fn unit_of(unit: Unit) -> &'static str {
    match unit {
        Unit::Km => "km",
        Unit::Mi => "mi",
        Unit::H => "h",
    }
}

#[cfg(test)]
mod tests {
    use contracts::customers::CustomerId;
    use contracts::vehicles::VehicleId;
    use uuid::Uuid;

    use super::*;

    fn link(day: u32, shares: Shares) -> Ownership {
        Ownership {
            id: Uuid::now_v7(),
            vehicle_id: VehicleId(Uuid::nil()),
            customer_id: CustomerId::new(),
            since: format!("2026-01-{day:02}T08:00:00Z").parse().unwrap(),
            until: None,
            shares,
            undone_at: None,
            by_name: String::new(),
        }
    }

    #[test]
    fn an_owner_sees_as_far_back_as_every_transfer_shared() {
        use Shares::{Inspections, Vehicle, Work};
        let since = |shares: &[Shares]| {
            let links: Vec<_> =
                shares.iter().enumerate().map(|(place, shares)| link(20 - u32::try_from(place).unwrap(), *shares)).collect();
            visible_since(&links).map(|at| at.format("%d").to_string())
        };
        // The present owner first; what the first owner was given is nothing.
        let cases: [(&[Shares], Option<&str>); 8] = [
            (&[], None),
            (&[Vehicle], None),
            (&[Vehicle, Vehicle], Some("20")),
            (&[Inspections, Vehicle], Some("20")),
            (&[Work, Vehicle], None),
            (&[Work, Work, Vehicle], None),
            (&[Work, Vehicle, Vehicle], Some("19")),
            (&[Vehicle, Work, Vehicle], Some("20")),
        ];
        for (shares, expected) in cases {
            assert_eq!(since(shares).as_deref(), expected, "{shares:?}");
        }
    }
}
