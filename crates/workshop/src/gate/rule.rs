//! What may stand in the way of completing an order, and how hard: the closing gate (PRODUCT D5). Pure.

use std::fmt;

use contracts::customers::{CreditStanding, CreditUse};
use contracts::workshop::{CoreState, InspectionId, JobId, LineId, LineKind};
use kernel::{Currency, FieldError};
use sea_orm::Iterable;
use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};
use serde_json::json;
use utoipa::ToSchema;

use crate::margin::rule::{Costs, Low, MarginLevels, low};
use crate::work_orders::fact::money;
use crate::work_orders::job::Job;
use crate::work_orders::state::WorkOrderState;
use crate::work_orders::work_order::WorkOrder;

/// What the gate looks at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, EnumIter, DeriveActiveEnum, ToSchema)]
#[serde(rename_all = "snake_case")]
#[sea_orm(rs_type = "String", db_type = "String(StringLen::None)", rename_all = "snake_case")]
pub enum GateRule {
    /// A job that counts and is not approved.
    Approval,
    /// Nobody is assigned.
    Technician,
    /// A part that is not here. Below `block` it is passed by who may let stock fall below zero.
    Parts,
    /// A part that is no article of the catalogue.
    Placeholder,
    /// Nobody read the odometer when the vehicle leaves.
    OdometerOut,
    /// A clock still runs on it.
    Clock,
    /// An approved job without its cause or its correction.
    Findings,
    /// No inspection, or one that is not done.
    Inspection,
    /// Nobody else passed the work.
    Quality,
    /// A part, a job or the order leaves less than the site wants at least.
    LowMargin,
    /// An old part that is worth a deposit, of which nobody said what becomes of it.
    CoreUndecided,
    /// A deposit that was asked for and has not come whole. Looked at before the work begins, not when it is done.
    Deposit,
    /// What the customer owes has reached their credit limit. Likewise.
    CreditUsed,
    /// Somebody put the customer on hold. Likewise.
    CreditHold,
    /// The customer pays only what names their own order number, and it has none. Likewise.
    PoNumber,
}

/// What stands in the way of beginning the work, and of nothing later.
pub const AT_START: [GateRule; 4] = [GateRule::Deposit, GateRule::CreditUsed, GateRule::CreditHold, GateRule::PoNumber];

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum GateLevel {
    #[default]
    Off,
    /// Passed with a reason.
    Warn,
    /// Passed by nobody.
    Block,
}

/// How hard each rule is at a site. What is left out takes its usual level.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
pub struct GateLevels {
    pub approval: GateLevel,
    pub technician: GateLevel,
    pub parts: GateLevel,
    pub placeholder: GateLevel,
    pub odometer_out: GateLevel,
    pub clock: GateLevel,
    pub findings: GateLevel,
    pub inspection: GateLevel,
    pub quality: GateLevel,
    pub low_margin: GateLevel,
    pub core_undecided: GateLevel,
    pub deposit: GateLevel,
    pub credit_used: GateLevel,
    pub credit_hold: GateLevel,
    pub po_number: GateLevel,
}

impl Default for GateLevels {
    /// What no garage would do without; a garage turns on the rest.
    fn default() -> Self {
        Self {
            approval: GateLevel::Block,
            technician: GateLevel::Block,
            parts: GateLevel::Warn,
            placeholder: GateLevel::Off,
            odometer_out: GateLevel::Block,
            clock: GateLevel::Off,
            findings: GateLevel::Off,
            inspection: GateLevel::Off,
            quality: GateLevel::Off,
            low_margin: GateLevel::Off,
            core_undecided: GateLevel::Warn,
            deposit: GateLevel::Off,
            credit_used: GateLevel::Block,
            credit_hold: GateLevel::Block,
            po_number: GateLevel::Block,
        }
    }
}

impl GateLevels {
    /// What cannot be read does not block: it takes a reason, at sites that want a reading.
    pub fn unread(&mut self) {
        self.odometer_out = self.odometer_out.min(GateLevel::Warn);
    }

