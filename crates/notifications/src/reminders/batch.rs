//! A batch of a run: a page of vehicles, all questions about them at once, and one transaction with the place that was reached.

use std::collections::{BTreeSet, HashMap, HashSet};

use contracts::customers::{Channel, CustomerCard, CustomerId, Purpose};
use contracts::scheduling::Expected;
use contracts::vehicles::{DueAsked, DueKind, DueVehicle, VehicleId};
use kernel::{Actor, Problem, SiteId, outbox};
use uuid::Uuid;

use super::draft::{ServiceDue, draft, key_of};
use super::judge::{DueNow, Owner, Rules, Verdict};
use super::reminder::Reminder;
use super::run::{Figures, Place, ReminderRunChanged, Run};
use super::{Reminders, store};
use crate::MODULE;
use crate::messages::{Draft, code_of, queue_many};
use crate::{push, walks};

/// Vehicles of a batch.
const PAGE: u64 = 500;

/// The channels of a reminder.
const WAYS: [Channel; 4] = [Channel::Sms, Channel::Whatsapp, Channel::Email, Channel::Push];

/// What is known about a page of vehicles.
pub(super) struct Known {
    expected: HashMap<VehicleId, Expected>,
    customers: HashMap<CustomerId, CustomerCard>,
    /// By what they agree to hear about their visits; by a browser only who has one told.
    agree: HashMap<CustomerId, Vec<Channel>>,
    reminders: HashMap<VehicleId, Vec<Reminder>>,
}

impl Reminders {
    /// Works on the next page of a run. None when another holds it by now.
    pub(super) async fn batch(
        &self,
        run: &Run,
        rules: &Rules<'_>,
        place: Place,
        part: (Option<SiteId>, DueKind),
    ) -> Result<Option<(Place, Figures)>, Problem> {
        let ((site, kind), (from, until)) = (part, rules.ladder.window(rules.today));
        let asked = DueAsked { site, kind, from, until, after: place.after, limit: PAGE };
        let page = self.vehicles.due(&asked).await?;
        let last = page.last().and_then(|vehicle| Some((vehicle.on(kind)?, vehicle.id)));
        let is_full = u64::try_from(page.len()).is_ok_and(|length| length == PAGE);
        let next = if is_full { Place { after: last, ..place } } else { place.next_part() };
        // Of which several things are due was or will be met in another part.
        let mine: Vec<_> = page.into_iter().filter(|vehicle| rules.kinds_due(vehicle).first() == Some(&kind)).collect();
        let known = self.known(run.site_id, &mine).await?;
        let verdicts: Vec<_> = mine.iter().map(|vehicle| (vehicle, known.judge(rules, vehicle))).collect();
        self.write(run, rules, next, &known, verdicts).await
    }

    pub(super) async fn known(&self, site: SiteId, vehicles: &[DueVehicle]) -> Result<Known, Problem> {
        let owners: BTreeSet<_> = vehicles.iter().filter_map(|vehicle| vehicle.owner_id).collect();
        let owners: Vec<_> = owners.into_iter().collect();
        let plates: Vec<_> = vehicles.iter().map(|vehicle| (vehicle.id, vehicle.plate.clone())).collect();
        let ids: Vec<_> = vehicles.iter().map(|vehicle| vehicle.id).collect();
        let expected = if plates.is_empty() { vec![] } else { self.arrivals.expected(site, &plates).await? };
        let customers = if owners.is_empty() { vec![] } else { self.customers.cards(&owners).await? };
        let mut reminders: HashMap<_, Vec<_>> = HashMap::new();
        for row in store::of_vehicles(self.context.db.reader(), &ids).await? {
            reminders.entry(row.vehicle_id).or_default().push(row);
        }
        Ok(Known {
            expected: expected.into_iter().collect(),
            customers: customers.into_iter().map(|card| (card.id, card)).collect(),
            agree: self.agree(&owners).await?,
            reminders,
        })
    }

    async fn agree(&self, customers: &[CustomerId]) -> Result<HashMap<CustomerId, Vec<Channel>>, Problem> {
        let browsers = push::store::of_customers(self.context.db.reader(), customers).await?;
        let have_browser: HashSet<_> = browsers.iter().filter_map(|browser| browser.customer_id).collect();
        let asked: Vec<_> = customers.iter().flat_map(|id| WAYS.map(|way| (*id, way, Purpose::Service))).collect();
        let may = if asked.is_empty() { vec![] } else { self.consents.may_contact(&asked).await? };
        let mut agree: HashMap<_, Vec<_>> = HashMap::new();
        for ((id, way, _), _) in asked.into_iter().zip(may).filter(|(_, may)| *may) {
            if way != Channel::Push || have_browser.contains(&id) {
                agree.entry(id).or_default().push(way);
            }
        }
        Ok(agree)
    }

