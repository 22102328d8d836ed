//! What a line that was sold is good for. Pure.

use chrono::{DateTime, Months, NaiveDate, Utc};
use contracts::inventory::ProductId;
use contracts::vehicles::VehicleId;
use contracts::workshop::{JobId, LineId, LineKind, WorkOrderId};
use garde::Validate;
use kernel::SiteId;
use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::work_orders::job::Job;
use crate::work_orders::line::Line;
use crate::work_orders::rows::NO_VEHICLE;
use crate::work_orders::work_order::WorkOrder;

/// How long something is good for: whichever ends first. Neither is no warranty.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct WarrantyTerm {
    #[serde(deserialize_with = "Option::deserialize")]
    #[garde(inner(range(min = 1, max = 240)))]
    #[schema(minimum = 1, maximum = 240)]
    pub months: Option<i32>,
    /// Kilometres from when it left.
    #[serde(deserialize_with = "Option::deserialize")]
    #[garde(inner(range(min = 1, max = 1_000_000)))]
    #[schema(minimum = 1, maximum = 1_000_000)]
    pub km: Option<i64>,
}

impl WarrantyTerm {
    pub fn is_none(self) -> bool {
        self == Self::default()
    }
}

/// What a site gives where nobody says otherwise.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields, default)]
pub struct UsualTerms {
    #[garde(dive)]
    pub part: WarrantyTerm,
    #[garde(dive)]
    pub labour: WarrantyTerm,
}

impl UsualTerms {
    /// Fees and what others did carry none by themselves.
    pub fn of(&self, kind: LineKind) -> WarrantyTerm {
        match kind {
            LineKind::Part => self.part,
            LineKind::Labour => self.labour,
            LineKind::Fee | LineKind::Sublet => WarrantyTerm::default(),
        }
    }
}

/// The warranty of a line: its term from when somebody chose one, and until when it holds from when it was sold.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, DeriveEntityModel)]
#[sea_orm(table_name = "workshop_warranties")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub line_id: LineId,
    pub order_id: WorkOrderId,
    pub order_number: String,
    pub site_id: SiteId,
    pub vehicle_id: VehicleId,
    pub job_id: JobId,
    pub job_title: String,
    pub kind: LineKind,
    pub product_id: Option<ProductId>,
    pub description: String,
    pub months: Option<i32>,
    pub km: Option<i64>,
    /// Somebody chose it for this line: it outlives a reopening.
    pub own: bool,
    /// None until the order is completed.
    pub sold_at: Option<DateTime<Utc>>,
    pub sold_km: Option<i64>,
    pub until_on: Option<NaiveDate>,
    pub until_km: Option<i64>,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

impl Model {
    /// Not sold yet.
    pub fn of(order: &WorkOrder, job: &Job, line: &Line, term: WarrantyTerm, own: bool) -> Self {
        Self {
            line_id: line.id,
            order_id: order.id,
            order_number: order.number.clone(),
            site_id: order.site_id,
            vehicle_id: order.vehicle.id.unwrap_or(NO_VEHICLE),
            job_id: job.id,
            job_title: job.title.clone(),
            kind: line.kind,
            product_id: line.product_id,
            description: line.description.clone(),
            months: term.months,
            km: term.km,
            own,
            sold_at: None,
            sold_km: None,
            until_on: None,
            until_km: None,
        }
    }

    pub fn term(&self) -> WarrantyTerm {
        WarrantyTerm { months: self.months, km: self.km }
    }

    /// From the day it was sold, at the reading when it left. Kilometres that nobody read begin nowhere: only the months count then.
    fn sell(&mut self, at: DateTime<Utc>, km: Option<i64>) {
        let months = self.months.and_then(|months| u32::try_from(months).ok()).map(Months::new);
        self.sold_at = Some(at);
        self.sold_km = km;
        self.until_on = months.and_then(|months| at.date_naive().checked_add_months(months));
        self.until_km = self.km.zip(km).map(|(term, km)| km + term);
    }
}

/// The warranties of a completed order: each approved line by its own term, or the site's. `chosen` are those that were chosen before.
pub fn sell(order: &WorkOrder, chosen: &[Model], usual: &UsualTerms, at: DateTime<Utc>) -> Vec<Model> {
    let km = order.odometer_out.or(order.odometer_in);
    let rows = order.approved_lines().map(|(job, line)| {
        let own = chosen.iter().find(|row| row.line_id == line.id && row.own).map(Model::term);
        let mut row = Model::of(order, job, line, own.unwrap_or(usual.of(line.kind)), own.is_some());
        row.sell(at, km);
        row
    });
    rows.filter(|row| row.own || !row.term().is_none()).collect()
}

/// Whether it holds on a day, at a reading where there is one.
pub fn is_covered(row: &Model, day: NaiveDate, km: Option<i64>) -> bool {
    let is_in_time = row.until_on.is_none_or(|until| day <= until);
    let is_in_reach = row.until_km.zip(km).is_none_or(|(until, km)| km <= until);
    row.sold_at.is_some() && !row.term().is_none() && is_in_time && is_in_reach
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::work_orders::fixture::{in_progress, now};

    const YEAR: WarrantyTerm = WarrantyTerm { months: Some(12), km: Some(20_000) };

    fn usual() -> UsualTerms {
        UsualTerms { part: YEAR, labour: WarrantyTerm { months: Some(3), km: None } }
    }

    #[test]
    fn each_line_is_sold_with_the_sites_terms() {
        let mut order = in_progress();
        order.odometer_out = Some(84_310);
        let sold = sell(&order, &[], &usual(), now());
        assert_eq!(sold.len(), order.approved_lines().count());
        let part = sold.iter().find(|row| row.kind == LineKind::Part).unwrap();
        assert_eq!((part.until_km, part.until_on), (Some(104_310), now().date_naive().checked_add_months(Months::new(12))));
        let labour = sold.iter().find(|row| row.kind == LineKind::Labour).unwrap();
        assert_eq!(labour.until_km, None);
    }

    #[test]
    fn what_was_chosen_for_a_line_counts_and_may_be_nothing() {
        let order = in_progress();
        let (job, line) = order.approved_lines().next().unwrap();
        let none = Model::of(&order, job, line, WarrantyTerm::default(), true);
        let sold = sell(&order, &[none], &usual(), now());
        let row = sold.iter().find(|row| row.line_id == line.id).unwrap();
        assert!(row.own && !is_covered(row, now().date_naive(), None));
        assert!(sell(&order, &[], &UsualTerms::default(), now()).is_empty());
    }

    #[test]
    fn a_warranty_ends_by_date_or_kilometres_whichever_is_first() {
        let mut order = in_progress();
        order.odometer_out = Some(84_310);
        let sold = sell(&order, &[], &usual(), now());
        let part = sold.iter().find(|row| row.kind == LineKind::Part).unwrap();
        let (first, last) = (now().date_naive(), part.until_on.unwrap());
        assert!(is_covered(part, first, None) && is_covered(part, last, Some(104_310)));
        assert!(!is_covered(part, last.succ_opt().unwrap(), Some(90_000)));
        assert!(!is_covered(part, first, Some(104_311)));
    }
}
