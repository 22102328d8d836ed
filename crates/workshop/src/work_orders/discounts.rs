//! What somebody may give away on a line: their role at the site says how much. A price below the list's counts as a discount,
//! so that lowering it goes no further.

use kernel::money::line_net;
use kernel::{Amount, BasisPoints, Currency, FieldError, Limits};

use super::fact::money;
use super::job::Job;
use super::line::Line;
use crate::error::Error;

const FULL: i32 = 10_000;

/// Every line of these jobs that gives more than may be given, under `pointer`.
pub fn beyond_in_jobs(limits: Limits, jobs: &[Job], currency: Currency, pointer: &str) -> Vec<FieldError> {
    let of_job = |(place, job): (usize, &Job)| beyond_in_lines(limits, &job.lines, currency, &format!("{pointer}/{place}/lines"));
    jobs.iter().enumerate().flat_map(of_job).collect()
}

pub fn beyond_in_lines(limits: Limits, lines: &[Line], currency: Currency, pointer: &str) -> Vec<FieldError> {
    let of_line = |(place, line): (usize, &Line)| beyond(limits, line, currency, &format!("{pointer}/{place}"));
    lines.iter().enumerate().filter_map(of_line).collect()
}

/// The fault of a new line that gives more than may be given, beside its discount or its price; it names the most.
pub fn beyond(limits: Limits, line: &Line, currency: Currency, pointer: &str) -> Option<FieldError> {
    let price = if line.unit_price_with_tax.is_some() { "unit_price_with_tax" } else { "unit_price" };
    discount_beyond(limits, line.discount, &format!("{pointer}/discount"))
        .or_else(|| price_beyond(limits, line, currency, &format!("{pointer}/{price}")))
}

/// The fault of a discount that is more than may be given.
pub fn discount_beyond(limits: Limits, discount: BasisPoints, pointer: &str) -> Option<FieldError> {
    let most = limits.discount.filter(|_| !limits.allows_discount(discount))?;
    Some(FieldError::new(pointer, CODE, at_most(most)))
}

/// The fault of a price that, less the discount, is further below the list's than may be given.
pub fn price_beyond(limits: Limits, line: &Line, currency: Currency, pointer: &str) -> Option<FieldError> {
    let (most, list) = (limits.discount?, line.list_price?);
    let (kept, full) = kept(line);
    if after(line.unit_price, line.discount) * kept >= after(list, most) * full {
        return None;
    }
    let least = lowest(list, most, line.discount).map(|least| format!(", so that the unit price is at least {}", money(least, currency)));
    Some(FieldError::new(pointer, CODE, format!("{}{}", at_most(most), least.unwrap_or_default())))
}

/// What part of the price is left after what a job or an order takes off, a minor unit of rounding left out.
fn kept(line: &Line) -> (i128, i128) {
    let full = i128::from(line.full().0);
    match line.taken.off.0 {
        off if off > 1 && full > 0 => ((full - i128::from(off - 1)).max(0), full),
        _ => (1, 1),
    }
}

/// The fault of what a job or an order takes off a line, with the line's own discount, beyond what may be given off its list price. What
/// somebody else bears is no discount. A minor unit of rounding is not counted.
pub fn reduced_beyond(limits: Limits, line: &Line, currency: Currency, pointer: &str) -> Option<FieldError> {
    let most = limits.discount?;
    let least = line_net(line.quantity, line.list_price.unwrap_or(line.unit_price), most);
    let asked = line.full() - line.taken.off;
    let detail = || format!("{}: {} is at least {}", at_most(most), line.description, money(least, currency));
    (asked.0 + 1 < least.0).then(|| FieldError::new(pointer, CODE, detail()))
}

/// The least unit price that may be asked for the line at its discount; none without a limit or a list price.
pub fn least_price(limits: Limits, line: &Line) -> Option<Amount> {
    lowest(line.list_price?, limits.discount?, line.discount)
}

/// Putting lines back gives what they give: more than may be given is refused.
pub fn check_restored(limits: Limits, lines: &[Line], currency: Currency) -> Result<(), Error> {
    match beyond_in_lines(limits, lines, currency, "").into_iter().next() {
        Some(fault) => Err(Error::DiscountOverLimit(fault.detail)),
        None => Ok(()),
    }
}

pub const CODE: &str = "discount-over-limit";

fn at_most(most: BasisPoints) -> String {
    format!("your role allows a discount of at most {} %", percent(most))
}

/// A price less a discount, in ten-thousandths of a minor unit: exact, so that nothing is rounded past the limit.
fn after(price: Amount, discount: BasisPoints) -> i128 {
    i128::from(price.0) * i128::from(FULL - discount.0)
}

