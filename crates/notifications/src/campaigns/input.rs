//! A campaign as somebody writes it.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use contracts::customers::WrittenBy;
use contracts::documents::Language;
use garde::Validate;
use kernel::text::{filled, filled_line, line, prose};
use kernel::{FieldError, Problem};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::campaign::{Campaign, CampaignText, Texts};
use super::segment::Segment;
use crate::messages::MessageEvent;
use crate::texts::{LONGEST_MAIL, LONGEST_SMS, LONGEST_SUBJECT, Place, TextChannel, faults};

/// What a campaign says in a language: as a mail, and as a text message. Names stand in braces: `{customer}`, `{plate}`, `{vehicle}`, `{jobs}`,
/// `{book}`, `{garage}`, `{phone}`, `{address}`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CampaignTextInput {
    #[garde(skip)]
    pub language: Option<Language>,
    #[serde(default)]
    #[garde(custom(line(LONGEST_SUBJECT)))]
    #[schema(max_length = 200, format = "line")]
    pub subject: Option<String>,
    #[serde(default)]
    #[garde(custom(prose(LONGEST_MAIL)))]
    #[schema(max_length = 5000, format = "prose")]
    pub body: Option<String>,
    /// Text messages and WhatsApp messages.
    #[serde(default)]
    #[garde(custom(prose(LONGEST_SMS)))]
    #[schema(max_length = 640, format = "prose")]
    pub short: Option<String>,
}

/// A campaign.
#[derive(Clone, Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CampaignInput {
    #[garde(custom(filled_line(100)))]
    #[schema(max_length = 100, format = "filled-line")]
    pub name: String,
    #[garde(dive)]
    pub segment: Segment,
    /// In each language once. Who reads none of them gets the French one, then the English one, then the Arabic one.
    #[garde(length(min = 1, max = 3), dive)]
    #[schema(min_items = 1, max_items = 3)]
    pub texts: Vec<CampaignTextInput>,
    /// By what it goes, the best first. What somebody prefers comes before.
    #[garde(length(min = 1, max = 3))]
    #[schema(min_items = 1, max_items = 3)]
    pub channels: Vec<WrittenBy>,
    /// Hundredths of who is found that hear nothing, so that one can see what it brought.
    #[garde(range(min = 0, max = 50))]
    #[schema(minimum = 0, maximum = 50, example = 10)]
    pub holdout: i16,
    /// Where the site is.
    #[serde(default)]
    #[garde(skip)]
    pub starts_on: Option<NaiveDate>,
    /// The last day.
    #[serde(default)]
    #[garde(skip)]
    pub ends_on: Option<NaiveDate>,
    /// It runs when somebody says so, and not by itself.
    #[garde(skip)]
    pub by_hand: bool,
}

impl CampaignInput {
    /// The campaign as it is to be, or everything that is wrong.
    pub fn write(&self, before: &Campaign) -> Result<Campaign, Problem> {
        let mut faults = self.segment.faults();
        if self.starts_on.zip(self.ends_on).is_some_and(|(first, last)| last < first) {
            faults.push(FieldError::new("/ends_on", "before-start", "it ends before it begins"));
        }
        let channels: BTreeSet<_> = self.channels.iter().collect();
        if channels.len() < self.channels.len() {
            faults.push(FieldError::new("/channels", "duplicate", "a channel stands twice"));
        }
        let languages: BTreeSet<_> = self.texts.iter().map(|text| text.language.map(Language::code)).collect();
        if languages.len() < self.texts.len() {
            faults.push(FieldError::new("/texts", "duplicate", "a language stands twice"));
        }
        let wrong = self.texts.iter().enumerate().flat_map(|(place, text)| self.wrong(place, text));
        faults.extend(wrong);
        if !faults.is_empty() {
            return Err(Problem::fields(faults));
        }
        let json = |error: serde_json::Error| Problem::internal(&error);
        Ok(Campaign {
            name: self.name.trim().to_owned(),
            segment: serde_json::to_string(&Segment { word: filled(self.segment.word.clone()), ..self.segment.clone() }).map_err(json)?,
            texts: serde_json::to_string(&self.texts()).map_err(json)?,
            channels: serde_json::to_string(&self.channels).map_err(json)?,
            holdout: self.holdout,
            starts_on: self.starts_on,
            ends_on: self.ends_on,
            by_hand: self.by_hand,
            ..before.clone()
        })
    }

