//! What the API shows of technicians and services.

use chrono::NaiveDate;
use contracts::scheduling::Translated;
use kernel::{Amount, SiteId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::api::view::ReportedSite;
use crate::kpis;
use crate::measures::{Measure, Sums};
use crate::shares::{By, Counts};
use crate::store::shares::Row;

/// What each technician or each service did in a period.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct Breakdown {
    pub from: NaiveDate,
    pub until: NaiveDate,
    /// The sites of each currency together.
    pub groups: Vec<BreakdownGroup>,
}

#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct BreakdownGroup {
    #[schema(example = "TND")]
    pub currency: String,
    pub sites: Vec<ReportedSite>,
    /// Of the period: what the parts add up to.
    pub total: BreakdownCounts,
    /// Who sold the most first; what is of nobody, or beyond two hundred, last.
    pub parts: Vec<BreakdownPart>,
}

#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct BreakdownPart {
    /// Of a person, or of what jobs were made of; of jobs that were written by hand, of their words. The nil id of what is of nobody.
    pub id: Uuid,
    /// Null of what is of nobody.
    pub name: Option<Translated>,
    pub counts: BreakdownCounts,
}

/// Amounts are minor units without VAT.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct BreakdownCounts {
    pub sales: Amount,
    pub labour: Amount,
    pub parts: Amount,
    /// Thousandths of an hour, also those that the garage gave.
    pub sold: i64,
    /// Thousandths of an hour that somebody pays.
    pub billed: i64,
    /// Seconds on jobs, and seconds that were attended; null of services.
    pub worked: Option<i64>,
    pub attended: Option<i64>,
    /// Billed over worked, and billed over attended, in hundredths of a per cent; null over nothing.
    pub efficiency: Option<i64>,
    pub productivity: Option<i64>,
    /// Jobs that somebody paid for first in the period; null of technicians, of whom several may do one.
    pub jobs: Option<i64>,
    /// Of parts and of what others did, and what sales leave of it before wages; null for whom costs are hidden.
    pub cost: Option<Amount>,
    pub margin: Option<Amount>,
    /// Margin over sales, in hundredths of a per cent; null over nothing too.
    pub margin_share: Option<i64>,
}

/// What of a document, or of a clocking, is of one technician or one service.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct BreakdownRow {
    pub id: Uuid,
    pub site_id: SiteId,
    pub day: NaiveDate,
    /// Of the document; of time, of the order.
    pub number: String,
    /// Whose document, or who clocked.
    pub label: String,
    /// `invoice`, `credit_note` or `user`
    pub document: String,
    pub document_id: Uuid,
    pub counts: BreakdownCounts,
}

/// How it is shown: by what, and whether costs are.
#[derive(Clone, Copy, Debug)]
pub struct Shown {
    pub by: By,
    pub costs: bool,
}

impl BreakdownCounts {
    pub fn of(counts: Counts, Shown { by, costs }: Shown) -> Self {
        let Counts { sales, labour, parts, sold, billed, cost, attended, worked, jobs } = counts;
        let is_person = by == By::Technician;
        let sums = Sums::of([(Measure::Hours, billed), (Measure::Worked, worked), (Measure::Attended, attended)]);
        // As the figures of these names are defined.
        let kpi = |id: &str| kpis::find(id).filter(|_| is_person).and_then(|kpi| kpi.of(&sums).2);
        Self {
            sales: Amount(sales),
            labour: Amount(labour),
            parts: Amount(parts),
            sold,
            billed,
            worked: is_person.then_some(worked),
            attended: is_person.then_some(attended),
            efficiency: kpi("efficiency"),
            productivity: kpi("productivity"),
            jobs: (!is_person).then_some(jobs),
            cost: costs.then_some(Amount(cost)),
            margin: costs.then_some(Amount(sales - cost)),
            margin_share: kpis::share(sales - cost, sales).filter(|_| costs),
        }
    }
}

impl BreakdownRow {
    pub fn of(row: Row, shown: Shown) -> Self {
        let Row { id, site_id, day, number, label, document, document_id, counts } = row;
        Self { id, site_id, day, number, label, document, document_id, counts: BreakdownCounts::of(counts, shown) }
    }
}
