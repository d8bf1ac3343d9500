use std::sync::LazyLock;

/// A name whose value is a secret, in small letters and without joints.
#[derive(Debug)]
pub(crate) struct Name {
    pub(crate) letters: &'static str,
    pub(crate) class: Class,
    pub(crate) digits: Digits,
    pub(crate) suffix: Suffix,
    joint: Joint,
    /// Why it is one, a key whose value goes, and one whose value stays.
    #[cfg(test)]
    pub(crate) why: &'static str,
    #[cfg(test)]
    pub(crate) redacted: &'static str,
    #[cfg(test)]
    pub(crate) stays: &'static str,
}

/// What else is known of the values of a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Class {
    Key,
    /// People choose it: words and digits can be one.
    Password,
    /// A word of grammars too: "unexpected token: x".
    Token,
    /// A header that goes to the end of its line.
    Header,
    /// Likewise, and its value begins with a scheme.
    Authorization,
    /// Holds names of its own; separated by `;`.
    Connection,
}

/// When a value of digits is a secret.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Digits {
    Never,
    FromSix,
    FromThree,
}

/// What may stand behind the name in a longer key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Suffix {
    /// Anything but what says that the value only is about the secret (`token_type`).
    Any,
    /// Only what says that the value is the secret (`auth_header`).
    Value,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Joint {
    /// Also at the end of a word: `dbpassword`.
    Glued,
    /// A word of its own: `sig`, but not "design".
    Alone,
    /// Likewise, and behind another: `db_pass`, but not "pass".
    Second,
}

use Class::{Authorization, Connection, Header, Key, Password, Token};
use Digits::{FromSix, FromThree, Never};
use Joint::{Alone, Glued, Second};
use Suffix::{Any, Value};

