//! What a web page leaves behind when its article is copied: other headlines,
//! newsletters, buttons, rights.
//!
//! A wrong yes loses text, a wrong no only adds noise: what is in doubt stays.

use super::paragraphs::Paragraph;
use super::{byline, dateline, shape};

/// Headings of lists that lead away from the article, in small letters.
const HEADINGS: &str = "\
    read more|read next|read also|also read|see also|related|related articles|\
    related stories|related posts|related topics|related content|related news|related links|\
    related coverage|most read|most popular|most viewed|most shared|you may also like|\
    you might also like|recommended|recommended for you|recommended stories|trending|\
    trending now|top stories|latest news|latest stories|latest headlines|popular stories|\
    popular now|up next|what to read next|don't miss|don’t miss|editor's picks|\
    editors' picks|editor’s picks|editors’ picks|other news|other stories|more stories|\
    more news|further reading|share this|share this article|share this story|tags|topics|\
    comments|leave a comment|from our partners|sponsored|promoted|advertisement|advertising|\
    keep reading|explore more|more on this story|more on this topic|in other news|\
    from the archive|from our archive|continue reading|story continues below|\
    article continues below|story continues below advertisement|\
    article continues below advertisement|show more|load more|view comments|\
    listen to this article|listen to article|breaking news|menu|search|log in|sign in";

/// How a line begins that is no part of any article.
const OPENINGS: &str = "\
    read more:|read also:|also read:|read next:|see also:|related:|related story:|\
    related article:|more on this:|tags:|filed under|share this article|share this story|\
    sign up for our |sign up for the |sign up to our |sign up to |sign up here|sign up for |\
    subscribe to |subscribe now|subscribe for |subscribe here|©|copyright ©|copyright (c)|\
    copyright 19|copyright 20|(c) 19|(c) 20|all rights reserved|\
    this article was originally published|this story was originally published|\
    enable javascript|we use cookies|this site uses cookies|continue reading the|\
    our standards:";

/// What a line holds that is no part of any article.
const PARTS: &str = "\
    all rights reserved|unsubscribe at any time|in your inbox|to your inbox|sign up here|\
    subscribe here|sign up for our|sign up to our|© ";

/// How a line begins that is no part of the article unless it is prose.
const LOOSE_OPENINGS: &str = "\
    topics:|categories:|share this|share on |share full article|follow us|follow @|\
    like us on|join our |download our app|download the app|click here|tap here|support us|\
    powered by |skip to |home > |home / |home » |home | ";

/// What a line holds that is no part of the article unless it is prose.
const LOOSE_PARTS: &str = "\
    min read|minute read|privacy policy|terms of use|terms of service|terms and conditions";

/// Words on buttons.
const BUTTONS: &str = "\
    share|tweet|facebook|twitter|x|whatsapp|linkedin|reddit|email|e-mail|print|copy|link|\
    pinterest|telegram|instagram|youtube|bluesky|mastodon|save|comment|comments|follow|us|\
    on|this|via|pin|it|like|more|options";

/// The most words a line of this sort has.
const LONGEST: usize = 30;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Sign {
    /// It heads a list that leads away.
    Heading,
    /// It is of that sort itself.
    Line,
    /// It may head such a list: `More from Acme News`.
    Perhaps,
    /// It says nothing.
    None,
}

/// For each paragraph, whether the page left it behind.
pub(super) fn leftovers(paragraphs: &[Paragraph]) -> Vec<bool> {
    let signs: Vec<Sign> = paragraphs.iter().map(|paragraph| sign(paragraph.text)).collect();
    let mut left: Vec<bool> = paragraphs
        .iter()
        .zip(&signs)
        .map(|(paragraph, sign)| {
            matches!(sign, Sign::Line | Sign::Heading) || shape::is_rule(paragraph.text)
        })
        .collect();
    // Above the first prose stands the article's own headline.
    let prose = paragraphs.iter().position(|paragraph| shape::is_prose(paragraph.text));
    let prose = prose.unwrap_or(paragraphs.len());
    mark_lists_under_headings(paragraphs, prose, &signs, &mut left);
    mark_runs_of_headlines(paragraphs, prose, &mut left);
    mark_buttons(paragraphs, &mut left);
    left
}

