//! A sentence to words and marks, as the English treebanks of Universal Dependencies cut them.

use super::abbreviations::{Abbreviations, Class, is_acronym};
use std::ops::Range;
use unicode_normalization::char::is_combining_mark;

/// The longest token in characters: it bounds the work on texts without white space.
const LONGEST: usize = 1000;

/// Cuts a sentence into tokens, as byte ranges; every character that is not white space lies in one.
pub(super) fn tokens(sentence: &str, abbreviations: &Abbreviations) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut at = 0;
    while let Some(next) = sentence[at..].chars().next() {
        if next.is_whitespace() {
            at += next.len_utf8();
            continue;
        }
        let glued = found.last().is_some_and(|last| last.end == at);
        let scanner = Scanner { before: &sentence[..at], rest: chunk(&sentence[at..]), glued };
        let end = at + scanner.token(&sentence[at..], abbreviations);
        cut_clitics(sentence, at..end, &mut found);
        at = end;
    }
    found
}

/// The rest of a text up to white space, or as much of it as a token may hold.
fn chunk(rest: &str) -> &str {
    let end = rest.char_indices().take(LONGEST).find(|(_, c)| c.is_whitespace()).map(|(at, _)| at);
    let end = end.or_else(|| rest.char_indices().nth(LONGEST).map(|(at, _)| at));
    &rest[..end.unwrap_or(rest.len())]
}

/// What stands before and after one place between two tokens.
struct Scanner<'a> {
    before: &'a str,
    /// Up to the next white space; never empty.
    rest: &'a str,
    /// Whether no white space lies before.
    glued: bool,
}

impl Scanner<'_> {
    /// Length of the token that begins here; never zero.
    fn token(&self, to_end: &str, abbreviations: &Abbreviations) -> usize {
        let rest = self.rest;
        let first = rest.chars().next().unwrap_or_default();
        let second = rest[first.len_utf8()..].chars().next();
        let digit_follows = second.is_some_and(|c| c.is_ascii_digit());
        if let Some(length) = address(rest).or_else(|| emoticon(rest)) {
            return length;
        }
        if let Some(length) = apostrophe_word(rest, self.glued) {
            return length;
        }
        if first.is_ascii_digit()
            || (matches!(first, '.' | '+') && digit_follows && !self.after_word())
        {
            return number(rest, self.before.ends_with(is_currency));
        }
        if is_word(first) {
            return word(rest, to_end, abbreviations);
        }
        if matches!(first, '@' | '#') && !self.glued && second.is_some_and(char::is_alphabetic) {
            return first.len_utf8() + prefix_len(&rest[1..], |c| is_word(c) || c == '_');
        }
        mark(rest)
    }

    fn after_word(&self) -> bool {
        self.glued && self.before.chars().next_back().is_some_and(is_word)
    }
}

/// Length of the run of marks that begins here: repeated stops and rules are one token, other marks one each.
fn mark(rest: &str) -> usize {
    let first = rest.chars().next().unwrap_or_default();
    let run = match first {
        '!' | '?' => prefix_len(rest, |c| matches!(c, '!' | '?')),
        '.' | '-' | '=' | '*' | '_' | '~' | '+' | '—' | '–' | '`' | '<' | '>' | '…' | '#' | '$' => {
            prefix_len(rest, |c| c == first)
        }
        '\'' if rest.starts_with("''") => 2,
        _ => first.len_utf8(),
    };
    run.max(first.len_utf8())
}

/// Length of the word that begins here.
fn word(rest: &str, to_end: &str, abbreviations: &Abbreviations) -> usize {
    let mut end = run_of_word(rest);
    while let Some(joined) = hyphenated(rest, end) {
        end = joined;
    }
    if rest[end..].starts_with('$') && end <= 3 && rest[..end].chars().all(char::is_uppercase) {
        return end + 1;
    }
    let keeps =
        rest[end..].starts_with('.') && keeps_stop(&rest[..end], &to_end[end + 1..], abbreviations);
    end + usize::from(keeps)
}

