//! What a browser shows: a title, some words, and where a touch leads. In the language of whom it is for.

use contracts::documents::Language;
use serde::Serialize;
use uuid::Uuid;

use crate::news::{News, NewsKind};

/// A browser shows a few lines, and push services take 4,096 bytes.
const MOST: usize = 240;

/// As the app's service worker reads it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Notice {
    /// Of two notices with the same tag, a browser shows the later alone.
    pub tag: Uuid,
    pub title: String,
    pub body: String,
    /// Within the app: `/work-orders/…`.
    pub url: String,
    pub lang: &'static str,
    /// `ltr` or `rtl`.
    pub dir: &'static str,
}

impl Notice {
    pub fn of_news(news: &News, language: Language) -> Self {
        let vehicle: Vec<_> = [news.plate.as_deref(), news.vehicle.as_deref()].into_iter().flatten().collect();
        let refused = news.declined.as_ref().map(|jobs| format!("{} {jobs}", words(language).declined));
        let lines = [Some(vehicle.join(" · ")), news.customer.clone(), Some(news.text.clone()), refused];
        let lines: Vec<_> = lines.into_iter().flatten().filter(|line| !line.is_empty()).collect();
        let url = news.work_order_id.map_or_else(|| "/messages".to_owned(), |order| format!("/work-orders/{order}"));
        Self::new(news.id, words(language).title(news.kind), &lines.join("\n"), url, language)
    }

    pub fn trial(id: Uuid, language: Language) -> Self {
        let words = words(language);
        Self::new(id, words.trial, words.trial_body, "/profile".to_owned(), language)
    }

    pub fn new(tag: Uuid, title: &str, body: &str, url: String, language: Language) -> Self {
        let dir = if language == Language::Ar { "rtl" } else { "ltr" };
        let body = if body.chars().count() > MOST { body.chars().take(MOST - 1).chain(['…']).collect() } else { body.to_owned() };
        Self { tag, title: title.to_owned(), body, url, lang: language.code(), dir }
    }

    /// Of two that wait with the same topic, a push service keeps the later alone (RFC 8030 §5.4).
    pub fn topic(&self) -> String {
        self.tag.simple().to_string()
    }
}

struct Words {
    assigned: &'static str,
    decided: &'static str,
    asked: &'static str,
    arrived: &'static str,
    at_risk: &'static str,
    written: &'static str,
    handed_over: &'static str,
    feedback: &'static str,
    backup_failed: &'static str,
    webhook_paused: &'static str,
    leaks_found: &'static str,
    deposit_came: &'static str,
    declined: &'static str,
    trial: &'static str,
    trial_body: &'static str,
}

impl Words {
    const fn title(&self, kind: NewsKind) -> &'static str {
        match kind {
            NewsKind::Assigned => self.assigned,
            NewsKind::EstimateDecided => self.decided,
            NewsKind::QuestionAsked => self.asked,
            NewsKind::PartsArrived => self.arrived,
            NewsKind::PromiseAtRisk => self.at_risk,
            NewsKind::Written => self.written,
            NewsKind::HandedOver => self.handed_over,
            NewsKind::Feedback => self.feedback,
            NewsKind::BackupFailed => self.backup_failed,
            NewsKind::WebhookPaused => self.webhook_paused,
            NewsKind::LeaksFound => self.leaks_found,
            NewsKind::DepositCame => self.deposit_came,
        }
    }
}

const fn words(language: Language) -> Words {
    match language {
        Language::Fr => Words {
            assigned: "Un travail vous est confié",
            decided: "Le client a décidé",
            asked: "Le client demande",
            arrived: "Les pièces sont là",
            at_risk: "Promesse en danger",
            written: "On vous a écrit",
            handed_over: "Un client vous est confié",
            feedback: "Un client n’est pas satisfait",
            backup_failed: "La sauvegarde a échoué",
            webhook_paused: "Un webhook ne répond plus",
            leaks_found: "De l’argent se perd",
            deposit_came: "L’acompte est arrivé",
            declined: "Refusé :",
            trial: "Les notifications arrivent ici",
            trial_body: "C’est un essai : vous n’avez rien à faire.",
        },
        Language::En => Words {
            assigned: "Work was given to you",
            decided: "The customer decided",
            asked: "The customer asks",
            arrived: "The parts are here",
            at_risk: "Promise at risk",
            written: "Somebody wrote to you",
            handed_over: "A customer was handed over to you",
            feedback: "A customer is not content",
            backup_failed: "The backup failed",
            webhook_paused: "A webhook no longer answers",
            leaks_found: "Money is leaking",
            deposit_came: "The deposit came",
            declined: "Declined:",
            trial: "Notifications arrive here",
            trial_body: "This is a trial: there is nothing to do.",
        },
        Language::Ar => Words {
            assigned: "أُسند إليك عمل",
            decided: "قرّر الحريف",
            asked: "الحريف يسأل",
            arrived: "وصلت القطع",
            at_risk: "الموعد الموعود في خطر",
            written: "كتب إليك أحدهم",
            handed_over: "سُلِّم إليك حريف",
            feedback: "حريف غير راضٍ",
            backup_failed: "فشل النسخ الاحتياطي",
            webhook_paused: "لم يعد أحد الويب هوك يستجيب",
            leaks_found: "أموال تضيع",
            deposit_came: "وصل العربون",
            declined: "مرفوض:",
            trial: "الإشعارات تصل إلى هنا",
            trial_body: "هذه تجربة: لا شيء مطلوب منك.",
        },
    }
}

#[cfg(test)]
mod tests {
    use chrono::{DateTime, Utc};
    use kernel::SiteId;

    use super::*;

    fn written(text: &str) -> News {
        News::written("SM1", SiteId::new(), "+21698123456", text, None, DateTime::<Utc>::default())
    }

    #[test]
    fn a_notice_says_what_it_is_about_in_the_persons_language_and_fits() {
        let notice = Notice::of_news(&written("Est-ce prêt ?"), Language::Ar);
        assert_eq!((notice.title.as_str(), notice.dir, notice.url.as_str()), ("كتب إليك أحدهم", "rtl", "/messages"));
        assert_eq!(notice.body, "+21698123456\nEst-ce prêt ?");
        let long = Notice::of_news(&written(&"é".repeat(5000)), Language::Fr);
        assert_eq!(long.body.chars().count(), MOST);
        assert!(serde_json::to_vec(&long).unwrap().len() < 3000);
        assert!(long.topic().len() <= 32, "RFC 8030 §5.4");
    }
}
