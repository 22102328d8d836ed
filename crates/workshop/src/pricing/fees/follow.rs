//! The lines of fees on an order. They are worked out anew with every change of the order, on the jobs that the customer has not
//! decided on; what is approved keeps what was approved, and counts towards the most that an order pays. A fee that was taken off a job stays
//! off it; see [`super::taken_off`].

use std::mem::take;

use contracts::taxes::TaxedAs;
use contracts::workshop::{LineId, LineKind};
use kernel::money::{extended, share};
use kernel::{Amount, BasisPoints, Quantity, Tx};
use sea_orm::DbErr;

use super::store;
use super::tables::Model;
use crate::pricing::{Origin, PriceRule};
use crate::reductions::Taken;
use crate::work_orders::job::{Authorisation, Job};
use crate::work_orders::line::Line;
use crate::work_orders::work_order::{MAX_LINES, Terms, WorkOrder};

/// Brings an order that is under work to what the site's fees ask. What is sold over the counter pays for no work.
pub async fn follow(tx: &Tx, order: &mut WorkOrder) -> Result<(), DbErr> {
    if order.is_counter_sale() || !order.state.name().is_work() || order.jobs.iter().all(|job| job.authorisation != Authorisation::Proposed)
    {
        return Ok(());
    }
    let fees = store::list(&**tx, order.site_id, false).await?;
    apply(order, &fees);
    Ok(())
}

/// A fee whose price somebody typed stays, and nothing is asked for it again on its job.
fn apply(order: &mut WorkOrder, fees: &[Model]) {
    let terms = order.terms;
    let kept: Vec<Vec<Line>> = order.jobs.iter_mut().map(|job| begin_anew(job, fees)).collect();
    for fee in fees {
        let mut left = order.jobs.iter().filter(|job| !job.is_declined()).map(|job| asked_by(job, fee)).fold(fee.most, take_from);
        let settled = |job: &Job| !job.is_declined() && (has(job, fee) || job.is_not_asked_for(fee));
        let mut fixed = if order.jobs.iter().any(settled) { Amount::ZERO } else { fee.fixed };
        let mut room = MAX_LINES.saturating_sub(order.jobs.iter().map(|job| job.lines.len()).sum());
        for (job, old) in order.jobs.iter_mut().zip(&kept) {
            if job.authorisation != Authorisation::Proposed || has(job, fee) || job.is_not_asked_for(fee) || room == 0 {
                continue;
            }
            let mut amount = due(job, fee);
            if !job.lines.is_empty() {
                amount += take(&mut fixed);
            }
            let amount = left.map_or(amount, |left| amount.min(left));
            if amount > Amount::ZERO {
                left = take_from(left, amount);
                job.lines.push(line(fee, amount, &terms, old));
                room -= 1;
            }
        }
    }
}

/// Takes off what is worked out anew of a job that nobody decided on.
fn begin_anew(job: &mut Job, fees: &[Model]) -> Vec<Line> {
    if job.authorisation != Authorisation::Proposed {
        return vec![];
    }
    job.count_tyres(fees);
    take_off(job)
}

/// The lines of fees that may be worked out anew.
fn take_off(job: &mut Job) -> Vec<Line> {
    let (fees, others) = take(&mut job.lines).into_iter().partition(|line| is_fee(line) && line.origin.by.is_none() && !line.locked);
    job.lines = others;
    fees
}

pub fn is_fee(line: &Line) -> bool {
    line.origin.rule == Some(PriceRule::Fee)
}

fn is_of(line: &Line, fee: &Model) -> bool {
    is_fee(line) && line.origin.name.as_deref() == Some(fee.name.as_str())
}

fn has(job: &Job, fee: &Model) -> bool {
    job.lines.iter().any(|line| is_of(line, fee))
}

fn asked_by(job: &Job, fee: &Model) -> Amount {
    job.lines.iter().filter(|line| is_of(line, fee)).map(Line::full).sum()
}

fn take_from(left: Option<Amount>, amount: Amount) -> Option<Amount> {
    left.map(|left| (left - amount).max(Amount::ZERO))
}

/// The shares of a job's labour and parts, and what its tyres ask for. What is sold at one price has its fees in it.
fn due(job: &Job, fee: &Model) -> Amount {
    let net = |kind| -> Amount { bearing(job).filter(|line| line.kind == kind).map(Line::full).sum() };
    let tyres = bearing(job).filter(|line| line.is_tyre).map(|line| extended(line.stock_quantity(), fee.per_tyre));
    share(net(LineKind::Labour), fee.of_labour) + share(net(LineKind::Part), fee.of_parts) + tyres.sum()
}

fn bearing(job: &Job) -> impl Iterator<Item = &Line> {
    job.lines.iter().filter(|line| line.origin.rule != Some(PriceRule::Package))
}

/// How many tyres ask for fees.
pub fn tyres(job: &Job) -> Quantity {
    bearing(job).filter(|line| line.is_tyre).fold(Quantity::ZERO, |sum, line| sum + line.stock_quantity())
}

