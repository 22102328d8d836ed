//! A step of reminding, and when an invoice comes to it: pure.

use chrono::{Days, NaiveDate};
use contracts::documents::Language;
use garde::Validate;
use kernel::money::{MAX_AMOUNT, pro_rata};
use kernel::{Amount, BasisPoints, Problem, text};
use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// How many steps a site has at most.
pub const MOST_STEPS: usize = 6;
/// Days in which interest of a year is asked.
const YEAR: i64 = 365;

/// How a letter speaks. It brings its own words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, EnumIter, DeriveActiveEnum, ToSchema)]
#[serde(rename_all = "snake_case")]
#[sea_orm(rs_type = "String", db_type = "String(StringLen::None)", rename_all = "snake_case")]
#[schema(as = DunningTone)]
pub enum Tone {
    Friendly,
    Firm,
    /// A formal notice.
    Formal,
}

/// A step of reminding.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = DunningStep)]
pub struct Step {
    /// Days past due.
    #[garde(range(min = 1, max = 730))]
    #[schema(minimum = 1, maximum = 730)]
    pub days: i32,
    #[garde(skip)]
    pub tone: Tone,
    /// The garage's own words in place of the tone's, by language; the tone's where it wrote none.
    #[serde(default)]
    #[garde(dive)]
    pub words: OwnWords,
    #[serde(default)]
    #[garde(dive)]
    pub fee: Fee,
    /// The customer is put on credit hold once the letter is sent.
    #[serde(default)]
    #[garde(skip)]
    pub hold: bool,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = DunningWords)]
pub struct OwnWords {
    #[serde(default)]
    #[garde(custom(text::prose(2000)))]
    #[schema(max_length = 2000, format = "prose")]
    pub fr: Option<String>,
    #[serde(default)]
    #[garde(custom(text::prose(2000)))]
    #[schema(max_length = 2000, format = "prose")]
    pub ar: Option<String>,
    #[serde(default)]
    #[garde(custom(text::prose(2000)))]
    #[schema(max_length = 2000, format = "prose")]
    pub en: Option<String>,
}

impl OwnWords {
    /// None where nothing is written.
    pub fn of(&self, language: Language) -> Option<&str> {
        let words = match language {
            Language::Fr => &self.fr,
            Language::Ar => &self.ar,
            Language::En => &self.en,
        };
        words.as_deref().map(str::trim).filter(|words| !words.is_empty())
    }
}

/// What is asked for being late, of each invoice, in minor units. Nothing by default.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = LateFee)]
pub struct Fee {
    /// A fixed sum.
    #[serde(default)]
    #[garde(custom(not_negative))]
    #[schema(value_type = i64, minimum = 0, maximum = 1_000_000_000_000_i64)]
    pub fixed: Amount,
    /// Interest of a year on what is due, for the days past due, in basis points.
    #[serde(default)]
    #[garde(custom(yearly))]
    #[schema(value_type = i32, minimum = 0, maximum = 5000)]
    pub yearly_rate: BasisPoints,
    /// Interest below this is not asked.
    #[serde(default)]
    #[garde(custom(not_negative))]
    #[schema(value_type = i64, minimum = 0, maximum = 1_000_000_000_000_i64)]
    pub least_interest: Amount,
    /// Only of who has a number with the tax office.
    #[serde(default)]
    #[garde(skip)]
    pub businesses_only: bool,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "garde hands out references")]
pub fn not_negative<C>(amount: &Amount, _: &C) -> garde::Result {
    if (0..=MAX_AMOUNT).contains(&amount.0) { Ok(()) } else { Err(garde::Error::new("an amount is not negative and at most 10^12")) }
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "garde hands out references")]
fn yearly<C>(rate: &BasisPoints, _: &C) -> garde::Result {
    if (0..=5000).contains(&rate.0) { Ok(()) } else { Err(garde::Error::new("a rate is between 0 and 50 %")) }
}

impl Fee {
    /// Of an invoice with so much due, so many days past due.
    pub fn of(&self, due: Amount, days: i64, is_business: bool) -> Amount {
        if self.businesses_only && !is_business {
            return Amount::ZERO;
        }
        let interest = pro_rata(due, i64::from(self.yearly_rate.0) * days.max(0), 10_000 * YEAR);
        let asked = if interest < self.least_interest { Amount::ZERO } else { interest };
        self.fixed + asked
    }
}

