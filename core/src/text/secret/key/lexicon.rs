use std::sync::LazyLock;

use crate::text::secret::token::letters::hash;

/// What a word is used for, as a set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Uses(u32);

/// One use of a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Use(u32);

impl Uses {
    pub(crate) const fn one(used: Use) -> Self {
        Self(used.0)
    }

    pub(crate) fn has(self, used: Use) -> bool {
        self.0 & used.0 != 0
    }

    pub(crate) fn add(&mut self, more: Self) {
        self.0 |= more.0;
    }
}

impl Use {
    /// Says what happened: where it stands, a sentence stands and no value.
    pub(crate) const DIAGNOSIS: Self = Self(1);
    /// Begins a sentence, or goes on with one.
    pub(crate) const VERB: Self = Self(1 << 1);
    /// Stands for a value, or for that there is none.
    pub(crate) const LITERAL: Self = Self(1 << 2);
    /// An ordinary word behind "bearer" or a flag.
    pub(crate) const COMMON: Self = Self(1 << 3);
    /// At the end of a key: its value is about the secret and not the secret.
    pub(crate) const ABOUT: Self = Self(1 << 4);
    /// At the end of a key: its value is the secret.
    pub(crate) const VALUE: Self = Self(1 << 5);
    /// At the end of a key: its value names something.
    pub(crate) const IDENTIFIER: Self = Self(1 << 6);
    /// The last label of a host name.
    pub(crate) const HOST: Self = Self(1 << 7);
    /// In angle brackets: the reader is to put a secret here.
    pub(crate) const PLACE: Self = Self(1 << 8);
    /// The scheme of a credential.
    pub(crate) const SCHEME: Self = Self(1 << 9);
    /// Begins a stack frame.
    pub(crate) const FRAME: Self = Self(1 << 10);
    /// A key whose value is the name of another value.
    pub(crate) const NAMING: Self = Self(1 << 11);
    /// The key of that other value.
    pub(crate) const VALUING: Self = Self(1 << 12);
    /// A key in an object that tells what is wrong with a field.
    pub(crate) const FAULT: Self = Self(1 << 13);
    /// Stands between a name and its value in a sentence.
    pub(crate) const FILLER: Self = Self(1 << 14);
    /// A grammar's token follows.
    pub(crate) const GRAMMAR: Self = Self(1 << 15);
    /// A way to sign in.
    pub(crate) const WAY: Self = Self(1 << 16);
    /// A parameter of Digest that is, or leads to, a password.
    pub(crate) const DIGEST: Self = Self(1 << 17);
    /// Is followed by a secret without a delimiter where that looks like one.
    pub(crate) const LEADS: Self = Self(1 << 18);
    /// Tells of something by its ending: "-ed", "-ing".
    pub(crate) const BY_END: Self = Self(1 << 20);
    /// "not"
    pub(crate) const NEGATION: Self = Self(1 << 21);
    /// Makes `key` a name.
    pub(crate) const OF_KEY: Self = Self(1 << 19);
}

