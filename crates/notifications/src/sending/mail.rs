//! A letter as an e-mail.

use chrono::{DateTime, Utc};
use contracts::identity::SiteCard;
use lettre::message::header::{ContentTransferEncoding, ContentType, HeaderName, HeaderValue};
use lettre::message::{Attachment, Body, Mailbox, MultiPart, SinglePart};
use lettre::{Address, Message};

use super::directory::Person;
use super::templates::one_line;
use crate::messages::store::{Claimed, Letter};

/// A file that goes with a letter.
#[derive(Clone, Debug)]
pub struct Attached {
    pub file_name: String,
    /// A media type.
    pub kind: String,
    pub bytes: Vec<u8>,
}

/// What goes with a letter.
#[derive(Clone, Debug, Default)]
pub struct Enclosed {
    pub attached: Vec<Attached>,
    /// Where a mail program says that somebody wants no more of these.
    pub one_click: Option<String>,
}

/// The e-mail, or why there cannot be one. Its Message-ID is the message's, so that a second try is recognised.
pub fn compose(
    message: &Claimed,
    letter: &Letter,
    person: &Person,
    site: &SiteCard,
    enclosed: Enclosed,
    from: &Mailbox,
    now: DateTime<Utc>,
) -> Result<Message, String> {
    let address: Address = letter.recipient.trim().parse().map_err(|_| "The recipient's e-mail address is not valid".to_owned())?;
    let mut mail = Message::builder()
        .message_id(Some(message_id(message, from)))
        .date(now.into())
        .from(from.clone())
        .to(Mailbox::new(Some(one_line(&person.name)), address))
        .subject(one_line(&letter.subject))
        .raw_header(HeaderValue::new(HeaderName::new_from_ascii_str("Auto-Submitted"), "auto-generated".into()));
    if let Some(address) = enclosed.one_click {
        let header = |name, value: String| HeaderValue::new(HeaderName::new_from_ascii_str(name), value);
        mail = mail.raw_header(header("List-Unsubscribe", format!("<{address}>")));
        mail = mail.raw_header(header("List-Unsubscribe-Post", "List-Unsubscribe=One-Click".into()));
    }
    if let Ok(address) = site.email.parse() {
        mail = mail.reply_to(Mailbox::new(Some(one_line(&site.name)), address));
    }
    let text = SinglePart::plain(letter.body.clone());
    if enclosed.attached.is_empty() {
        return mail.singlepart(text).map_err(|error| error.to_string());
    }
    let mut parts = MultiPart::mixed().singlepart(text);
    for file in enclosed.attached {
        let kind = ContentType::parse(&file.kind).map_err(|error| error.to_string())?;
        // Base64 always: a mail server may rewrite line ends of anything that looks like text.
        let body =
            Body::new_with_encoding(file.bytes, ContentTransferEncoding::Base64).map_err(|_| "The file cannot be attached".to_owned())?;
        parts = parts.singlepart(Attachment::new(one_line(&file.file_name)).body(body, kind));
    }
    mail.multipart(parts).map_err(|error| error.to_string())
}

fn message_id(message: &Claimed, from: &Mailbox) -> String {
    let domain = from.email.domain();
    match message.sendings {
        1 => format!("<{}@{domain}>", message.id),
        // Sent again by a person: another mail, or mailboxes would hide it as a duplicate.
        again => format!("<{}.{again}@{domain}>", message.id),
    }
}
