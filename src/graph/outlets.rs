//! Names of outlets → the organisations that they are, so that Antara as outlet and Antara as
//! claimant are one voice.

use std::collections::BTreeMap;

use super::Entity;
use crate::record::EntityType;

/// Key of an outlet's name: letters and digits in lower case, without a web domain, so that
/// `Kompas.com`, `KOMPAS` and `Kompas` are one outlet.
pub(super) fn key(name: &str) -> String {
    let mut name = name.trim();
    while let Some((rest, label)) = name.rsplit_once('.') {
        let domain =
            (2..=4).contains(&label.len()) && label.bytes().all(|b| b.is_ascii_alphabetic());
        if !domain || rest.is_empty() {
            break;
        }
        name = rest;
    }
    let letters = name.chars().filter(|c| c.is_alphanumeric());
    letters.flat_map(char::to_lowercase).collect()
}

/// Key of each name of an organisation → its id; a preferred name outranks another form.
pub(super) fn known(entities: &BTreeMap<String, Entity>) -> BTreeMap<String, &str> {
    let bodies = entities
        .values()
        .filter(|e| e.kind == EntityType::Organization);
    let preferred = bodies.clone().flat_map(|body| {
        let names = [Some(&body.name), body.english.as_ref()];
        names.into_iter().flatten().map(move |name| (name, body))
    });
    let forms = bodies.flat_map(|body| body.forms.keys().map(move |form| (form, body)));
    let mut known = BTreeMap::new();
    for (name, body) in preferred.chain(forms) {
        known.entry(key(name)).or_insert(body.id.as_str());
    }
    known.remove("");
    known
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_domain_and_case_do_not_matter() {
        for name in [
            "Suara Kota",
            "SUARA KOTA",
            "SuaraKota.com",
            "suarakota.co.id ",
        ] {
            assert_eq!(key(name), "suarakota");
        }
        assert_ne!(key("Suara Kota"), key("Suara Desa"));
        assert_eq!(key("Liputan6.com"), "liputan6");
    }
}