/// What is asked for tyres alone is a tyre's fee.
fn taxed_as(fee: &Model) -> TaxedAs {
    let Model { of_labour, of_parts, fixed, per_tyre, .. } = fee;
    let is_of_tyres = !per_tyre.is_zero() && fixed.is_zero() && of_labour.0 == 0 && of_parts.0 == 0;
    if is_of_tyres { TaxedAs::TyreFee } else { TaxedAs::Fee }
}

/// As the line that stood there before, if one did.
fn line(fee: &Model, amount: Amount, terms: &Terms, old: &[Line]) -> Line {
    let vat_rate = fee.vat_rate.unwrap_or_else(|| terms.rate_of(taxed_as(fee)));
    let before = old.iter().find(|line| is_of(line, fee)).cloned();
    let new = Line {
        id: LineId::new(),
        kind: LineKind::Fee,
        product_id: None,
        code: None,
        description: fee.name.clone(),
        unit: "each".into(),
        quantity: Quantity(1000),
        list_price: None,
        unit_price: Amount::ZERO,
        origin: Origin::of(PriceRule::Fee, Some(fee.name.clone())),
        unit_cost: None,
        discount: BasisPoints(0),
        vat_rate,
        locked: false,
        taken: Taken::default(),
        completed_quantity: None,
        pack: None,
        core: None,
        core_of: None,
        is_tyre: false,
        // Its order says.
        is_exempt: false,
        levy_rate: BasisPoints(0),
        unit_price_with_tax: None,
    };
    let line = before.unwrap_or(new);
    Line { list_price: Some(amount), unit_price: amount, unit_price_with_tax: None, quantity: Quantity(1000), vat_rate, ..line }
}

#[cfg(test)]
mod tests {
    use contracts::taxes::TaxRates;
    use contracts::workshop::FeeId;

    use super::*;
    use crate::work_orders::fixture::{approved, estimate, word};
    use crate::work_orders::line::LineChanges;

    fn fee(name: &str, of_labour: i32, of_parts: i32) -> Model {
        Model {
            id: FeeId::new(),
            site_id: kernel::SiteId::new(),
            name: name.into(),
            of_labour: BasisPoints(of_labour),
            of_parts: BasisPoints(of_parts),
            fixed: Amount::ZERO,
            per_tyre: Amount::ZERO,
            most: None,
            vat_rate: Some(BasisPoints(700)),
            archived: false,
            version: 1,
        }
    }

    fn amounts(order: &WorkOrder, fee: &Model) -> Vec<i64> {
        order.jobs.iter().map(|job| asked_by(job, fee).0).collect()
    }

    #[test]
    fn a_share_of_labour_and_parts_stands_on_every_job_up_to_the_most_of_the_order() {
        let (mut order, mut supplies) = (estimate(), fee("Supplies", 300, 100));
        apply(&mut order, std::slice::from_ref(&supplies));
        // 3 % of 48.000, 90.000 and 12.000; 1 % of 103.550, 311.550 and 31.900, halves away from zero.
        assert_eq!(amounts(&order, &supplies), [1440 + 1036, 2700 + 3116, 360 + 319]);
        assert_eq!(order.jobs[0].lines.last().unwrap().vat_rate, BasisPoints(700));
        let ids: Vec<_> = order.jobs.iter().map(|job| job.lines.last().unwrap().id).collect();
        supplies.most = Some(Amount(5000));
        apply(&mut order, std::slice::from_ref(&supplies));
        assert_eq!(amounts(&order, &supplies), [2476, 2524, 0]);
        assert_eq!(order.jobs[1].lines.last().unwrap().id, ids[1], "the same line, of another price");
        apply(&mut order, &[]);
        assert_eq!(amounts(&order, &supplies), [0, 0, 0]);
        assert!(order.jobs.iter().flat_map(|job| &job.lines).all(|line| !is_fee(line)));
    }

    #[test]
    fn a_fixed_fee_is_asked_once() {
        let mut order = estimate();
        let environment = Model { fixed: Amount(3000), ..fee("Environment", 0, 0) };
        for _ in 0..2 {
            apply(&mut order, std::slice::from_ref(&environment));
            assert_eq!(amounts(&order, &environment), [3000, 0, 0]);
        }
        let declined = order.jobs[0].id;
        order.authorise(&word(&[(declined, false)])).unwrap();
        apply(&mut order, std::slice::from_ref(&environment));
        assert_eq!(amounts(&order, &environment), [3000, 3000, 0], "the declined job does not count");
    }

