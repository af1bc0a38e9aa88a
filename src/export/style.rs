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

/// The rim of a node of a kind: its colour, so dark that the pale ones stand out from paper.
pub(super) fn rim(kind: &str) -> Rgb {
    let (red, green, blue) = colour(kind);
    (red / 5 * 3, green / 5 * 3, blue / 5 * 3)
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

    /// Relative luminance by WCAG 2.2.
    fn luminance((red, green, blue): Rgb) -> f64 {
        let linear = |part: u8| {
            let share = f64::from(part) / 255.0;
            if share <= 0.04045 {
                share / 12.92
            } else {
                ((share + 0.055) / 1.055).powf(2.4)
            }
        };
        0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
    }

    #[test]
    fn every_rim_stands_out_from_paper() {
        for (kind, _) in KINDS {
            let contrast = 1.05 / (luminance(rim(kind)) + 0.05);
            assert!(contrast > 3.0, "{kind}: {contrast}");
        }
    }

    #[test]
    fn terms_become_words() {
        assert_eq!(words("foughtAlongside"), "fought alongside");
        assert_eq!(words("met"), "met");
    }
}
