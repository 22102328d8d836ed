//! What of an order is not as the customer signed it. Pure.

use contracts::workshop::JobId;
use kernel::Amount;
use serde::Serialize;
use utoipa::ToSchema;

use crate::estimates::document::{DocumentLine, line_of};
use crate::intake::sheet::Content;
use crate::work_orders::job::Job;
use crate::work_orders::work_order::WorkOrder;

/// What became of it since.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum SignedChangeKind {
    /// It came to the order.
    JobAdded,
    /// It is not on the order any more, or was declined.
    JobRemoved,
    /// It asks something else.
    JobPrice,
    /// It asks the same, for other lines.
    JobLines,
    Odometer,
    KeyTag,
}

/// Something that is not as it was signed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct SignedChange {
    pub what: SignedChangeKind,
    /// The job's title.
    pub job: Option<String>,
    /// With VAT, as it was signed; null where it is no price.
    pub amount_before: Option<Amount>,
    pub amount_now: Option<Amount>,
    /// Kilometres or a key tag, as it was signed.
    pub before: Option<String>,
    pub now: Option<String>,
}

/// A job that was approved by a signature.
#[derive(Clone, Debug)]
pub struct SignedJob {
    pub id: JobId,
    pub title: String,
    /// With VAT.
    pub amount: Amount,
    /// As they stood in the version that was signed; none where no version was.
    pub lines: Option<Vec<DocumentLine>>,
}

/// What the order asks now that the customer did not sign.
pub fn of_estimate(order: &WorkOrder, signed: &[SignedJob]) -> Vec<SignedChange> {
    let now = |id: JobId| order.jobs.iter().find(|job| job.id == id && !job.is_declined());
    let changed = signed.iter().filter_map(|one| now(one.id).map_or_else(|| Some(removed(one)), |job| changed(order, one, job)));
    let is_new = |job: &&Job| !job.is_declined() && !job.lines.is_empty() && signed.iter().all(|one| one.id != job.id);
    let added = order.jobs.iter().filter(is_new).map(|job| SignedChange {
        amount_now: Some(job.totals(order.terms.currency).asked()),
        ..SignedChange::of_job(SignedChangeKind::JobAdded, &job.title)
    });
    changed.chain(added).collect()
}

/// What the order says of its arrival that the sheet does not. A key tag that was not on the sheet may come later.
pub fn of_intake(order: &WorkOrder, sheet: &Content) -> Vec<SignedChange> {
    let odometer = (sheet.odometer != order.odometer_in)
        .then(|| SignedChange::of_text(SignedChangeKind::Odometer, kilometres(sheet.odometer), kilometres(order.odometer_in)));
    let is_moved = sheet.key_tag.is_some() && sheet.key_tag != order.key_tag;
    let key_tag = is_moved.then(|| SignedChange::of_text(SignedChangeKind::KeyTag, sheet.key_tag.clone(), order.key_tag.clone()));
    [odometer, key_tag].into_iter().flatten().collect()
}

fn kilometres(km: Option<i64>) -> Option<String> {
    km.map(|km| km.to_string())
}

fn removed(signed: &SignedJob) -> SignedChange {
    SignedChange { amount_before: Some(signed.amount), ..SignedChange::of_job(SignedChangeKind::JobRemoved, &signed.title) }
}

fn changed(order: &WorkOrder, signed: &SignedJob, job: &Job) -> Option<SignedChange> {
    let asked = job.totals(order.terms.currency).asked();
    if asked != signed.amount {
        let (amount_before, amount_now) = (Some(signed.amount), Some(asked));
        return Some(SignedChange { amount_before, amount_now, ..SignedChange::of_job(SignedChangeKind::JobPrice, &job.title) });
    }
    let lines: Vec<_> = job.lines.iter().map(line_of).collect();
    let differ = signed.lines.as_ref().is_some_and(|signed| *signed != lines);
    differ.then(|| SignedChange::of_job(SignedChangeKind::JobLines, &job.title))
}

impl SignedChange {
    fn of_job(what: SignedChangeKind, title: &str) -> Self {
        Self { what, job: Some(title.to_owned()), amount_before: None, amount_now: None, before: None, now: None }
    }

    fn of_text(what: SignedChangeKind, before: Option<String>, now: Option<String>) -> Self {
        Self { what, job: None, amount_before: None, amount_now: None, before, now }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::work_orders::fixture::approved;
    use crate::work_orders::line::LineChanges;

    fn signed(order: &WorkOrder, place: usize) -> SignedJob {
        let job = &order.jobs[place];
        let lines = job.lines.iter().map(line_of).collect();
        SignedJob { id: job.id, title: job.title.clone(), amount: job.totals(order.terms.currency).asked(), lines: Some(lines) }
    }

    fn kinds(order: &WorkOrder, jobs: &[SignedJob]) -> Vec<SignedChangeKind> {
        of_estimate(order, jobs).into_iter().map(|change| change.what).collect()
    }

    #[test]
    fn an_order_as_it_was_signed_differs_in_nothing() {
        let order = approved();
        assert!(kinds(&order, &[signed(&order, 0), signed(&order, 1)]).is_empty(), "what was declined is not asked for");
    }

    #[test]
    fn each_job_that_differs_is_named_with_its_prices() {
        let order = approved();
        let jobs = [signed(&order, 0), signed(&order, 1), signed(&order, 2)];
        let mut now = order.clone();
        let line = now.jobs[0].lines[1].id;
        now.update_line(line, LineChanges { unit_price: Some(Amount(30_000)), ..LineChanges::default() }).unwrap();
        let found = of_estimate(&now, &jobs);
        let kinds: Vec<_> = found.iter().map(|change| change.what).collect();
        assert_eq!(kinds, [SignedChangeKind::JobPrice, SignedChangeKind::JobRemoved]);
        assert_eq!((found[0].amount_before, found[0].amount_now.is_some()), (Some(jobs[0].amount), true));
        assert_eq!(super::of_estimate(&order, &jobs[..1])[0].what, SignedChangeKind::JobAdded);
    }

    #[test]
    fn other_words_at_the_same_price_are_a_change() {
        let order = approved();
        let jobs = [signed(&order, 0), signed(&order, 1)];
        let mut now = order.clone();
        let line = now.jobs[1].lines[1].id;
        now.update_line(line, LineChanges { description: Some("Rear pads".into()), ..LineChanges::default() }).unwrap();
        assert_eq!(kinds(&now, &jobs), [SignedChangeKind::JobLines]);
    }

    #[test]
    fn an_arrival_differs_by_its_odometer_and_key() {
        let mut order = approved();
        order.odometer_in = Some(84_300);
        order.key_tag = Some("12".into());
        let sheet = Content { odometer: Some(84_300), ..Content::default() };
        assert!(of_intake(&order, &sheet).is_empty(), "a tag that came later is no change");
        let sheet = Content { odometer: Some(84_000), key_tag: Some("7".into()), ..Content::default() };
        let found = of_intake(&order, &sheet);
        assert_eq!(found.iter().map(|change| change.what).collect::<Vec<_>>(), [SignedChangeKind::Odometer, SignedChangeKind::KeyTag]);
        assert_eq!((found[0].before.as_deref(), found[0].now.as_deref()), (Some("84000"), Some("84300")));
    }
}
