//! What a paragraph looks like, whatever it says.

/// How a paragraph ends, quotation marks and brackets aside.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum End {
    /// A full stop or an ellipsis.
    Stop,
    /// A question or exclamation mark.
    Call,
    /// A colon, semicolon or comma: something follows.
    Open,
    /// A word.
    Word,
}

/// Marks that close a quotation or a bracket.
const CLOSING: [char; 8] = ['"', '”', '’', '\'', ')', ']', '»', '\u{200b}'];

/// Marks that open a quotation or a bracket.
const OPENING: [char; 7] = ['"', '“', '‘', '\'', '(', '[', '«'];

/// Words that name the maker of a picture, with the mark that follows them.
const CREDITS: &[&str] = &[
    "image:",
    "images:",
    "photo:",
    "photos:",
    "photograph:",
    "photographs:",
    "picture:",
    "pictures:",
    "photo credit:",
    "image credit:",
    "credit:",
    "credit...",
    "credit…",
    "illustration:",
    "photo by ",
    "photograph by ",
    "photographs by ",
    "picture by ",
    "image by ",
    "illustration by ",
    "getty images",
    "ap photo",
    "shutterstock",
    "file photo",
    "image source,",
    "image caption,",
    "media caption,",
    "/reuters",
    "/afp",
    "/epa",
];

/// Number of words.
pub(super) fn words(text: &str) -> usize {
    text.split_whitespace().count()
}

/// How a paragraph ends.
pub(super) fn end(text: &str) -> End {
    match text.trim_end_matches(|c| CLOSING.contains(&c)).chars().next_back() {
        Some('.' | '…') => End::Stop,
        Some('?' | '!') => End::Call,
        Some(':' | ';' | ',') => End::Open,
        _ => End::Word,
    }
}

/// Whether a paragraph is running text: sentences that end, or more words than
/// any headline has.
pub(super) fn is_prose(text: &str) -> bool {
    let words = words(text);
    words > 30
        || (words > 5 && matches!(end(text), End::Stop | End::Call))
        || (words > 12 && holds_a_sentence_break(text))
}

/// Whether a paragraph has the form of a headline: one short run of words that
/// no full stop ends.
pub(super) fn is_headline_like(text: &str) -> bool {
    let start = text.trim_start_matches(OPENING).chars().next();
    !text.starts_with(['(', '['])
        && (1..=25).contains(&words(text))
        && text.chars().count() <= 160
        && matches!(end(text), End::Word | End::Call)
        && start.is_some_and(|c| c.is_uppercase() || c.is_numeric() || !c.is_ascii())
        && !text.contains('\n')
}

/// Whether most long words begin with a capital, as in American headlines.
pub(super) fn is_title_case(text: &str) -> bool {
    let long = |word: &&str| word.chars().filter(|c| c.is_alphabetic()).count() >= 4;
    let (mut all, mut capital) = (0, 0);
    for word in text.split(|c: char| c.is_whitespace() || c == '-').filter(long) {
        all += 1;
        capital += usize::from(word.chars().any(char::is_uppercase));
    }
    all >= 2 && capital * 10 >= all * 8
}

/// Whether no letter is small.
pub(super) fn is_capitals(text: &str) -> bool {
    text.chars().any(char::is_uppercase) && !text.chars().any(char::is_lowercase)
}

/// Whether it says nothing by itself: `---`, `* * *`, the number of a page; a year
/// may head a part.
pub(super) fn is_rule(text: &str) -> bool {
    !text.chars().any(char::is_alphabetic) && text.chars().filter(char::is_ascii_digit).count() < 4
}

/// Whether it is an item of a list.
pub(super) fn is_item(text: &str) -> bool {
    let number = text.trim_start_matches(|c: char| c.is_ascii_digit());
    text.starts_with(['•', '·', '▪', '■', '●', '-', '–', '*', '»', '→'])
        || (number.len() < text.len()
            && number.starts_with([')', '.'])
            && number[1..].starts_with(' '))
}

/// Whether it is one quotation, its speaker perhaps named behind a dash.
pub(super) fn is_quotation(text: &str) -> bool {
    let body = text.rsplit_once([' ']).map_or(text, |_| {
        let dash = [" - ", " – ", " — "].iter().filter_map(|dash| text.rfind(dash)).max();
        dash.filter(|at| words(&text[*at..]) <= 8).map_or(text, |at| &text[..at])
    });
    let Some(inner) = body.strip_prefix(['"', '“']) else { return body.starts_with("> ") };
    let Some(inner) = inner.strip_suffix(['"', '”']) else { return false };
    words(inner) >= 3 && !inner.contains(['"', '“', '”'])
}

/// Whether it names the maker of a picture.
pub(super) fn is_caption(text: &str) -> bool {
    if words(text) > 60 {
        return false;
    }
    let lower = text.to_lowercase();
    CREDITS.iter().any(|credit| {
        lower.match_indices(credit).any(|(at, _)| {
            let before = lower[..at].trim_end().chars().next_back();
            let begins = credit.starts_with('/') || !lower[..at].ends_with(char::is_alphanumeric);
            // "the photo: a fake" within a sentence is no credit.
            let told =
                credit.ends_with(':') && before.is_some_and(|c| c.is_alphabetic() || c == ',');
            begins && (!told || words(text) <= 25)
        })
    })
}

/// Whether a sentence ends within it and another begins.
pub(super) fn holds_a_sentence_break(text: &str) -> bool {
    text.match_indices(['.', '!', '?']).any(|(at, _)| {
        let word = text[..at].chars().rev().take_while(|c| c.is_alphanumeric()).count();
        let rest = text[at + 1..].trim_start_matches(CLOSING);
        let next = rest.trim_start().chars().next();
        word > 2 && rest.starts_with(' ') && next.is_some_and(char::is_uppercase)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_prose_from_headlines() {
        for prose in [
            "Acme has sued Initech in Boston.",
            "“We did not come here to be told what to sign,” she said.",
        ] {
            assert!(is_prose(prose) && !is_headline_like(prose), "{prose}");
        }
        for line in [
            "Acme sues Initech",
            "Why Acme sued Initech?",
            "“I was not sent here”",
            "C3.ai in Talks",
        ] {
            assert!(is_headline_like(line) && !is_prose(line), "{line}");
        }
    }

    #[test]
    fn knows_the_credit_of_a_picture() {
        for line in [
            "Photograph: Jane Doe/Press Images",
            "The old lighthouse was sold in Port Haven. Image: Elland Coastguard.",
            "The mayor at the opening. Jane Doe/AFP via Getty Images",
            "Header image by J. Doe, used with permission",
        ] {
            assert!(is_caption(line), "{line}");
        }
        assert!(!is_caption("He improved the image of the company, she said."));
        assert!(!is_caption("Acme's photograph was taken by a drone."));
    }

    #[test]
    fn knows_a_quotation_set_apart() {
        assert!(is_quotation("“Nobody pushed me at all.”"));
        assert!(is_quotation("\"It is a long game.\" - Jane Doe"));
        assert!(!is_quotation("“We saw nothing,” she said. “Nothing at all.”"));
        assert!(!is_quotation("“We saw nothing,” she said."));
    }
}
