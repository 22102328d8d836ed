//! Stretches of time in seconds since 1970, the end not included. Lists of them are sorted and do not overlap.

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Interval {
    pub from: i64,
    pub until: i64,
}

impl Interval {
    pub fn new(from: i64, until: i64) -> Self {
        Self { from, until }
    }

    pub fn seconds(self) -> i64 {
        (self.until - self.from).max(0)
    }

    pub fn overlaps(self, other: Self) -> bool {
        self.from < other.until && other.from < self.until
    }

    pub fn has(self, instant: i64) -> bool {
        self.from <= instant && instant < self.until
    }

    /// What both have; none when they only touch.
    pub fn common(self, other: Self) -> Option<Self> {
        let both = Self::new(self.from.max(other.from), self.until.min(other.until));
        (both.from < both.until).then_some(both)
    }
}

/// Sorted, and with what touches or overlaps made one.
pub fn merged(mut all: Vec<Interval>) -> Vec<Interval> {
    all.retain(|one| one.from < one.until);
    all.sort_unstable();
    let mut merged: Vec<Interval> = Vec::with_capacity(all.len());
    for one in all {
        match merged.last_mut() {
            Some(last) if one.from <= last.until => last.until = last.until.max(one.until),
            _ => merged.push(one),
        }
    }
    merged
}

/// What is in both lists.
pub fn intersection(ours: &[Interval], theirs: &[Interval]) -> Vec<Interval> {
    let (mut left, mut right, mut both) = (0, 0, vec![]);
    while let (Some(one), Some(other)) = (ours.get(left), theirs.get(right)) {
        both.extend(one.common(*other));
        if one.until < other.until { left += 1 } else { right += 1 }
    }
    both
}

/// What is in the first list and not in the second.
pub fn without(ours: &[Interval], theirs: &[Interval]) -> Vec<Interval> {
    let mut left = vec![];
    for one in ours {
        let mut from = one.from;
        for other in theirs.iter().filter(|other| other.overlaps(*one)) {
            left.push(Interval::new(from, other.from));
            from = from.max(other.until);
        }
        left.push(Interval::new(from, one.until));
    }
    left.retain(|one| one.from < one.until);
    left
}

/// How long a list is, in seconds.
pub fn total(all: &[Interval]) -> i64 {
    all.iter().map(|one| one.seconds()).sum()
}

/// So much time from `start` on, over breaks of at most `longest_break` seconds; none when the list has not as much, or when
/// `start` is not in it.
pub fn taken_from(open: &[Interval], start: i64, seconds: i64, longest_break: i64) -> Option<Vec<Interval>> {
    let first = open.partition_point(|one| one.until <= start);
    let (mut pieces, mut left, mut from) = (vec![], seconds, start);
    for (place, one) in open[first..].iter().enumerate() {
        let is_away = if place == 0 { one.from > start } else { one.from - from > longest_break };
        if is_away {
            return None;
        }
        let piece = Interval::new(from.max(one.from), one.until.min(from.max(one.from) + left));
        left -= piece.seconds();
        from = piece.until;
        pieces.push(piece);
        if left == 0 {
            return Some(pieces);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list(all: &[(i64, i64)]) -> Vec<Interval> {
        all.iter().map(|(from, until)| Interval::new(*from, *until)).collect()
    }

    #[test]
    fn touching_intervals_do_not_overlap_and_become_one() {
        assert!(!Interval::new(1, 2).overlaps(Interval::new(2, 3)));
        assert_eq!(merged(list(&[(5, 6), (1, 3), (3, 4), (2, 3), (7, 7)])), list(&[(1, 4), (5, 6)]));
    }

    #[test]
    fn lists_are_intersected_and_subtracted() {
        let (day, away) = (list(&[(8, 12), (14, 18)]), list(&[(0, 9), (11, 15), (17, 20)]));
        assert_eq!(intersection(&day, &away), list(&[(8, 9), (11, 12), (14, 15), (17, 18)]));
        assert_eq!(without(&day, &away), list(&[(9, 11), (15, 17)]));
        assert_eq!(without(&day, &[]), day);
        assert_eq!(total(&day), 8);
    }

    #[test]
    fn work_runs_over_a_break_but_not_over_a_night() {
        let open = list(&[(8, 12), (14, 18), (32, 36)]);
        assert_eq!(taken_from(&open, 11, 2, 4), Some(list(&[(11, 12), (14, 15)])));
        assert_eq!(taken_from(&open, 8, 4, 4), Some(list(&[(8, 12)])));
        assert_eq!(taken_from(&open, 16, 3, 4), None, "the night is longer than a break");
        assert_eq!(taken_from(&open, 12, 1, 4), None, "nobody is there");
        assert_eq!(taken_from(&open, 7, 1, 4), None);
        assert_eq!(taken_from(&open, 40, 1, 4), None);
    }
}
