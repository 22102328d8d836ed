//! Whether a document is there already: every message to its receiver since it was issued is read for the number in it.

use std::collections::BTreeSet;
use std::time::Duration;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use chrono::{DateTime, NaiveDateTime, TimeDelta, Utc};
use serde::Deserialize;
use tokio::time::timeout;

use super::super::platform::Trouble;
use super::super::soap::read;
use super::{Message, Peppyrus};
use crate::online::provider::Fault;

/// In the order in which a message goes: one that moves on meanwhile is seen.
const FOLDERS: [&str; 3] = ["OUTBOX", "SENT", "FAILED"];
/// Whole documents come with a page.
const PER_PAGE: &str = "25";
/// Within the worker's lease.
const LONGEST_LOOK: Duration = Duration::from_mins(5);
/// Its clock, and how it writes the time, may be others.
const MARGIN: TimeDelta = TimeDelta::days(1);

#[derive(Default, Deserialize)]
#[serde(default)]
struct List {
    items: Vec<Message>,
}

impl Peppyrus<'_> {
    /// The newest message with a document of this number; none where no folder has one.
    pub(super) async fn look_for(&self, number: &str) -> Result<Option<Message>, Trouble> {
        let looked = timeout(LONGEST_LOOK, self.look_everywhere(number)).await;
        looked.unwrap_or_else(|_| Err(Fault("its messages could not be looked through in time".into()).into()))
    }

    async fn look_everywhere(&self, number: &str) -> Result<Option<Message>, Trouble> {
        let mut newest = None::<Message>;
        for folder in FOLDERS {
            let (mut seen, mut page) = (BTreeSet::new(), 1_u32);
            loop {
                let items = self.page(folder, page).await?;
                let known = seen.len();
                seen.extend(items.iter().map(|message| message.id.clone()));
                if seen.len() == known {
                    break;
                }
                let all_older = self.is_past(&items);
                for message in items {
                    let is_newer = newest.as_ref().is_none_or(|best| best.created_at() <= message.created_at());
                    if is_newer && !self.is_older(&message) && self.number_in(&message).await?.as_deref() == Some(number) {
                        newest = Some(Message { folder: folder.to_owned(), ..message });
                    }
                }
                if all_older {
                    break;
                }
                page += 1;
            }
        }
        Ok(newest)
    }

    async fn page(&self, folder: &str, page: u32) -> Result<Vec<Message>, Trouble> {
        let page = page.to_string();
        let query = [("folder", folder), ("receiver", self.recipient.as_str()), ("page", &page), ("perPage", PER_PAGE)];
        let list: Option<List> = self.ask(self.calls.get(self.base, "message/list")?.query(&query)).await?;
        list.map(|list| list.items).ok_or_else(|| Fault("it answered 404".into()).into())
    }

    /// The number of the document in it; a list may leave the document out.
    async fn number_in(&self, message: &Message) -> Result<Option<String>, Trouble> {
        if let Some(content) = &message.file_content {
            return Ok(number_of(content));
        }
        let whole = self.message(&message.id).await?;
        Ok(whole.and_then(|whole| number_of(&whole.file_content?)))
    }

    fn is_older(&self, message: &Message) -> bool {
        message.created_at().is_some_and(|at| at < self.since - MARGIN)
    }

    /// The newest come first, and the last of them is older than the document.
    fn is_past(&self, items: &[Message]) -> bool {
        let falls = items.is_sorted_by(|one, next| one.created_at() >= next.created_at());
        falls && items.len() > 1 && items.last().is_some_and(|last| self.is_older(last))
    }
}

impl Message {
    /// None where it says no time that can be read: then it may be of any.
    fn created_at(&self) -> Option<DateTime<Utc>> {
        let text = self.created.as_deref()?.trim();
        let zoned = DateTime::parse_from_rfc3339(text).map(|at| at.to_utc());
        let local = || NaiveDateTime::parse_from_str(&text.replacen('T', " ", 1), "%Y-%m-%d %H:%M:%S%.f").map(|at| at.and_utc());
        zoned.or_else(|_| local()).ok()
    }
}

/// Of an invoice or a credit note in base64: its own number, not that of an invoice it refers to.
fn number_of(content: &str) -> Option<String> {
    let plain: String = content.chars().filter(|letter| !letter.is_whitespace()).collect();
    let xml = String::from_utf8(STANDARD.decode(plain).ok()?).ok()?;
    let document = read(&xml).ok()?.children.into_iter().next()?;
    Some(document.child("ID")?.text.clone())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_number_is_the_documents_own() {
        let xml = "<CreditNote xmlns:b=\"x\"><b:ProfileID>P</b:ProfileID><r><b:ID>F-1</b:ID></r><b:ID> A-1 </b:ID></CreditNote>";
        let mut content = STANDARD.encode(xml);
        content.insert(20, '\n');
        assert_eq!(number_of(&content).as_deref(), Some("A-1"));
        for bad in ["", "%", "aGVsbG8="] {
            assert_eq!(number_of(bad), None, "{bad}");
        }
    }

    #[test]
    fn times_are_read_with_and_without_a_zone() {
        let at = |text: &str| Message { created: Some(text.into()), ..Message::default() }.created_at().map(|at| at.to_rfc3339());
        assert_eq!(at("2026-11-20T09:00:00+01:00").as_deref(), Some("2026-11-20T08:00:00+00:00"));
        assert_eq!(at("2026-11-20 08:00:00").as_deref(), Some("2026-11-20T08:00:00+00:00"));
        assert_eq!(at("yesterday"), None);
    }
}
