//! What an order leaks: work, parts and time that nobody is asked to pay.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};
use contracts::workshop::{JobId, LineId, LineKind, StoodLine, WorkOrderStood};
use kernel::money::pro_rata;
use kernel::{Amount, Problem};
use uuid::Uuid;

use super::order::Order;
use crate::facts::Document;
use crate::leaks::{self, Kind, Leak, OPEN_FOR_LONG};
use crate::sites::Sites;

/// Whoever clocked so little, in seconds, looked and left.
const A_LOOK: i64 = 300;

impl Order {
    pub fn leaks(&self, id: Uuid, sites: &Sites) -> Result<Vec<Leak>, Problem> {
        let Some(stood) = self.stood.as_deref() else { return Ok(vec![]) };
        // What was told before lines were: nobody knows what is to be invoiced.
        if stood.completed_at.is_some() && stood.lines.is_none() {
            return Ok(vec![]);
        }
        let lines = stood.lines.as_deref().unwrap_or_default();
        let found = [self.not_invoiced(id, stood, sites)?, self.parts(id, (stood, lines), sites)?, self.labour(id, (stood, lines), sites)?];
        Ok(found.into_iter().flatten().collect())
    }

    fn is_sold(&self, line: LineId) -> bool {
        self.sold.values().any(|sold| sold.has(line))
    }

    /// What is done and on no invoice.
    fn not_invoiced(&self, id: Uuid, stood: &WorkOrderStood, sites: &Sites) -> Result<Option<Leak>, Problem> {
        let (Some(done_at), false, Some(lines)) = (stood.completed_at, stood.is_cancelled, &stood.lines) else { return Ok(None) };
        let open: i64 = lines.iter().filter(|line| !self.is_sold(line.line_id)).map(|line| line.net.0).sum();
        let since = sites.day(stood.site_id, done_at)?;
        Ok((open > 0).then(|| leak(Kind::NotInvoiced, id, stood, (since, open))))
    }

    /// Parts that left the shelf for lines that nobody asks for.
    fn parts(&self, id: Uuid, (stood, lines): (&WorkOrderStood, &[StoodLine]), sites: &Sites) -> Result<Option<Leak>, Problem> {
        let is_asked = |line: LineId| self.is_sold(line) || (!stood.is_cancelled && lines.iter().any(|stood| stood.line_id == line));
        let mut out = BTreeMap::<LineId, (i64, DateTime<Utc>)>::new();
        for (at, line, value) in self.shelf().filter(|(_, line, _)| !is_asked(*line)) {
            let (cost, first) = out.entry(line).or_insert((0, at));
            *cost += value;
            *first = at.min(*first);
        }
        // What came back is worth nothing any more.
        out.retain(|_, (cost, _)| *cost > 0);
        let cost = out.values().map(|(cost, _)| cost).sum();
        let Some(first) = out.values().map(|(_, first)| *first).min() else { return Ok(None) };
        let leak = leak(Kind::UnbilledParts, id, stood, (sites.day(stood.site_id, first)?, cost));
        let is_over = stood.is_cancelled || stood.completed_at.is_some();
        Ok(Some(if is_over { leak } else { leak.after(OPEN_FOR_LONG) }))
    }

    /// Time on jobs of which no labour is asked for, at the site's rate.
    fn labour(&self, id: Uuid, (stood, lines): (&WorkOrderStood, &[StoodLine]), sites: &Sites) -> Result<Option<Leak>, Problem> {
        if stood.completed_at.is_none() && !stood.is_cancelled {
            return Ok(None);
        }
        let asked: BTreeSet<JobId> = if stood.is_cancelled {
            BTreeSet::new()
        } else {
            lines.iter().filter(|line| line.kind == LineKind::Labour).map(|line| line.job_id).collect()
        };
        let (mut seconds, mut first) = (0, i64::MAX);
        for (clocking, worked) in self.worked.iter().filter(|(_, worked)| **worked > 0) {
            let Some((job, began)) = self.on.get(clocking) else { continue };
            // Time on the order itself is paid by whatever labour it has.
            if job.map_or(!asked.is_empty(), |job| asked.contains(&job)) {
                continue;
            }
            seconds += worked;
            first = first.min(*began);
        }
        if seconds < A_LOOK {
            return Ok(None);
        }
        let rate = sites.0.get(&stood.site_id).map_or(Amount::ZERO, |site| site.labour_rate);
        let since = sites.day(stood.site_id, DateTime::from_timestamp(first, 0).unwrap_or_default())?;
        let worth = pro_rata(rate, seconds, 3600).0;
        Ok((worth > 0).then(|| leak(Kind::UnbilledLabour, id, stood, (since, worth))))
    }
}

fn leak(kind: Kind, id: Uuid, stood: &WorkOrderStood, (since, amount): (chrono::NaiveDate, i64)) -> Leak {
    Leak {
        id: leaks::id(kind, id),
        kind,
        site_id: stood.site_id,
        since,
        red_on: leaks::red_on(kind, since),
        amount,
        number: stood.number.clone(),
        label: stood.customer_name.clone(),
        document: (Document::WorkOrder, id),
    }
}
