use super::dice::{CAPITAL, DIGIT, Dice, SMALL};
use super::once;
use crate::text::secret::format::prefix::{INFIXES, Of, PREFIXES, Prefix};

/// As each row says that its tokens are; put together here, so that no scanner finds one.
fn token(prefix: &Prefix, dice: &mut Dice) -> String {
    let length = prefix.body + dice.below(4);
    let body = match prefix.of {
        Of::Hex => dice.letters("0123456789abcdef", length),
        Of::Mixed | Of::Letters if prefix.text.chars().all(|c| c.is_ascii_uppercase()) => {
            format!("{}7", dice.letters(&format!("{CAPITAL}{DIGIT}"), length - 1))
        }
        _ => dice.mixed(length),
    };
    format!("{}{body}", prefix.text)
}

/// Those that something inside tells.
fn infixed(dice: &mut Dice) -> [(String, &'static Prefix); 5] {
    let hex = "0123456789abcdef";
    [
        (format!("{}:AA{}", dice.letters("123456789", 9), dice.mixed(33)), &INFIXES.bot),
        (format!("{}-us{}", dice.letters(hex, 32), dice.letters("123456789", 2)), &INFIXES.region),
        (format!("{}.{}.{}", dice.mixed(24), dice.mixed(6), dice.mixed(38)), &INFIXES.parts),
        (format!("{}.atlasv1.{}", dice.mixed(14), dice.mixed(64)), &INFIXES.workspace),
        (format!("{}8Q~{}", dice.letters(SMALL, 3), dice.mixed(34)), &INFIXES.application),
    ]
}

const PLACES: [(&str, &str); 8] = [
    ("upstream said ", " is not accepted"),
    ("'", "'"),
    ("{\"x\":\"", "\"}"),
    ("(", ")"),
    ("/p?q=", "&r=1"),
    ("&quot;", "&quot;"),
    ("%22", "%22"),
    ("a\n", "\nb"),
];

#[test]
fn every_row_goes_wherever_it_stands_and_its_other_text_stays() {
    let mut dice = Dice::new(7);
    let mut tokens: Vec<_> =
        PREFIXES.iter().map(|prefix| (token(prefix, &mut dice), prefix)).collect();
    tokens.extend(infixed(&mut dice));
    let (mut run, mut wrong) = (0, Vec::new());
    for (token, prefix) in &tokens {
        assert!(!prefix.vendor.is_empty() && !prefix.stays.is_empty());
        for (before, after) in PLACES {
            run += 1;
            let text = format!("{before}{token}{after}");
            let told = once(&text);
            if told != format!("{before}[redacted]{after}") {
                wrong.push(format!("{}: {text:?} as {told:?}", prefix.vendor));
            }
        }
        run += 1;
        let text = format!("cannot read {} there", prefix.stays);
        if once(&text) != text {
            wrong.push(format!("{}: {text:?} as {:?}", prefix.vendor, once(&text)));
        }
    }
    println!("vendors: {run} texts of {} rows", tokens.len());
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
}
