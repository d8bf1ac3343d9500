use super::dice::Dice;
use super::forms::{FORMS, Form};
use super::once;
use crate::text::secret::key::name::NAMES;

#[test]
fn every_name_goes_in_every_form() {
    let mut dice = Dice::new(3);
    let (mut run, mut wrong) = (0, Vec::new());
    for name in NAMES {
        assert!(!name.why.is_empty());
        for form in FORMS {
            run += 1;
            let value = dice.mixed(18);
            let text = Form::fill(form.redacted, name.redacted, &value);
            let told = once(&text);
            if told.contains(&value) || !told.contains("[redacted]") {
                wrong.push(format!("{}, {}: {text:?} as {told:?}", name.redacted, form.why));
            }
        }
    }
    println!("names in forms: {run} texts of {} names and {} forms", NAMES.len(), FORMS.len());
    assert!(wrong.is_empty(), "{} of {run} leak:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn what_is_only_about_a_secret_stays_in_every_form() {
    let mut dice = Dice::new(5);
    let (mut run, mut wrong) = (0, Vec::new());
    for form in FORMS {
        for name in NAMES.iter().map(|name| name.stays).chain(["region", "display name", "x-model"])
        {
            run += 1;
            let text = Form::fill(form.redacted, name, &dice.mixed(18));
            if once(&text) != text {
                wrong.push(format!("{}: {text:?} as {:?}", form.why, once(&text)));
            }
        }
        for name in NAMES.iter().map(|name| name.redacted) {
            run += 1;
            let text = Form::fill(form.stays, name, "");
            if once(&text) != text {
                wrong.push(format!("{}: {text:?} as {:?}", form.why, once(&text)));
            }
        }
    }
    println!("names that stay: {run} texts");
    assert!(wrong.is_empty(), "{} of {run} changed:\n{}", wrong.len(), wrong.join("\n"));
}
