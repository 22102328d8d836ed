//! Between a work order and its rows.

use chrono::{DateTime, Utc};
use contracts::documents::Language;
use contracts::inventory::PartStanding;
use contracts::vehicles::VehicleId;
use contracts::workshop::WorkOrderId;
use kernel::Currency;
use uuid::Uuid;

use super::core::Core;
use super::job::{Authorisation, AuthorisationState, Evidence, Job};
use super::line::Line;
use super::state::{Hold, State, WorkOrderState};
use super::tables::{invoice, job, line, order, part};
use super::work_order::{Customer, Invoice, Technician, Terms, Vehicle, WorkOrder};
use crate::deposits::{Deposit, DepositAsk};
use crate::pricing::Origin;
use crate::quotes::Quote;
use crate::reductions::{Reductions, Taken};

/// What stands in the column of an order without a vehicle: neither database makes the column empty without copying the table.
pub const NO_VEHICLE: VehicleId = VehicleId(Uuid::nil());

/// The vehicle of a row; none of a sale at the counter.
pub fn vehicle_of(id: VehicleId) -> Option<VehicleId> {
    Some(id).filter(|id| *id != NO_VEHICLE)
}

/// The order's row, with the columns that lists show worked out.
pub fn order_row(order: &WorkOrder) -> order::Model {
    let hold = order.state.hold();
    let (cancel_reason, state_before) = given_up(order).unzip();
    order::Model {
        id: order.id,
        number: order.number.clone(),
        site_id: order.site_id,
        state: order.state.name(),
        state_before,
        is_open: order.state.name().is_open(),
        hold_reason: hold.map(|hold| hold.reason),
        hold_note: hold.and_then(|hold| hold.note.clone()),
        held_since: hold.map(|hold| hold.since),
        cancel_reason,
        concern: order.concern.clone(),
        title: order.title(),
        customer_id: order.customer.id,
        customer_name: order.customer.name.clone(),
        customer_phone: order.customer.phone.clone(),
        vehicle_id: order.vehicle.id.unwrap_or(NO_VEHICLE),
        vehicle_plate: order.vehicle.plate.clone(),
        vehicle_label: order.vehicle.label.clone(),
        technician_id: order.technician.as_ref().map(|technician| technician.id),
        technician_name: order.technician.as_ref().map(|technician| technician.name.clone()),
        odometer_in: order.odometer_in,
        odometer_out: order.odometer_out,
        key_tag: order.key_tag.clone(),
        promised_at: order.promised_at,
        promise_key: promise_key(order.promised_at),
        notes: order.notes.clone(),
        currency: order.terms.currency.code().to_owned(),
        stamp_duty: order.terms.stamp_duty,
        vat_rate: order.terms.vat_rate,
        labour_rate: order.terms.labour_rate,
        total: order.totals().total,
        jobs_waiting: i32::try_from(order.jobs_waiting()).unwrap_or(i32::MAX),
        opened_at: order.opened_at,
        completed_at: order.completed_at,
        closed_at: order.closed_at,
        version: order.version,
        appointment_id: order.appointment_id,
        parts_light: order.parts_light(),
        parts_expected_on: order.parts_expected_on(),
        lead_source: order.lead_source,
        labour_rate_id: order.labour_rate_id,
        checked_by: order.state.passed_by().map(str::to_owned),
        deposit_share: order.deposit.ask.and_then(DepositAsk::share),
        deposit_amount: order.deposit.ask.and_then(DepositAsk::amount),
        deposits_held: order.deposit.held,
        credit_allowed: order.credit_allowed.as_ref().and_then(|allowed| serde_json::to_string(allowed).ok()),
        quote_state: order.quote_state(),
        quote_asked_at: order.quote.map(|quote| quote.asked_at),
        quote_until: order.quote.map(|quote| quote.valid_until),
        quote_converted_at: order.quote.and_then(|quote| quote.converted_at),
        discount: order.discount.as_ref().map(|discount| serde_json::to_string(discount).unwrap_or_default()),
        po_number: order.po_number.clone(),
        language: order.terms.language.code().to_owned(),
        exemption: order.exemption.as_ref().and_then(|exemption| serde_json::to_string(exemption).ok()),
        tax_rates: Some(order.terms.tax_rates).filter(|rates| !rates.is_empty()).and_then(|rates| serde_json::to_string(&rates).ok()),
    }
}

/// Why it was cancelled, and where it stood.
fn given_up(order: &WorkOrder) -> Option<(String, WorkOrderState)> {
    if let State::Cancelled { reason, before } = &order.state { Some((reason.clone(), before.name())) } else { None }
}

fn promise_key(promised_at: Option<DateTime<Utc>>) -> i64 {
    promised_at.map_or(i64::MAX, |at| at.timestamp_micros())
}

