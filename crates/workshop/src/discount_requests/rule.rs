//! What a request would do to its order.

use contracts::workshop::{JobId, LineId};
use kernel::Limits;

use super::request::Request;
use crate::error::Error;
use crate::reductions::{Discount, Size};
use crate::work_orders::fact::Fact;
use crate::work_orders::line::LineChanges;
use crate::work_orders::work_order::WorkOrder;

/// Who may decide: whoever may give such a share. How great an amount is, the order says when it is granted.
pub fn may_decide(request: &Request, limits: Limits) -> bool {
    match request.size() {
        Size::Share(share) => limits.allows_discount(share),
        Size::Amount(_) => limits.discount.is_none(),
    }
}

/// Gives what was asked for, in the name of who grants it, and as far as their rights reach.
pub fn give(order: &mut WorkOrder, request: &Request, by: &str, limits: Limits) -> Result<Vec<Fact>, Error> {
    if let Some(line) = request.line_id {
        let changes = LineChanges { discount: request.share, limits, by: by.to_owned(), ..LineChanges::default() };
        return order.update_line(line, changes);
    }
    let discount = Some(Discount { size: request.size(), reason: request.reason.clone(), by: by.to_owned(), coupon: None });
    match request.job_id {
        Some(job) => order.discount_job(job, discount, limits),
        None => order.discount_order(discount, limits),
    }
}

/// What the job or the line is called; none for the whole order.
pub fn title(order: &WorkOrder, job: Option<JobId>, line: Option<LineId>) -> Result<Option<String>, Error> {
    if let Some(id) = line {
        let mut lines = order.jobs.iter().flat_map(|job| &job.lines);
        return lines.find(|line| line.id == id).map(|line| Some(line.description.clone())).ok_or(Error::UnknownLine(id));
    }
    let Some(id) = job else { return Ok(None) };
    order.jobs.iter().find(|job| job.id == id).map(|job| Some(job.title.clone())).ok_or(Error::UnknownJob(id))
}

#[cfg(test)]
mod tests {
    use kernel::{Amount, BasisPoints};
    use uuid::Uuid;

    use super::super::request::State;
    use super::*;
    use crate::work_orders::fixture::approved;

    fn request(order: &WorkOrder, share: Option<i32>, amount: Option<i64>) -> Request {
        Request {
            id: Uuid::now_v7(),
            site_id: order.site_id,
            order_id: order.id,
            order_number: order.number.clone(),
            customer_name: String::new(),
            job_id: None,
            line_id: None,
            title: None,
            share: share.map(BasisPoints),
            amount: amount.map(Amount),
            currency: "TND".into(),
            reason: "Regular".into(),
            asked_by: Uuid::nil(),
            asked_by_name: "Nadia".into(),
            asked_at: 0,
            state: State::Open,
            decided_by_name: None,
            decided_at: None,
            word: None,
            open_key: None,
        }
    }

    fn up_to(share: i32) -> Limits {
        Limits { discount: Some(BasisPoints(share)), ..Limits::default() }
    }

    #[test]
    fn who_may_give_a_share_decides_on_it_and_an_amount_is_for_who_has_no_limit() {
        let order = approved();
        let twelve = request(&order, Some(1200), None);
        assert!(!may_decide(&twelve, up_to(1199)) && may_decide(&twelve, up_to(1200)) && may_decide(&twelve, Limits::default()));
        let fifty = request(&order, None, Some(50_000));
        assert!(!may_decide(&fifty, up_to(9_999)) && may_decide(&fifty, Limits::default()));
    }

    #[test]
    fn it_is_given_in_the_name_of_who_grants_it_and_no_further_than_their_rights() {
        let mut order = approved();
        let twelve = request(&order, Some(1200), None);
        assert!(give(&mut order.clone(), &twelve, "Nadia", up_to(1000)).is_err());
        give(&mut order, &twelve, "Hela", Limits::default()).unwrap();
        assert_eq!(order.totals().net.0, 553_100 - 66_372);
        assert_eq!(order.discount.as_ref().map(|discount| discount.by.as_str()), Some("Hela"));
        let (job, line) = (order.jobs[0].id, order.jobs[0].lines[0].id);
        assert_eq!(title(&order, Some(job), None).unwrap(), Some(order.jobs[0].title.clone()));
        assert_eq!(title(&order, None, Some(line)).unwrap(), Some(order.jobs[0].lines[0].description.clone()));
        assert!(title(&order, Some(JobId::new()), None).is_err() && title(&order, None, Some(LineId::new())).is_err());
    }
}
