//! What holds however edits, sendings and decisions follow each other (PRODUCT.md 1.0, F2, F3).

use std::collections::HashMap;

use chrono::TimeDelta;
use contracts::workshop::JobId;
use kernel::Amount;
use proptest::prelude::*;

use super::document::{Document, Sending, freeze};
use crate::work_orders::estimate::{Decision, Word};
use crate::work_orders::fixture::{estimate, now};
use crate::work_orders::job::{Authorisation, AuthorisationMethod, Evidence};
use crate::work_orders::line::LineChanges;
use crate::work_orders::work_order::WorkOrder;

#[derive(Clone, Debug)]
enum Step {
    /// The first line of a job gets another price.
    Price(usize, i64),
    Send,
    /// By the link, on the newest version.
    Link(usize, bool),
    Desk(usize, bool),
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let step = prop_oneof![
        (0..3_usize, 0..200_000_i64).prop_map(|(job, price)| Step::Price(job, price)),
        Just(Step::Send),
        (0..3_usize, any::<bool>()).prop_map(|(job, yes)| Step::Link(job, yes)),
        (0..3_usize, any::<bool>()).prop_map(|(job, yes)| Step::Desk(job, yes)),
    ];
    proptest::collection::vec(step, 1..40)
}

fn word(order: &WorkOrder, job: usize, approve: bool, method: AuthorisationMethod) -> Word {
    let decisions = vec![Decision { job_id: order.jobs[job].id, approve, reason: None }];
    Word { method, by_name: "Leïla".into(), at: now(), recorded_by: "Nadia".into(), decisions }
}

fn evidence(order: &WorkOrder) -> HashMap<JobId, Evidence> {
    order.jobs.iter().filter_map(|job| Some((job.id, job.authorisation.evidence()?.clone()))).collect()
}

fn take(order: &mut WorkOrder, step: &Step, versions: &mut Vec<Document>) {
    match *step {
        Step::Price(job, price) => {
            let line = order.jobs[job].lines[0].id;
            order.update_line(line, LineChanges { unit_price: Some(Amount(price)), ..LineChanges::default() }).unwrap();
        }
        Step::Send => {
            let version = i64::try_from(versions.len()).unwrap() + 1;
            let sending = Sending { version, by: "Nadia", at: now(), expires_at: now() + TimeDelta::days(14) };
            if let Ok(document) = freeze(order, &sending) {
                order.send_estimate(version).unwrap();
                versions.push(document);
            }
        }
        Step::Link(job, approve) => {
            let Some(newest) = versions.last() else { return };
            let known = newest.job(order.jobs[job].id).is_some();
            if known && order.jobs[job].is_waiting() {
                let word = word(order, job, approve, AuthorisationMethod::Link);
                order.authorise_offer(&word, Some(&newest.offer())).unwrap();
            }
        }
        Step::Desk(job, approve) => {
            let word = word(order, job, approve, AuthorisationMethod::Phone);
            order.authorise(&word).unwrap();
        }
    }
}

proptest! {
    #[test]
    fn an_approved_price_changes_by_a_decision_only_and_is_never_exceeded(steps in steps()) {
        let (mut order, mut versions) = (estimate(), vec![]);
        for step in &steps {
            let (before, known) = (evidence(&order), versions.clone());
            take(&mut order, step, &mut versions);
            prop_assert_eq!(&versions[..known.len()], &known[..], "what was sent stays as it was");
            let decided = match step {
                Step::Link(job, _) | Step::Desk(job, _) => Some(order.jobs[*job].id),
                Step::Price(..) | Step::Send => None,
            };
            let after = evidence(&order);
            for (job, was) in before.iter().filter(|(job, _)| Some(**job) != decided) {
                prop_assert_eq!(after.get(job), Some(was));
            }
            for job in &order.jobs {
                let asked = job.totals(order.terms.currency);
                if let Authorisation::Approved(evidence) = &job.authorisation {
                    prop_assert!(asked.net <= evidence.net && asked.asked() <= evidence.amount);
                }
                if job.authorisation == Authorisation::Sent {
                    let sent = versions.last().and_then(|version| version.job(job.id)).map(|job| &job.totals);
                    prop_assert_eq!(sent, Some(&asked), "sent is what the newest version says");
                }
            }
            if let (Step::Link(job, true), Some(newest)) = (step, versions.last()) {
                let job = &order.jobs[*job];
                let offered = newest.job(job.id).map(|job| job.totals.asked());
                if let Some(evidence) = job.authorisation.evidence().filter(|evidence| evidence.method == AuthorisationMethod::Link) {
                    let stands = before.get(&job.id) == Some(evidence) || Some(evidence.amount) == offered;
                    prop_assert!(stands, "by the link the price of the version is approved");
                }
            }
        }
    }
}
