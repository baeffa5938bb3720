/// The parts that a pattern may name, each with what it means. Any other name is
/// taken for a preposition; `not` is a predicate's negation.
pub const PARTS: &[(&str, &str)] = &[
    ("agent", "who or what does it"),
    ("patient", "whom or what it is done to"),
    ("recipient", "whom it is given or told to"),
    ("complement", "what somebody is said to be or become"),
    ("clause", "the verb of what is said, wanted or done"),
    ("doing", "the verb of a clause that tells what a noun does"),
    ("purpose", "the verb that tells what for"),
    ("self", "what the noun or adjective is said of"),
    ("possessor", "whose it is"),
    ("modifier", "a name or noun before it"),
    ("apposition", "what is set right beside it: \"Irving, Texas\""),
    ("speaker", "who says the clause"),
    ("modal", "the auxiliary: must, should, may"),
];

/// The words of prepositions, and of the conjunctions that open a clause; a
/// preposition of several words (`because of`, `as a result of`) is made of them.
const PREPOSITIONS: &str = "\
    a aboard about above accordance according account across after against ahead along \
    alongside amid amidst among amongst and apart around as aside at atop away back \
    because before behalf behind below beneath beside besides between beyond but by case \
    charge close concerning conjunction considering contrary cooperation course despite \
    down due during east except excluding favor favour following for from front given hand \
    if in including inside instead into jointly less light like minus near nearby next \
    north not notwithstanding of off on once onto opposite out outside over owing pace \
    part partnership past pending per place plus prior regarding regardless response \
    result round save shoulder side since so south spite subsequent such terms than thanks \
    that the through throughout till times to together top toward towards under underneath \
    unless unlike until up upon v versus via view vis-à-vis vs west when where whereas \
    whether while with within without worth";

/// Whether an English preposition is written so.
pub fn is_preposition(words: &str) -> bool {
    let known = |word: &str| PREPOSITIONS.split_whitespace().any(|known| known == word);
    !words.trim().is_empty() && words.split_whitespace().all(known)
}

/// Every name that a part may have, as far as that is one word.
pub fn part_names() -> impl Iterator<Item = &'static str> {
    PARTS.iter().map(|(name, _)| *name).chain(PREPOSITIONS.split_whitespace())
}