fn sign(text: &str) -> Sign {
    let spoken = text.contains(['"', '“', '”']);
    if shape::words(text) > LONGEST || spoken || byline::is_byline(text) {
        return Sign::None;
    }
    let line = text.trim_start_matches(|c: char| !c.is_alphanumeric() && c != '©' && c != '(');
    let lower = line.to_lowercase();
    let bare = lower.trim_end_matches([':', '.', '…', '»', '›', '>', ' ']);
    let begins = |openings: &str| openings.split('|').any(|opening| lower.starts_with(opening));
    let holds = |parts: &str| parts.split('|').any(|part| lower.contains(part));
    if HEADINGS.split('|').any(|heading| heading == bare) {
        Sign::Heading
    } else if begins(OPENINGS)
        || holds(PARTS)
        || (lower.starts_with("get ") && lower.contains("newsletter"))
        || (!shape::is_prose(text) && (begins(LOOSE_OPENINGS) || holds(LOOSE_PARTS)))
    {
        Sign::Line
    } else if is_a_heading_for_more(&lower, text) {
        Sign::Perhaps
    } else {
        Sign::None
    }
}

/// `More from Acme News`, `MORE SPORT`; but `More than a game` may head a part.
fn is_a_heading_for_more(lower: &str, text: &str) -> bool {
    let longest = match lower.split_whitespace().nth(1) {
        Some("from" | "on" | "in" | "about") => 8,
        Some("than") => 0,
        _ => 4,
    };
    lower.starts_with("more ")
        && shape::words(text) <= longest
        && shape::end(text) != shape::End::Stop
}

/// Under such a heading everything up to the next prose is left behind.
fn mark_lists_under_headings(
    paragraphs: &[Paragraph],
    prose: usize,
    signs: &[Sign],
    left: &mut [bool],
) {
    for i in prose..paragraphs.len() {
        if !matches!(signs[i], Sign::Heading | Sign::Perhaps) {
            continue;
        }
        let run = (i + 1..paragraphs.len())
            .take_while(|k| left[*k] || is_under_a_heading(paragraphs[*k].text))
            .count();
        if run > 0 {
            left[i..=i + run].fill(true);
        }
    }
}

fn is_under_a_heading(text: &str) -> bool {
    shape::is_caption(text)
        || (shape::words(text) <= 20
            && shape::end(text) != shape::End::Stop
            && !shape::is_prose(text))
        || (shape::words(text) <= 20 && shape::end(text) == shape::End::Call)
}

/// Three headlines in a row, and nothing that they could head, are other
/// articles'.
fn mark_runs_of_headlines(paragraphs: &[Paragraph], prose: usize, left: &mut [bool]) {
    let mut i = prose + 1;
    while i < paragraphs.len() {
        let run = paragraphs[i..].iter().take_while(|p| is_teaser(p.text)).count();
        let announced = shape::end(paragraphs[i - 1].text) == shape::End::Open;
        let last = left[(i + run).min(left.len())..].iter().all(|left| *left);
        if !announced && are_headlines(&paragraphs[i..i + run], last) {
            left[i..i + run].fill(true);
        }
        i += run.max(1);
    }
}

fn is_teaser(text: &str) -> bool {
    (3..=25).contains(&shape::words(text))
        && shape::is_headline_like(text)
        && !shape::is_item(text)
        && !shape::is_quotation(text)
        && !shape::is_caption(text)
        && !byline::is_byline(text)
        && !dateline::is_dateline(text)
}

/// Title case betrays headlines anywhere; other lines must close the text, be
/// long enough for a sentence, and be no table (`Gold: Norway`).
fn are_headlines(run: &[Paragraph], last: bool) -> bool {
    let share = |test: &dyn Fn(&str) -> bool| run.iter().filter(|p| test(p.text)).count() * 10;
    let titles = share(&shape::is_title_case) >= run.len() * 7;
    let words: usize = run.iter().map(|p| shape::words(p.text)).sum();
    let table = share(&|text| text.contains(": ") || text.contains('\t')) >= run.len() * 5;
    let long = words >= run.len() * if titles { 5 } else { 6 };
    match run.len() {
        0..3 => false,
        3 => titles && long && !table,
        _ => long && !table && (titles || last),
    }
}

