//! Words to their dictionary forms, by part of speech.

use crate::text::Tag;
use std::collections::BTreeMap;

/// Dictionary forms: a table of what no rule gives, and rules for the rest.
#[derive(Clone, Debug, Default)]
pub(super) struct Lemmas(BTreeMap<(Tag, String), String>);

impl Lemmas {
    /// Reads lines of `form`, tag and lemma with tabs between; `#` begins a comment, and any other line is passed over.
    pub(super) fn parse(lines: &str) -> Self {
        let entries = lines.lines().filter(|line| !line.starts_with('#')).filter_map(|line| {
            let mut cells = line.split('\t');
            let (form, tag, lemma) = (cells.next()?, cells.next()?, cells.next()?);
            Some(((Tag::named(tag)?, form.to_owned()), lemma.to_owned()))
        });
        Self(entries.collect())
    }

    /// The dictionary form of a word; `first` says that its sentence begins with it, so that its capital tells nothing.
    pub(super) fn lemma(&self, form: &str, tag: Tag, first: bool) -> String {
        let form = form.replace('’', "'").replace(['\u{ad}', '\u{200b}'], "");
        let lower = form.to_lowercase();
        if tag == Tag::Propn {
            return self.known(&form, tag).unwrap_or_else(|| demonym(&form).to_owned());
        }
        self.known(&lower, tag).unwrap_or_else(|| match tag {
            Tag::Verb | Tag::Aux => self.verb(&lower),
            Tag::Noun => self.noun(&lower),
            Tag::Adj if keeps_capital(&form, first) => form.clone(),
            Tag::Adj => adjective(&lower),
            Tag::Num if is_roman(&form) => form.clone(),
            Tag::Num if lower.starts_with(|c: char| c.is_ascii_digit()) => lower.replace(',', ""),
            Tag::Pron if lower == "i" => "I".to_owned(),
            Tag::X | Tag::Sym | Tag::Punct => form.clone(),
            _ => lower.clone(),
        })
    }

    fn known(&self, form: &str, tag: Tag) -> Option<String> {
        self.0.get(&(tag, form.to_owned())).cloned()
    }

    fn verb(&self, lower: &str) -> String {
        let known = |prefix: &str| {
            Some(prefix.to_owned() + &self.known(lower.strip_prefix(prefix)?, Tag::Verb)?)
        };
        let regular = ["ed", "ing", "s"].iter().any(|ending| lower.ends_with(ending));
        if let Some(lemma) = ["re", "un", "out", "over", "mis", "fore"]
            .into_iter()
            .find_map(known)
            .filter(|_| !regular)
        {
            return lemma;
        }
        if let Some(stem) = lower.strip_suffix("ied").filter(|stem| stem.len() > 1) {
            return stem.to_owned() + "y";
        }
        if lower.ends_with("eed") {
            return lower.to_owned();
        }
        match ["ing", "ed"]
            .into_iter()
            .find_map(|ending| lower.strip_suffix(ending))
            .filter(|stem| has_vowel(stem))
        {
            Some(stem) => base(stem),
            None => without_s(lower),
        }
    }

    fn noun(&self, lower: &str) -> String {
        if lower.starts_with(|c: char| c.is_ascii_digit()) {
            return lower.to_owned();
        }
        if let Some(stem) =
            lower.strip_suffix("men").filter(|stem| stem.len() > 2 && !stem.ends_with("wo"))
        {
            let singular =
                !["speci", "regi", "abdo", "acu", "o", "sta", "hy", "se"].contains(&stem);
            return stem.to_owned() + if singular { "man" } else { "men" };
        }
        let compound = |(before, last): (&str, &str)| {
            Some(format!("{before}-{}", self.known(last, Tag::Noun)?))
        };
        if let Some(lemma) = lower.rsplit_once('-').and_then(compound) {
            return lemma;
        }
        if lower.ends_with("women") {
            return lower.replace("women", "woman");
        }
        if lower.ends_with("ics") { lower.to_owned() } else { without_s(lower) }
    }
}

/// Strips the ending of a plural or of the third person.
fn without_s(lower: &str) -> String {
    let kept = ["ss", "us", "is", "'s"].iter().any(|ending| lower.ends_with(ending));
    let Some(stem) = lower.strip_suffix('s').filter(|stem| !kept && stem.len() > 1) else {
        return lower.to_owned();
    };
    if let Some(short) = stem.strip_suffix("ie").filter(|short| short.len() > 1) {
        return short.to_owned() + "y";
    }
    let hissing =
        ["sse", "xe", "che", "she", "zze", "oe", "tze"].iter().any(|ending| stem.ends_with(ending));
    match stem.strip_suffix('e') {
        Some(short) if hissing => short.to_owned(),
        _ => stem.to_owned(),
    }
}

