use super::Machine;
use crate::text::secret::key::Key;
use crate::text::secret::key::delimiter::Delimited;
use crate::text::secret::key::head::Head;
use crate::text::secret::key::lexicon::Uses;
use crate::text::secret::key::name::{Class, Name, UNNAMED};
use crate::text::secret::token::Token;
use crate::text::secret::value::bare::{Context, Scope};
use crate::text::secret::value::expect::Expect;
use crate::text::secret::value::judge::{Form, Judge};

/// Keys: what they announce.
impl Machine<'_> {
    pub(super) fn read_key(&mut self, token: &Token) -> Option<Delimited> {
        if token.is_mark(b',') {
            self.read_pair();
        }
        self.delimiter.read(token, &self.keys)
    }

    /// `"token","x"`: a quoted key, a comma and a quoted value.
    pub(super) fn read_pair(&mut self) {
        if !self.delimiter.has_quoted_key() {
            return;
        }
        let key = self.keys.key(self.text);
        if key.phrase != key.start || !self.heads.head(&key).begins_element {
            return;
        }
        if let Some(name) = key.name() {
            self.expect =
                Some(Expect::new(Judge::new(name, Form::Pair), Scope::Word, Context::default()));
        }
    }

    #[inline(never)]
    pub(super) fn read_delimiter(&mut self, delimited: &Delimited, token: &Token) {
        let mut key = self.delimiter.key(&self.keys, self.text);
        if self.delimiter.has_index() && key.name().is_none() {
            // `config["token"] = x`
            key = self.keys.key(self.text);
        }
        let uses = key.uses();
        let is_near = delimited.form == Form::Near;
        let named = if is_near { None } else { self.member.key(uses) };
        if !delimited.is_last && !is_near {
            self.member.begin(token, &mut self.found);
        }
        if key.is_short() && named.is_none() {
            return;
        }
        let head = self.heads.head(&key);
        if delimited.form == Form::Near {
            if let Some(name) =
                key.name().filter(|name| name.may_be_near() && !key.is_of_grammar(name))
            {
                self.expect(name, Form::Near, delimited, head, token);
            }
            return;
        }
        if let Some(name) = self.name(&key, uses, delimited).or(named) {
            self.expect(name, delimited.form, delimited, head, token);
        } else if delimited.is_colon
            && let Some(name) = key.filled_name()
        {
            self.expect(name, Form::Filled, delimited, head, token);
        }
    }

    fn name(&self, key: &Key, uses: Uses, delimited: &Delimited) -> Option<&'static Name> {
        let name = key.name();
        if delimited.form != Form::Assigned {
            return name.filter(|name| !key.is_of_grammar(name));
        }
        let digest = || self.scheme.is_digest_parameter(uses).then_some(&UNNAMED);
        name.or_else(digest).or_else(|| key.signed_parameter())
    }

    fn expect(
        &mut self,
        name: &'static Name,
        form: Form,
        delimited: &Delimited,
        head: Head,
        token: &Token,
    ) {
        let is_header = matches!(name.class, Class::Header | Class::Authorization);
        let is_line =
            delimited.is_colon && (is_header || !delimited.is_quoted && head.is_line_start);
        let scope = if is_line && form == Form::Told {
            Scope::Line
        } else if name.class == Class::Authorization && form == Form::Assigned {
            Scope::TwoWords
        } else {
            Scope::Word
        };
        let own = head.quote.filter(|_| !delimited.is_quoted);
        let context = Context {
            level: delimited.level,
            is_query: head.is_query,
            has_control: false,
            indent: head.indent,
            enclosed_by: own.or(self.enclosure.innermost()),
        };
        let mut expect = Expect::new(Judge::new(name, form), scope, context);
        expect.colon = delimited.colon;
        self.expect = Some(expect);
        if !delimited.is_last {
            self.open_value(token);
        }
    }

    /// `--token x`
    pub(super) fn read_flag(&mut self) {
        if !self.heads.is_flag(self.keys.place().start) {
            return;
        }
        let key = self.keys.key(self.text);
        if let Some(name) = key.name().filter(|_| self.heads.is_flag(key.start)) {
            self.expect =
                Some(Expect::new(Judge::new(name, Form::Flag), Scope::Word, Context::default()));
        }
    }
}
