//! Which way a message goes: the first of an event's channels by which the person can be reached now.

use crate::messages::{Channel, MessageEvent};

/// What is known of the ways to a person.
#[derive(Clone, Copy, Debug)]
pub struct Reach<'a> {
    /// Why no mail can go to them.
    pub no_email: Option<NoEmail>,
    /// Why no text message can go to them.
    pub no_sms: Option<NoSms>,
    /// Channels by which it failed for good.
    pub passed: &'a [Channel],
}

/// What stands against a text message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoSms {
    /// The site sends none.
    Gateway,
    Phone,
    /// They refused those about their own visits.
    Consent,
}

/// What stands against a mail.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoEmail {
    Address,
    /// They refused those about their own visits, which counts where nothing hangs on it.
    Consent,
}

/// The way, and whether another would be left if it failed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Way {
    pub channel: Channel,
    pub is_last: bool,
    /// Why no better one was taken.
    pub why: Option<String>,
}

/// The channels of an event, the best first. News that fit a text message go as one; documents and long texts go by mail.
pub const fn order(event: MessageEvent) -> &'static [Channel] {
    use MessageEvent as E;
    match event {
        E::ReadyForPickup
        | E::AppointmentRequested
        | E::AppointmentConfirmed
        | E::AppointmentRescheduled
        | E::AppointmentCancelled
        | E::AppointmentReminder
        | E::AppointmentNoShow
        | E::ServiceDue => &[Channel::Sms, Channel::Email],
        E::InvoiceIssued | E::InspectionReport | E::EstimateSent | E::EstimateAnswered | E::Dunning => &[Channel::Email, Channel::Sms],
        E::TechnicianAssigned
        | E::PasswordReset
        | E::Invitation
        | E::Registration
        | E::EmailConfirmation
        | E::SecurityAlert
        | E::PurchaseOrder
        | E::Statement => &[Channel::Email],
    }
}

/// The first way that is open; else why each is not, in words for the log.
pub fn route(event: MessageEvent, reach: Reach<'_>) -> Result<Way, String> {
    let mut open = vec![];
    let mut closed = vec![];
    for channel in order(event) {
        match hindrance(*channel, reach) {
            None => open.push(*channel),
            Some(why) => closed.push(why),
        }
    }
    let Some(channel) = open.first().copied() else { return Err(closed.join("; ")) };
    let is_first = order(event).first() == Some(&channel);
    Ok(Way { channel, is_last: open.len() == 1, why: (!is_first).then(|| closed.join("; ")) })
}

fn hindrance(channel: Channel, reach: Reach<'_>) -> Option<&'static str> {
    let by_sms = matches!(channel, Channel::Sms);
    match reach.no_sms.filter(|_| by_sms) {
        Some(NoSms::Gateway) => return Some("The site sends no text messages"),
        Some(NoSms::Phone) => return Some("There is no telephone number to send it to"),
        Some(NoSms::Consent) => return Some("They want no text messages"),
        None => {}
    }
    match reach.no_email.filter(|_| !by_sms) {
        Some(NoEmail::Address) => return Some("There is no e-mail address to send it to"),
        Some(NoEmail::Consent) => return Some("They want no mails"),
        None => {}
    }
    let passed = if by_sms { "The text message did not arrive" } else { "The mail did not arrive" };
    reach.passed.contains(&channel).then_some(passed)
}

#[cfg(test)]
mod tests {
    use super::*;

    const ALL: Reach<'_> = Reach { no_email: None, no_sms: None, passed: &[] };

    #[test]
    fn short_news_go_to_the_telephone_and_documents_by_mail() {
        let first = |event| route(event, ALL).unwrap();
        assert_eq!(first(MessageEvent::ReadyForPickup), Way { channel: Channel::Sms, is_last: false, why: None });
        assert_eq!(first(MessageEvent::InvoiceIssued), Way { channel: Channel::Email, is_last: false, why: None });
        assert_eq!(first(MessageEvent::PasswordReset), Way { channel: Channel::Email, is_last: true, why: None });
    }

    #[test]
    fn the_next_way_is_taken_where_one_is_closed() {
        let of = |reach| route(MessageEvent::ReadyForPickup, reach).map(|way| way.channel);
        let mail = Ok(Channel::Email);
        for no_sms in [NoSms::Gateway, NoSms::Phone, NoSms::Consent] {
            assert_eq!(of(Reach { no_sms: Some(no_sms), ..ALL }), mail);
        }
        assert_eq!(of(Reach { passed: &[Channel::Sms], ..ALL }), mail);
        let none = of(Reach { no_email: Some(NoEmail::Address), no_sms: Some(NoSms::Phone), ..ALL }).unwrap_err();
        assert_eq!(none, "There is no telephone number to send it to; There is no e-mail address to send it to");
        let mail_alone = route(MessageEvent::SecurityAlert, Reach { no_email: Some(NoEmail::Address), ..ALL });
        let refused = route(MessageEvent::ServiceDue, Reach { no_email: Some(NoEmail::Consent), no_sms: Some(NoSms::Phone), ..ALL });
        assert_eq!(refused, Err("There is no telephone number to send it to; They want no mails".into()));
        assert_eq!(mail_alone, Err("There is no e-mail address to send it to".into()));
    }
}
