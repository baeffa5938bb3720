//! Prose in columns, no wider than the narrowest usual terminal.

/// Columns of the narrowest usual terminal.
pub(super) const WIDTH: usize = 80;

/// A label, and beside it words that are filled into lines from that column on; a
/// label that reaches into them has a line of its own.
///
/// ```text
/// label     words that go on
///           in the same column
/// ```
pub(super) fn beside(label: &str, column: usize, words: &str) -> String {
    let mut out = label.to_owned();
    let mut at = label.chars().count();
    if at + 1 > column && column > 0 && !label.is_empty() {
        out.push('\n');
        at = 0;
    }
    out.push_str(&" ".repeat(column - at));
    at = column;
    for word in words.split_whitespace() {
        let width = word.chars().count();
        if at > column && at + 1 + width > WIDTH {
            out.push('\n');
            out.push_str(&" ".repeat(column));
            at = column;
        } else if at > column {
            out.push(' ');
            at += 1;
        }
        out.push_str(word);
        at += width;
    }
    out.truncate(out.trim_end().len());
    out.push('\n');
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fills_lines_beside_the_label() {
        let text = beside("label", 10, &"word ".repeat(40));
        assert!(text.lines().count() > 2);
        assert!(text.lines().all(|line| line.chars().count() <= WIDTH), "{text}");
        assert!(text.starts_with("label     word word"), "{text}");
        assert!(text.lines().skip(1).all(|line| line.starts_with("          word")), "{text}");
    }

    #[test]
    fn gives_a_long_label_its_own_line() {
        assert_eq!(beside("a long label", 4, "word"), "a long label\n    word\n");
        assert_eq!(beside("label", 8, ""), "label\n");
    }
}
