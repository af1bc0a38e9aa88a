//! `names/coordinates.tsv` → where states and places lie on Earth.
//!
//! Not obvious: a place without a row lies, roughly, where the place lies that it stands within, so that a street of Jakarta is
//! found in Jakarta; a state is too large to stand for what lies in it.

use rustc_hash::FxHashMap;
use serde::Deserialize;

use super::table::{SeedError, rows};

/// A point in degrees, WGS 84.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Point {
    /// Degrees north, -90 to 90.
    pub latitude: f64,
    /// Degrees east, -180 to 180.
    pub longitude: f64,
    /// Whether it is the point of the place around the one that was asked for.
    pub rough: bool,
}

/// The points of states and places by id.
#[derive(Debug, Default)]
pub struct Coordinates {
    points: FxHashMap<String, Point>,
    within: FxHashMap<String, String>,
}

#[derive(Debug, Deserialize)]
struct CoordinateRow {
    id: String,
    latitude: f64,
    longitude: f64,
}

#[derive(Debug, Deserialize)]
struct PlaceRow {
    id: String,
    #[serde(default)]
    within: String,
}

impl Coordinates {
    /// Those that are compiled into the program.
    ///
    /// ```
    /// let coordinates = simpul::seeds::Coordinates::embedded()?;
    /// let jakarta = coordinates.at("place-jakarta").unwrap();
    /// assert_eq!((jakarta.latitude.round(), jakarta.longitude.round()), (-6.0, 107.0));
    /// # Ok::<(), simpul::seeds::SeedError>(())
    /// ```
    ///
    /// # Errors
    /// [`SeedError`] for a bad row; a test holds that the compiled-in ones have none.
    pub fn embedded() -> Result<Self, SeedError> {
        Self::read(
            [
                ("state", include_str!("../../seeds/names/states.tsv")),
                ("place", include_str!("../../seeds/names/places.tsv")),
            ],
            include_str!("../../seeds/names/coordinates.tsv"),
        )
    }

    fn read(names: [(&str, &str); 2], coordinates: &str) -> Result<Self, SeedError> {
        let mut read = Self::default();
        for (kind, text) in names {
            for row in rows::<PlaceRow>(&format!("seeds/names/{kind}s.tsv"), text)? {
                let PlaceRow { id, within } = row.value;
                let around = format!("place-{within}");
                read.within.insert(format!("{kind}-{id}"), around);
            }
        }
        let file = "seeds/names/coordinates.tsv";
        for row in rows::<CoordinateRow>(file, coordinates)? {
            read.add(row.value).map_err(|cause| SeedError::Row {
                file: file.to_owned(),
                line: row.line,
                cause,
            })?;
        }
        Ok(read)
    }

    fn add(&mut self, row: CoordinateRow) -> Result<(), String> {
        let CoordinateRow {
            id,
            latitude,
            longitude,
        } = row;
        if !self.within.contains_key(&id) {
            return Err(format!(
                "`{id}` is no id of states.tsv or places.tsv; write `state-` or `place-` before it"
            ));
        }
        if !(-90.0..=90.0).contains(&latitude) || !(-180.0..=180.0).contains(&longitude) {
            return Err(format!(
                "{latitude}, {longitude} is no point on Earth; latitude comes first"
            ));
        }
        let point = Point {
            latitude,
            longitude,
            rough: false,
        };
        match self.points.insert(id.clone(), point) {
            Some(_) => Err(format!("`{id}` stands twice; keep one row")),
            None => Ok(()),
        }
    }

    /// Where an entity lies, by id (`place-kursk`); `None` where neither it nor what it stands within has a point.
    #[must_use]
    pub fn at(&self, id: &str) -> Option<Point> {
        /// Places that stand within each other, `Senayan` in `Jakarta Pusat` in `Jakarta`; more would be a circle.
        const DEEP: usize = 5;
        if let Some(point) = self.points.get(id) {
            return Some(*point);
        }
        let up = |id: &&str| self.within.get(*id).map(String::as_str);
        let around = std::iter::successors(self.within.get(id).map(String::as_str), up);
        let point = around.take(DEEP).find_map(|id| self.points.get(id))?;
        Some(Point {
            rough: true,
            ..*point
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const STATES: (&str, &str) = ("state", "id\tname\nmalaysia\tMalaysia\n");

    fn read(coordinates: &str) -> Result<Coordinates, SeedError> {
        let places = "id\twithin\njawa\nbandung\tjawa\ndago\tbandung\nnowhere\n";
        let text = format!("id\tlatitude\tlongitude\tsource\n{coordinates}");
        Coordinates::read([STATES, ("place", places)], &text)
    }

    #[test]
    fn the_compiled_in_rows_are_sound_and_most_names_have_one() {
        let coordinates = Coordinates::embedded().unwrap();
        let placed = |ids: &mut dyn Iterator<Item = &String>| {
            ids.filter(|id| coordinates.at(id).is_some()).count()
        };
        let all = coordinates.within.len();
        assert!(placed(&mut coordinates.within.keys()) * 100 >= all * 98);
    }

    #[test]
    fn a_place_without_a_row_lies_where_the_one_around_it_lies() {
        let read = read("place-jawa\t-7\t110\town\n").unwrap();
        assert!(!read.at("place-jawa").unwrap().rough);
        let dago = read.at("place-dago").unwrap();
        assert!(dago.rough && (dago.latitude - -7.0).abs() < 1e-9);
        assert_eq!(read.at("place-nowhere"), None);
        assert_eq!(read.at("person-x"), None);
    }

    #[test]
    fn a_bad_row_is_named_with_its_line() {
        for (row, cause) in [
            ("jawa\t-7\t110\town\n", "`jawa` is no id"),
            ("place-jawa\t110\t-7\town\n", "no point on Earth"),
            (
                "place-jawa\t-7\t110\town\nplace-jawa\t1\t1\town\n",
                "stands twice",
            ),
            ("place-jawa\tsouth\t110\town\n", "invalid float"),
        ] {
            let error = read(row).unwrap_err().to_string();
            let line = 1 + row.lines().count();
            let place = format!("seeds/names/coordinates.tsv:{line}: ");
            assert!(
                error.starts_with(&place) && error.contains(cause),
                "{error}"
            );
        }
    }
}
