//! What is open of an invoice, and what was on each day.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use contracts::billing::{InvoiceState, SaleRecorded};
use kernel::{Problem, SiteId};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::debts::Owed;
use crate::facts::{Document, Fact, Kind, part};
use crate::measures::{Measure, Sums};
use crate::sites::Sites;

/// As billing said it last, and as it said it before. What is the customer's own, because more was paid than is asked for by now, is no debt.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Debt {
    pub site_id: Option<SiteId>,
    pub number: String,
    pub customer: String,
    pub due: i64,
    pub due_on: Option<NaiveDate>,
    /// What was open from the day of its issue on, as its document says.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    days: BTreeMap<NaiveDate, i64>,
    /// What was open from each of these moments on.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    moments: BTreeMap<DateTime<Utc>, i64>,
}

impl Debt {
    /// Heard of something that happened at `at`.
    pub fn told(&mut self, invoice: &InvoiceState, at: DateTime<Utc>) {
        self.site_id = Some(invoice.site_id);
        self.number = invoice.number.clone().unwrap_or_default();
        self.due = invoice.due.0;
        self.due_on = invoice.due_on;
        self.moments.insert(at, invoice.due.0);
    }

    pub fn sold(&mut self, sale: &SaleRecorded) {
        self.site_id = Some(sale.site_id);
        self.number.clone_from(&sale.number);
        self.customer.clone_from(&sale.customer_name);
        self.due = sale.due.0;
        self.due_on = sale.due_on;
        self.days.insert(sale.on, sale.due.0);
    }

    pub fn facts(&self, id: Uuid) -> Vec<Fact> {
        let (Some(site_id), Some(day), true) = (self.site_id, self.due_on, self.due > 0) else { return vec![] };
        vec![Fact {
            id: part(Kind::Open, id, Uuid::nil(), None),
            kind: Kind::Open,
            site_id,
            day,
            number: self.number.clone(),
            label: self.customer.clone(),
            document: (Document::Invoice, id),
            sums: Sums::of([(Measure::Open, self.due)]),
        }]
    }

    /// From when until when how much of it was open.
    pub fn owed(&self, id: Uuid, sites: &Sites) -> Result<Vec<Owed>, Problem> {
        let (Some(site_id), Some(due_on)) = (self.site_id, self.due_on) else { return Ok(vec![]) };
        let mut days = self.days.clone();
        for (at, due) in &self.moments {
            days.insert(sites.day(site_id, *at)?, *due);
        }
        let mut owed = Vec::<Owed>::new();
        for (day, due) in days {
            if owed.last().is_some_and(|last| last.until.is_none() && last.open == due) {
                continue;
            }
            if let Some(last) = owed.last_mut().filter(|last| last.until.is_none()) {
                last.until = Some(day);
            }
            if due > 0 {
                owed.push(Owed { invoice: id, site_id, since: day, until: None, due_on, open: due });
            }
        }
        Ok(owed)
    }
}

#[cfg(test)]
mod tests {
    use kernel::Amount;

    use super::*;
    use crate::sites::Site;

    fn at(text: &str) -> DateTime<Utc> {
        text.parse().unwrap()
    }

    /// In Tunis, an hour ahead.
    fn owed(sold: &[(&str, i64)], told: &[(&str, i64)]) -> Vec<(String, Option<String>, i64)> {
        let id = SiteId(Uuid::nil());
        let site = Site { id, name: String::new(), zone: chrono_tz::Africa::Tunis, currency: "TND".into(), labour_rate: Amount(0) };
        let day = |day: &str| day.parse::<NaiveDate>().unwrap();
        let debt = Debt {
            site_id: Some(id),
            due_on: Some(day("2026-03-31")),
            days: sold.iter().map(|(on, due)| (day(on), *due)).collect(),
            moments: told.iter().map(|(when, due)| (at(when), *due)).collect(),
            ..Debt::default()
        };
        let told = |owed: Owed| (owed.since.to_string(), owed.until.map(|day| day.to_string()), owed.open);
        debt.owed(Uuid::nil(), &Sites([(id, site)].into())).unwrap().into_iter().map(told).collect()
    }

    #[test]
    fn each_day_has_what_was_open_when_it_ended() {
        let told =
            [("2026-03-01T10:00:00Z", 500), ("2026-03-04T10:00:00Z", 300), ("2026-03-04T11:00:00Z", 200), ("2026-03-08T23:30:00Z", 0)];
        let expected = [("2026-03-01".into(), Some("2026-03-04".into()), 500), ("2026-03-04".into(), Some("2026-03-09".into()), 200)];
        assert_eq!(owed(&[("2026-03-01", 500)], &told), expected, "after midnight in Tunis");
        assert_eq!(owed(&[("2026-03-01", 500)], &[("2026-03-01T15:00:00Z", 0)]), [], "it was paid the same day");
    }

    #[test]
    fn what_came_back_is_open_again_and_what_is_the_customers_own_is_no_debt() {
        let told = [("2026-03-02T10:00:00Z", -100), ("2026-03-03T10:00:00Z", 400), ("2026-03-05T10:00:00Z", 400)];
        assert_eq!(
            owed(&[("2026-03-01", 500)], &told),
            [("2026-03-01".into(), Some("2026-03-02".into()), 500), ("2026-03-03".into(), None, 400)]
        );
    }
}
