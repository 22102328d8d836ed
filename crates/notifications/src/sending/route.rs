//! Which way a message goes: the first of an event's channels by which the person can be reached now, what they prefer before the others.

use crate::messages::{Channel, MessageEvent};

/// What is known of the ways to a person.
#[derive(Clone, Copy, Debug)]
pub struct Reach<'a> {
    /// Why no mail can go to them.
    pub no_email: Option<NoEmail>,
    /// Why no text message can go to them.
    pub no_sms: Option<NoShort>,
    /// Why no WhatsApp message can.
    pub no_whatsapp: Option<NoShort>,
    /// Whether a browser of theirs is told.
    pub has_push: bool,
    pub prefers: Option<Channel>,
    /// Channels by which it failed for good.
    pub passed: &'a [Channel],
}

/// What stands against a short message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoShort {
    /// The site sends none.
    Gateway,
    Phone,
    /// They refused those about their own visits.
    Consent,
    /// They did not write lately, and no text for this is approved.
    Form,
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

/// The channels of an event, the best first. News that fit a short message go as one; documents and long texts go by mail. WhatsApp comes before a
/// text message: it costs less, and who lacks it gets the text message. Who has a browser told asked for that, and it costs nothing.
pub const fn order(event: MessageEvent) -> &'static [Channel] {
    use MessageEvent as E;
    match event {
        E::StatusChanged
        | E::ReadyForPickup
        | E::AppointmentRequested
        | E::AppointmentConfirmed
        | E::AppointmentRescheduled
        | E::AppointmentCancelled
        | E::AppointmentReminder
        | E::AppointmentNoShow
        | E::ServiceDue
        | E::Note
        | E::Feedback => &[Channel::Push, Channel::Whatsapp, Channel::Sms, Channel::Email],
        E::Promotion => &[Channel::Whatsapp, Channel::Sms, Channel::Email],
        E::InvoiceIssued | E::InspectionReport | E::EstimateSent | E::EstimateAnswered | E::Dunning => {
            &[Channel::Email, Channel::Push, Channel::Whatsapp, Channel::Sms]
        }
        E::TechnicianAssigned
        | E::PasswordReset
        | E::Invitation
        | E::Registration
        | E::EmailConfirmation
        | E::SecurityAlert
        | E::PurchaseOrder
        | E::Statement
        | E::Report => &[Channel::Email],
    }
}

/// The first way that is open; else why each is not, in words for the log.
pub fn route(event: MessageEvent, reach: Reach<'_>) -> Result<Way, String> {
    route_by(order(event).to_vec(), reach)
}

/// The same where the channels are chosen, as of a campaign.
pub fn route_by(mut wanted: Vec<Channel>, reach: Reach<'_>) -> Result<Way, String> {
    // Nobody misses what they did not ask for.
    wanted.retain(|channel| *channel != Channel::Push || reach.has_push);
    wanted.sort_by_key(|channel| Some(*channel) != reach.prefers);
    let mut open: Vec<Channel> = vec![];
    // What stands against those before the first that is open, and against all.
    let (mut passed_over, mut closed) = (vec![], vec![]);
    for channel in wanted {
        let Some(why) = hindrance(channel, reach) else {
            open.push(channel);
            continue;
        };
        closed.push(why);
        // Nobody misses what the garage never had.
        if open.is_empty() && !reach.lacks_gateway(channel) {
            passed_over.push(why);
        }
    }
    let Some(channel) = open.first().copied() else { return Err(closed.join("; ")) };
    Ok(Way { channel, is_last: open.len() == 1, why: (!passed_over.is_empty()).then(|| passed_over.join("; ")) })
}

impl Reach<'_> {
    fn lacks_gateway(&self, channel: Channel) -> bool {
        let against = match channel {
            Channel::Sms => self.no_sms,
            Channel::Whatsapp => self.no_whatsapp,
            Channel::Email | Channel::Push | Channel::Console => None,
        };
        against == Some(NoShort::Gateway)
    }
}