    fn texts(&self) -> Texts {
        let plain = |text: &Option<String>| text.as_deref().unwrap_or_default().trim().to_owned();
        let kept = |text: &CampaignTextInput| {
            let language = text.language?.code().to_owned();
            Some((language, CampaignText { subject: plain(&text.subject), body: plain(&text.body), short: plain(&text.short) }))
        };
        self.texts.iter().filter_map(kept).collect()
    }

    /// What its channels need is there, and names only what is known.
    fn wrong(&self, place: usize, text: &CampaignTextInput) -> Vec<FieldError> {
        let Some(language) = text.language else {
            return vec![FieldError::new(format!("/texts/{place}/language"), "required", "whose language it is has to be said")];
        };
        let of = |channel| Place { site: None, event: MessageEvent::Promotion, channel, language };
        let (subject, body) = (text.subject.as_deref().unwrap_or_default(), text.body.as_deref().unwrap_or_default());
        let short = text.short.as_deref().unwrap_or_default();
        let mut found = vec![];
        if self.channels.contains(&WrittenBy::Email) || !body.trim().is_empty() || !subject.trim().is_empty() {
            found.extend(faults(of(TextChannel::Email), Some(subject), body).into_iter().map(|fault| (fault, false)));
        }
        if self.channels.iter().any(|way| *way != WrittenBy::Email) || !short.trim().is_empty() {
            found.extend(faults(of(TextChannel::Sms), None, short).into_iter().map(|fault| (fault, true)));
        }
        let placed = |(fault, is_short): (FieldError, bool)| {
            let field = if is_short { "/short" } else { fault.pointer.as_str() };
            FieldError { pointer: format!("/texts/{place}{field}"), ..fault }
        };
        found.into_iter().map(placed).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::super::campaign::tests::campaign;
    use super::super::segment::SegmentKind;
    use super::*;

    fn input() -> CampaignInput {
        let text = CampaignTextInput {
            language: Some(Language::Fr),
            subject: Some("Vos freins".into()),
            body: Some("Bonjour {customer}, {book}".into()),
            short: Some("{garage} : {jobs} {book}".into()),
        };
        CampaignInput {
            name: " Freins ".into(),
            segment: Segment { kind: SegmentKind::All, min_days: None, max_days: None, word: None, months: None, tag_id: None },
            texts: vec![text],
            channels: vec![WrittenBy::Sms, WrittenBy::Email],
            holdout: 10,
            starts_on: None,
            ends_on: None,
            by_hand: false,
        }
    }

    fn faults_of(input: &CampaignInput) -> Vec<String> {
        let problem = input.write(&campaign()).map(drop).err();
        problem.into_iter().flat_map(|problem| problem.errors).map(|fault| format!("{} {}", fault.pointer, fault.code)).collect()
    }

    #[test]
    fn it_says_what_its_channels_need() {
        assert_eq!(input().write(&campaign()).unwrap().name, "Freins");
        let with = |change: &dyn Fn(&mut CampaignInput)| {
            let mut changed = input();
            change(&mut changed);
            faults_of(&changed)
        };
        assert_eq!(with(&|it| it.texts[0].short = None), ["/texts/0/short required"]);
        assert_eq!(with(&|it| it.texts[0].subject = None), ["/texts/0/subject required"]);
        assert_eq!(with(&|it| it.texts[0].body = Some("{link}".into())), ["/texts/0/body unknown-name"]);
        assert_eq!(with(&|it| it.texts[0].short = Some("{{".into())), ["/texts/0/short stray-brace"]);
        assert_eq!(with(&|it| it.texts[0].language = None), ["/texts/0/language required"]);
        assert_eq!(with(&|it| it.texts.push(it.texts[0].clone())), ["/texts duplicate"]);
        assert_eq!(with(&|it| it.channels.push(WrittenBy::Sms)), ["/channels duplicate"]);
        assert_eq!(with(&|it| it.segment.kind = SegmentKind::Lapsed), ["/segment/months required"]);
        let last = |text: &str| text.parse().ok();
        assert_eq!(with(&|it| (it.starts_on, it.ends_on) = (last("2026-11-20"), last("2026-11-19"))), ["/ends_on before-start"]);
        assert!(with(&|it| (it.channels, it.texts[0].short) = (vec![WrittenBy::Email], None)).is_empty());
    }
}