/// Each step comes later than the one before.
pub fn check(steps: &[Step]) -> Result<(), Problem> {
    for (at, pair) in steps.windows(2).enumerate() {
        if pair[1].days <= pair[0].days {
            let why = "a step comes later than the one before it";
            return Err(Problem::field(format!("/steps/{}/days", at + 1), "step-not-later", why));
        }
    }
    Ok(())
}

/// How far an invoice was reminded of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reached {
    /// 0 before the first.
    pub step: i32,
    pub on: Option<NaiveDate>,
}

/// The step that an invoice is due for, counted from 1: the one after the last, once it is past due for as long as the step says and the
/// last is as many days ago as lie between the two.
pub fn due_step(steps: &[Step], due_on: NaiveDate, reached: Reached, today: NaiveDate) -> Option<(i32, &Step)> {
    let place = usize::try_from(reached.step).ok()?;
    let step = steps.get(place)?;
    let after = |day: NaiveDate, days: i32| day.checked_add_days(Days::new(u64::try_from(days).unwrap_or_default()));
    let between = place.checked_sub(1).and_then(|before| steps.get(before)).map_or(0, |before| step.days - before.days);
    let is_late = after(due_on, step.days)? <= today;
    let has_waited = reached.on.is_none_or(|on| after(on, between.max(1)).is_some_and(|day| day <= today));
    (is_late && has_waited).then_some((reached.step + 1, step))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn steps() -> Vec<Step> {
        let step = |days, tone| Step { days, tone, words: OwnWords::default(), fee: Fee::default(), hold: false };
        vec![step(7, Tone::Friendly), step(15, Tone::Firm), step(30, Tone::Formal)]
    }

    fn due(due_on: &str, step: i32, on: Option<&str>, today: &str) -> Option<i32> {
        due_step(&steps(), day(due_on), Reached { step, on: on.map(day) }, day(today)).map(|(step, _)| step)
    }

    #[test]
    fn steps_are_taken_one_after_the_other() {
        assert_eq!(due("2026-11-01", 0, None, "2026-11-07"), None, "six days");
        assert_eq!(due("2026-11-01", 0, None, "2026-11-08"), Some(1));
        // An old debt begins with the first, and the second is eight days later.
        assert_eq!(due("2026-03-01", 0, None, "2026-11-08"), Some(1));
        assert_eq!(due("2026-03-01", 1, Some("2026-11-08"), "2026-11-15"), None);
        assert_eq!(due("2026-03-01", 1, Some("2026-11-08"), "2026-11-16"), Some(2));
        assert_eq!(due("2026-11-01", 2, Some("2026-11-16"), "2026-11-30"), None);
        assert_eq!(due("2026-11-01", 2, Some("2026-11-16"), "2026-12-01"), Some(3));
        assert_eq!(due("2026-03-01", 3, Some("2026-11-16"), "2026-12-31"), None, "there is no fourth");
    }

    #[test]
    fn a_fee_is_a_fixed_sum_and_interest_above_the_least() {
        let fee = Fee { fixed: Amount(4000), yearly_rate: BasisPoints(1000), least_interest: Amount(100), businesses_only: true };
        // 100.00 at 10 % for 73 days is 2.00.
        assert_eq!(fee.of(Amount(10_000), 73, true), Amount(4200));
        assert_eq!(fee.of(Amount(10_000), 30, true), Amount(4000), "0.82 of interest is not asked");
        assert_eq!(fee.of(Amount(10_000), 73, false), Amount::ZERO);
        assert_eq!(Fee::default().of(Amount(10_000), 400, true), Amount::ZERO);
        assert_eq!(Fee { businesses_only: false, ..fee }.of(Amount(10_000), 365, false), Amount(5000));
    }

    #[test]
    fn a_step_is_later_than_the_one_before() {
        assert!(check(&steps()).is_ok());
        let mut wrong = steps();
        wrong[2].days = 15;
        assert!(check(&wrong).is_err());
    }
}
