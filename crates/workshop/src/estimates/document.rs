//! What a version says: the order as the customer was shown it, and its fingerprint.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use contracts::customers::Exemption;
use contracts::workshop::{EstimateId, JobId, LineId, LineKind};
use kernel::idempotency::hex;
use kernel::money::Totals;
use kernel::{Amount, BasisPoints, Problem, Quantity};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use utoipa::ToSchema;

use super::error::Error;
use super::tables::version;
use crate::deposits::DepositAsk;
use crate::work_orders::estimate::Offer;
use crate::work_orders::job::Job;
use crate::work_orders::line::Line;
use crate::work_orders::work_order::WorkOrder;

/// An estimate as it was sent: never written again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = EstimateDocument)]
pub struct Document {
    pub version: i64,
    #[schema(example = "LAC-2026-00042")]
    pub number: String,
    pub customer: String,
    pub plate: String,
    pub vehicle: String,
    pub sent_at: DateTime<Utc>,
    pub sent_by: String,
    /// The customer may decide until then.
    pub expires_at: DateTime<Utc>,
    /// All of the order that were not declined.
    pub jobs: Vec<DocumentJob>,
    pub totals: Totals,
    /// Notes for the customer when it was sent.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<String>,
    /// What is asked ahead of what is approved.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub deposit: Option<DepositAsk>,
    /// By which it is offered without VAT.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub exemption: Option<Exemption>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = EstimateDocumentJob)]
pub struct DocumentJob {
    pub id: JobId,
    pub title: String,
    pub concern: Option<String>,
    /// Approved before this version was sent.
    pub approved: bool,
    /// Jobs that share this name are options of which one can be approved.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub option_group: Option<String>,
    pub lines: Vec<DocumentLine>,
    /// Without stamp duty.
    pub totals: Totals,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = EstimateDocumentLine)]
pub struct DocumentLine {
    pub id: LineId,
    pub kind: LineKind,
    pub code: Option<String>,
    pub description: String,
    pub unit: String,
    pub quantity: Quantity,
    pub unit_price: Amount,
    pub discount: BasisPoints,
    /// What a unit was told to cost with tax, where that is asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub unit_price_with_tax: Option<Amount>,
    /// What is charged.
    pub vat_rate: BasisPoints,
    /// What is taken off beside the discount: by the job's and the order's, or because somebody else bears it.
    #[serde(default, skip_serializing_if = "is_nothing")]
    pub off: Amount,
    pub net: Amount,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands out references")]
fn is_nothing(amount: &Amount) -> bool {
    amount.is_zero()
}

/// How a version goes out.
pub struct Sending<'a> {
    pub version: i64,
    pub by: &'a str,
    pub at: DateTime<Utc>,
    pub expires_at: DateTime<Utc>,
}

/// Freezes the order as the customer is to see it. Something must wait for their word, and everything must say what it costs.
pub fn freeze(order: &WorkOrder, sending: &Sending<'_>) -> Result<Document, Error> {
    let jobs: Vec<_> = order.jobs.iter().filter(|job| !job.is_declined()).collect();
    if !jobs.iter().any(|job| job.is_waiting()) {
        return Err(Error::NothingToSend);
    }
    let without: Vec<_> = jobs.iter().filter(|job| job.is_waiting() && job.lines.is_empty()).map(|job| job.title.clone()).collect();
    if !without.is_empty() {
        return Err(Error::LinesMissing(without));
    }
    Ok(Document {
        version: sending.version,
        number: order.number.clone(),
        customer: order.customer.name.clone(),
        plate: order.vehicle.plate.clone(),
        vehicle: order.vehicle.label.clone(),
        sent_at: sending.at,
        sent_by: sending.by.to_owned(),
        expires_at: sending.expires_at,
        jobs: jobs.iter().map(|job| job_of(job, order)).collect(),
        totals: order.totals(),
        notes: vec![],
        deposit: order.deposit.ask,
        exemption: order.exemption.clone(),
    })
}

fn job_of(job: &Job, order: &WorkOrder) -> DocumentJob {
    DocumentJob {
        id: job.id,
        title: job.title.clone(),
        concern: job.concern.clone(),
        approved: job.is_approved(),
        option_group: job.option_group.clone(),
        lines: job.lines.iter().map(line_of).collect(),
        totals: job.totals(order.terms.currency),
    }
}

