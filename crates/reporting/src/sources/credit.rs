//! Of what an order sold, whose it is and which service it was.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use contracts::billing::SoldLine;
use contracts::workshop::{CoverKind, JobId, LineId, LineKind, StoodJob, WorkOrderStood};
use kernel::{Problem, SiteId};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::order::Order;
use super::sale::paid_hours;
use crate::facts::Document;
use crate::names::service;
use crate::shares::{By, Counts, NOBODY, Share, id};
use crate::sites::Sites;

/// Its jobs, as they were told: what an order that is worked on again tells no more was sold all the same.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Credit {
    /// Of which job a line is.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    jobs: BTreeMap<LineId, JobId>,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    done: BTreeMap<JobId, Done>,
    /// Who clocked.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    clocked: BTreeMap<Uuid, Uuid>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Done {
    service: Uuid,
    /// Who is credited with which part, where somebody chose.
    shares: Vec<(Uuid, i64)>,
}

impl Credit {
    pub fn is_nothing(&self) -> bool {
        *self == Self::default()
    }

    pub fn stood(&mut self, told: &WorkOrderStood) {
        self.jobs.extend(told.lines.iter().flatten().map(|line| (line.line_id, line.job_id)));
        let done = |job: &StoodJob| {
            let shares = job.shares.iter().map(|(user, _, share)| (user.0, i64::from(share.0))).collect();
            (job.id, Done { service: service(job), shares })
        };
        self.done.extend(told.jobs.iter().map(done));
    }

    pub fn worked(&mut self, clocking: Uuid, user: Uuid) {
        self.clocked.insert(clocking, user);
    }
}

/// What a document charged of an order, or gave back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Billed {
    pub site_id: SiteId,
    pub on: NaiveDate,
    pub number: String,
    pub is_credit: bool,
    pub is_visit: bool,
    pub customer: String,
    pub lines: Vec<BilledLine>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BilledLine {
    pub line_id: LineId,
    pub kind: LineKind,
    pub net: i64,
    sold: i64,
    billed: i64,
}

impl BilledLine {
    pub fn of(line: &SoldLine) -> Self {
        let is_labour = line.kind == LineKind::Labour;
        let billed = if is_labour { paid_hours(line) } else { 0 };
        // Of what two pay each has their part; what the garage gives was sold as well.
        let sold = if line.cover == Some(CoverKind::Payer) || !is_labour { billed } else { line.quantity.0 };
        Self { line_id: line.line_id, kind: line.kind, net: line.net.0, sold, billed }
    }

    fn counts(&self) -> Counts {
        let of = |kind| if self.kind == kind { self.net } else { 0 };
        let (labour, parts) = (of(LineKind::Labour), of(LineKind::Part));
        Counts { sales: self.net, labour, parts, sold: self.sold, billed: self.billed, ..Counts::default() }
    }
}

impl Billed {
    pub fn document(&self) -> Document {
        if self.is_credit { Document::CreditNote } else { Document::Invoice }
    }
}

impl Order {
    /// Of each document, what is of one technician, and of one service.
    pub fn shares(&self, order: Uuid, sites: &Sites) -> Result<Vec<Share>, Problem> {
        let first = self.first_paid();
        let mut shares = vec![];
        for (document, billed) in &self.billed {
            let mut whose = BTreeMap::<(By, Uuid, NaiveDate), Counts>::new();
            for ((day, job), mut counts) in self.by_job(*document, billed, sites)? {
                for (technician, part) in counts.split(&self.who_did(job)) {
                    whose.entry((By::Technician, technician, day)).or_default().add(part);
                }
                let is_first = day == billed.on && job.is_some_and(|job| first.get(&job) == Some(document));
                counts.jobs = i64::from(is_first);
                whose.entry((By::Service, self.service(job), day)).or_default().add(counts);
            }
            whose.retain(|_, counts| !counts.is_nothing());
            let share = |((by, whose, day), counts)| Share {
                id: id(by, (order, *document), whose, day),
                by,
                whose,
                site_id: billed.site_id,
                day,
                number: billed.number.clone(),
                label: billed.customer.clone(),
                document: (billed.document(), *document),
                counts,
            };
            shares.extend(whose.into_iter().map(share));
        }
        Ok(shares)
    }