    pub fn of(&self, rule: GateRule) -> GateLevel {
        match rule {
            GateRule::Approval => self.approval,
            GateRule::Technician => self.technician,
            GateRule::Parts => self.parts,
            GateRule::Placeholder => self.placeholder,
            GateRule::OdometerOut => self.odometer_out,
            GateRule::Clock => self.clock,
            GateRule::Findings => self.findings,
            GateRule::Inspection => self.inspection,
            GateRule::Quality => self.quality,
            GateRule::LowMargin => self.low_margin,
            GateRule::CoreUndecided => self.core_undecided,
            GateRule::Deposit => self.deposit,
            GateRule::CreditUsed => self.credit_used,
            GateRule::CreditHold => self.credit_hold,
            GateRule::PoNumber => self.po_number,
        }
    }
}

/// Something that stands in the way, and where.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct GateFault {
    pub rule: GateRule,
    pub level: GateLevel,
    pub job_id: Option<JobId>,
    pub line_id: Option<LineId>,
    pub inspection_id: Option<InspectionId>,
    /// The job, part or person it is about.
    pub subject: Option<String>,
}

/// `technician, findings (Front brakes)`
pub fn names(faults: &[GateFault]) -> String {
    faults.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
}

impl fmt::Display for GateFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.rule.to_value())?;
        self.subject.as_ref().map_or(Ok(()), |subject| write!(f, " ({subject})"))
    }
}

impl GateFault {
    /// Beside the field that answers it, where there is one.
    pub fn told(&self) -> FieldError {
        let pointer = match (self.rule, self.level) {
            (GateRule::OdometerOut, _) => "/odometer_out",
            (_, GateLevel::Warn) => "/reason",
            _ => "",
        };
        let code = format!("gate-{}", self.rule.to_value().replace('_', "-"));
        FieldError::new(pointer, code, self.to_string()).with([
            ("rule", json!(self.rule)),
            ("level", json!(self.level)),
            ("job_id", json!(self.job_id)),
            ("line_id", json!(self.line_id)),
            ("inspection_id", json!(self.inspection_id)),
            ("subject", json!(self.subject)),
        ])
    }
}

/// What the order does not know by itself.
#[derive(Clone, Debug, Default)]
pub struct Around {
    /// Kilometres, as told when it is completed.
    pub odometer_out: Option<i64>,
    /// Lines whose parts are not here.
    pub short: Vec<LineId>,
    /// Whose clock runs, on which job.
    pub running: Vec<(Option<JobId>, String)>,
    pub inspections: Vec<Inspected>,
    /// What the site wants at least, and what sublets cost.
    pub margins: (MarginLevels, Costs),
    /// What stands against the customer, where it counts.
    pub credit: CreditStanding,
}

/// One inspection of the order.
#[derive(Clone, Debug)]
pub struct Inspected {
    pub id: InspectionId,
    pub is_done: bool,
}

/// All that stands in the way of an order, in the order of the rules; what a site turned off is left out, and of a sale at the counter
/// whatever is about work.
pub fn faults(order: &WorkOrder, levels: &GateLevels, around: &Around) -> Vec<GateFault> {
    let is_asked =
        |rule: GateRule| !order.is_counter_sale() || matches!(rule, GateRule::Approval | GateRule::Parts | GateRule::Placeholder);
    let asked = GateRule::iter().filter(|rule| !AT_START.contains(rule) && is_asked(*rule) && levels.of(*rule) != GateLevel::Off);
    asked.flat_map(|rule| found(rule, order, around).into_iter().map(move |at| at.fault(rule, levels.of(rule)))).collect()
}

/// What stands in the way of beginning the work: a deposit that was asked for, what the customer owes, and their order number.
pub fn faults_at_start(order: &WorkOrder, levels: &GateLevels, credit: CreditStanding) -> Vec<GateFault> {
    let around = Around { credit, ..Around::default() };
    let is_asked = |rule: &GateRule| match rule {
        GateRule::Deposit => order.state.name() == WorkOrderState::Approved,
        GateRule::PoNumber => order.is_ahead(),
        _ => order.asks_for_credit(),
    };
    let asked = AT_START.into_iter().filter(|rule| levels.of(*rule) != GateLevel::Off && is_asked(rule));
    asked.flat_map(|rule| found(rule, order, &around).into_iter().map(move |at| at.fault(rule, levels.of(rule)))).collect()
}

