//! For tests: the visit of the Peugeot in PRODUCT.md 3.1.

use chrono::{DateTime, TimeDelta, Utc};
use contracts::billing::InvoiceId;
use contracts::customers::CustomerId;
use contracts::documents::Language;
use contracts::identity::UserId;
use contracts::inventory::ProductId;
use contracts::taxes::TaxRates;
use contracts::vehicles::VehicleId;
use contracts::workshop::{JobId, LineId, LineKind, WorkOrderId};
use kernel::{Amount, BasisPoints, Currency, Quantity, SiteId};

use super::estimate::{Decision, Word};
use super::job::{AuthorisationMethod, Job};
use super::line::Line;
use super::state::{HoldReason, State, WorkOrderState};
use super::work_order::{Customer, Invoice, NO_CUSTOMER, Technician, Terms, Vehicle, WorkOrder};
use crate::deposits::Deposit;
use crate::pricing::Origin;
use crate::quotes::Quote;
use crate::reductions::Taken;

pub fn now() -> DateTime<Utc> {
    "2026-11-20T08:00:00Z".parse().unwrap()
}

pub fn line(kind: LineKind, description: &str, quantity: i64, price: i64) -> Line {
    Line {
        id: LineId::new(),
        kind,
        product_id: (kind == LineKind::Part).then(ProductId::new),
        code: None,
        description: description.into(),
        unit: "each".into(),
        quantity: Quantity(quantity),
        list_price: (kind == LineKind::Labour || kind == LineKind::Part).then_some(Amount(price)),
        unit_price: Amount(price),
        origin: Origin::default(),
        unit_cost: None,
        discount: BasisPoints(0),
        vat_rate: BasisPoints(1900),
        locked: false,
        taken: Taken::default(),
        completed_quantity: None,
        pack: None,
        core: None,
        core_of: None,
        is_tyre: false,
        is_exempt: false,
        levy_rate: BasisPoints(0),
        unit_price_with_tax: None,
    }
}

fn job(title: &str, lines: Vec<Line>) -> Job {
    Job { lines, ..Job::new(title.into(), None) }
}

/// J1 oil service, J2 front brakes, J3 cabin filter; nothing decided.
pub fn estimate() -> WorkOrder {
    let oil = job(
        "Oil service",
        vec![
            line(LineKind::Labour, "Labour", 800, 60_000),
            line(LineKind::Part, "Oil filter", 1000, 22_550),
            line(LineKind::Part, "Oil 5W30", 4500, 18_000),
        ],
    );
    let brakes = job(
        "Front brakes",
        vec![
            line(LineKind::Labour, "Labour", 1500, 60_000),
            line(LineKind::Part, "Pads", 1000, 118_750),
            line(LineKind::Part, "Disc", 2000, 96_400),
        ],
    );
    let cabin =
        job("Cabin filter", vec![line(LineKind::Labour, "Labour", 200, 60_000), line(LineKind::Part, "Cabin filter", 1000, 31_900)]);
    WorkOrder {
        id: WorkOrderId::new(),
        number: "LAC-2026-00042".into(),
        site_id: SiteId::new(),
        state: State::Estimate,
        concern: "Squeals when braking".into(),
        customer: Customer { id: CustomerId::new(), name: "Leïla Chebbi".into(), phone: None },
        vehicle: Vehicle { id: Some(VehicleId::new()), plate: "215 TU 4821".into(), label: "Peugeot 208 2019".into() },
        technician: None,
        odometer_in: Some(84_300),
        odometer_out: None,
        key_tag: Some("12".into()),
        promised_at: None,
        notes: None,
        terms: Terms {
            currency: Currency::TND,
            stamp_duty: Amount(1000),
            vat_rate: BasisPoints(1900),
            labour_rate: Amount(60_000),
            tax_rates: TaxRates::default(),
            language: Language::Fr,
        },
        jobs: vec![oil, brakes, cabin],
        invoices: vec![],
        parts: vec![],
        opened_at: now(),
        completed_at: None,
        closed_at: None,
        version: 1,
        appointment_id: None,
        lead_source: None,
        labour_rate_id: None,
        deposit: Deposit::default(),
        credit_allowed: None,
        quote: None,
        discount: None,
        po_number: None,
        exemption: None,
    }
}

/// The same asked for by telephone, of a caller without a record, who tells of the car.
pub fn quote() -> WorkOrder {
    WorkOrder {
        state: State::Quote,
        quote: Some(Quote { asked_at: now(), valid_until: now() + TimeDelta::days(14), converted_at: None }),
        customer: Customer { id: NO_CUSTOMER, name: "Monsieur Trabelsi".into(), phone: Some("+216 20 111 222".into()) },
        vehicle: Vehicle { label: "Clio 4 diesel".into(), ..Vehicle::none() },
        odometer_in: None,
        key_tag: None,
        ..estimate()
    }
}

pub fn word(decisions: &[(JobId, bool)]) -> Word {
    let decisions = decisions.iter().map(|(job_id, approve)| Decision { job_id: *job_id, approve: *approve, reason: None });
    Word {
        method: AuthorisationMethod::Phone,
        by_name: "Leïla".into(),
        at: now(),
        recorded_by: "Nadia".into(),
        decisions: decisions.collect(),
    }
}

/// J1 and J2 approved, J3 declined.
pub fn approved() -> WorkOrder {
    let mut order = estimate();
    let jobs: Vec<_> = order.jobs.iter().map(|job| job.id).collect();
    order.authorise(&word(&[(jobs[0], true), (jobs[1], true), (jobs[2], false)])).unwrap();
    order
}

pub fn in_progress() -> WorkOrder {
    let mut order = approved();
    order.assign(Some(Technician { id: UserId::new(), name: "Amine".into() })).unwrap();
    order.start().unwrap();
    order
}

pub fn ready() -> WorkOrder {
    let mut order = in_progress();
    order.complete(Some(84_310), now()).unwrap();
    order
}

/// Invoiced with everything on one invoice, of which `due` is left.
pub fn invoiced(due: i64) -> WorkOrder {
    let mut order = ready();
    let lines: Vec<_> = order.approved_lines().map(|(_, line)| line.id).collect();
    order.invoice_issued(&lines, Some("F-LAC-2026-00001".into()), now());
    order.invoices = vec![Invoice {
        id: InvoiceId::new(),
        number: None,
        state: "issued".into(),
        due: Amount(due),
        is_payers: false,
        is_together: false,
    }];
    order
}

/// An order in each state.
pub fn in_state(state: WorkOrderState) -> WorkOrder {
    match state {
        WorkOrderState::Quote => quote(),
        WorkOrderState::Estimate => estimate(),
        WorkOrderState::Approved => approved(),
        WorkOrderState::InProgress => in_progress(),
        WorkOrderState::OnHold => {
            let mut order = in_progress();
            order.hold(HoldReason::Parts, Some("discs".into()), now()).unwrap();
            order
        }
        WorkOrderState::QualityCheck => {
            let mut order = in_progress();
            order.submit().unwrap();
            order
        }
        WorkOrderState::Ready => ready(),
        WorkOrderState::Invoiced => invoiced(0),
        WorkOrderState::Closed => {
            let mut order = invoiced(0);
            order.hand_over(false, now()).unwrap();
            order
        }
        WorkOrderState::Cancelled => {
            let mut order = approved();
            order.cancel("changed his mind".into()).unwrap();
            order
        }
    }
}