/// The verb of a stem from which `ing` or `ed` was stripped.
fn base(stem: &str) -> String {
    let mut last = stem.chars().rev();
    let (end, before) = (last.next().unwrap_or_default(), last.next().unwrap_or_default());
    if end == before && "bdgkmnprtv".contains(end) {
        return stem[..stem.len() - 1].to_owned();
    }
    if ends_with_silent_e(stem) { stem.to_owned() + "e" } else { stem.to_owned() }
}

/// Whether a verb's stem lost an `e`: the longest ending that is known decides.
fn ends_with_silent_e(stem: &str) -> bool {
    let longest = |endings: &[&str]| {
        let fits = |ending: &&&str| match ending.strip_prefix('^') {
            Some(whole) => stem == whole,
            None => stem.ends_with(**ending),
        };
        endings.iter().filter(fits).map(|ending| ending.len()).max().unwrap_or(0)
    };
    longest(SILENT_E) > longest(NO_SILENT_E)
}

fn adjective(lower: &str) -> String {
    let stem = lower.strip_suffix("est").or_else(|| lower.strip_suffix("er"));
    let Some(stem) =
        stem.filter(|_| COMPARED.contains(&lower.trim_end_matches("est").trim_end_matches("er")))
    else {
        return lower.to_owned();
    };
    if let Some(short) = stem.strip_suffix('i') {
        return short.to_owned() + "y";
    }
    let mut last = stem.chars().rev();
    let (end, before) = (last.next().unwrap_or_default(), last.next().unwrap_or_default());
    if end == before && "bdgmnt".contains(end) {
        return stem[..stem.len() - 1].to_owned();
    }
    if COMPARED_WITH_E.contains(&stem) { stem.to_owned() + "e" } else { stem.to_owned() }
}

/// Whether an adjective is part of a name or made from one.
fn keeps_capital(form: &str, first: bool) -> bool {
    let mut chars = form.chars();
    let capital = chars.next().is_some_and(char::is_uppercase);
    let lower_rest = chars.clone().all(|c| !c.is_uppercase());
    let made_from_name =
        ["an", "ese", "ish", "qi", "li", "ni", "di"].iter().any(|ending| form.ends_with(ending))
            && form.len() > 4;
    capital && (!first || made_from_name) && (lower_rest || chars.count() < 3)
}

/// The singular of a name for people: `Iraqis`, `Americans`, `Communists`.
fn demonym(form: &str) -> &str {
    let plural = ["ans", "ists", "qis", "lis", "nis", "dis", "rats", "ites", "ents", "ors"];
    match form.strip_suffix('s') {
        Some(singular) if form.len() > 5 && plural.iter().any(|ending| form.ends_with(ending)) => {
            singular
        }
        _ => form,
    }
}

fn is_roman(form: &str) -> bool {
    !form.is_empty() && form.chars().all(|c| "IVXLCDM".contains(c))
}

fn has_vowel(stem: &str) -> bool {
    stem.contains(['a', 'e', 'i', 'o', 'u', 'y'])
}

/// Endings of stems that lost an `e`; `^` marks a whole stem.
const SILENT_E: &[&str] = &[
    "c", "v", "z", "u", "g", "s", "^hing", "cring", "fring", "^bing", "imping", "bar", "car",
    "dar", "far", "har", "lar", "nar", "par", "quar", "tar", "war", "ir", "ur", "^bor", "^cor",
    "scor", "^stor", "^snor", "explor", "restor", "ignor", "ador", "deplor", "implor", "at",
    "creat", "cit", "unit", "invit", "ignit", "rit", "^bit", "^kit", "expedit", "plet", "delet",
    "compet", "^vot", "^not", "mot", "quot", "devot", "denot", "^dot", "ut", "tast", "wast",
    "past", "^bast", "ad", "id", "ed", "od", "ud", "ak", "ik", "ok", "uk", "bl", "cl", "dl", "fl",
    "gl", "kl", "pl", "tl", "zl", "sl", "scal", "cr", "^wan", "^bal", "^ow", "inhal", "exhal",
    "whal", "il", "consol", "parol", "cajol", "condol", "ul", "yl", "am", "^tim", "^chim", "^prim",
    "^mim", "sublim", "um", "schem", "^chrom", "in", "phon", "clon", "condon", "aton", "^dron",
    "^ston", "^ton", "^hon", "^zon", "postpon", "dethron", "un", "ap", "^hop", "cop", "^grop",
    "^slop", "elop", "^mop", "^rop", "ip", "yp", "up", "ib", "ob", "ub", "chaf", "straf", "knif",
];