pub fn line_of(line: &Line) -> DocumentLine {
    DocumentLine {
        id: line.id,
        kind: line.kind,
        code: line.code.clone(),
        description: line.description.clone(),
        unit: line.unit.clone(),
        quantity: line.quantity,
        unit_price: line.unit_price,
        discount: line.discount,
        unit_price_with_tax: line.told(),
        vat_rate: line.taxed().rate,
        off: line.taken.off + line.taken.given,
        net: line.net(),
    }
}

/// The row of a new version. Its hash is of the text that is kept, letter by letter.
pub fn row(order: &WorkOrder, document: &Document, by_message: bool) -> Result<version::Model, Problem> {
    let content = serde_json::to_string(document).map_err(|error| Problem::internal(&error))?;
    Ok(version::Model {
        id: EstimateId::new(),
        order_id: order.id,
        site_id: order.site_id,
        number: document.version,
        hash: hex(&Sha256::digest(&content)),
        by_message,
        sent_at: document.sent_at,
        sent_by: document.sent_by.clone(),
        expires_at: document.expires_at,
        first_opened_at: None,
        decided_at: None,
        currency: document.totals.currency.clone(),
        total: document.totals.total,
        content,
        asked_id: None,
        asked_name: None,
    })
}

impl version::Model {
    pub fn document(&self) -> Result<Document, Problem> {
        serde_json::from_str(&self.content).map_err(|error| Problem::internal(&error))
    }
}

impl Document {
    pub fn job(&self, id: JobId) -> Option<&DocumentJob> {
        self.jobs.iter().find(|job| job.id == id)
    }

    /// Its prices, for what the customer says to them.
    pub fn offer(&self) -> Offer {
        let amounts: HashMap<_, _> = self.jobs.iter().map(|job| (job.id, (job.totals.net, job.totals.asked()))).collect();
        Offer { version: self.version, amounts, is_exempt: self.exemption.is_some() }
    }
}

#[cfg(test)]
mod tests {
    use chrono::TimeDelta;

    use super::*;
    use crate::work_orders::fixture::{approved, estimate, now};
    use crate::work_orders::line::LineChanges;

    fn sending(version: i64) -> Sending<'static> {
        Sending { version, by: "Nadia", at: now(), expires_at: now() + TimeDelta::days(14) }
    }

    #[test]
    fn a_version_has_the_figures_of_the_order_and_a_hash_of_its_text() {
        let order = estimate();
        let document = freeze(&order, &sending(1)).unwrap();
        let figures: Vec<_> = document.jobs.iter().map(|job| job.totals.net.0).collect();
        assert_eq!((figures, document.totals.total.0), (vec![151_550, 401_550, 43_900], 711_430));
        let row = row(&order, &document, true).unwrap();
        assert_eq!(row.hash, hex(&Sha256::digest(&row.content)));
        assert_eq!(row.document().unwrap(), document);
    }

    #[test]
    fn another_price_is_another_hash() {
        let mut order = estimate();
        let first = row(&order, &freeze(&order, &sending(1)).unwrap(), true).unwrap();
        let line = order.jobs[1].lines[2].id;
        order.update_line(line, LineChanges { unit_price: Some(Amount(99_000)), ..LineChanges::default() }).unwrap();
        let second = row(&order, &freeze(&order, &sending(1)).unwrap(), true).unwrap();
        assert_ne!(first.hash, second.hash);
    }

    #[test]
    fn what_is_decided_already_is_no_estimate_and_a_job_without_a_price_neither() {
        assert_eq!(freeze(&approved(), &sending(1)), Err(Error::NothingToSend));
        let mut order = approved();
        order.add_job(Job::new("Wipers".into(), None)).unwrap();
        assert_eq!(freeze(&order, &sending(1)), Err(Error::LinesMissing(vec!["Wipers".into()])));
    }

    #[test]
    fn declined_jobs_are_left_out_and_approved_ones_stand_as_such() {
        let mut order = approved();
        let mut wipers = Job::new("Wipers".into(), None);
        wipers.lines = order.jobs[2].lines.clone();
        order.add_job(wipers).unwrap();
        let document = freeze(&order, &sending(2)).unwrap();
        let shown: Vec<_> = document.jobs.iter().map(|job| (job.title.as_str(), job.approved)).collect();
        assert_eq!(shown, [("Oil service", true), ("Front brakes", true), ("Wipers", false)]);
    }
}