/// The least unit price that with the discount stays within the limit; none does when everything is given away.
fn lowest(list: Amount, most: BasisPoints, discount: BasisPoints) -> Option<Amount> {
    let share = i128::from(FULL - discount.0);
    let floor = after(list, most);
    (share > 0).then(|| (floor + share - 1) / share).and_then(|least| i64::try_from(least).ok()).map(Amount)
}

/// 1250 as `12.5`
pub fn percent(rate: BasisPoints) -> String {
    let text = format!("{}.{:02}", rate.0 / 100, rate.0 % 100);
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

#[cfg(test)]
mod tests {
    use contracts::workshop::LineKind;

    use super::super::fixture::line;
    use super::*;

    fn up_to(discount: i32) -> Limits {
        Limits { discount: Some(BasisPoints(discount)), ..Limits::default() }
    }

    /// Of a list price of 96.405.
    fn disc(unit_price: i64, discount: i32) -> Line {
        let line = line(LineKind::Part, "Disc", 1000, unit_price);
        Line { list_price: Some(Amount(96_405)), discount: BasisPoints(discount), ..line }
    }

    fn fault(limits: Limits, line: &Line) -> Option<(String, String)> {
        beyond(limits, line, Currency::TND, "/lines/0").map(|fault| (fault.pointer, fault.detail))
    }

    #[test]
    fn the_fault_names_the_most_that_may_be_given() {
        assert_eq!(discount_beyond(up_to(1250), BasisPoints(1250), "/discount"), None);
        let fault = discount_beyond(up_to(1250), BasisPoints(1251), "/discount").unwrap();
        assert_eq!((fault.code.as_str(), fault.pointer.as_str()), ("discount-over-limit", "/discount"));
        assert!(fault.detail.ends_with("at most 12.5 %"), "{}", fault.detail);
        assert_eq!(discount_beyond(Limits::default(), BasisPoints(10_000), "/discount"), None);
        assert_eq!(
            (percent(BasisPoints(0)), percent(BasisPoints(1000)), percent(BasisPoints(5))),
            ("0".into(), "10".into(), "0.05".into())
        );
    }

    #[test]
    fn a_lower_price_and_a_discount_count_together() {
        let limits = up_to(1000);
        // A tenth off 96.405 is 86.7645.
        for (unit_price, discount) in [(96_405, 1000), (86_765, 0), (91_332, 500), (200_000, 1000)] {
            assert_eq!(fault(limits, &disc(unit_price, discount)), None, "{unit_price} less {discount}");
        }
        for (unit_price, discount) in [(86_764, 0), (91_331, 500), (96_404, 1000), (0, 0)] {
            let (pointer, detail) = fault(limits, &disc(unit_price, discount)).unwrap();
            assert_eq!(pointer, "/lines/0/unit_price");
            assert!(detail.contains("at most 10 %"), "{detail}");
        }
        assert!(fault(limits, &disc(86_764, 0)).unwrap().1.ends_with("at least 86.765 TND"));
        assert!(fault(limits, &disc(91_331, 500)).unwrap().1.ends_with("at least 91.332 TND"));
        assert_eq!(fault(limits, &disc(200_000, 1001)).unwrap().0, "/lines/0/discount", "a high price buys no higher discount");
    }

    #[test]
    fn who_may_give_nothing_keeps_the_list_price_and_who_may_give_all_may_give_it_away() {
        assert_eq!(fault(up_to(0), &disc(96_405, 0)), None);
        assert!(fault(up_to(0), &disc(96_404, 0)).is_some());
        assert_eq!(fault(up_to(10_000), &disc(0, 10_000)), None);
        assert_eq!(fault(Limits::default(), &disc(0, 10_000)), None);
        let free = Line { list_price: None, ..disc(1, 0) };
        assert_eq!(fault(up_to(0), &free), None, "what has no list price is worth what is agreed");
        assert_eq!((least_price(up_to(0), &free), least_price(Limits::default(), &disc(1, 0))), (None, None));
        assert_eq!((least_price(up_to(1000), &disc(1, 0)), least_price(up_to(0), &disc(1, 10_000))), (Some(Amount(86_765)), None));
    }

    #[test]
    fn what_is_put_back_gives_no_more_than_may_be_given() {
        assert_eq!(check_restored(up_to(1000), &[disc(96_405, 0), disc(86_765, 0)], Currency::TND), Ok(()));
        let refused = check_restored(up_to(1000), &[disc(96_405, 0), disc(86_764, 0)], Currency::TND);
        assert!(matches!(refused, Err(Error::DiscountOverLimit(detail)) if detail.contains("at most 10 %")));
    }
}