    /// PRODUCT J13: four tyres leave four old ones.
    #[test]
    fn each_tyre_asks_for_its_fee_and_it_follows_how_many_there_are() {
        let mut order = estimate();
        let disposal = Model { per_tyre: Amount(2500), ..fee("Recyclage pneus", 0, 0) };
        let part = order.jobs[1].lines.iter().position(|line| line.kind == LineKind::Part).unwrap();
        (order.jobs[1].lines[part].is_tyre, order.jobs[1].lines[part].quantity) = (true, Quantity::whole(4));
        apply(&mut order, std::slice::from_ref(&disposal));
        assert_eq!(amounts(&order, &disposal), [0, 10_000, 0]);
        order.jobs[1].lines[part].quantity = Quantity::whole(2);
        apply(&mut order, std::slice::from_ref(&disposal));
        assert_eq!(amounts(&order, &disposal), [0, 5000, 0]);
    }

    fn of_tyres(order: &mut WorkOrder, count: i64) {
        let part = order.jobs[1].lines.iter_mut().find(|line| line.kind == LineKind::Part).unwrap();
        (part.is_tyre, part.quantity) = (true, Quantity::whole(count));
    }

    #[test]
    fn a_fee_that_was_taken_off_stays_off_until_it_is_put_back_or_tyres_are_added() {
        let mut order = estimate();
        let disposal = [Model { per_tyre: Amount(2500), ..fee("Recyclage pneus", 0, 0) }];
        of_tyres(&mut order, 4);
        apply(&mut order, &disposal);
        let line = order.jobs[1].lines.last().unwrap().clone();
        order.remove_line(line.id).unwrap();
        for (tyres, amount) in [(4, 0), (2, 0), (3, 7500)] {
            of_tyres(&mut order, tyres);
            apply(&mut order, &disposal);
            assert_eq!(amounts(&order, &disposal[0]), [0, amount, 0], "{tyres} tyres");
        }
        let line = order.jobs[1].lines.last().unwrap().clone();
        order.remove_line(line.id).unwrap();
        apply(&mut order, &disposal);
        assert_eq!(amounts(&order, &disposal[0]), [0, 0, 0]);
        let job = order.jobs[1].id;
        order.restore_line(line.id, Some((job, 9, line)), kernel::Limits::default()).unwrap();
        apply(&mut order, &disposal);
        assert_eq!((amounts(&order, &disposal[0]), order.jobs[1].fees_off.len()), (vec![0, 7500, 0], 0));
    }

    #[test]
    fn what_an_order_pays_once_does_not_move_to_the_next_job_when_it_is_taken_off() {
        let mut order = estimate();
        let environment = [Model { fixed: Amount(3000), ..fee("Environment", 0, 0) }];
        apply(&mut order, &environment);
        let line = order.jobs[0].lines.last().unwrap().id;
        order.remove_line(line).unwrap();
        apply(&mut order, &environment);
        assert_eq!(amounts(&order, &environment[0]), [0, 0, 0]);
    }

    #[test]
    fn what_is_asked_for_tyres_alone_is_taxed_as_a_tyres_fee() {
        let mut order = estimate();
        order.terms.tax_rates = TaxRates { fee: Some(BasisPoints(600)), tyre_fee: Some(BasisPoints(0)), ..TaxRates::default() };
        let disposal = Model { per_tyre: Amount(2500), vat_rate: None, ..fee("Disposal", 0, 0) };
        let rate = |fee: &Model| order.terms.rate_of(taxed_as(fee)).0;
        assert_eq!(rate(&disposal), 0);
        assert_eq!(rate(&Model { fixed: Amount(1), ..disposal.clone() }), 600);
        assert_eq!(rate(&fee("Supplies", 300, 0)), 600);
        order.jobs[1].lines.iter_mut().for_each(|line| line.is_tyre = line.kind == LineKind::Part);
        apply(&mut order, std::slice::from_ref(&disposal));
        assert_eq!(order.jobs[1].lines.last().map(|line| line.vat_rate), Some(BasisPoints(0)));
    }

    #[test]
    fn what_is_approved_stays_and_what_was_typed_by_hand_too() {
        let (mut order, supplies) = (approved(), fee("Supplies", 1000, 0));
        let before = order.clone();
        apply(&mut order, std::slice::from_ref(&supplies));
        assert_eq!(order, before, "approved and declined jobs");
        let mut order = estimate();
        apply(&mut order, std::slice::from_ref(&supplies));
        let line = order.jobs[0].lines.last().unwrap().id;
        let free = LineChanges { unit_price: Some(Amount::ZERO), by: "Nadia".into(), ..LineChanges::default() };
        order.update_line(line, free).unwrap();
        apply(&mut order, std::slice::from_ref(&supplies));
        assert_eq!(amounts(&order, &supplies), [0, 9000, 1200]);
        assert_eq!(order.jobs[0].lines.last().unwrap().origin.by.as_deref(), Some("Nadia"));
    }

    #[test]
    fn what_is_sold_at_one_price_has_its_fees_in_it() {
        let (mut order, supplies) = (estimate(), fee("Supplies", 1000, 1000));
        for line in &mut order.jobs[0].lines {
            line.origin = Origin::of(PriceRule::Package, None);
        }
        apply(&mut order, std::slice::from_ref(&supplies));
        assert_eq!(amounts(&order, &supplies)[0], 0);
    }
}
