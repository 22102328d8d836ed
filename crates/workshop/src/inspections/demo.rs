//! Demonstration inspections in bulk: rows, no events. Every third vehicle is looked over at each of its visits, so that its measures go
//! down from one to the next.

use chrono::{DateTime, TimeDelta, Utc};
use contracts::demo::DemoVisit;
use contracts::workshop::InspectionId;
use uuid::Uuid;

use super::inspection::{Answer, InspectionState, Verdict, Who, items_of};
use super::tables::{inspection, item};
use super::template::{Unit, Usual};
use super::usual;
use crate::links::{self, Kind, NewLink};

/// Kilometres after which new pads and tyres are worn out.
const PADS_LAST: i64 = 50_000;
const TYRES_LAST: i64 = 40_000;

/// The rows of some visits' inspections.
#[derive(Default)]
pub struct Rows {
    pub inspections: Vec<inspection::Model>,
    pub items: Vec<item::Model>,
    pub links: Vec<links::store::Model>,
}

pub fn rows(visits: &[DemoVisit]) -> Rows {
    let mut rows = Rows::default();
    let Some(arrival) = usual::templates().into_iter().next() else { return rows };
    for visit in visits.iter().filter(|visit| is_chosen(visit)) {
        let Some((_, technician)) = &visit.technician else { continue };
        let at = visit.opened_at + TimeDelta::minutes(25);
        let is_done = visit.completed_at.is_some();
        let inspection = inspection_of(visit, &arrival, technician, at, is_done);
        let who = Who { id: Uuid::nil(), name: technician.clone(), at };
        rows.items.extend(answered(items_of(inspection.id, &arrival.sections), visit, &who, is_done));
        rows.links.extend(is_done.then(|| link_of(visit, &inspection, at)).flatten());
        rows.inspections.push(inspection);
    }
    rows
}

/// By the vehicle, so that all of its visits are.
fn is_chosen(visit: &DemoVisit) -> bool {
    visit.vehicle_id.0.as_u128().is_multiple_of(3)
}

fn inspection_of(visit: &DemoVisit, template: &Usual, technician: &str, at: DateTime<Utc>, is_done: bool) -> inspection::Model {
    let done_at = is_done.then(|| at + TimeDelta::minutes(20));
    inspection::Model {
        id: InspectionId::new(),
        order_id: visit.id,
        site_id: visit.site.id,
        vehicle_id: visit.vehicle_id,
        template_id: template.id,
        template_version: 1,
        name_fr: template.names.fr.clone(),
        name_ar: template.names.ar.clone(),
        name_en: template.names.en.clone(),
        state: if is_done { InspectionState::Done } else { InspectionState::Open },
        begun_at: at,
        begun_by: technician.to_owned(),
        done_at,
        done_by: is_done.then(|| technician.to_owned()),
        done_by_id: None,
        reopen_reason: None,
        version: 1,
    }
}

/// One that is under way is answered by half.
fn answered(mut items: Vec<item::Model>, visit: &DemoVisit, who: &Who, is_done: bool) -> Vec<item::Model> {
    let answered = if is_done { items.len() } else { items.len() / 2 };
    for item in items.iter_mut().take(answered) {
        // What a rule refuses stays open, as it would for a person.
        let _ = item.answer(&answer_of(item, visit), who);
    }
    items
}

fn answer_of(item: &item::Model, visit: &DemoVisit) -> Answer {
    let km = visit.odometer_km;
    let is_pads = item.soon_below == Some(40);
    let measure = match item.unit {
        Some(Unit::Millimetre) if is_pads => Some((120 - km % PADS_LAST / 500).max(20)),
        Some(Unit::Millimetre) => Some((80 - km % TYRES_LAST / 600).max(16) + i64::from(item.position % 2)),
        Some(Unit::Volt) => Some(127 - km / 1_000 % 9),
        Some(_) => Some(100),
        None => None,
    };
    let is_worn = measure.is_none() && !item.required && km % 3 == 0;
    let verdict = if is_worn { Some(Verdict::Soon) } else { measure.is_none().then_some(Verdict::Ok) };
    Answer { verdict, measure, note: is_worn.then(|| "Bruit et traces sur le pare-brise".to_owned()) }
}

/// Two of three reports were sent, and half of those opened. Nobody has the secret of these links.
fn link_of(visit: &DemoVisit, inspection: &inspection::Model, at: DateTime<Utc>) -> Option<links::store::Model> {
    if visit.odometer_km % 3 == 0 {
        return None;
    }
    let sent = at + TimeDelta::minutes(30);
    let link = NewLink::make(Kind::Inspection, inspection.id.0, visit.id, true, "ECAR", sent).ok()?;
    let opened_at = (visit.odometer_km % 2 == 0).then(|| sent + TimeDelta::minutes(12));
    let opened = i64::from(opened_at.is_some());
    Some(links::store::Model { first_opened_at: opened_at, last_opened_at: opened_at, opened, ..link.row })
}
