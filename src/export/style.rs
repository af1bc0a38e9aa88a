//! Kind → colour, term → words: what every drawn format shares.
//!
//! The colours are Okabe and Ito's (2008), which people with any colour vision tell apart; weapons
//! take the black of that set, softened, and claims a grey outside it.

/// Red, green, blue.
pub(super) type Rgb = (u8, u8, u8);

/// Each kind of node and its colour, in the order of a legend.
pub(super) const KINDS: [(&str, Rgb); 9] = [
    ("Person", (0, 114, 178)),
    ("State", (213, 94, 0)),
    ("Organization", (0, 158, 115)),
    ("Force", (204, 121, 167)),
    ("Place", (230, 159, 0)),
    ("Treaty", (86, 180, 233)),
    ("Event", (240, 228, 66)),
    ("Weapon", (64, 64, 64)),
    ("Claim", (170, 170, 170)),
];

/// The colour of a kind.
pub(super) fn colour(kind: &str) -> Rgb {
    KINDS
        .iter()
        .find(|(name, _)| *name == kind)
        .map_or((170, 170, 170), |(_, rgb)| *rgb)
}

/// A term of the ontology as words: `deployedTo` → `deployed to`.
pub(crate) fn words(term: &str) -> String {
    let mut words = String::with_capacity(term.len() + 2);
    for letter in term.chars() {
        if letter.is_uppercase() && !words.is_empty() {
            words.push(' ');
        }
        words.extend(letter.to_lowercase());
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::EntityType;

    #[test]
    fn every_type_has_a_colour_of_its_own() {
        let mut colours: Vec<_> = EntityType::ALL
            .iter()
            .map(|kind| colour(kind.name()))
            .collect();
        colours.sort_unstable();
        colours.dedup();
        assert_eq!(colours.len(), EntityType::ALL.len());
        assert!(!colours.contains(&colour("Claim")));
    }

    #[test]
    fn terms_become_words() {
        assert_eq!(words("foughtAlongside"), "fought alongside");
        assert_eq!(words("met"), "met");
    }
}
