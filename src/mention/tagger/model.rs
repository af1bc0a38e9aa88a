//! Bytes → weights of the tagger.
//!
//! One byte is one weight. First the weights of features, [`Label::ALL`] in a row for each of [`SLOTS`] slots, then those of
//! transitions, a row for each label that comes first. Features are hashed into slots, so that nothing needs to be
//! parsed or looked up; where two features share a slot, training has found a weight that serves both.

use crate::record::EntityType;

/// How many slots features are hashed into.
pub const SLOTS: usize = 1 << 17;

/// How many labels there are.
pub const LABELS: usize = Label::ALL.len();

/// A score for each label.
pub(super) type Scores = [i32; LABELS];

/// What a token is to a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[expect(
    missing_docs,
    reason = "the first token of a name of a kind, and every further one"
)]
pub enum Label {
    Outside,
    PersonFirst,
    PersonNext,
    OrganizationFirst,
    OrganizationNext,
    PlaceFirst,
    PlaceNext,
}

impl Label {
    /// All labels, in the order of the weights.
    pub const ALL: [Self; 7] = [
        Self::Outside,
        Self::PersonFirst,
        Self::PersonNext,
        Self::OrganizationFirst,
        Self::OrganizationNext,
        Self::PlaceFirst,
        Self::PlaceNext,
    ];

    /// The kind of name that begins here.
    #[must_use]
    pub fn begins(self) -> Option<EntityType> {
        match self {
            Self::PersonFirst => Some(EntityType::Person),
            Self::OrganizationFirst => Some(EntityType::Organization),
            Self::PlaceFirst => Some(EntityType::Place),
            _ => None,
        }
    }

    /// The kind of name that has begun before and goes on here.
    #[must_use]
    pub fn goes_on(self) -> Option<EntityType> {
        match self {
            Self::PersonNext => Some(EntityType::Person),
            Self::OrganizationNext => Some(EntityType::Organization),
            Self::PlaceNext => Some(EntityType::Place),
            _ => None,
        }
    }

    /// Whether a token with this label may stand behind one with the label `before`; `None` begins a sentence.
    #[must_use]
    pub fn may_follow(self, before: Option<Self>) -> bool {
        let Some(kind) = self.goes_on() else {
            return true;
        };
        before.is_some_and(|b| b.begins() == Some(kind) || b.goes_on() == Some(kind))
    }
}

/// Weights of features and transitions.
#[derive(Debug, Clone, Copy)]
pub struct Model<'a> {
    rows: &'a [[u8; LABELS]],
}

impl<'a> Model<'a> {
    /// The model in the bytes of its file; where they end early, weights are 0.
    #[must_use]
    pub fn new(bytes: &'a [u8]) -> Self {
        Self {
            rows: bytes.as_chunks().0,
        }
    }
}

impl Model<'_> {
    /// The sum of the weights of the features of a token, label by label.
    pub(super) fn scores(self, slots: &[u32]) -> Scores {
        let mut scores = [0; LABELS];
        let rows = slots
            .iter()
            .filter_map(|slot| self.rows.get(*slot as usize % SLOTS));
        for row in rows {
            for (score, weight) in scores.iter_mut().zip(row) {
                *score += i32::from(weight.cast_signed());
            }
        }
        scores
    }

    /// The weight of a label behind another.
    pub(super) fn transition(self, from: usize, to: usize) -> i32 {
        let row = self.rows.get(SLOTS + from);
        let weight = row.and_then(|row| row.get(to)).copied().unwrap_or(0);
        i32::from(weight.cast_signed())
    }
}
