//! Whom a campaign means: a closed set of questions, each with what it is asked for.

use contracts::customers::TagId;
use garde::Validate;
use kernel::FieldError;
use kernel::text::line;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum SegmentKind {
    /// Who put a job off.
    Deferred,
    /// Who was here and has not come since.
    Lapsed,
    All,
}

/// Whom a campaign means.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = CampaignSegment)]
pub struct Segment {
    #[garde(skip)]
    pub kind: SegmentKind,
    /// Of deferred jobs: put off so many days ago at least, and at most.
    #[serde(default)]
    #[garde(inner(range(min = 0, max = 3650)))]
    #[schema(minimum = 0, maximum = 3650, example = 60)]
    pub min_days: Option<i64>,
    #[serde(default)]
    #[garde(inner(range(min = 0, max = 3650)))]
    #[schema(minimum = 0, maximum = 3650, example = 365)]
    pub max_days: Option<i64>,
    /// Likewise: stands in the title of the job.
    #[serde(default)]
    #[garde(custom(line(100)))]
    #[schema(max_length = 100, format = "line")]
    pub word: Option<String>,
    /// Of who has not come: for so many months.
    #[serde(default)]
    #[garde(inner(range(min = 1, max = 120)))]
    #[schema(minimum = 1, maximum = 120, example = 12)]
    pub months: Option<u32>,
    /// Who has this tag, and nobody else.
    #[serde(default)]
    #[garde(skip)]
    pub tag_id: Option<TagId>,
}

impl Segment {
    /// What it lacks.
    pub fn faults(&self) -> Vec<FieldError> {
        let lacks = |field: &str| FieldError::new(format!("/segment/{field}"), "required", "this segment is nothing without it");
        match self.kind {
            SegmentKind::Deferred => match (self.min_days, self.max_days) {
                (Some(least), Some(most)) if least > most => {
                    vec![FieldError::new("/segment/max_days", "before-start", "it is less than the least")]
                }
                (least, most) => {
                    let missing = [(least, "min_days"), (most, "max_days")];
                    missing.into_iter().filter(|(days, _)| days.is_none()).map(|(_, field)| lacks(field)).collect()
                }
            },
            SegmentKind::Lapsed if self.months.is_none() => vec![lacks("months")],
            SegmentKind::Lapsed | SegmentKind::All => vec![],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_segment_says_what_it_is_asked_for() {
        let of = |kind, days: (Option<i64>, Option<i64>), months| {
            let segment = Segment { kind, min_days: days.0, max_days: days.1, word: None, months, tag_id: None };
            segment.faults().into_iter().map(|fault| format!("{} {}", fault.pointer, fault.code)).collect::<Vec<_>>()
        };
        assert!(of(SegmentKind::Deferred, (Some(60), Some(365)), None).is_empty());
        assert_eq!(of(SegmentKind::Deferred, (Some(60), None), None), ["/segment/max_days required"]);
        assert_eq!(of(SegmentKind::Deferred, (Some(60), Some(59)), None), ["/segment/max_days before-start"]);
        assert_eq!(of(SegmentKind::Lapsed, (None, None), None), ["/segment/months required"]);
        assert!(of(SegmentKind::Lapsed, (None, None), Some(12)).is_empty() && of(SegmentKind::All, (None, None), None).is_empty());
    }
}
