//! Whether a text is English, said only when that is beyond doubt.

use super::ReadError;
use whatlang::Lang;

/// Fewer letters than this tell too little of a language.
const ENOUGH_LETTERS: usize = 100;

/// A language shows in its first pages.
const ENOUGH_CHARACTERS: usize = 20_000;

/// A tenth of any English prose is made of these.
const COMMONEST: &[&str] = &[
    "the", "of", "and", "to", "in", "a", "is", "that", "for", "on", "with", "was", "as", "by",
    "at", "from", "it", "be", "are", "has", "have", "said", "not", "but", "its", "his", "her",
    "their", "they", "who", "which", "were", "been", "had", "will", "would", "this", "an",
];

/// Refuses a text that is reliably in another language than English.
pub(super) fn check(text: &str) -> Result<(), ReadError> {
    let end = text.char_indices().nth(ENOUGH_CHARACTERS).map_or(text.len(), |(end, _)| end);
    let text = &text[..end];
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    if letters < ENOUGH_LETTERS || is_plainly_english(text) {
        return Ok(());
    }
    match whatlang::detect(text) {
        Some(info) if info.lang() != Lang::Eng && info.is_reliable() => {
            Err(ReadError::Language { name: info.lang().eng_name() })
        }
        _ => Ok(()),
    }
}

/// Foreign names can mislead a statistic of letters; these words cannot.
fn is_plainly_english(text: &str) -> bool {
    let mut words = (0, 0);
    for word in text.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty()) {
        words.0 += usize::from(COMMONEST.iter().any(|common| common.eq_ignore_ascii_case(word)));
        words.1 += 1;
    }
    words.0 * 5 > words.1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn refuses_other_languages_by_name() {
        for (text, name) in [
            (
                "Der Vorstand des Unternehmens hat am Montag beschlossen, das Werk in der \
                 Hauptstadt zu schließen und alle Beschäftigten nach Hause zu schicken, wie \
                 ein Sprecher der Gewerkschaft mitteilte.",
                "German",
            ),
            (
                "Le conseil d'administration a décidé lundi de fermer l'usine et de renvoyer \
                 tous les salariés chez eux, a déclaré un porte-parole du syndicat, qui \
                 appelle à une grève générale dès demain matin.",
                "French",
            ),
            (
                "Совет директоров в понедельник решил закрыть завод и отправить всех \
                 работников домой, сообщил представитель профсоюза, который призывает к \
                 всеобщей забастовке завтра утром.",
                "Russian",
            ),
        ] {
            assert_eq!(check(text), Err(ReadError::Language { name }));
        }
    }

    #[test]
    fn lets_english_with_foreign_names_pass() {
        let text = "Ramunė Stankutė of Dujolita met Tīkls and Żabka in Klaipėda. The ministers of \
                    Łódź and São Tomé signed the Świętokrzyskie agreement with Jarðafl.";
        assert_eq!(check(text), Ok(()));
    }

    #[test]
    fn says_nothing_of_a_few_words() {
        assert_eq!(check("Vorstand schließt Werk"), Ok(()));
    }
}