/// Length of letters and digits, with the marks that stand inside a word.
fn run_of_word(rest: &str) -> usize {
    let mut end = prefix_len(rest, is_word);
    loop {
        let mut after = rest[end..].chars();
        let (mark, next) = (after.next(), after.next());
        let (Some(mark), Some(next)) = (mark, next) else { return end };
        let before = &rest[..end];
        let joins = match mark {
            '\'' | '’' | 'ʼ' | '`' => {
                next.is_alphabetic() && !before.ends_with(char::is_numeric)
            }
            '.' => is_word(next) && !is_joint(before, &rest[end + 1..]),
            '&' => is_ampersand_name(before, &rest[end + 1..]),
            '_' => is_word(next) || next == '_',
            '/' => is_single_letters(before, &rest[end + 1..]),
            '@' => next.is_alphanumeric(),
            '*' => next.is_alphabetic() || next == '*',
            _ => false,
        };
        if !joins {
            return end;
        }
        let skipped = end + mark.len_utf8();
        end = skipped
            + prefix_len(&rest[skipped..], is_word).max(usize::from(matches!(next, '_' | '*')));
    }
}

/// Where the word goes on after a hyphen at `end`, if what stands before it is a prefix: `co-founder`.
fn hyphenated(rest: &str, end: usize) -> Option<usize> {
    let hyphen = rest[end..].chars().next().filter(|c| matches!(c, '-' | '‐' | '‑'))?;
    let after = end + hyphen.len_utf8();
    let prefix = rest[..end].rsplit(['-', '‐', '‑']).next()?;
    // "UN-backed" begins with a name, "Co-founder" with a prefix.
    let small = prefix.chars().skip(1).all(char::is_lowercase);
    let holds = small && PREFIXES.binary_search(&prefix.to_lowercase().as_str()).is_ok();
    (holds && rest[after..].starts_with(is_word)).then(|| after + run_of_word(&rest[after..]))
}

/// Whether a stop between `before` and `after` ends a sentence whose space was forgotten.
fn is_joint(before: &str, after: &str) -> bool {
    let lower = before.chars().rev().take_while(|c| c.is_lowercase()).count() >= 2;
    let mut next = after.chars();
    lower
        && next.next().is_some_and(char::is_uppercase)
        && next.next().is_none_or(char::is_lowercase)
}

/// Whether an ampersand joins two short runs of letters, as in `AT&T`.
fn is_ampersand_name(before: &str, after: &str) -> bool {
    let after = &after[..prefix_len(after, char::is_alphanumeric)];
    !after.is_empty() && before.chars().count() <= 4 && after.chars().count() <= 4
}

/// Whether a slash joins two single letters, as in `A/C`.
fn is_single_letters(before: &str, after: &str) -> bool {
    let single = |text: &str| text.chars().count() == 1 && text.chars().all(char::is_alphabetic);
    single(before) && single(&after[..prefix_len(after, |c| is_word(c) || c == '/')])
}

/// Whether the word keeps the stop behind it. At the end of a sentence only a name does.
fn keeps_stop(word: &str, after: &str, abbreviations: &Abbreviations) -> bool {
    let last = after.trim_start_matches(|c: char| is_closing(c) || c.is_whitespace()).is_empty();
    let class = abbreviations.class(word);
    if last {
        let names_place = word.contains('.') && word.chars().all(|c| c == '.' || c.is_uppercase());
        return class == Some(Class::Company) || (names_place && is_acronym(word));
    }
    match class {
        _ if after.starts_with('.') => false,
        Some(Class::Number) => after.trim_start().starts_with(|c: char| c.is_ascii_digit()),
        Some(_) => true,
        None => is_acronym(word),
    }
}

/// Length of the number that begins here: `1,000.50`, `9/11`, `10:30`, `1990s`, `2001-09-11`.
fn number(rest: &str, money: bool) -> usize {
    let sign = usize::from(rest.starts_with(['+', '.']));
    let mut end = sign + digits(&rest[sign..]);
    let first = end;
    for joint in ['/', '-'] {
        let whole = joined_digits(rest, first, joint);
        if is_date_or_telephone(&rest[..whole], joint) {
            end = end.max(whole);
        }
    }
    if let Some(tail) = decade_tail(&rest[..end], &rest[end..]) {
        return end + tail;
    }
    let letters = &rest[end..][..prefix_len(&rest[end..], is_word)];
    if letters.is_empty() {
        return end;
    }
    // "5G" and "4K" are names, "5 g" and "$4K" amounts.
    let written = if letters.len() > 1 { letters.to_lowercase() } else { letters.to_owned() };
    let amount = money && matches!(letters, "B" | "K" | "M" | "b" | "t" | "T");
    let unit = amount || UNITS.binary_search(&written.as_str()).is_ok();
    if unit || end > first { end } else { end + run_of_word(&rest[end..]) }
}

/// Length of what makes a number a decade: `'s` in `1980's`.
fn decade_tail(number: &str, tail: &str) -> Option<usize> {
    let decade = matches!(number.len(), 2 | 4)
        && number.ends_with('0')
        && number.bytes().all(|b| b.is_ascii_digit());
    let mut after = tail.chars();
    let mark = after.next().filter(|c| decade && is_apostrophe(*c))?;
    let ends = after.next() == Some('s') && !after.next().is_some_and(is_word);
    ends.then_some(mark.len_utf8() + 1)
}

