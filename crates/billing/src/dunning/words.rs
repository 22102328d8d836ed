//! The words of a letter: the tone's own, or the garage's.

use contracts::billing::LetterWords;
use contracts::documents::Language;

use super::step::{Step, Tone};

pub const LANGUAGES: [Language; 3] = [Language::Fr, Language::Ar, Language::En];

/// What stands above a letter.
pub fn title(tone: Tone, language: Language) -> &'static str {
    use Language::{Ar, En, Fr};
    match (tone, language) {
        (Tone::Friendly, Fr) => "Rappel",
        (Tone::Friendly, Ar) => "تذكير بالدفع",
        (Tone::Friendly, En) => "Reminder",
        (Tone::Firm, Fr) => "Deuxième rappel",
        (Tone::Firm, Ar) => "تذكير ثان بالدفع",
        (Tone::Firm, En) => "Second reminder",
        (Tone::Formal, Fr) => "Mise en demeure",
        (Tone::Formal, Ar) => "إنذار بالدفع",
        (Tone::Formal, En) => "Formal notice",
    }
}

/// What a letter says where the garage wrote nothing of its own.
pub fn usual(tone: Tone, language: Language) -> &'static str {
    use Language::{Ar, En, Fr};
    match (tone, language) {
        (Tone::Friendly, Fr) => {
            "Sauf erreur de notre part, ce qui suit n’est pas encore réglé. Il s’agit sans doute d’un oubli : merci de le régler dans les prochains jours."
        }
        (Tone::Friendly, Ar) => "ما لم يكن هناك خطأ من جانبنا، فإن ما يلي لم يدفع بعد. لعله سهو: نرجو دفعه في الأيام القادمة.",
        (Tone::Friendly, En) => {
            "Unless we are mistaken, what follows has not been paid yet. It has probably been overlooked: please pay it in the next few days."
        }
        (Tone::Firm, Fr) => {
            "Malgré notre rappel, ce qui suit reste impayé. Merci de le régler sous huit jours, ou de nous dire ce qui s’y oppose."
        }
        (Tone::Firm, Ar) => "رغم تذكيرنا، ما يلي لا يزال غير مدفوع. نرجو دفعه في غضون ثمانية أيام، أو إعلامنا بما يحول دون ذلك.",
        (Tone::Firm, En) => {
            "In spite of our reminder, what follows is still unpaid. Please pay it within eight days, or tell us what stands in the way."
        }
        (Tone::Formal, Fr) => {
            "Nos rappels sont restés sans effet. Par la présente, nous vous mettons en demeure de régler ce qui suit sous huit jours. Passé ce délai, nous nous réservons d’en poursuivre le recouvrement par toute voie de droit."
        }
        (Tone::Formal, Ar) => {
            "بقيت رسائل التذكير دون جدوى. نعلمكم بهذا بوجوب دفع ما يلي في غضون ثمانية أيام، ونحتفظ بعد هذا الأجل بحقنا في استخلاصه بكل الطرق القانونية."
        }
        (Tone::Formal, En) => {
            "Our reminders have had no effect. We hereby give you formal notice to pay what follows within eight days, and reserve the right to recover it by legal means afterwards."
        }
    }
}

/// In every language: which one is read is known when the letter is.
pub fn of(step: &Step) -> Vec<LetterWords> {
    let words = |language: Language| LetterWords {
        language,
        title: title(step.tone, language).to_owned(),
        text: step.words.of(language).unwrap_or(usual(step.tone, language)).to_owned(),
    };
    LANGUAGES.map(words).into()
}
