//! How long backups are kept: the newest of so many days, of so many weeks, and of so many months.

use std::collections::BTreeSet;

use anyhow::{Context as _, bail};
use chrono::{DateTime, Datelike, NaiveDateTime, Utc};

/// As a name carries an instant.
const STAMP: &str = "%Y%m%dT%H%M%SZ";

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Keep {
    pub days: usize,
    pub weeks: usize,
    pub months: usize,
}

impl Keep {
    /// `7,4,12`: days, weeks, months.
    pub fn from_text(text: &str) -> anyhow::Result<Self> {
        let numbers: Vec<usize> =
            text.split(',').map(|part| part.trim().parse()).collect::<Result<_, _>>().context("backup_keep is like 7,4,12")?;
        let [days, weeks, months] = numbers.as_slice() else { bail!("backup_keep has three numbers: days, weeks, months") };
        if *days == 0 {
            bail!("backup_keep keeps at least one day");
        }
        Ok(Self { days: *days, weeks: *weeks, months: *months })
    }

    /// Those of the names that need not be kept. What is not named as backups are is left alone.
    pub fn expired<'a>(&self, label: &str, names: &'a [String]) -> Vec<&'a str> {
        let mut dated: Vec<_> = names.iter().filter_map(|name| Some((at(label, name)?, name.as_str()))).collect();
        dated.sort_unstable_by(|one, other| other.cmp(one));
        let mut kept = BTreeSet::new();
        for (of, most) in [(day as fn(&DateTime<Utc>) -> String, self.days), (week, self.weeks), (month, self.months)] {
            let mut seen = BTreeSet::new();
            for (at, name) in &dated {
                if seen.len() < most && seen.insert(of(at)) {
                    kept.insert(*name);
                }
            }
        }
        dated.into_iter().map(|(_, name)| name).filter(|name| !kept.contains(name)).collect()
    }
}

fn day(at: &DateTime<Utc>) -> String {
    at.date_naive().to_string()
}

fn week(at: &DateTime<Utc>) -> String {
    format!("{:?}", at.iso_week())
}

fn month(at: &DateTime<Utc>) -> String {
    format!("{}-{}", at.year(), at.month())
}

/// `ecar-20261128T020000Z.zip`
pub fn name(label: &str, at: DateTime<Utc>, sealed: bool) -> String {
    format!("{label}-{}.zip{}", at.format(STAMP), if sealed { ".age" } else { "" })
}

/// When the backup of this name was taken; none where it is another file.
pub fn at(label: &str, name: &str) -> Option<DateTime<Utc>> {
    let rest = name.strip_prefix(label)?.strip_prefix('-')?;
    let stamp = rest.strip_suffix(".zip.age").or_else(|| rest.strip_suffix(".zip"))?;
    NaiveDateTime::parse_from_str(stamp, STAMP).ok().map(|at| at.and_utc())
}

#[cfg(test)]
mod tests {
    use chrono::TimeDelta;

    use super::*;

    #[test]
    fn the_newest_of_each_day_week_and_month_stay() {
        let begin: DateTime<Utc> = "2026-01-01T02:00:00Z".parse().unwrap();
        let names: Vec<_> = (0..200 * 2).map(|half| name("ecar", begin + TimeDelta::hours(half * 12), true)).collect();
        let keep = Keep::from_text("7, 4, 3").unwrap();
        let expired = keep.expired("ecar", &names);
        let left: Vec<_> = names.iter().filter(|name| !expired.contains(&name.as_str())).collect();
        // Seven days; of four weeks two are among them, of three months one.
        assert!(left.len() <= 7 + 4 + 3 && left.len() >= 7 + 2 + 2, "{left:?}");
        assert_eq!(left.last().unwrap().as_str(), names.last().unwrap());
        assert!(left.iter().any(|name| name.contains("20260531T")), "{left:?}");
    }

    #[test]
    fn what_is_not_ours_is_left_alone() {
        let names = ["notes.txt", "ecar-billing-20260101T000000Z.zip", "ecar-x.zip"].map(str::to_owned);
        assert!(Keep { days: 1, weeks: 0, months: 0 }.expired("ecar", &names).is_empty());
        assert!(Keep::from_text("0,1,1").is_err() && Keep::from_text("7").is_err());
    }
}
