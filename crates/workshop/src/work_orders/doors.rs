//! Whatever is asked of an order, in whatever order: it leaves a state by no door that PRODUCT.md 1.0 does not show, a refusal changes
//! nothing, and what the customer approved is never raised without being asked again.

use contracts::identity::UserId;
use kernel::{Amount, Limits};
use proptest::prelude::*;

use super::estimate::{Decision, Word};
use super::fixture::{estimate, now, quote};
use super::job::AuthorisationMethod;
use super::line::LineChanges;
use super::state::{HoldReason, WorkOrderState as S};
use super::work_order::{Technician, Verdict, WorkOrder};
use crate::error::Error;
use crate::quotes::Becomes;

/// From where to where. A cancelled order goes back to where it was, and nowhere else.
const DOORS: &[(S, S)] = &[
    (S::Quote, S::Estimate),
    (S::Quote, S::Approved),
    (S::Quote, S::Cancelled),
    (S::Estimate, S::Approved),
    (S::Approved, S::Estimate),
    (S::Approved, S::InProgress),
    (S::InProgress, S::OnHold),
    (S::OnHold, S::InProgress),
    (S::InProgress, S::QualityCheck),
    (S::QualityCheck, S::InProgress),
    (S::InProgress, S::Ready),
    (S::QualityCheck, S::Ready),
    // Of an order that was taken up again, and to which nothing was added: its invoice stands.
    (S::InProgress, S::Invoiced),
    (S::QualityCheck, S::Invoiced),
    (S::Ready, S::InProgress),
    (S::Ready, S::Invoiced),
    (S::Invoiced, S::InProgress),
    (S::Invoiced, S::Closed),
    (S::Estimate, S::Cancelled),
    (S::Approved, S::Cancelled),
    (S::InProgress, S::Cancelled),
    (S::OnHold, S::Cancelled),
    (S::QualityCheck, S::Cancelled),
];

#[derive(Clone, Copy, Debug)]
enum Step {
    Decide { job: usize, approve: bool },
    Price { job: usize, amount: i64 },
    RemoveJob(usize),
    Convert { only_approved: bool },
    Start,
    Hold,
    Resume,
    Submit,
    Pass,
    Fail,
    Complete,
    Reopen,
    Cancel,
    Restore,
    Issue,
    HandOver { may_owe: bool },
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        3 => (0..3_usize, any::<bool>()).prop_map(|(job, approve)| Step::Decide { job, approve }),
        2 => (0..3_usize, 0..200_000_i64).prop_map(|(job, amount)| Step::Price { job, amount }),
        1 => (0..3_usize).prop_map(Step::RemoveJob),
        1 => any::<bool>().prop_map(|only_approved| Step::Convert { only_approved }),
        3 => Just(Step::Start),
        1 => Just(Step::Hold),
        1 => Just(Step::Resume),
        1 => Just(Step::Submit),
        1 => Just(Step::Pass),
        1 => Just(Step::Fail),
        3 => Just(Step::Complete),
        1 => Just(Step::Reopen),
        1 => Just(Step::Cancel),
        1 => Just(Step::Restore),
        3 => Just(Step::Issue),
        2 => any::<bool>().prop_map(|may_owe| Step::HandOver { may_owe }),
    ]
}

fn take(order: &mut WorkOrder, step: Step) -> Result<(), Error> {
    let somebody = Technician { id: UserId::new(), name: "Sami".into() };
    let because = || "Because".to_owned();
    let job = |place: usize| order.jobs.get(place).map(|job| job.id);
    let done = match step {
        Step::Decide { job: place, approve } => {
            let Some(job_id) = job(place) else { return Ok(()) };
            let decisions = vec![Decision { job_id, approve, reason: None }];
            let word =
                Word { method: AuthorisationMethod::Phone, by_name: "Leïla".into(), at: now(), recorded_by: "Nadia".into(), decisions };
            order.authorise(&word)
        }
        Step::Price { job, amount } => {
            let Some(line) = order.jobs.get(job).and_then(|job| job.lines.first()).map(|line| line.id) else { return Ok(()) };
            order.update_line(line, LineChanges { unit_price: Some(Amount(amount)), limits: Limits::default(), ..LineChanges::default() })
        }
        Step::RemoveJob(place) => {
            let Some(id) = job(place) else { return Ok(()) };
            order.remove_job(id)
        }
        Step::Convert { only_approved } => {
            let (customer, vehicle, language) = (estimate().customer, estimate().vehicle, order.terms.language);
            order.convert(Becomes { customer, vehicle, language, exemption: None, only_approved, at: now() }).map(|(facts, _)| facts)
        }
        Step::Start => order.start(),
        Step::Hold => order.hold(HoldReason::Parts, None, now()),
        Step::Resume => order.resume(),
        Step::Submit => order.submit(),
        Step::Pass => order.check(Verdict::Passed, &somebody),
        Step::Fail => order.check(Verdict::Failed { job: None, reason: because() }, &somebody),
        Step::Complete => order.complete(None, now()),
        Step::Reopen => order.reopen(because()),
        Step::Cancel => order.cancel(because()),
        Step::Restore => order.restore(),
        Step::Issue => {
            let lines: Vec<_> =
                order.approved_lines().filter(|(_, line)| line.completed_quantity.is_some()).map(|(_, line)| line.id).collect();
            if order.state.name() != S::Ready {
                return Ok(());
            }
            Ok(order.invoice_issued(&lines, Some("F-1".into()), now()))
        }
        Step::HandOver { may_owe } => order.hand_over(may_owe, now()),
    };
    done.map(|_| ())
}

fn check(before: &WorkOrder, after: &WorkOrder) {
    let (from, to) = (before.state.name(), after.state.name());
    let went_back = matches!(&before.state, super::state::State::Cancelled { before, .. } if before.name() == to);
    assert!(from == to || DOORS.contains(&(from, to)) || went_back, "{from} -> {to}");
    let currency = after.terms.currency;
    for job in after.jobs.iter().filter(|job| job.is_approved()) {
        let approved = job.authorisation.evidence().map(|evidence| evidence.amount);
        assert!(Some(job.totals(currency).asked()) <= approved, "{} costs more than was approved", job.title);
    }
    for line in before.jobs.iter().flat_map(|job| &job.lines).filter(|line| line.locked) {
        let same = after.jobs.iter().flat_map(|job| &job.lines).any(|other| other == line);
        assert!(same, "{} is on an invoice and changed", line.description);
    }
}

proptest! {
    #[test]
    fn an_order_leaves_its_state_by_the_doors_alone(asked in any::<bool>(), steps in proptest::collection::vec(step(), 1..60)) {
        let mut order = if asked { quote() } else { estimate() };
        for step in steps {
            let before = order.clone();
            if take(&mut order, step).is_err() {
                prop_assert_eq!(&order, &before, "a refusal changes nothing");
            }
            check(&before, &order);
        }
    }
}