macro_rules! names {
    ($($letters:literal $class:ident $digits:ident $suffix:ident $joint:ident
       $why:literal $redacted:literal $stays:literal;)+) => {
        &[$(Name { letters: $letters, class: $class, digits: $digits, suffix: $suffix,
            joint: $joint, #[cfg(test)] why: $why, #[cfg(test)] redacted: $redacted, #[cfg(test)] stays: $stays },)+]
    };
}

pub(crate) static NAMES: &[Name] = names! {
    "sessionkey" Key FromSix Any Glued "opens a session of the service" "X-Session-Key" "session_key_id";
    "sessionkeys" Key FromSix Any Glued "likewise, several" "sessionKeys" "session_keys_count";
    "apikey" Key FromSix Any Glued "gets session tokens" "my_api_key" "api_key_name";
    "apikeys" Key FromSix Any Glued "likewise, several" "apiKeys" "api_keys_url";
    "accesskey" Key FromSix Any Glued "signs requests to a cloud" "aws_secret_access_key" "accessKeyId";
    "accesskeys" Key FromSix Any Glued "likewise, several" "access_keys" "access-keys-limit";
    "privatekey" Key FromSix Any Glued "the secret half of a pair" "privateKeyPem" "private_key_path";
    "secretkey" Key FromSix Any Glued "the secret half of a pair" "SECRET_KEY_BASE" "secret_key_version";
    "signingkey" Key FromSix Any Glued "signs tokens and webhooks" "signing.key" "signing_key_algorithm";
    "licensekey" Key FromSix Any Glued "opens a product" "LICENSE-KEY" "license_key_expiry";
    "licencekey" Key FromSix Any Glued "likewise, as the British spell it" "licenceKey" "licence_key_type";
    "encryptionkey" Key FromSix Any Glued "opens what is stored" "encryption_key" "encryption_key_length";
    "accountkey" Key FromSix Any Glued "opens a storage account" "AccountKey" "account_key_name";
    "masterkey" Key FromSix Any Glued "opens everything" "MASTER_KEY" "master_key_id";
    "subscriptionkey" Key FromSix Any Glued "gets answers of an API" "Ocp-Apim-Subscription-Key" "subscription_key_name";
    "consumerkey" Key FromSix Any Glued "half of a signed request" "consumer_key" "consumer_key_state";
    "authkey" Key FromSix Any Glued "another word for API key" "authKey" "auth_key_id";
    "secret" Key FromSix Any Glued "says so" "clientSecret" "secret_name";
    "secrets" Key FromSix Any Glued "likewise, several" "SECRETS" "secrets_path";
    "token" Token FromSix Any Glued "a bearer of it is let in" "refresh_token" "token_type";
    "tokens" Token Never Any Glued "likewise, several" "api_tokens" "tokens_limit";
    "jwt" Token FromSix Any Alone "a kind of token" "user_jwt" "jwt_issuer";
    "password" Password FromThree Any Glued "says so" "DB_PASSWORD" "password_policy";
    "passwd" Password FromThree Any Glued "likewise" "smtp.passwd" "passwd_file";
    "pwd" Password FromThree Any Glued "likewise" "userPwd" "pwd_length";
    "pw" Password FromThree Any Alone "shorter" "root_pw" "pw_policy";
    "bindpw" Password FromThree Any Glued "of a directory" "bindpw" "bindpw_file";
    "requirepass" Password FromThree Any Glued "of a cache" "requirepass" "requirepass_file";
    "pass" Password FromSix Any Second "short for it, with what it is for" "DB_PASS" "smtp_pass_length";
    "passphrase" Password FromThree Any Glued "opens a key" "key-passphrase" "passphrase_required";
    "passcode" Password FromThree Any Glued "opens a device" "Passcode" "passcode_length";
    "otp" Password FromThree Any Alone "good once" "otp_code" "otp_expiry";
    "totp" Password FromThree Any Alone "likewise" "totp" "totp_period";
    "credential" Key FromSix Any Glued "says so" "userCredential" "credential_type";
    "credentials" Key FromSix Any Glued "likewise, several" "credentials" "credentials_provider";
    "authorization" Authorization FromSix Value Glued "the header that lets in" "Proxy-Authorization" "authorization_url";
    "auth" Authorization FromSix Value Alone "short for it" "X-Auth" "auth_method";
    "cookie" Header FromSix Value Glued "holds sessions" "Set-Cookie" "cookie_domain";
    "cookies" Header FromSix Value Glued "likewise, several" "Cookies" "cookies_enabled";
    "signature" Key FromSix Value Glued "lets a signed URL in" "X-Amz-Signature" "signature_version";
    "sig" Key FromSix Value Alone "short for it" "sig" "sig_alg";
    "clientassertion" Key FromSix Any Glued "stands for a client's secret" "client_assertion" "client_assertion_type";
    "appcertificate" Key FromSix Any Glued "signs tokens of a media service" "appCertificate" "app_certificate_expiry";
    "connectionstring" Connection FromSix Any Glued "holds a password or a key" "connectionString" "connection_string_name";
    "connstring" Connection FromSix Any Glued "short for it" "connString" "conn_string_name";
    "connstr" Connection FromSix Any Glued "shorter for it" "conn_str" "connstr_name";
};

impl Name {
    /// Whether its value is shown without a delimiter: `token "x" has expired`.
    pub(crate) fn may_be_near(&self) -> bool {
        matches!(self.class, Key | Password | Token)
    }
}

/// Any parameter of a signed URL.
pub(crate) static SIGNED: Name = Name {
    letters: "xamz",
    class: Key,
    digits: FromSix,
    suffix: Any,
    joint: Alone,
    #[cfg(test)]
    why: "signs a URL, together with the others",
    #[cfg(test)]
    redacted: "X-Amz-Algorithm",
    #[cfg(test)]
    stays: "x-amz-request-id",
};

/// What stands behind a scheme, or a quoted value that is read before its name.
pub(crate) static UNNAMED: Name = Name {
    letters: "",
    class: Key,
    digits: FromSix,
    suffix: Any,
    joint: Alone,
    #[cfg(test)]
    why: "a credential without a name",
    #[cfg(test)]
    redacted: "",
    #[cfg(test)]
    stays: "",
};

const LETTERS: usize = 26;

/// The names by their last letter, each with its last letters as a number and which of its
/// bits count.
static BY_LAST: LazyLock<Vec<Vec<Row>>> = LazyLock::new(|| {
    let mut rows: Vec<Vec<Row>> = (0..LETTERS).map(|_| Vec::new()).collect();
    for name in NAMES {
        let letters = name.letters.as_bytes();
        let last = letters.last().map_or(0, |last| usize::from(last - b'a'));
        let bits = 8 * letters.len().min(8);
        let mask = u64::MAX.checked_shr(64 - u32::try_from(bits).unwrap_or(64)).unwrap_or(u64::MAX);
        if let Some(rows) = rows.get_mut(last) {
            rows.push(Row { mask, tail: tail(letters), name });
        }
    }
    rows
});

struct Row {
    mask: u64,
    tail: u64,
    name: &'static Name,
}

/// The last eight letters as a number.
fn tail(letters: &[u8]) -> u64 {
    let start = letters.len().saturating_sub(8);
    let last = letters.get(start..).unwrap_or_default();
    last.iter().fold(0, |tail, letter| tail << 8 | u64::from(*letter))
}

/// The name that these letters end in; `begins` has a bit for each that begins a word,
/// and from `joined` on no white space parts them.
pub(crate) fn at_end(letters: &[u8], begins: u64, joined: usize) -> Option<&'static Name> {
    let last = letters.last()?.checked_sub(b'a')?;
    let rows = BY_LAST.get(usize::from(last))?;
    let tail = tail(letters);
    let found = rows.iter().find(|row| {
        tail & row.mask == row.tail && letters.ends_with(row.name.letters.as_bytes()) && {
            let start = letters.len() - row.name.letters.len();
            match row.name.joint {
                Glued => true,
                Alone => begins >> start & 1 == 1,
                Second => begins >> start & 1 == 1 && start > joined,
            }
        }
    });
    found.map(|row| row.name)
}