/// Where a rule is broken.
#[derive(Default)]
struct At {
    job: Option<JobId>,
    line: Option<LineId>,
    inspection: Option<InspectionId>,
    subject: Option<String>,
}

impl At {
    fn job(job: &Job) -> Self {
        Self { job: Some(job.id), subject: Some(job.title.clone()), ..Self::default() }
    }

    fn fault(self, rule: GateRule, level: GateLevel) -> GateFault {
        let Self { job, line, inspection, subject } = self;
        GateFault { rule, level, job_id: job, line_id: line, inspection_id: inspection, subject }
    }
}

fn found(rule: GateRule, order: &WorkOrder, around: &Around) -> Vec<At> {
    match rule {
        GateRule::Approval => order.jobs.iter().filter(|job| job.is_waiting()).map(At::job).collect(),
        GateRule::Technician => order.technician.is_none().then(At::default).into_iter().collect(),
        GateRule::Parts => lines(order, |line| around.short.contains(&line.id)),
        GateRule::Placeholder => lines(order, |line| line.kind == LineKind::Part && line.product_id.is_none()),
        GateRule::OdometerOut => around.odometer_out.or(order.odometer_out).is_none().then(At::default).into_iter().collect(),
        GateRule::Clock => around.running.iter().map(|(job, name)| At { job: *job, ..At::named(name) }).collect(),
        GateRule::Findings => order.jobs.iter().filter(|job| job.is_approved() && lacks_findings(job)).map(At::job).collect(),
        GateRule::Inspection => uninspected(&around.inspections),
        GateRule::Quality => order.state.passed_by().is_none().then(At::default).into_iter().collect(),
        GateRule::Deposit => missing(order).into_iter().collect(),
        GateRule::CreditUsed => around.credit.credit.iter().filter(|credit| credit.used_up).map(used_up).collect(),
        GateRule::CreditHold => around.credit.hold.iter().map(|reason| At::named(reason)).collect(),
        GateRule::PoNumber => (around.credit.po_required && order.po_number.is_none()).then(At::default).into_iter().collect(),
        GateRule::LowMargin => low(order, &around.margins.1, &around.margins.0).into_iter().map(At::low).collect(),
        GateRule::CoreUndecided => lines(order, |line| line.core.is_some_and(|core| core.state == CoreState::Expected)),
    }
}

/// `200.000 TND` of the deposit.
fn missing(order: &WorkOrder) -> Option<At> {
    let missing = order.deposit_missing();
    (!missing.is_zero()).then(|| At::named(&money(missing, order.terms.currency)))
}

/// `5000.000 / 5000.000 TND`
fn used_up(credit: &CreditUse) -> At {
    let decimals = Currency::from_code(&credit.currency).map_or(0, |currency| currency.decimals);
    let [used, limit] = [credit.used, credit.limit].map(|amount| amount.to_decimal(decimals));
    At::named(&format!("{used} / {limit} {}", credit.currency))
}

impl At {
    fn named(name: &str) -> Self {
        Self { subject: Some(name.to_owned()), ..Self::default() }
    }

    fn low(low: Low<'_>) -> Self {
        match low {
            Low::Line(job, line) => Self { job: Some(job.id), line: Some(line.id), ..Self::named(&line.description) },
            Low::Job(job) => Self::job(job),
            Low::Order => Self::default(),
        }
    }
}

fn lines(order: &WorkOrder, is_at_fault: impl Fn(&crate::work_orders::line::Line) -> bool) -> Vec<At> {
    let at = |job: &Job, line: LineId, name: &str| At { job: Some(job.id), line: Some(line), ..At::named(name) };
    let found = order.approved_lines().filter(|(_, line)| is_at_fault(line));
    found.map(|(job, line)| at(job, line.id, &line.description)).collect()
}

fn lacks_findings(job: &Job) -> bool {
    job.cause.is_none() || job.correction.is_none()
}

