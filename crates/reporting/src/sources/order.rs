//! A work order, of which workshop, inventory and billing tell: whoever is heard first, it says the same in the end.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use contracts::billing::{SaleRecorded, SoldLine, SoldOrder};
use contracts::inventory::PartsValued;
use contracts::workshop::{CoverKind, JobId, LineId, LineKind, OfferedJob, WorkOrderStood};
use kernel::{Problem, SiteId};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::credit::{Billed, BilledLine, Credit};
use super::wanted::Wanted;
use crate::facts::{Document, Fact, Kind, part};
use crate::measures::{Measure, Sums};
use crate::sites::Sites;

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Order {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stood: Option<Box<WorkOrderStood>>,
    /// When it was promised first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub first_promise: Option<DateTime<Utc>>,
    #[serde(default)]
    pub is_comeback: bool,
    /// Those that are signed.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub inspections: BTreeSet<Uuid>,
    /// Seconds of work, by clocking.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub worked: BTreeMap<Uuid, i64>,
    /// On which job, and when it began, in seconds since 1970.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub on: BTreeMap<Uuid, (Option<JobId>, i64)>,
    /// What the shelf told, by event: told twice, it counts once.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub valued: BTreeMap<Uuid, Valued>,
    /// When the customer was first shown each job.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub shown: BTreeMap<JobId, DateTime<Utc>>,
    /// What of it went with which invoice.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub sold: BTreeMap<Uuid, Sold>,
    /// What each document charged of it, or gave back.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub billed: BTreeMap<Uuid, Billed>,
    /// Whose that is.
    #[serde(default, skip_serializing_if = "Credit::is_nothing")]
    pub credit: Credit,
    /// What its lines wanted of the shelf.
    #[serde(default, skip_serializing_if = "Wanted::is_nothing")]
    pub wanted: Wanted,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Valued {
    at: DateTime<Utc>,
    lines: Vec<(LineId, i64)>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sold {
    site_id: SiteId,
    on: NaiveDate,
    number: String,
    order: String,
    is_visit: bool,
    customer: String,
    net: i64,
    /// Each, and whether the garage gave it.
    lines: Vec<(LineId, bool)>,
}

impl Sold {
    pub fn has(&self, line: LineId) -> bool {
        self.lines().any(|sold| sold == line)
    }

    pub fn lines(&self) -> impl Iterator<Item = LineId> {
        self.lines.iter().map(|(line, _)| *line)
    }
}

impl Order {
    /// Heard of something that happened at `at`.
    pub fn stood(&mut self, told: WorkOrderStood, at: DateTime<Utc>) {
        for job in &told.offers {
            self.shown.entry(job.id).or_insert_with(|| job.decided_at.map_or(at, |decided| decided.min(at)));
        }
        self.first_promise = self.first_promise.or(told.promised_at);
        self.credit.stood(&told);
        self.stood = Some(Box::new(told));
    }

    pub fn worked(&mut self, (clocking, user): (Uuid, Uuid), seconds: i64, on: (Option<JobId>, i64)) {
        self.worked.insert(clocking, seconds);
        self.on.insert(clocking, on);
        self.credit.worked(clocking, user);
    }

    /// What the shelf told: when, of which line, and how much it was worth.
    pub fn shelf(&self) -> impl Iterator<Item = (DateTime<Utc>, LineId, i64)> {
        self.valued.values().flat_map(|valued| valued.lines.iter().map(|(line, cost)| (valued.at, *line, *cost)))
    }

    pub fn valued(&mut self, event: Uuid, at: DateTime<Utc>, told: &PartsValued) {
        let lines = told.lines.iter().map(|line| (line.line_id, line.cost.0)).collect();
        self.valued.insert(event, Valued { at, lines });
    }

    pub fn sold(&mut self, sale: &SaleRecorded, order: &SoldOrder) {
        let lines = || sale.lines.iter().filter(|line| line.work_order_id == order.id);
        let is_given = |cover| matches!(cover, Some(CoverKind::Warranty | CoverKind::Goodwill | CoverKind::Internal));
        let sold = Sold {
            site_id: sale.site_id,
            on: sale.on,
            number: sale.number.clone(),
            order: order.number.clone(),
            is_visit: order.is_visit,
            customer: sale.customer_name.clone(),
            net: lines().map(|line| line.net.0).sum(),
            lines: lines().map(|line| (line.line_id, is_given(line.cover))).collect(),
        };
        self.sold.insert(sale.id, sold);
    }

    /// An invoice or a credit note.
    pub fn charged(&mut self, sale: &SaleRecorded, order: &SoldOrder) {
        let of_order = |line: &&SoldLine| line.work_order_id == order.id;
        let billed = Billed {
            site_id: sale.site_id,
            on: sale.on,
            number: sale.number.clone(),
            is_credit: sale.is_credit,
            is_visit: order.is_visit,
            customer: sale.customer_name.clone(),
            lines: sale.lines.iter().filter(of_order).map(BilledLine::of).collect(),
        };
        self.billed.insert(sale.id, billed);
    }

    pub fn unname(&mut self, word: &str) {
        let of_documents = self.sold.values_mut().map(|sold| &mut sold.customer);
        let of_billed = self.billed.values_mut().map(|billed| &mut billed.customer);
        for name in of_documents.chain(of_billed).chain(self.stood.as_deref_mut().map(|stood| &mut stood.customer_name)) {
            word.clone_into(name);
        }
    }

    /// Whether a line asks for a deposit on an old part.
    pub fn is_deposit(&self, line: &BilledLine) -> bool {
        line.kind == LineKind::Fee && self.stood.as_deref().is_some_and(|stood| stood.deposits.contains(&line.line_id))
    }

    /// Deposits on old parts are no sales: each document's are taken off what it sold.
    fn deposits(&self, id: Uuid) -> Vec<Fact> {
        let mut facts = vec![];
        for (document, billed) in &self.billed {
            let net: i64 = billed.lines.iter().filter(|line| self.is_deposit(line)).map(|line| line.net).sum();
            if net == 0 {
                continue;
            }
            facts.push(Fact {
                id: part(Kind::Deposit, id, *document, None),
                kind: Kind::Deposit,
                site_id: billed.site_id,
                day: billed.on,
                number: billed.number.clone(),
                label: billed.customer.clone(),
                document: (billed.document(), *document),
                sums: Sums::of([
                    (Measure::Sales, -net),
                    (Measure::Others, -net),
                    (Measure::VisitSales, if billed.is_visit { -net } else { 0 }),
                ]),
            });
        }
        facts
    }

    pub fn facts(&self, id: Uuid, sites: &Sites) -> Result<Vec<Fact>, Problem> {
        let mut facts = self.costs(id, sites)?;
        facts.extend(self.car(id));
        facts.extend(self.deposits(id));
        facts.extend(self.offers(id, sites)?);
        facts.extend(self.demand(id, sites)?);
        if let Some(stood) = self.stood.as_deref().filter(|stood| stood.is_visit && !stood.is_cancelled) {
            facts.push(self.opened(id, stood, sites)?);
            facts.extend(self.ready(id, stood, sites)?);
        }
        Ok(facts)
    }

    /// What went with each invoice cost, on the day of the invoice; what was told later, when it was told.
    fn costs(&self, id: Uuid, sites: &Sites) -> Result<Vec<Fact>, Problem> {
        let mut facts = vec![];
        for (invoice, sold) in &self.sold {
            let mut days = BTreeMap::<NaiveDate, Sums>::new();
            for (line, is_given) in &sold.lines {
                for (day, measure, cost) in self.costs_of(*line, sold, sites)? {
                    let sums = days.entry(day).or_default();
                    sums[measure] += cost;
                    if *is_given && measure == Measure::PartsCost {
                        sums[Measure::FreePartsCost] += cost;
                    }
                }
            }
            let fact = |(day, sums)| Fact {
                id: part(Kind::Cost, id, *invoice, Some(day)),
                kind: Kind::Cost,
                site_id: sold.site_id,
                day,
                number: sold.number.clone(),
                label: sold.customer.clone(),
                document: (Document::WorkOrder, id),
                sums,
            };
            facts.extend(days.into_iter().filter(|(_, sums)| !sums.is_nothing()).map(fact));
        }
        Ok(facts)
    }

    /// What the shelf told of a line; where it told nothing, what the order says.
    pub fn costs_of(&self, line: LineId, sold: &Sold, sites: &Sites) -> Result<Vec<(NaiveDate, Measure, i64)>, Problem> {
        let mut costs = vec![];
        for valued in self.valued.values() {
            let cost: i64 = valued.lines.iter().filter(|(of, _)| *of == line).map(|(_, cost)| cost).sum();
            if valued.lines.iter().any(|(of, _)| *of == line) {
                costs.push((sites.day(sold.site_id, valued.at)?.max(sold.on), Measure::PartsCost, cost));
            }
        }
        let written = self.stood.iter().flat_map(|stood| &stood.costs).find(|cost| cost.line_id == line);
        if let Some(cost) = written.filter(|cost| cost.is_sublet || costs.is_empty()) {
            let measure = if cost.is_sublet { Measure::SubletCost } else { Measure::PartsCost };
            costs.push((sold.on, measure, cost.cost.0));
        }
        Ok(costs)
    }

    /// Somebody paid for a visit: it counts once, on the day of its first invoice.
    fn car(&self, id: Uuid) -> Option<Fact> {
        let paid = self.sold.values().filter(|sold| sold.is_visit && sold.net > 0);
        let first = paid.min_by_key(|sold| (sold.on, sold.number.clone()))?;
        Some(Fact {
            id: part(Kind::Car, id, Uuid::nil(), None),
            kind: Kind::Car,
            site_id: first.site_id,
            day: first.on,
            number: first.order.clone(),
            label: first.customer.clone(),
            document: (Document::WorkOrder, id),
            sums: Sums::of([(Measure::Cars, 1)]),
        })
    }

    /// Each job that the customer was shown, on the day on which they were first.
    fn offers(&self, id: Uuid, sites: &Sites) -> Result<Vec<Fact>, Problem> {
        let Some(stood) = self.stood.as_deref() else { return Ok(vec![]) };
        let mut facts = vec![];
        for job in &stood.offers {
            let Some(shown) = self.shown.get(&job.id) else { continue };
            let (day, sums) = (sites.day(stood.site_id, *shown)?, offer(job, *shown));
            facts.push(Fact { id: part(Kind::Offer, id, job.id.0, None), day, sums, ..of_order(Kind::Offer, id, stood) });
        }
        Ok(facts)
    }

    fn opened(&self, id: Uuid, stood: &WorkOrderStood, sites: &Sites) -> Result<Fact, Problem> {
        let comebacks = i64::from(self.is_comeback);
        let inspected = i64::from(!self.inspections.is_empty());
        let sums = Sums::of([(Measure::Opened, 1), (Measure::Comebacks, comebacks), (Measure::Inspected, inspected)]);
        Ok(Fact { day: sites.day(stood.site_id, stood.opened_at)?, sums, ..of_order(Kind::Opened, id, stood) })
    }

    fn ready(&self, id: Uuid, stood: &WorkOrderStood, sites: &Sites) -> Result<Option<Fact>, Problem> {
        let Some(at) = stood.completed_at else { return Ok(None) };
        let kept = |promise: Option<DateTime<Utc>>| i64::from(promise.is_some_and(|promise| at <= promise));
        let sums = Sums::of([
            (Measure::Ready, 1),
            (Measure::Promised, i64::from(self.first_promise.is_some())),
            (Measure::OnFirstPromise, kept(self.first_promise)),
            (Measure::OnLastPromise, kept(stood.promised_at)),
            (Measure::Cycle, (at - stood.opened_at).num_seconds().max(0)),
            (Measure::Touch, self.worked.values().sum()),
        ]);
        Ok(Some(Fact { day: sites.day(stood.site_id, at)?, sums, ..of_order(Kind::Ready, id, stood) }))
    }
}

/// What is approved after that is new business.
const FINAL: TimeDelta = TimeDelta::days(90);

fn offer(job: &OfferedJob, shown: DateTime<Utc>) -> Sums {
    let in_time = job.decided_at.is_none_or(|at| at - shown <= FINAL);
    let is_approved = i64::from(job.is_approved == Some(true) && in_time);
    Sums::of([
        (Measure::Offered, 1),
        (Measure::OfferedValue, job.net.0),
        (Measure::Approved, is_approved),
        (Measure::ApprovedValue, is_approved * job.net.0),
        (Measure::Undecided, i64::from(job.is_approved.is_none())),
    ])
}

pub fn of_order(kind: Kind, id: Uuid, stood: &WorkOrderStood) -> Fact {
    Fact {
        id: part(kind, id, Uuid::nil(), None),
        kind,
        site_id: stood.site_id,
        day: NaiveDate::MIN,
        number: stood.number.clone(),
        label: stood.customer_name.clone(),
        document: (Document::WorkOrder, id),
        sums: Sums::default(),
    }
}