    /// What a document sold of each job, and what that cost, on its days.
    fn by_job(&self, document: Uuid, billed: &Billed, sites: &Sites) -> Result<BTreeMap<(NaiveDate, Option<JobId>), Counts>, Problem> {
        let job = |line: LineId| self.credit.jobs.get(&line).copied();
        let mut jobs = BTreeMap::<_, Counts>::new();
        for line in billed.lines.iter().filter(|line| !self.is_deposit(line)) {
            jobs.entry((billed.on, job(line.line_id))).or_default().add(line.counts());
        }
        let Some(sold) = self.sold.get(&document) else { return Ok(jobs) };
        for line in sold.lines() {
            for (day, _, cost) in self.costs_of(line, sold, sites)? {
                jobs.entry((day, job(line))).or_default().add(Counts { cost, ..Counts::default() });
            }
        }
        Ok(jobs)
    }

    /// Of each job that somebody paid for, the first invoice.
    fn first_paid(&self) -> BTreeMap<JobId, Uuid> {
        let mut first = BTreeMap::new();
        let mut invoices: Vec<_> = self.billed.iter().filter(|(_, billed)| !billed.is_credit).collect();
        invoices.sort_by_key(|(id, billed)| (billed.on, &billed.number, **id));
        for (id, billed) in invoices {
            let mut nets = BTreeMap::<JobId, i64>::new();
            for line in &billed.lines {
                if let Some(job) = self.credit.jobs.get(&line.line_id) {
                    *nets.entry(*job).or_default() += line.net;
                }
            }
            for (job, _) in nets.into_iter().filter(|(_, net)| *net > 0) {
                first.entry(job).or_insert(*id);
            }
        }
        first
    }

    fn service(&self, job: Option<JobId>) -> Uuid {
        job.and_then(|job| self.credit.done.get(&job)).map_or(NOBODY, |done| done.service)
    }

    /// Between whom a job is split (decision 0049): as somebody chose; else those who clocked work on it; else on the order; else the order's
    /// technician.
    fn who_did(&self, job: Option<JobId>) -> Vec<(Uuid, i64)> {
        if let Some(done) = job.and_then(|job| self.credit.done.get(&job)).filter(|done| !done.shares.is_empty()) {
            return done.shares.clone();
        }
        let on_it = self.clocked(|on| job.is_some() && *on == job);
        let who = if on_it.is_empty() { self.clocked(|_| true) } else { on_it };
        if !who.is_empty() {
            return who;
        }
        self.stood.iter().filter_map(|stood| stood.technician.as_ref()).map(|(user, _)| (user.0, 1)).collect()
    }

    /// Who worked how long, in the order in which they began.
    fn clocked(&self, is_on: impl Fn(&Option<JobId>) -> bool) -> Vec<(Uuid, i64)> {
        let mut rows: Vec<_> = self.on.iter().filter(|(_, (job, _))| is_on(job)).map(|(id, (_, began))| (*began, *id)).collect();
        rows.sort_unstable();
        let (mut who, mut known) = (Vec::<(Uuid, i64)>::new(), BTreeSet::new());
        for (_, clocking) in rows {
            let (Some(user), Some(seconds)) = (self.credit.clocked.get(&clocking), self.worked.get(&clocking)) else { continue };
            if *seconds <= 0 {
                continue;
            }
            if known.insert(*user) {
                who.push((*user, *seconds));
            } else if let Some((_, sum)) = who.iter_mut().find(|(known, _)| known == user) {
                *sum += seconds;
            }
        }
        who
    }
}