/// Length of digits with stops, commas and colons between them.
fn digits(rest: &str) -> usize {
    let mut end = prefix_len(rest, |c| c.is_ascii_digit());
    while rest[end..].starts_with(['.', ',', ':'])
        && rest[end + 1..].starts_with(|c: char| c.is_ascii_digit())
    {
        end += 1 + prefix_len(&rest[end + 1..], |c| c.is_ascii_digit());
    }
    end
}

/// Where groups of digits end that `joint` joins to the first group.
fn joined_digits(rest: &str, first: usize, joint: char) -> usize {
    let mut end = first;
    while rest[end..].starts_with(joint)
        && rest[end + 1..].starts_with(|c: char| c.is_ascii_digit())
    {
        end += 1 + prefix_len(&rest[end + 1..], |c| c.is_ascii_digit());
    }
    end
}

/// Whether groups of digits are one token, and no range or choice: `9/11`, `713-853-3989`, `345-9945`.
fn is_date_or_telephone(number: &str, joint: char) -> bool {
    let groups: Vec<usize> = number.split(joint).map(str::len).collect();
    match (joint, groups.as_slice()) {
        (_, [_]) => false,
        ('/', [a, b]) => *a <= 2 && *b <= 2,
        ('-', [a, b]) => (*a, *b) == (3, 4),
        _ => true,
    }
}

/// Length of the address, handle or file name that begins here, without the marks behind it.
pub(super) fn address(rest: &str) -> Option<usize> {
    let is_part = |c: char| c.is_alphanumeric() || "-._~:/?#[]@!$&'()*+,;=%".contains(c);
    let run = &rest[..prefix_len(rest, is_part)];
    let trimmed = run.trim_end_matches(|c: char| ".,;:!?'()[]".contains(c));
    if !trimmed.starts_with(char::is_alphanumeric) {
        return None;
    }
    let scheme = trimmed.contains("://") || trimmed.starts_with("mailto:");
    if scheme || trimmed.starts_with("www.") {
        return Some(trimmed.len());
    }
    let name = |c: char| c.is_alphanumeric() || "-._+%@".contains(c);
    let host = trimmed[..prefix_len(trimmed, name)].trim_end_matches(['.', '-', '%', '_', '+']);
    let mail = host
        .split_once('@')
        .is_some_and(|(who, at)| !who.is_empty() && at.starts_with(char::is_alphanumeric));
    let (stem, ending) = host.rsplit_once('.').unwrap_or(("", ""));
    let known = !stem.is_empty() && ENDINGS.binary_search(&ending.to_lowercase().as_str()).is_ok();
    let path = trimmed[host.len()..].starts_with('/') && !mail;
    (mail || known).then_some(if path { trimmed.len() } else { host.len() })
}

/// Length of a face such as `:-)`.
fn emoticon(rest: &str) -> Option<usize> {
    let mut chars = rest.chars();
    let eyes = chars.next().filter(|c| matches!(c, ':' | ';' | '='))?;
    let mut mouth = chars.next()?;
    let mut length = eyes.len_utf8() + mouth.len_utf8();
    if mouth == '-' {
        mouth = chars.next()?;
        length += mouth.len_utf8();
    }
    let ends = chars.next().is_none_or(|c| !c.is_alphanumeric());
    (matches!(mouth, ')' | '(' | 'D' | 'P' | '/' | '|') && ends).then_some(length)
}

/// Length of what an apostrophe begins: a clitic (`'s`), a year (`'90s`) or a shortened word (`'em`).
fn apostrophe_word(rest: &str, glued: bool) -> Option<usize> {
    let mark = rest.chars().next().filter(|c| is_apostrophe(*c))?;
    let after = &rest[mark.len_utf8()..];
    let run = &after[..prefix_len(after, is_word)];
    let lower = run.to_lowercase();
    let year = run.len() >= 2
        && run.starts_with(|c: char| c.is_ascii_digit())
        && run.trim_end_matches('s').len() == 2
        && !glued;
    let clitic = CLITICS.contains(&lower.as_str()) && (glued || lower == "s");
    let shortened =
        !glued && ["em", "til", "cause", "bout", "tis", "twas"].contains(&lower.as_str());
    let length = mark.len_utf8() + run.len();
    if !glued && ["tis", "twas"].contains(&lower.as_str()) {
        return Some(mark.len_utf8() + 1);
    }
    (year || clitic || shortened).then_some(length)
}

