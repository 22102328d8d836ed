//! An entry: a job that was not done.

use chrono::{DateTime, Days, NaiveDate};
use contracts::customers::CustomerId;
use contracts::inventory::ProductId;
use contracts::vehicles::VehicleId;
use contracts::workshop::{DeferredJobId, JobId, LineKind, WorkOrderId};
use kernel::{Amount, BasisPoints, Problem, Quantity, SiteId};
use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::work_orders::input::LineInput;
use crate::work_orders::job::{Authorisation, Job};
use crate::work_orders::line::Line;
use crate::work_orders::work_order::WorkOrder;

/// When a job that was not done is offered again, unless somebody says otherwise (PRODUCT 3.1 step 13).
const COMES_BACK_AFTER: Days = Days::new(90);
const COMES_BACK_KM: i64 = 5_000;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, EnumIter, DeriveActiveEnum, ToSchema)]
#[serde(rename_all = "snake_case")]
#[sea_orm(rs_type = "String", db_type = "String(StringLen::None)", rename_all = "snake_case")]
pub enum DeferredState {
    Open,
    Sold,
    DoneElsewhere,
    Obsolete,
}

/// A row of workshop's deferred jobs.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Serialize)]
#[sea_orm(table_name = "workshop_deferred_jobs")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: DeferredJobId,
    pub site_id: SiteId,
    pub vehicle_id: VehicleId,
    pub customer_id: CustomerId,
    /// Where it was offered last.
    pub order_id: WorkOrderId,
    pub order_number: String,
    pub job_id: JobId,
    pub title: String,
    pub concern: Option<String>,
    /// Why the customer declined.
    pub reason: Option<String>,
    /// As JSON: [`KeptLine`]s.
    pub lines: String,
    /// With VAT.
    pub gross: Amount,
    pub currency: String,
    /// Seconds since 1970.
    pub deferred_at: i64,
    pub due_on: Option<NaiveDate>,
    pub due_km: Option<i64>,
    pub state: DeferredState,
    pub closed_at: Option<i64>,
    pub closed_by: Option<String>,
    pub closed_note: Option<String>,
    /// The job that offers it again.
    pub offered_order_id: Option<WorkOrderId>,
    pub offered_order_number: Option<String>,
    pub offered_job_id: Option<JobId>,
    pub version: i64,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

pub use Model as Deferred;

/// A line as it was offered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = DeferredLine)]
pub struct KeptLine {
    pub kind: LineKind,
    pub product_id: Option<ProductId>,
    pub code: Option<String>,
    pub description: String,
    pub unit: String,
    pub quantity: Quantity,
    /// Net, of that day.
    pub unit_price: Amount,
    /// What was told of it with tax, where that counted.
    #[serde(default)]
    pub unit_price_with_tax: Option<Amount>,
    pub discount: BasisPoints,
    pub vat_rate: BasisPoints,
    /// What it takes from the shelf, where it counts packs.
    #[serde(default)]
    pub units: Option<Quantity>,
}

impl Deferred {
    /// A job that an order leaves undone.
    pub fn of(order: &WorkOrder, job: &Job, now: i64) -> Result<Self, Problem> {
        let mut entry = Self {
            id: DeferredJobId::new(),
            site_id: order.site_id,
            vehicle_id: order.expect_vehicle()?,
            customer_id: order.customer.id,
            order_id: order.id,
            order_number: order.number.clone(),
            job_id: job.id,
            title: String::new(),
            concern: None,
            reason: None,
            lines: String::new(),
            gross: Amount::ZERO,
            currency: order.terms.currency.code().to_owned(),
            deferred_at: now,
            due_on: DateTime::from_timestamp(now, 0).and_then(|at| at.date_naive().checked_add_days(COMES_BACK_AFTER)),
            due_km: order.odometer_in.map(|km| km + COMES_BACK_KM),
            state: DeferredState::Open,
            closed_at: None,
            closed_by: None,
            closed_note: None,
            offered_order_id: None,
            offered_order_number: None,
            offered_job_id: None,
            version: 1,
        };
        entry.learn(order, job, now)?;
        Ok(entry)
    }

    /// The job was left undone again: what it costs and why it was declined is what was said last.
    pub fn defer_again(&mut self, order: &WorkOrder, job: &Job, now: i64) -> Result<(), Problem> {
        self.learn(order, job, now)?;
        (self.order_id, self.order_number, self.job_id) = (order.id, order.number.clone(), job.id);
        (self.site_id, self.customer_id, self.currency) = (order.site_id, order.customer.id, order.terms.currency.code().to_owned());
        (self.offered_order_id, self.offered_order_number, self.offered_job_id) = (None, None, None);
        Ok(())
    }

    pub fn close(&mut self, state: DeferredState, by: &str, note: Option<String>, now: i64) {
        (self.state, self.closed_at, self.closed_by, self.closed_note) = (state, Some(now), Some(by.to_owned()), note);
    }

    pub fn reopen(&mut self) {
        (self.state, self.closed_at, self.closed_by, self.closed_note) = (DeferredState::Open, None, None, None);
    }

    pub fn offer(&mut self, order: &WorkOrder, job: JobId) {
        (self.offered_order_id, self.offered_order_number, self.offered_job_id) = (Some(order.id), Some(order.number.clone()), Some(job));
    }

    pub fn kept_lines(&self) -> Result<Vec<KeptLine>, Problem> {
        serde_json::from_str(&self.lines).map_err(|error| Problem::internal(&error))
    }

    fn learn(&mut self, order: &WorkOrder, job: &Job, now: i64) -> Result<(), Problem> {
        let reason = if let Authorisation::Declined(evidence) = &job.authorisation { evidence.reason.clone() } else { None };
        // Fees, and what is charged for old parts, come again with the work.
        let lines: Vec<_> = job.lines.iter().filter(|line| !line.follows_others()).map(KeptLine::from).collect();
        self.lines = serde_json::to_string(&lines).map_err(|error| Problem::internal(&error))?;
        (self.title, self.concern, self.reason) = (job.title.clone(), job.concern.clone(), reason);
        (self.gross, self.deferred_at) = (job.totals(order.terms.currency).asked(), now);
        Ok(())
    }
}

impl From<&Line> for KeptLine {
    fn from(line: &Line) -> Self {
        Self {
            kind: line.kind,
            product_id: line.product_id,
            code: line.code.clone(),
            description: line.description.clone(),
            unit: line.unit.clone(),
            quantity: line.quantity,
            unit_price: line.unit_price,
            unit_price_with_tax: line.told(),
            discount: line.discount,
            vat_rate: line.vat_rate,
            units: line.pack.map(|_| line.stock_quantity()),
        }
    }
}

impl KeptLine {
    /// To be asked for again: without its price where there is one of today, of an article that is sold or of the site's labour. What is gone
    /// is asked for as it was.
    pub fn again(&self, is_sold: bool) -> LineInput {
        let has_price = is_sold || self.kind == LineKind::Labour;
        let told = self.unit_price_with_tax.filter(|_| !has_price);
        LineInput {
            kind: self.kind,
            product_id: self.product_id.filter(|_| is_sold),
            description: Some(self.description.clone()),
            // Its packs may be sold no more: the article's units are.
            quantity: self.units.filter(|_| is_sold).unwrap_or(self.quantity),
            unit_price: (!has_price && told.is_none()).then_some(self.unit_price),
            unit_price_with_tax: told,
            discount: None,
            vat_rate: (!has_price).then_some(self.vat_rate),
            pack: None,
        }
    }
}