fn uninspected(inspections: &[Inspected]) -> Vec<At> {
    if inspections.is_empty() {
        return vec![At::default()];
    }
    let open = inspections.iter().filter(|inspection| !inspection.is_done);
    open.map(|inspection| At { inspection: Some(inspection.id), ..At::default() }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::deposits::DepositAsk;
    use crate::work_orders::core::Core;
    use crate::work_orders::fixture::{approved, estimate, in_progress};
    use crate::work_orders::job::Job;
    use crate::work_orders::state::State;

    fn all(level: GateLevel) -> GateLevels {
        GateLevels {
            approval: level,
            technician: level,
            parts: level,
            placeholder: level,
            odometer_out: level,
            clock: level,
            findings: level,
            inspection: level,
            quality: level,
            low_margin: level,
            core_undecided: level,
            deposit: level,
            credit_used: level,
            credit_hold: level,
            po_number: level,
        }
    }

    fn rules(order: &WorkOrder, levels: &GateLevels, around: &Around) -> Vec<GateRule> {
        faults(order, levels, around).iter().map(|fault| fault.rule).collect()
    }

    fn inspected(is_done: bool) -> Inspected {
        Inspected { id: InspectionId::new(), is_done }
    }

    #[test]
    fn a_garage_that_chose_nothing_asks_for_the_odometer_alone_of_a_finished_order() {
        assert_eq!(rules(&in_progress(), &GateLevels::default(), &Around::default()), [GateRule::OdometerOut]);
        let read = Around { odometer_out: Some(84_310), ..Around::default() };
        assert_eq!(rules(&in_progress(), &GateLevels::default(), &read), []);
    }

    #[test]
    fn what_is_off_is_not_looked_at() {
        assert_eq!(rules(&in_progress(), &all(GateLevel::Off), &Around::default()), []);
    }

    #[test]
    fn each_job_that_waits_for_the_customer_is_named() {
        let mut order = in_progress();
        order.add_job(Job::new("Wipers".into(), None)).unwrap();
        let levels = GateLevels { approval: GateLevel::Warn, ..all(GateLevel::Off) };
        let found = faults(&order, &levels, &Around::default());
        assert_eq!(found.len(), 1);
        assert_eq!((found[0].subject.as_deref(), found[0].level), (Some("Wipers"), GateLevel::Warn));
    }

    #[test]
    fn a_part_without_an_article_is_a_placeholder_and_labour_is_none() {
        let mut order = in_progress();
        let levels = GateLevels { placeholder: GateLevel::Block, ..all(GateLevel::Off) };
        assert_eq!(rules(&order, &levels, &Around::default()), []);
        let line = order.jobs[1].lines.iter_mut().find(|line| line.kind == LineKind::Part).unwrap();
        line.product_id = None;
        assert_eq!(rules(&order, &levels, &Around::default()), [GateRule::Placeholder]);
    }

    #[test]
    fn parts_clocks_findings_and_inspections_are_each_told() {
        let mut order = in_progress();
        let line = order.jobs[0].lines[1].id;
        let around = Around {
            odometer_out: Some(84_310),
            short: vec![line],
            running: vec![(Some(order.jobs[0].id), "Amine".into())],
            inspections: vec![inspected(false), inspected(true)],
            ..Around::default()
        };
        let found = [GateRule::Parts, GateRule::Clock, GateRule::Findings, GateRule::Findings, GateRule::Inspection, GateRule::Quality];
        assert_eq!(rules(&order, &all(GateLevel::Warn), &around), found);
        order.state = State::QualityCheck { passed_by: Some("Sami".into()) };
        for job in &mut order.jobs {
            (job.cause, job.correction) = (Some("Worn".into()), Some("Replaced".into()));
        }
        let around = Around { odometer_out: Some(84_310), inspections: vec![inspected(true)], ..Around::default() };
        assert_eq!(rules(&order, &all(GateLevel::Warn), &around), []);
    }

    #[test]
    fn a_margin_below_the_least_is_told_of_the_line_the_job_and_the_order() {
        let mut order = in_progress();
        let levels = GateLevels { low_margin: GateLevel::Block, ..all(GateLevel::Off) };
        let least =
            MarginLevels { line: Some(kernel::BasisPoints(2000)), order: Some(kernel::BasisPoints(2000)), ..MarginLevels::default() };
        let around = Around { margins: (least, Costs::new()), ..Around::default() };
        assert_eq!(rules(&order, &levels, &around), [], "nobody knows what the parts cost");
        // Pads of 118.750.
        order.jobs[1].lines[1].unit_cost = Some(kernel::Amount(95_001));
        let found = faults(&order, &levels, &around);
        assert_eq!(found.iter().map(|fault| fault.subject.as_deref()).collect::<Vec<_>>(), [Some("Pads"), None]);
        assert_eq!((found[0].line_id, found[1].line_id), (Some(order.jobs[1].lines[1].id), None));
        assert_eq!(rules(&order, &levels, &Around::default()), [], "a site that wants nothing");
        order.jobs[1].lines[1].unit_cost = Some(kernel::Amount(95_000));
        assert_eq!(rules(&order, &levels, &around), []);
    }

    #[test]
    fn an_old_part_of_which_nobody_decided_is_named() {
        let mut order = in_progress();
        let levels = GateLevels { core_undecided: GateLevel::Warn, ..all(GateLevel::Off) };
        let line = &mut order.jobs[1].lines[1];
        line.core = Core::expected(Some(kernel::Amount(80_000)));
        let id = line.id;
        let found = faults(&order, &levels, &Around::default());
        assert_eq!((found.len(), found[0].line_id, found[0].rule), (1, Some(id), GateRule::CoreUndecided));
        order.decide_core(id, CoreState::Kept).unwrap();
        assert_eq!(faults(&order, &levels, &Around::default()), []);
    }

    #[test]
    fn a_deposit_that_has_not_come_stands_in_the_way_of_beginning_alone() {
        let mut order = approved();
        order.deposit.ask = Some(DepositAsk::Amount(kernel::Amount(200_000)));
        let levels = GateLevels { deposit: GateLevel::Block, ..all(GateLevel::Off) };
        let at_start = |order: &WorkOrder, levels: &GateLevels| faults_at_start(order, levels, CreditStanding::default());
        let found = at_start(&order, &levels);
        assert_eq!(
            found.iter().map(|fault| (fault.rule, fault.subject.as_deref())).collect::<Vec<_>>(),
            [(GateRule::Deposit, Some("200.000 TND"))]
        );
        assert_eq!(rules(&order, &levels, &Around::default()), [], "it is no matter of completing");
        order.deposit.held = kernel::Amount(200_000);
        assert_eq!(at_start(&order, &levels), []);
        order.deposit.held = kernel::Amount(199_999);
        assert_eq!(at_start(&order, &GateLevels::default()), [], "a site that chose nothing");
    }

    #[test]
    fn credit_that_is_used_up_and_a_hold_stand_in_the_way_until_somebody_lets_the_order_go_on() {
        let (mut order, levels) = (approved(), GateLevels::default());
        let credit = |used: i64| {
            let (used, limit) = (kernel::Amount(used), kernel::Amount(5_000_000));
            let credit = CreditUse { used, limit, currency: "TND".into(), used_up: used >= limit };
            CreditStanding { credit: Some(credit), ..CreditStanding::default() }
        };
        let found = faults_at_start(&order, &levels, credit(5_000_000));
        assert_eq!((found[0].rule, found[0].subject.as_deref()), (GateRule::CreditUsed, Some("5000.000 / 5000.000 TND")));
        assert_eq!(faults_at_start(&order, &levels, credit(4_999_999)), []);
        let held = CreditStanding { hold: Some("Cheque bounced".into()), ..credit(5_000_000) };
        assert_eq!(faults_at_start(&order, &levels, held.clone()).len(), 2);
        assert_eq!(faults_at_start(&estimate(), &levels, held.clone()).len(), 2, "it is told before anybody tries");
        assert_eq!(faults_at_start(&in_progress(), &levels, held.clone()), [], "what has begun goes on");
        assert_eq!(faults_at_start(&order, &all(GateLevel::Off), held.clone()), []);
        order.allow_credit("He pays on Friday".into(), "Hela".into(), order.opened_at).unwrap();
        assert_eq!(faults_at_start(&order, &levels, held), []);
        assert!(in_progress().allow_credit("Why not".into(), "Hela".into(), order.opened_at).is_err());
    }

    #[test]
    fn an_order_that_was_never_inspected_is_not_inspected() {
        let levels = GateLevels { inspection: GateLevel::Block, ..all(GateLevel::Off) };
        assert_eq!(rules(&in_progress(), &levels, &Around::default()), [GateRule::Inspection]);
    }
}