    async fn write(
        &self,
        run: &Run,
        rules: &Rules<'_>,
        next: Place,
        known: &Known,
        verdicts: Vec<(&DueVehicle, Verdict)>,
    ) -> Result<Option<(Place, Figures)>, Problem> {
        let (clock, mut figures) = (self.context.clock.as_ref(), run.figures());
        let mut tx = self.context.db.begin().await?;
        let drafts: Vec<_> = verdicts.iter().filter_map(|(vehicle, verdict)| to_queue(run, vehicle, verdict)).collect();
        let queued = queue_many(&tx, drafts, self.mail, clock.now()).await?;
        let mut rows = vec![];
        for (vehicle, verdict) in &verdicts {
            let message = queued.get(&key_of(vehicle.id, run.day)).copied();
            figures.found += 1;
            match (message, verdict.stop) {
                (Some(_), _) => figures.queued += 1,
                (None, Some(why)) => figures.stop(why),
                (None, None) => figures.told += 1,
            }
            rows.extend(verdict.due.iter().map(|due| known.row(run, rules, (vehicle, verdict), due, message)));
        }
        store::put(&tx, rows).await?;
        if !walks::advance(&tx, store::RUNS, (run.id, run.holder), &next, &figures, clock.now()).await? {
            return Ok(None);
        }
        if !verdicts.is_empty() {
            outbox::append(&mut tx, MODULE, &ReminderRunChanged { site_id: run.site_id }, &Actor::system(), clock).await?;
        }
        tx.commit().await?;
        Ok(Some((next, figures)))
    }
}

fn to_queue(run: &Run, vehicle: &DueVehicle, verdict: &Verdict) -> Option<(Uuid, Draft)> {
    let customer = vehicle.owner_id.filter(|_| verdict.tells())?;
    let id = Uuid::now_v7();
    Some((id, draft(run.site_id, run.day, customer, ServiceDue::of(vehicle, verdict, code_of(id)))))
}

impl Known {
    pub(super) fn judge(&self, rules: &Rules<'_>, vehicle: &DueVehicle) -> Verdict {
        let owner = vehicle.owner_id.and_then(|id| {
            let agrees = self.agree.get(&id).map_or(&[][..], Vec::as_slice);
            Some(Owner { card: self.customers.get(&id)?, agrees })
        });
        rules.judge(vehicle, owner, self.expected.get(&vehicle.id).copied(), self.of(vehicle.id))
    }

    fn of(&self, vehicle: VehicleId) -> &[Reminder] {
        self.reminders.get(&vehicle).map_or(&[], Vec::as_slice)
    }

    /// What is kept of something that is due. `message`: what was queued of the vehicle now.
    pub(super) fn row(
        &self,
        run: &Run,
        rules: &Rules<'_>,
        (vehicle, verdict): (&DueVehicle, &Verdict),
        due: &DueNow,
        message: Option<Uuid>,
    ) -> Reminder {
        let (now, before) = (&due.standing, self.of(vehicle.id).iter().find(|row| row.kind == due.standing.kind));
        // What was told of another date or to another owner stays known; the ladder is what begins anew.
        let told = match (message, due.step) {
            (Some(_), Some(step)) => Some((step, run.day)),
            _ => due.told.as_ref().zip(before.and_then(|row| row.told_on)).map(|(told, on)| (told.step, on)),
        };
        let is_new = message.is_some() && due.step.is_some();
        let kept = before.filter(|_| !is_new && due.told.is_some());
        let step = told.map(|(step, _)| step);
        let service = vehicle.service.as_ref().filter(|service| now.item.as_deref() == Some(&service.item));
        Reminder {
            id: before.map_or_else(Uuid::now_v7, |row| row.id),
            vehicle_id: vehicle.id,
            kind: now.kind,
            site_id: run.site_id,
            customer_id: vehicle.owner_id,
            customer: vehicle.owner_id.and_then(|id| self.customers.get(&id)).map(|card| card.name.clone()).unwrap_or_default(),
            plate: vehicle.plate.clone(),
            vehicle: vehicle.label.clone(),
            titles: service.and_then(|service| serde_json::to_string(&service.titles).ok()).unwrap_or_else(|| "[]".into()),
            due_on: now.due_on,
            item: now.item.clone(),
            told_step: step,
            told_on: told.map(|(_, on)| on),
            told_due_on: if is_new { Some(now.due_on) } else { kept.and_then(|row| row.told_due_on) },
            told_done_on: if is_new { now.done_on } else { kept.and_then(|row| row.told_done_on) },
            told_item: if is_new { now.item.clone() } else { kept.and_then(|row| row.told_item.clone()) },
            told_to: if is_new { now.owner } else { kept.and_then(|row| row.told_to) },
            message_id: if is_new { message } else { kept.and_then(|row| row.message_id) },
            code: if is_new { message.map(code_of) } else { kept.and_then(|row| row.code.clone()) },
            appointment_id: kept.and_then(|row| row.appointment_id),
            work_order_id: kept.and_then(|row| row.work_order_id),
            stopped: verdict.stop,
            next_on: if verdict.stop.is_some() { None } else { rules.ladder.next_on(now.due_on, step, run.day) },
            is_open: true,
            seen_on: run.day,
        }
    }
}