/// Cuts clitics and contractions off a word: `don't` is `do` and `n't`.
fn cut_clitics(sentence: &str, word: Range<usize>, found: &mut Vec<Range<usize>>) {
    let form = &sentence[word.clone()];
    let at = clitic(form).or_else(|| contraction(form)).filter(|at| (1..form.len()).contains(at));
    match at {
        Some(at) => {
            cut_clitics(sentence, word.start..word.start + at, found);
            found.push(word.start + at..word.end);
        }
        None => found.push(word),
    }
}

/// Where the last clitic of a word begins.
fn clitic(form: &str) -> Option<usize> {
    let (at, mark) = form.char_indices().rev().find(|(_, c)| is_apostrophe(*c))?;
    let after = form[at + mark.len_utf8()..].to_lowercase();
    if after == "t" {
        return form[..at].ends_with(['n', 'N']).then(|| at - 1);
    }
    let decade = decade_tail(&form[..at], &form[at..]).is_some();
    (CLITICS.contains(&after.as_str()) && !decade).then_some(at)
}

/// Where a contraction without an apostrophe is cut.
fn contraction(form: &str) -> Option<usize> {
    let lower = form.to_lowercase();
    CONTRACTIONS
        .iter()
        .find(|(head, tail)| lower.strip_suffix(tail) == Some(head))
        .map(|(head, _)| head.len())
}

/// Whether a character belongs to words: letters, digits, their marks, and what no eye sees.
fn is_word(c: char) -> bool {
    c.is_alphanumeric()
        || is_combining_mark(c)
        || matches!(c, '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}')
}

fn is_currency(c: char) -> bool {
    matches!(c, '$' | '£' | '€' | '¥' | '₹' | '₽' | '₩' | '₺' | '₴' | '₪' | '₦' | '¢')
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | 'ʼ' | '`' | '‘')
}

fn is_closing(c: char) -> bool {
    matches!(c, '"' | '”' | '’' | '\'' | '»' | ')' | ']' | '!' | '?')
}

fn prefix_len(text: &str, holds: impl Fn(char) -> bool) -> usize {
    text.find(|c| !holds(c)).unwrap_or(text.len())
}

const CLITICS: &[&str] = &["s", "re", "ve", "ll", "d", "m"];

const CONTRACTIONS: &[(&str, &str)] = &[
    ("can", "not"),
    ("gon", "na"),
    ("wan", "na"),
    ("got", "ta"),
    ("out", "ta"),
    ("gim", "me"),
    ("lem", "me"),
    ("do", "nt"),
    ("did", "nt"),
    ("does", "nt"),
    ("could", "nt"),
    ("would", "nt"),
    ("should", "nt"),
    ("is", "nt"),
    ("was", "nt"),
    ("ca", "nt"),
    ("wo", "nt"),
    ("have", "nt"),
    ("has", "nt"),
];

/// What is written together with the next word by a hyphen. Sorted.
const PREFIXES: &[&str] = &[
    "anti", "arch", "bio", "co", "counter", "cross", "cyber", "de", "e", "eco", "ex", "extra",
    "hyper", "infra", "inter", "intra", "macro", "mega", "micro", "mid", "mini", "multi", "neo",
    "non", "over", "pan", "post", "pre", "pro", "proto", "pseudo", "psycho", "quasi", "re", "semi",
    "socio", "sub", "super", "trans", "ultra",
];

/// Units that stand glued to their number. Sorted.
const UNITS: &[&str] = &[
    "am", "bn", "cc", "cm", "ft", "g", "gb", "ghz", "gw", "gwh", "hh", "hr", "hrs", "hz", "k",
    "kb", "kg", "khz", "km", "kmh", "kph", "kw", "kwh", "lb", "lbs", "m", "mb", "mg", "mhz", "min",
    "mins", "ml", "mm", "mn", "mph", "mw", "mwh", "nm", "oz", "pm", "sec", "secs", "sq", "tb",
    "tn", "tr", "trn", "tw", "twh", "x", "yrs",
];