pub fn job_row(order: WorkOrderId, place: usize, job: &Job) -> job::Model {
    let evidence = job.authorisation.evidence();
    job::Model {
        id: job.id,
        order_id: order,
        position: position(place),
        title: job.title.clone(),
        concern: job.concern.clone(),
        cause: job.cause.clone(),
        correction: job.correction.clone(),
        authorisation: job.authorisation.name(),
        method: evidence.map(|evidence| evidence.method),
        by_name: evidence.map(|evidence| evidence.by_name.clone()),
        decided_at: evidence.map(|evidence| evidence.at),
        decided_net: evidence.map(|evidence| evidence.net),
        decided_amount: evidence.map(|evidence| evidence.amount),
        reason: evidence.and_then(|evidence| evidence.reason.clone()),
        recorded_by: evidence.map(|evidence| evidence.recorded_by.clone()),
        removed_in: None,
        canned_job_id: job.canned_job_id,
        option_group: job.option_group.clone(),
        shares: (!job.shares.is_empty()).then(|| serde_json::to_string(&job.shares).unwrap_or_default()),
        decided_exempt: evidence.is_some_and(|evidence| evidence.is_exempt),
        fees_off: (!job.fees_off.is_empty()).then(|| serde_json::to_string(&job.fees_off).unwrap_or_default()),
        reductions: (job.reductions != Reductions::default()).then(|| serde_json::to_string(&job.reductions).unwrap_or_default()),
    }
}

pub fn line_row(order: WorkOrderId, job: &Job, place: usize, line: &Line) -> line::Model {
    line::Model {
        id: line.id,
        order_id: order,
        job_id: job.id,
        position: position(place),
        kind: line.kind,
        product_id: line.product_id,
        code: line.code.clone(),
        description: line.description.clone(),
        unit: line.unit.clone(),
        quantity: line.quantity,
        list_price: line.list_price,
        unit_price: line.unit_price,
        discount: line.discount,
        vat_rate: line.vat_rate,
        locked: line.locked,
        completed_quantity: line.completed_quantity,
        pack_factor: line.pack,
        removed_in: None,
        price_rule: line.origin.rule,
        price_rule_name: line.origin.name.clone(),
        priced_by: line.origin.by.clone(),
        unit_cost: line.unit_cost,
        core_charge: line.core.map(|core| core.charge),
        core_state: line.core.map(|core| core.state),
        core_of: line.core_of,
        is_tyre: line.is_tyre,
        rate_price: line.origin.per_hour,
        price_factor: line.origin.factor,
        off: line.taken.off,
        given: line.taken.given,
        other_line: line.taken.other,
        levy_rate: line.levy_rate,
        unit_price_with_tax: line.unit_price_with_tax,
    }
}

fn position(place: usize) -> i32 {
    i32::try_from(place).unwrap_or(i32::MAX)
}

/// What belongs to an order; jobs and lines in order of position.
pub struct Belonging {
    pub jobs: Vec<job::Model>,
    pub lines: Vec<line::Model>,
    pub invoices: Vec<invoice::Model>,
    pub parts: Vec<part::Model>,
}

pub fn assemble(row: order::Model, belonging: Belonging) -> WorkOrder {
    let Belonging { jobs, lines, invoices, parts } = belonging;
    let state = state_of(&row);
    let mut jobs: Vec<_> = jobs.into_iter().map(job_of).collect();
    for line in lines {
        if let Some(job) = jobs.iter_mut().find(|job| job.id == line.job_id) {
            job.lines.push(line_of(line));
        }
    }
    let tax_rates = row.tax_rates.as_deref().and_then(|json| serde_json::from_str(json).ok()).unwrap_or_default();
    let exemption = row.exemption.as_deref().and_then(|json| serde_json::from_str(json).ok());
    let mut order = WorkOrder {
        id: row.id,
        number: row.number,
        site_id: row.site_id,
        state,
        concern: row.concern,
        customer: Customer { id: row.customer_id, name: row.customer_name, phone: row.customer_phone },
        vehicle: Vehicle { id: vehicle_of(row.vehicle_id), plate: row.vehicle_plate, label: row.vehicle_label },
        technician: row.technician_id.map(|id| Technician { id, name: row.technician_name.unwrap_or_default() }),
        odometer_in: row.odometer_in,
        odometer_out: row.odometer_out,
        key_tag: row.key_tag,
        promised_at: row.promised_at,
        notes: row.notes,
        terms: Terms {
            currency: Currency::from_code(&row.currency).unwrap_or(Currency::TND),
            stamp_duty: row.stamp_duty,
            vat_rate: row.vat_rate,
            labour_rate: row.labour_rate,
            tax_rates,
            language: Language::from_code(&row.language),
        },
        jobs,
        invoices: invoices.into_iter().map(invoice_of).collect(),
        parts: parts.iter().map(part_of).collect(),
        opened_at: row.opened_at,
        completed_at: row.completed_at,
        closed_at: row.closed_at,
        version: row.version,
        appointment_id: row.appointment_id,
        lead_source: row.lead_source,
        labour_rate_id: row.labour_rate_id,
        deposit: Deposit {
            ask: row.deposit_share.map(DepositAsk::Share).or(row.deposit_amount.map(DepositAsk::Amount)),
            held: row.deposits_held,
        },
        credit_allowed: row.credit_allowed.as_deref().and_then(|json| serde_json::from_str(json).ok()),
        quote: quote_of(row.quote_asked_at.zip(row.quote_until), row.quote_converted_at),
        discount: row.discount.and_then(|discount| serde_json::from_str(&discount).ok()),
        po_number: row.po_number,
        exemption,
    };
    order.follow_exemption();
    order
}