fn hindrance(channel: Channel, reach: Reach<'_>) -> Option<&'static str> {
    let (against, [no_gateway, no_consent, failed]) = match channel {
        Channel::Email | Channel::Console => {
            let against = match reach.no_email {
                Some(NoEmail::Address) => Some("There is no e-mail address to send it to"),
                Some(NoEmail::Consent) => Some("They want no mails"),
                None => None,
            };
            return against.or_else(|| reach.passed.contains(&channel).then_some("The mail did not arrive"));
        }
        Channel::Push => return reach.passed.contains(&channel).then_some("Their browser was not told"),
        Channel::Sms => {
            (reach.no_sms, ["The site sends no text messages", "They want no text messages", "The text message did not arrive"])
        }
        Channel::Whatsapp => (
            reach.no_whatsapp,
            ["The site sends no WhatsApp messages", "They want no WhatsApp messages", "The WhatsApp message did not arrive"],
        ),
    };
    match against {
        Some(NoShort::Gateway) => Some(no_gateway),
        Some(NoShort::Phone) => Some("There is no telephone number to send it to"),
        Some(NoShort::Consent) => Some(no_consent),
        Some(NoShort::Form) => Some("No WhatsApp text is approved for it"),
        None => reach.passed.contains(&channel).then_some(failed),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ALL: Reach<'_> =
        Reach { no_email: None, no_sms: None, no_whatsapp: Some(NoShort::Gateway), has_push: false, prefers: None, passed: &[] };

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
        for no_sms in [NoShort::Gateway, NoShort::Phone, NoShort::Consent] {
            assert_eq!(of(Reach { no_sms: Some(no_sms), ..ALL }), mail);
        }
        assert_eq!(of(Reach { passed: &[Channel::Sms], ..ALL }), mail);
        let none = of(Reach { no_email: Some(NoEmail::Address), no_sms: Some(NoShort::Phone), ..ALL }).unwrap_err();
        assert_eq!(
            none,
            "The site sends no WhatsApp messages; There is no telephone number to send it to; There is no e-mail address to send it to"
        );
        let mail_alone = route(MessageEvent::SecurityAlert, Reach { no_email: Some(NoEmail::Address), ..ALL });
        let refused = route(MessageEvent::ServiceDue, Reach { no_email: Some(NoEmail::Consent), no_sms: Some(NoShort::Phone), ..ALL });
        assert_eq!(
            refused,
            Err("The site sends no WhatsApp messages; There is no telephone number to send it to; They want no mails".into())
        );
        assert_eq!(mail_alone, Err("There is no e-mail address to send it to".into()));
    }

    #[test]
    fn whatsapp_is_taken_where_the_garage_has_it_and_a_text_message_where_it_may_not_be_written() {
        let of = |reach| route(MessageEvent::ReadyForPickup, reach).map(|way| (way.channel, way.why));
        let with = Reach { no_whatsapp: None, ..ALL };
        assert_eq!(of(with), Ok((Channel::Whatsapp, None)));
        let formless = of(Reach { no_whatsapp: Some(NoShort::Form), ..ALL });
        assert_eq!(formless, Ok((Channel::Sms, Some("No WhatsApp text is approved for it".into()))));
        let failed = of(Reach { passed: &[Channel::Whatsapp], ..with });
        assert_eq!(failed, Ok((Channel::Sms, Some("The WhatsApp message did not arrive".into()))));
    }

    #[test]
    fn what_somebody_prefers_comes_first_where_the_message_fits_it() {
        let of = |event, prefers| route(event, Reach { no_whatsapp: None, prefers: Some(prefers), ..ALL }).map(|way| way.channel);
        assert_eq!(of(MessageEvent::ReadyForPickup, Channel::Email), Ok(Channel::Email));
        assert_eq!(of(MessageEvent::InvoiceIssued, Channel::Sms), Ok(Channel::Sms));
        assert_eq!(of(MessageEvent::Statement, Channel::Sms), Ok(Channel::Email), "a statement goes by mail alone");
        let refused =
            route(MessageEvent::ReadyForPickup, Reach { prefers: Some(Channel::Email), no_email: Some(NoEmail::Address), ..ALL }).unwrap();
        assert_eq!((refused.channel, refused.why), (Channel::Sms, Some("There is no e-mail address to send it to".into())));
    }

    #[test]
    fn who_has_a_browser_told_hears_short_news_there_and_documents_by_mail_still() {
        let of = |event, reach| route(event, reach).map(|way| way.channel);
        let told = Reach { has_push: true, ..ALL };
        assert_eq!(of(MessageEvent::ReadyForPickup, told), Ok(Channel::Push));
        assert_eq!(of(MessageEvent::InvoiceIssued, told), Ok(Channel::Email));
        assert_eq!(of(MessageEvent::InvoiceIssued, Reach { no_email: Some(NoEmail::Address), ..told }), Ok(Channel::Push));
        assert_eq!(of(MessageEvent::ReadyForPickup, Reach { passed: &[Channel::Push], ..told }), Ok(Channel::Sms));
        assert_eq!(of(MessageEvent::ReadyForPickup, Reach { prefers: Some(Channel::Email), ..told }), Ok(Channel::Email));
    }
}