static WORDS: &[(Use, &str)] = &[
    (
        Use::DIAGNOSIS,
        "accept accepted accepts absent aren cannot couldn didn doesn hasn haven isn must mustn should shouldn wasn weren wouldn ago algorithm allowed already anymore attempt attempts audience \
         authenticated available backend blank blocked bytes changed char character characters chars \
         check claim claims client cloud command common complete completed compromised configure configured \
         conflict connected contact contain containing contains corrupt corrupted created currently days \
         decode decoded decoding deleted denied deny deprecated digits directory disable disabled disallowed \
         disconnected duplicate empty enable enabled encode encoded ended enough ensure enter error errors \
         exceed exceeded exceeds exception exist existed exists expected expiration expire expired expires \
         expiring expiry fail failed failing fails failure field fields file forbidden format found generate \
         generated granted header headers hours ignored incorrect initialized insufficient invalid invalidated \
         issued issuer kid leaked least length limit limited load loaded locked logged longer lowercase malformed \
         mandatory match matched matches maximum minimum minutes mismatch mismatched mismatches missed missing \
         needed needs null ok okay only optional parse parsed parsing pending permission permitted please policy \
         processing provide provided quota readable received refresh refreshed refuse refused registered \
         reject rejected remaining removed renew renewed require required requires resend reset resolve resolved \
         retried retry retrying reused revoke revoked rotate rotated rotation scope scopes seats seconds sent \
         server short signed skipped specified specify stored succeeded success successful such supplied supply \
         supported temporarily timed timeout too tomorrow try twice unable unauthenticated unauthorized unavailable undefined \
         unexpected unknown unlocked unmatched unparsable unreadable unrecognised unrecognized unresolved unset \
         unsigned unsupported unused unverified updated uppercase upstream usage use used using valid validated \
         validation validity verification verified verify warning weak wrong yet",
    ),
    (
        Use::VERB,
        "am are bad be been being can could did do does don had has have is may might shall was were will won would",
    ),
    (
        Use::LITERAL,
        "null none nil undefined true false nan yes no on off unset string str int integer number bool boolean bytes \
         object array any void text varchar char float double date uuid redacted filtered masked hidden removed \
         omitted stripped censored sanitized scrubbed hs256 hs384 hs512 rs256 rs384 rs512 es256 es384 es512 ps256 \
         sha1 sha256 sha384 sha512 md5 rsa ecdsa ed25519 hmac oauth2 oauth v4 jwt i32 i64 u32 u64 usize",
    ),
    (
        Use::COMMON,
        "a an the of for to in on with without by from as at or and is are was be but if when then than that this \
         these those it its no not only via per your our their my any all some more one two into auth \
         authentication authorization token tokens credential credentials scheme schemes realm header headers \
         prefix keyword type types string value values option options flag flags argument arguments parameter \
         parameters http https oauth oauth2 api jwt plan plans access request requests response user users session \
         key keys secret password file stdin prompt instead",
    ),
    (
        Use::ABOUT,
        "id ids uuid guid name names type types kind kinds count counts counter len length lengths size limit \
         limits max min maximum minimum quota budget expiry expires expire expired expiration expiring exp ttl age \
         lifetime timeout timestamp time times date at day days hour hours minute minutes second seconds url urls \
         uri uris endpoint endpoints path paths file files filename dir directory location version versions \
         status state states error errors exception exceptions fault failure failed invalid valid validity \
         validation validator required missing mismatch enabled disabled policy policies rule rules algorithm \
         algorithms alg method methods mode modes scheme schemes format formats provider providers issuer audience \
         subject scope scopes owner host hosts hostname domain domains port username usage used manager handler \
         store storage cache source sources resolver factory builder parser reader writer generator encoder decoder \
         filter middleware module config configuration settings options option field fields column param parameter \
         parameters prompt label title hint help message messages placeholder description reset rotation rotated \
         revoked created updated modified changed index per remaining left ratio rate window bucket cost price \
         request requests is has does not match matches exists found check checker checks verification verified \
         strength complexity history authentication count go rs py js ts java kt rb php cpp swift html com net org io svc \
         example period state review estimate holder length",
    ),
    (
        Use::VALUE,
        "value values string str header headers data code hash key keys token tokens secret secrets hex b64 base64 \
         raw text v1 v2 v4 hmac sha256 credential credentials plain bearer basic pass prod dev test staging new old current line",
    ),
    (Use::IDENTIFIER, "id ids uuid guid ray trace traceparent"),
    (
        Use::HOST,
        "com net org io dev local internal invalid example test app cloud svc lan corp localhost cluster ai co eu uk de",
    ),
    (
        Use::PLACE,
        "token tokens your my the api key apikey access session password passwd secret jwt credential credentials value \
         here redacted hidden user username name auth bearer string placeholder some insert replace with enter \
         id client app refresh base64 encoded none nil null unset empty masked filtered omitted removed",
    ),
    (
        Use::SCHEME,
        "basic digest bearer negotiate ntlm token apikey key oauth oauth2 hmac kerberos hawk mutual dpop bot splunk",
    ),
    (Use::FRAME, "at file in from caused"),
    (
        Use::NAMING,
        "name key header field param parameter k variable var label property attribute attr env option setting",
    ),
    (Use::VALUING, "value val v values content data text default string"),
    (
        Use::FAULT,
        "message messages error errors code reason detail details description title msg type kind status rule name",
    ),
    (Use::FILLER, "is was provided given received supplied used sent value got submitted"),
    (Use::NEGATION, "not"),
    (Use::GRAMMAR, "unexpected illegal"),
    (
        Use::WAY,
        "basic digest bearer negotiate ntlm kerberos plain sasl login anonymous iam scram mtls oidc saml ldap sso gssapi \
         external xoauth2 passwordless pam cert optional iap adc service",
    ),
    (Use::DIGEST, "username response cnonce"),
    (
        Use::LEADS,
        "token password passwd passphrase secret passcode pwd apikey credential signature",
    ),
    (Use::OF_KEY, "api access secret private session signing license account encryption"),
];

/// By the low bits of the hash, or behind that place: a word and its uses, or no uses.
static USES: LazyLock<Vec<(u32, Uses)>> = LazyLock::new(|| {
    let mut places = vec![(0, Uses::default()); PLACES];
    for (used, words) in WORDS {
        for word in words.split_ascii_whitespace() {
            let hash = hash(word);
            if let Some(place) = place(&places, hash)
                && let Some(place) = places.get_mut(place)
            {
                place.0 = hash;
                place.1.add(Uses::one(*used));
            }
        }
    }
    places
});

/// A power of two, more than twice the number of words.
const PLACES: usize = 2048;

/// Where a word stands, or would.
fn place(places: &[(u32, Uses)], hash: u32) -> Option<usize> {
    let first = hash as usize & (PLACES - 1);
    let all = (first..PLACES).chain(0..first);
    all.into_iter().find(|place| {
        places.get(*place).is_some_and(|(other, uses)| *other == hash || *uses == Uses::default())
    })
}

/// What the word with that hash is used for.
pub(crate) fn uses(hash: u32) -> Uses {
    let places = &*USES;
    let found = place(places, hash).and_then(|place| places.get(place));
    found.map_or(Uses::default(), |(_, uses)| *uses)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_words_share_a_hash() {
        let mut words: Vec<_> =
            WORDS.iter().flat_map(|(_, words)| words.split_ascii_whitespace()).collect();
        words.sort_unstable();
        words.dedup();
        let places = USES.iter().filter(|(_, uses)| *uses != Uses::default());
        assert_eq!(words.len(), places.count());
        assert!(words.len() * 2 < PLACES);
    }
}
