//! What somebody may give away on a line: their role at the site says how much.

use kernel::{BasisPoints, FieldError, Limits};

use super::input::{JobInput, LineInput};

/// Every discount of these jobs that is more than may be given, under `pointer`.
pub fn beyond_in_jobs(limits: Limits, jobs: &[JobInput], pointer: &str) -> Vec<FieldError> {
    let of_job = |(place, job): (usize, &JobInput)| beyond_in_lines(limits, &job.lines, &format!("{pointer}/{place}/lines"));
    jobs.iter().enumerate().flat_map(of_job).collect()
}

pub fn beyond_in_lines(limits: Limits, lines: &[LineInput], pointer: &str) -> Vec<FieldError> {
    let of_line = |(place, line): (usize, &LineInput)| beyond(limits, line.discount, &format!("{pointer}/{place}/discount"));
    lines.iter().enumerate().filter_map(of_line).collect()
}

/// The fault of a discount that is more than may be given; it names the most.
pub fn beyond(limits: Limits, discount: Option<BasisPoints>, pointer: &str) -> Option<FieldError> {
    let most = limits.discount.filter(|_| discount.is_some_and(|discount| !limits.allows_discount(discount)))?;
    Some(FieldError::new(pointer, "discount-over-limit", format!("your role allows a discount of at most {} %", percent(most))))
}

/// 1250 as `12.5`
fn percent(rate: BasisPoints) -> String {
    let text = format!("{}.{:02}", rate.0 / 100, rate.0 % 100);
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_fault_names_the_most_that_may_be_given() {
        let limits = Limits { discount: Some(BasisPoints(1250)) };
        assert_eq!(beyond(limits, None, "/discount"), None);
        assert_eq!(beyond(limits, Some(BasisPoints(1250)), "/discount"), None);
        let fault = beyond(limits, Some(BasisPoints(1251)), "/discount").unwrap();
        assert_eq!((fault.code.as_str(), fault.pointer.as_str()), ("discount-over-limit", "/discount"));
        assert!(fault.detail.ends_with("at most 12.5 %"), "{}", fault.detail);
        assert_eq!(beyond(Limits::default(), Some(BasisPoints(10_000)), "/discount"), None);
        assert_eq!(
            (percent(BasisPoints(0)), percent(BasisPoints(1000)), percent(BasisPoints(5))),
            ("0".into(), "10".into(), "0.05".into())
        );
    }
}
