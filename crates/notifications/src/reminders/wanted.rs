//! Whether a reminder is still wanted when it is about to go out: it may have waited a night.

use contracts::customers::CustomerId;
use contracts::scheduling::Expected;
use kernel::{Problem, SiteId};

use super::Reminders;
use super::draft::ServiceDue;

/// A date that moved away by more since the message was queued is another.
const MOVED: i64 = 14;

impl Reminders {
    /// Why it is not, in words for the log.
    pub async fn not_wanted(&self, site: SiteId, customer: CustomerId, due: &ServiceDue) -> Result<Option<&'static str>, Problem> {
        let Some(vehicle) = self.vehicles.standing(&[due.vehicle_id]).await?.into_iter().next() else {
            return Ok(Some("The vehicle is not known any more"));
        };
        if vehicle.archived {
            return Ok(Some("The vehicle is archived"));
        }
        if vehicle.owner_id != Some(customer) {
            return Ok(Some("The vehicle has another owner, or none"));
        }
        let is_due = due.due.iter().any(|line| vehicle.on(line.kind).is_some_and(|on| (on - line.on).num_days() <= MOVED));
        if !is_due {
            return Ok(Some("It was done meanwhile, or is due later"));
        }
        let expected = self.arrivals.expected(site, &[(vehicle.id, vehicle.plate)]).await?;
        match expected.first() {
            Some((_, Expected::Booked)) => return Ok(Some("An appointment lies ahead")),
            Some((_, Expected::Inside)) => return Ok(Some("The vehicle is in the garage")),
            None => {}
        }
        let is_archived = self.customers.cards(&[customer]).await?.first().is_none_or(|card| card.archived);
        Ok(is_archived.then_some("The customer is archived"))
    }

    /// Where the recipient books, with what tells that this reminder led there.
    pub async fn booking_page(&self, site: SiteId, due: &ServiceDue) -> Result<Option<String>, Problem> {
        let page = self.arrivals.booking_page(site).await?;
        Ok(page.map(|page| format!("{page}?r={}", due.code)))
    }
}