/// Endings of stems that lost none.
const NO_SILENT_E: &[&str] = &[
    "ss",
    "zz",
    "tz",
    "ing",
    "ong",
    "^hang",
    "^bang",
    "^clang",
    "^overhang",
    "air",
    "oir",
    "our",
    "murmur",
    "ear",
    "oar",
    "eat",
    "oat",
    "out",
    "licit",
    "herit",
    "merit",
    "spirit",
    "alog",
    "uit",
    "ait",
    "ead",
    "oad",
    "aid",
    "oid",
    "eed",
    "ood",
    "oud",
    "aud",
    "oak",
    "eak",
    "ook",
    "eek",
    "ail",
    "oil",
    "eil",
    "aul",
    "oul",
    "council",
    "pencil",
    "devil",
    "eam",
    "oam",
    "aim",
    "victim",
    "ain",
    "oin",
    "ein",
    "ruin",
    "ean",
    "oan",
    "aun",
    "eap",
    "oap",
    "oop",
    "oup",
    "aip",
    "develop",
    "gallop",
    "wallop",
    "envelop",
    "worship",
    "gossip",
    "equip",
    "focus",
    "canvas",
    "bias",
];

/// Adjectives as they stand before `er` and `est`.
const COMPARED: &[&str] = &[
    "angri", "big", "bigg", "black", "bleak", "blu", "bold", "brav", "brief", "bright", "broad",
    "brown", "busi", "calm", "cheap", "clean", "clear", "clos", "clever", "cloudi", "cold", "cool",
    "craz", "crazi", "cruel", "cut", "cute", "dark", "dead", "deadli", "dear", "deep", "dens",
    "dirti", "dri", "dumb", "earli", "easi", "fair", "fat", "fast", "fatt", "few", "fierc", "fin",
    "firm", "fit", "fitt", "flat", "flatt", "fresh", "friendli", "full", "funni", "fuzzi", "gentl",
    "grand", "grav", "gray", "great", "green", "gross", "happi", "hard", "harsh", "healthi",
    "heavi", "high", "hot", "hott", "hug", "humbl", "hungri", "keen", "kind", "larg", "lat",
    "lazi", "light", "likeli", "littl", "lively", "livli", "lone", "loneli", "long", "loos",
    "loud", "lov", "loveli", "low", "lucki", "mad", "madd", "mean", "messi", "mild", "narrow",
    "nast", "nasti", "near", "neat", "new", "nic", "nois", "noisi", "nobl", "odd", "old", "pal",
    "plain", "poor", "pretti", "proud", "pur", "quick", "quiet", "rar", "raw", "rich", "rip",
    "riski", "rough", "rud", "sad", "sadd", "saf", "scari", "shallow", "sharp", "short", "shy",
    "sick", "silli", "simpl", "slim", "slimm", "slow", "small", "smart", "smooth", "soft", "sour",
    "spars", "steep", "stiff", "strang", "strict", "strong", "stupid", "sunni", "sur", "sweet",
    "swift", "tall", "tast", "tasti", "thick", "thin", "thinn", "tight", "tini", "tough", "tru",
    "ugli", "vast", "warm", "warmer", "weak", "wealthi", "weird", "wet", "wett", "whit", "wid",
    "wild", "windi", "wis", "worthi", "young", "tens", "cozi", "cosi", "bus", "mer", "fond",
    "grim", "grimm", "hardi", "stark", "blunt", "clumsi", "costli", "dim", "dimm", "empti",
    "faint", "filthi", "foggi", "fluffi", "greedi", "handi", "hars", "juici", "lean", "mighti",
    "moist", "nois", "polit", "remot", "secur", "ripe", "rosi", "shini", "spici", "sturdi",
    "thirsti", "tricki", "trendi",
];