/// How names of hosts and files end. Sorted.
const ENDINGS: &[&str] = &[
    "asp", "ca", "co", "com", "csv", "doc", "docx", "edu", "exe", "gif", "gov", "htm", "html",
    "info", "int", "io", "jpeg", "jpg", "json", "mil", "mp3", "net", "org", "pdf", "php", "png",
    "ppt", "tv", "txt", "uk", "url", "xls", "xlsx", "xml", "zip",
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analyse::lexicon;

    /// Cuts a sentence and expects the words between the spaces of `expected`.
    fn cuts(sentence: &str, expected: &str) {
        let abbreviations = Abbreviations::parse(&lexicon("abbreviations.txt"));
        let found: Vec<&str> =
            tokens(sentence, &abbreviations).into_iter().map(|range| &sentence[range]).collect();
        assert_eq!(found.join(" "), expected);
    }

    #[test]
    fn marks_stand_alone() {
        cuts("“Well,” he said (twice); no!", "“ Well , ” he said ( twice ) ; no !");
    }

    #[test]
    fn clitics_are_cut_off() {
        cuts(
            "don't it's we’ve he'll I'd I’m you're",
            "do n't it 's we ’ve he 'll I 'd I ’m you 're",
        );
        cuts("won’t Shouldn't've", "wo n’t Should n't 've");
    }

    #[test]
    fn possessives_are_cut_off() {
        cuts("Acme's workers' U.S.'s AT&T’s", "Acme 's workers ' U.S. 's AT&T ’s");
    }

    #[test]
    fn contractions_are_two_words() {
        cuts("I cannot go, gonna stay", "I can not go , gon na stay");
    }

    #[test]
    fn names_keep_their_apostrophe() {
        cuts("O'Brien of Qa'im at ten o'clock", "O'Brien of Qa'im at ten o'clock");
    }

    #[test]
    fn hyphens_stand_alone_but_for_prefixes() {
        cuts("Moscow-based al-Qaeda", "Moscow - based al - Qaeda");
        cuts("a 30-year-old co-founder", "a 30 - year - old co-founder");
        cuts("E-mail from non-EU ex-spies", "E-mail from non-EU ex-spies");
        cuts("UN-backed RE-ELECT", "UN - backed RE - ELECT");
    }

    #[test]
    fn money_and_shares_are_cut() {
        cuts("$5 US$1,000.50 €3.2bn 5% £40m $4K", "$ 5 US$ 1,000.50 € 3.2 bn 5 % £ 40 m $ 4 K");
    }

    #[test]
    fn names_with_digits_hold_together() {
        cuts("5G 4K 1990s 1980's 21st '90s B2B", "5G 4K 1990s 1980's 21st '90s B2B");
    }

    #[test]
    fn times_and_units_are_cut() {
        cuts("at 7:30pm 35mm 10km", "at 7:30 pm 35 mm 10 km");
    }

    #[test]
    fn dates_and_telephones_hold_together() {
        cuts("9/11 2001-09-11 04/30/2001 713-853-3989", "9/11 2001-09-11 04/30/2001 713-853-3989");
        cuts("5-10 2014-15 and/or", "5 - 10 2014 - 15 and / or");
    }

    #[test]
    fn addresses_hold_together() {
        cuts(
            "See https://a.org/b-c?d=1, or mail ann.lee@example.com.",
            "See https://a.org/b-c?d=1 , or mail ann.lee@example.com .",
        );
        cuts("risk-news.com (www.a.org) @ann #vote", "risk-news.com ( www.a.org ) @ann #vote");
    }

    #[test]
    fn abbreviations_keep_their_stop() {
        cuts(
            "Mr. Hale of Acme Inc. left the U.S. in Jan. 2020",
            "Mr. Hale of Acme Inc. left the U.S. in Jan. 2020",
        );
    }

    #[test]
    fn a_name_keeps_its_stop_at_the_end_and_another_word_does_not() {
        cuts("He left Acme Inc.", "He left Acme Inc.");
        cuts("He left the U.S.", "He left the U.S.");
        cuts("It began at 5 p.m.", "It began at 5 p.m .");
        cuts("It ended.", "It ended .");
    }

    #[test]
    fn repeated_marks_are_one_token() {
        cuts("Wait... what?! Yes -- no----", "Wait ... what ?! Yes -- no ----");
    }

    #[test]
    fn short_names_with_ampersands_hold_together() {
        cuts("AT&T R&D Marks&Spencer", "AT&T R&D Marks & Spencer");
    }

    #[test]
    fn a_forgotten_space_is_cut_at_the_stop() {
        cuts("over.The end", "over . The end");
    }

    #[test]
    fn invisible_characters_and_accents_stay_in_their_word() {
        cuts("co\u{ad}operate cafe\u{301} naïve", "co\u{ad}operate cafe\u{301} naïve");
    }

    #[test]
    fn the_lists_are_sorted() {
        assert!(PREFIXES.is_sorted() && UNITS.is_sorted() && ENDINGS.is_sorted());
    }
}
