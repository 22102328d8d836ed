//! What lines of an order wanted of the shelf, and whether they had to wait.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, NaiveDate, Utc};
use contracts::inventory::DemandedLine;
use contracts::workshop::LineId;
use kernel::Problem;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::order::{Order, of_order};
use crate::facts::{Fact, Kind, part};
use crate::measures::{Measure, Sums};
use crate::sites::Sites;

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wanted {
    /// All that ever wanted something.
    lines: BTreeMap<LineId, Line>,
    /// Those that do by now: what had it all is gone from it, as is what is wanted no more.
    now: BTreeSet<LineId>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Line {
    /// When it was first told.
    since: DateTime<Utc>,
    /// It waited, at least once.
    waited: bool,
}

impl Wanted {
    pub fn is_nothing(&self) -> bool {
        self.lines.is_empty()
    }

    /// All lines that want a part, as they stood then.
    pub fn told(&mut self, at: DateTime<Utc>, lines: &[DemandedLine]) {
        self.now = lines.iter().map(|line| line.line_id).collect();
        for told in lines {
            let line = self.lines.entry(told.line_id).or_insert(Line { since: at, waited: false });
            line.since = line.since.min(at);
            line.waited |= !told.is_here;
        }
    }
}

impl Order {
    /// Lines that want a part still, or took one, on the day on which they wanted it first.
    pub fn demand(&self, id: Uuid, sites: &Sites) -> Result<Vec<Fact>, Problem> {
        let Some(stood) = self.stood.as_deref() else { return Ok(vec![]) };
        let took: BTreeSet<LineId> = self.shelf().map(|(_, line, _)| line).collect();
        let mut days = BTreeMap::<NaiveDate, Sums>::new();
        for (_, line) in self.wanted.lines.iter().filter(|(line, _)| self.wanted.now.contains(line) || took.contains(line)) {
            let sums = days.entry(sites.day(stood.site_id, line.since)?).or_default();
            sums[Measure::DemandLines] += 1;
            sums[Measure::ServedLines] += i64::from(!line.waited);
        }
        let fact =
            |(day, sums)| Fact { id: part(Kind::Demand, id, Uuid::nil(), Some(day)), day, sums, ..of_order(Kind::Demand, id, stood) };
        Ok(days.into_iter().map(fact).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(hour: i64) -> DateTime<Utc> {
        DateTime::from_timestamp(hour * 3600, 0).unwrap()
    }

    #[test]
    fn what_waited_once_waited_and_what_is_told_again_changes_nothing() {
        let (oil, filter) = (LineId(Uuid::from_u128(1)), LineId(Uuid::from_u128(2)));
        let line = |line_id, is_here| DemandedLine { line_id, is_here };
        let tell = |wanted: &mut Wanted| {
            wanted.told(at(1), &[line(oil, true), line(filter, false)]);
            wanted.told(at(2), &[line(oil, true), line(filter, true)]);
            wanted.told(at(3), &[line(filter, true)]);
        };
        let mut wanted = Wanted::default();
        tell(&mut wanted);
        let once = wanted.clone();
        tell(&mut wanted);
        assert_eq!(wanted, once);
        assert_eq!(wanted.lines[&oil], Line { since: at(1), waited: false });
        assert_eq!(wanted.lines[&filter], Line { since: at(1), waited: true });
        assert_eq!(wanted.now, BTreeSet::from([filter]));
    }
}