/// Those of them that lost an `e`.
const COMPARED_WITH_E: &[&str] = &[
    "blu", "brav", "clos", "dens", "fierc", "fin", "gentl", "grav", "hug", "humbl", "larg", "lat",
    "littl", "loos", "nic", "nobl", "pal", "pur", "rar", "rip", "rud", "saf", "simpl", "spars",
    "strang", "sur", "tru", "whit", "wid", "wis", "tens", "mer", "polit", "remot", "secur", "cut",
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analyse::lexicon;

    /// Expects the lemma of each `form>lemma`.
    fn lemmas(tag: Tag, pairs: &str) {
        let lemmas = Lemmas::parse(&lexicon("lemmas.tsv"));
        for (form, lemma) in pairs.split_whitespace().filter_map(|pair| pair.split_once('>')) {
            assert_eq!(lemmas.lemma(form, tag, false), lemma, "of {form}");
        }
    }

    #[test]
    fn regular_verbs_lose_their_endings() {
        lemmas(
            Tag::Verb,
            "walks>walk walked>walk walking>walk watches>watch passes>pass uses>use goes>go",
        );
    }

    #[test]
    fn a_silent_e_comes_back() {
        lemmas(
            Tag::Verb,
            "acquired>acquire making>make invaded>invade leaving>leave changed>change named>name",
        );
        lemmas(
            Tag::Verb,
            "created>create operating>operate decided>decide explored>explore raised>raise",
        );
    }

    #[test]
    fn verbs_without_one_get_none() {
        lemmas(
            Tag::Verb,
            "visited>visit treated>treat led>lead opened>open offered>offer bringing>bring",
        );
        lemmas(
            Tag::Verb,
            "belonging>belong repaired>repair developed>develop spoiled>spoil raided>raid",
        );
    }

    #[test]
    fn doubled_consonants_become_one() {
        lemmas(
            Tag::Verb,
            "planned>plan stopped>stop banned>ban called>call controlled>control travelled>travel",
        );
    }

    #[test]
    fn verbs_in_y_come_back() {
        lemmas(Tag::Verb, "tried>try denies>deny dying>die carrying>carry");
    }

    #[test]
    fn irregular_verbs_are_known_with_prefixes_too() {
        lemmas(
            Tag::Verb,
            "bought>buy wrote>write rebuilt>rebuild overtook>overtake misunderstood>misunderstand",
        );
    }

    #[test]
    fn bare_verbs_stay() {
        lemmas(Tag::Verb, "sing>sing need>need focus>focus discuss>discuss exceed>exceed");
    }

    #[test]
    fn auxiliaries_are_told_from_their_clitics() {
        lemmas(Tag::Aux, "was>be 's>be ’re>be has>have wo>will ca>can 'd>would did>do");
    }

    #[test]
    fn nouns_become_singular() {
        lemmas(
            Tag::Noun,
            "companies>company women>woman spokesmen>spokesman buses>bus cases>case knives>knife",
        );
        lemmas(
            Tag::Noun,
            "analyses>analysis movies>movie boxes>box churches>church heroes>hero critics>critic",
        );
    }

    #[test]
    fn nouns_that_only_look_like_plurals_stay() {
        lemmas(
            Tag::Noun,
            "news>news series>series virus>virus crisis>crisis politics>politics headquarters>headquarters",
        );
    }

    #[test]
    fn names_stay_as_they_are() {
        lemmas(
            Tag::Propn,
            "Texas>Texas Orleans>Orleans Reuters>Reuters Acme>Acme Sept.>September Russians>Russian",
        );
    }

    #[test]
    fn comparison_is_undone() {
        lemmas(
            Tag::Adj,
            "bigger>big largest>large easier>easy better>good other>other former>former honest>honest",
        );
    }

    #[test]
    fn adjectives_keep_the_capital_of_a_name_but_not_of_a_sentence() {
        let lemmas = Lemmas::default();
        assert_eq!(lemmas.lemma("Russian", Tag::Adj, true), "Russian");
        assert_eq!(lemmas.lemma("Great", Tag::Adj, true), "great");
        assert_eq!(lemmas.lemma("United", Tag::Adj, false), "United");
    }

    #[test]
    fn pronouns_and_marks_follow_the_treebank() {
        lemmas(Tag::Pron, "me>I him>he They>they us>we theirs>their");
        lemmas(Tag::Part, "n't>not n’t>not ’s>'s");
        lemmas(Tag::Punct, "“>\" –>-");
        lemmas(Tag::Num, "1,200>1200 bn>billion II>II");
    }

    #[test]
    fn every_line_of_the_table_is_read() {
        let lines = lexicon("lemmas.tsv").lines().filter(|line| !line.starts_with('#')).count();
        assert_eq!(Lemmas::parse(&lexicon("lemmas.tsv")).0.len(), lines);
    }
}
