//! Whether somebody whom a campaign means is to hear of it: pure.

use contracts::customers::{CustomerCard, WrittenBy};
use contracts::scheduling::Expected;
use sea_orm::prelude::StringLen;
use sea_orm::{DeriveActiveEnum, EnumIter};

/// Why somebody is passed over.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "String(StringLen::None)", rename_all = "snake_case")]
pub enum Pass {
    /// They heard of it before, or are among those who hear nothing.
    Told,
    /// Archived or merged.
    CustomerGone,
    /// What it is about belongs to somebody else by now.
    Sold,
    Booked,
    Inside,
    /// They did not agree to offers, or take them back.
    Refused,
    /// There is no way to write to them.
    Unreachable,
    /// They had as many promotions as the site allows.
    Capped,
}

/// What holds for everybody of a run.
#[derive(Clone, Copy, Debug)]
pub struct Rules<'a> {
    pub channels: &'a [WrittenBy],
    /// The site sends text messages; likewise WhatsApp messages.
    pub sends_sms: bool,
    pub sends_whatsapp: bool,
    /// Promotions within the site's days.
    pub cap: i16,
}

/// What is known of somebody.
#[derive(Clone, Copy, Debug)]
pub struct Known<'a> {
    pub card: Option<&'a CustomerCard>,
    /// To offers, by each of these.
    pub agrees: &'a [WrittenBy],
    pub is_told: bool,
    pub is_sold: bool,
    pub expected: Option<Expected>,
    /// Promotions they had within the site's days.
    pub recent: i64,
}

impl Rules<'_> {
    pub fn judge(&self, known: Known<'_>) -> Option<Pass> {
        if known.is_told {
            return Some(Pass::Told);
        }
        let Some(card) = known.card.filter(|card| !card.archived) else { return Some(Pass::CustomerGone) };
        if known.is_sold {
            return Some(Pass::Sold);
        }
        match known.expected {
            Some(Expected::Booked) => return Some(Pass::Booked),
            Some(Expected::Inside) => return Some(Pass::Inside),
            None => {}
        }
        let mut open = self.channels.iter().filter(|way| known.agrees.contains(way)).peekable();
        if open.peek().is_none() {
            return Some(Pass::Refused);
        }
        if !open.any(|way| self.reaches(*way, card)) {
            return Some(Pass::Unreachable);
        }
        (known.recent >= i64::from(self.cap)).then_some(Pass::Capped)
    }

    fn reaches(&self, way: WrittenBy, card: &CustomerCard) -> bool {
        match way {
            WrittenBy::Email => card.email.as_deref().is_some_and(|email| !email.trim().is_empty()),
            WrittenBy::Sms => self.sends_sms && card.phone.is_some(),
            WrittenBy::Whatsapp => self.sends_whatsapp && card.phone.is_some(),
        }
    }
}

#[cfg(test)]
mod tests {
    use contracts::customers::CustomerId;
    use uuid::Uuid;

    use super::*;

    #[test]
    fn who_did_not_agree_cannot_be_reached_or_had_enough_hears_nothing() {
        use WrittenBy::{Email, Sms, Whatsapp};
        let named = CustomerCard::named(CustomerId(Uuid::nil()), "Leïla");
        let leila = CustomerCard { phone: Some("+21698123456".into()), ..named.clone() };
        let rules = Rules { channels: &[Whatsapp, Sms, Email], sends_sms: true, sends_whatsapp: false, cap: 1 };
        let all = [Email, Sms, Whatsapp];
        let known = Known { card: Some(&leila), agrees: &all, is_told: false, is_sold: false, expected: None, recent: 0 };
        let gone = CustomerCard { archived: true, ..leila.clone() };
        let table = [
            (known, None),
            (Known { agrees: &[], ..known }, Some(Pass::Refused)),
            (Known { agrees: &[Email], ..known }, Some(Pass::Unreachable)),
            (Known { agrees: &[Whatsapp], ..known }, Some(Pass::Unreachable)),
            (Known { agrees: &[Sms], ..known }, None),
            (Known { card: Some(&named), ..known }, Some(Pass::Unreachable)),
            (Known { recent: 1, ..known }, Some(Pass::Capped)),
            (Known { card: Some(&gone), ..known }, Some(Pass::CustomerGone)),
            (Known { card: None, ..known }, Some(Pass::CustomerGone)),
            (Known { is_sold: true, ..known }, Some(Pass::Sold)),
            (Known { expected: Some(Expected::Booked), ..known }, Some(Pass::Booked)),
            (Known { expected: Some(Expected::Inside), ..known }, Some(Pass::Inside)),
            (Known { is_told: true, agrees: &[], ..known }, Some(Pass::Told)),
        ];
        for (known, expected) in table {
            assert_eq!(rules.judge(known), expected, "{known:?}");
        }
        let mails_alone = Rules { channels: &[Email], ..rules };
        assert_eq!(mails_alone.judge(Known { agrees: &[Sms], ..known }), Some(Pass::Refused), "not by a channel of this campaign");
    }
}