fn quote_of(asked: Option<(DateTime<Utc>, DateTime<Utc>)>, converted_at: Option<DateTime<Utc>>) -> Option<Quote> {
    asked.map(|(asked_at, valid_until)| Quote { asked_at, valid_until, converted_at })
}

fn state_of(row: &order::Model) -> State {
    let plain = |name: WorkOrderState| match name {
        WorkOrderState::Quote => State::Quote,
        WorkOrderState::Estimate | WorkOrderState::Cancelled => State::Estimate,
        WorkOrderState::Approved => State::Approved,
        WorkOrderState::InProgress => State::InProgress,
        WorkOrderState::OnHold => match (row.hold_reason, row.held_since) {
            (Some(reason), Some(since)) => State::OnHold(Hold { reason, note: row.hold_note.clone(), since }),
            _ => State::InProgress,
        },
        WorkOrderState::QualityCheck => State::QualityCheck { passed_by: row.checked_by.clone() },
        WorkOrderState::Ready => State::Ready,
        WorkOrderState::Invoiced => State::Invoiced,
        WorkOrderState::Closed => State::Closed,
    };
    match row.state {
        WorkOrderState::Cancelled => State::Cancelled {
            reason: row.cancel_reason.clone().unwrap_or_default(),
            before: Box::new(plain(row.state_before.unwrap_or(WorkOrderState::Estimate))),
        },
        name => plain(name),
    }
}

pub fn job_of(row: job::Model) -> Job {
    let evidence = match (row.method, row.by_name, row.decided_at) {
        (Some(method), Some(by_name), Some(at)) => Some(Evidence {
            method,
            by_name,
            at,
            net: row.decided_net.unwrap_or_default(),
            amount: row.decided_amount.unwrap_or_default(),
            reason: row.reason,
            recorded_by: row.recorded_by.unwrap_or_default(),
            is_exempt: row.decided_exempt,
        }),
        _ => None,
    };
    let authorisation = match (row.authorisation, evidence) {
        (AuthorisationState::Approved, Some(evidence)) => Authorisation::Approved(evidence),
        (AuthorisationState::ReapprovalNeeded, Some(evidence)) => Authorisation::ReapprovalNeeded(evidence),
        (AuthorisationState::Declined, Some(evidence)) => Authorisation::Declined(evidence),
        (AuthorisationState::Sent, _) => Authorisation::Sent,
        _ => Authorisation::Proposed,
    };
    Job {
        id: row.id,
        title: row.title,
        concern: row.concern,
        cause: row.cause,
        correction: row.correction,
        authorisation,
        lines: vec![],
        canned_job_id: row.canned_job_id,
        option_group: row.option_group,
        shares: row.shares.and_then(|shares| serde_json::from_str(&shares).ok()).unwrap_or_default(),
        fees_off: row.fees_off.and_then(|fees| serde_json::from_str(&fees).ok()).unwrap_or_default(),
        reductions: row.reductions.and_then(|reductions| serde_json::from_str(&reductions).ok()).unwrap_or_default(),
    }
}

pub fn line_of(row: line::Model) -> Line {
    Line {
        id: row.id,
        kind: row.kind,
        product_id: row.product_id,
        code: row.code,
        description: row.description,
        unit: row.unit,
        quantity: row.quantity,
        list_price: row.list_price,
        unit_price: row.unit_price,
        origin: Origin {
            rule: row.price_rule,
            name: row.price_rule_name,
            by: row.priced_by,
            per_hour: row.rate_price,
            factor: row.price_factor,
        },
        unit_cost: row.unit_cost,
        discount: row.discount,
        vat_rate: row.vat_rate,
        locked: row.locked,
        completed_quantity: row.completed_quantity,
        pack: row.pack_factor,
        core: row.core_charge.zip(row.core_state).map(|(charge, state)| Core { charge, state }),
        core_of: row.core_of,
        is_tyre: row.is_tyre,
        // Its order says.
        is_exempt: false,
        levy_rate: row.levy_rate,
        unit_price_with_tax: row.unit_price_with_tax,
        taken: Taken { off: row.off, given: row.given, other: row.other_line },
    }
}

pub fn part_row(order: WorkOrderId, part: &PartStanding) -> part::Model {
    let PartStanding { line_id, wanted, reserved, ordered, expected_on, issued, returned } = *part;
    part::Model { line_id, order_id: order, wanted, reserved, ordered, expected_on, issued, returned }
}

fn part_of(row: &part::Model) -> PartStanding {
    let part::Model { line_id, wanted, reserved, ordered, expected_on, issued, returned, .. } = *row;
    PartStanding { line_id, wanted, reserved, ordered, expected_on, issued, returned }
}

fn invoice_of(row: invoice::Model) -> Invoice {
    Invoice { id: row.id, number: row.number, state: row.state, due: row.due, is_payers: row.is_payers, is_together: row.is_together }
}