/// A line of buttons; one button alone only beside another.
fn mark_buttons(paragraphs: &[Paragraph], left: &mut [bool]) {
    let buttons: Vec<usize> = paragraphs.iter().map(|p| buttons(p.text)).collect();
    for i in 0..buttons.len() {
        let beside = (i > 0 && buttons[i - 1] > 0) || buttons.get(i + 1).is_some_and(|n| *n > 0);
        left[i] |= buttons[i] > 1 || (buttons[i] == 1 && beside);
    }
}

fn buttons(text: &str) -> usize {
    let mut words = text.split(|c: char| c.is_whitespace() || c == '|').filter(|w| !w.is_empty());
    let all = words
        .clone()
        .all(|word| BUTTONS.split('|').any(|button| button.eq_ignore_ascii_case(word)));
    if all && shape::words(text) <= 10 { words.by_ref().count() } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::paragraphs::paragraphs;

    const PROSE: &str = "Acme sued Initech in Boston on Monday.\n";

    fn left(text: &str) -> Vec<&str> {
        let paragraphs = paragraphs(text);
        let left = leftovers(&paragraphs);
        paragraphs.iter().zip(left).filter(|(_, left)| *left).map(|(p, _)| p.text).collect()
    }

    #[test]
    fn drops_headlines_that_follow_the_article() {
        let list = "Storm Nears the Coast as Ferries Stop\nMayor Opens Long-Awaited Bridge\n\
                    Acme Shares Surge After Record Quarter\n";
        assert_eq!(left(&format!("{PROSE}\n{list}")).len(), 3);
        assert_eq!(left(&format!("{PROSE}\n{list}{PROSE}")).len(), 3, "also in the middle");
        assert_eq!(left(list).len(), 0, "where nothing else is, they are the article");
    }

    #[test]
    fn drops_lines_that_no_article_holds() {
        for line in [
            "Sign up for our newsletter",
            "Read more: Acme buys Initech",
            "© 2024 Acme News. All rights reserved.",
            "Get The Morning Edition in your inbox every day.",
            "Share this article",
            "Tweet Share Email",
            "ADVERTISEMENT",
            "* * *",
        ] {
            assert_eq!(left(&format!("{PROSE}{line}\n{PROSE}")), [line]);
        }
    }

    #[test]
    fn drops_the_list_under_its_heading() {
        for heading in
            ["READ MORE", "More from Acme News", "MORE SPORT", "Related posts", "Read next:"]
        {
            let tail =
                format!("{heading}\nHarbour tolls to double\n· Quiz: how well do you know us?\n");
            assert_eq!(left(&format!("{PROSE}{tail}")).len(), 3, "{heading}");
            assert_eq!(left(&format!("{PROSE}{tail}{PROSE}")).len(), 3, "{heading}");
        }
    }

    #[test]
    fn keeps_the_headline_under_the_menu() {
        assert_eq!(left(&format!("Menu\nSearch\nAcme sues Initech\n{PROSE}")), ["Menu", "Search"]);
    }

    #[test]
    fn keeps_what_may_be_the_article() {
        for part in [
            "The ministers announced:\nProgress on the sale of missiles to France\n\
             Further joint action in the Calais region\nA new fund for the people of Mali\n\
             More money for the schools of the region",
            "More than a game\nThe match was a feast of goals for both sides.",
            "Gold: Norway with nine points\nSilver: Sweden with seven\nBronze: Denmark with six",
            "- Ensure an effective posture\n- Strengthen our alliances everywhere\n- Deter the aggression of states",
            "Sign up they did, in their thousands, before the office had so much as opened its doors to \
             anyone, and by noon the clerks had run out of paper, ink and patience.",
            "Copyright law is about to change, the minister said.",
            "Acme rewrote its privacy policy on Monday.",
            "Powered by coal, the plant will close in May.",
            "“Sign up here,” the man said.",
            "Disney\nAnime\nSuperheroes and their friends",
        ] {
            assert_eq!(left(&format!("{PROSE}{part}\n")), [""; 0], "{part}");
        }
    }
}
