//! Points → the push of all others on each, after Barnes and Hut (1986).
//!
//! Far points push as one from their centre of mass. With an opening of 0 every pair is counted
//! exactly; only `+ - * /` are used, so the sum is the same on every machine.

/// How deep squares are divided; points closer than that push as one.
const DEPTH: u32 = 24;

/// A point with how hard it pushes.
#[derive(Debug, Clone, Copy)]
pub(super) struct Point {
    pub(super) x: f64,
    pub(super) y: f64,
    pub(super) mass: f64,
}

/// A square of points.
struct Cell {
    /// Centre of mass, and the mass itself.
    all: Point,
    /// Side of the square.
    side: f64,
    /// Positions of the quarters that hold points; none in a leaf.
    quarters: Vec<usize>,
}

/// All points, divided into squares.
pub(super) struct Quadtree {
    cells: Vec<Cell>,
    root: Option<usize>,
}

impl Quadtree {
    /// Divides points.
    pub(super) fn new(points: &[Point]) -> Self {
        let mut tree = Self {
            cells: Vec::with_capacity(points.len() * 2),
            root: None,
        };
        let Some(square) = Square::around(points) else {
            return tree;
        };
        tree.root = Some(tree.grow(points, square, 0));
        tree
    }

    /// Adds the cell of these points and returns its position.
    fn grow(&mut self, points: &[Point], square: Square, depth: u32) -> usize {
        let quarters = if points.len() > 1 && depth < DEPTH {
            let parts = square
                .quarters(points)
                .into_iter()
                .filter(|(_, part)| !part.is_empty());
            parts
                .map(|(quarter, part)| self.grow(&part, quarter, depth + 1))
                .collect()
        } else {
            Vec::new()
        };
        self.cells.push(Cell {
            all: centre_of_mass(points),
            side: square.side,
            quarters,
        });
        self.cells.len() - 1
    }

    /// The push on a point: for each other mass, `mass / distance` away from it. A square is taken
    /// as one point where its side is below `opening` times its distance.
    pub(super) fn push(&self, on: Point, opening: f64) -> (f64, f64) {
        let (mut x, mut y) = (0.0, 0.0);
        let mut open: Vec<usize> = self.root.into_iter().collect();
        while let Some(cell) = open.pop().map(|at| &self.cells[at]) {
            let (dx, dy) = (on.x - cell.all.x, on.y - cell.all.y);
            let square = dx * dx + dy * dy;
            let far = cell.side * cell.side < opening * opening * square;
            if !far && !cell.quarters.is_empty() {
                open.extend(&cell.quarters);
            } else if square > 0.0 {
                x += cell.all.mass * dx / square;
                y += cell.all.mass * dy / square;
            }
        }
        (x, y)
    }
}

/// A square by its lower left corner.
#[derive(Clone, Copy)]
struct Square {
    x: f64,
    y: f64,
    side: f64,
}

impl Square {
    /// The smallest square from the lowest coordinates that holds all points.
    fn around(points: &[Point]) -> Option<Self> {
        let first = points.first()?;
        let (mut low, mut high) = ((first.x, first.y), (first.x, first.y));
        for point in points {
            low = (low.0.min(point.x), low.1.min(point.y));
            high = (high.0.max(point.x), high.1.max(point.y));
        }
        Some(Self {
            x: low.0,
            y: low.1,
            side: (high.0 - low.0).max(high.1 - low.1),
        })
    }

    /// The four quarters with the points in each.
    fn quarters(self, points: &[Point]) -> [(Self, Vec<Point>); 4] {
        let side = self.side / 2.0;
        let (right, top) = (self.x + side, self.y + side);
        let mut quarters = [
            (self.x, self.y),
            (right, self.y),
            (self.x, top),
            (right, top),
        ]
        .map(|(x, y)| (Self { x, y, side }, Vec::new()));
        for point in points {
            let quarter = usize::from(point.x >= right) + 2 * usize::from(point.y >= top);
            quarters[quarter].1.push(*point);
        }
        quarters
    }
}

fn centre_of_mass(points: &[Point]) -> Point {
    let mass: f64 = points.iter().map(|point| point.mass).sum();
    let x = points.iter().map(|point| point.x * point.mass).sum::<f64>() / mass;
    let y = points.iter().map(|point| point.y * point.mass).sum::<f64>() / mass;
    if points.len() == 1 {
        points[0]
    } else {
        Point { x, y, mass }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn grid() -> Vec<Point> {
        (0..100)
            .map(|at| Point {
                x: f64::from(at % 10),
                y: f64::from(at / 10),
                mass: 1.0,
            })
            .collect()
    }

    #[test]
    fn the_exact_push_is_that_of_every_pair() {
        let points = grid();
        let on = points[3];
        let (mut x, mut y) = (0.0, 0.0);
        for other in &points {
            let (dx, dy) = (on.x - other.x, on.y - other.y);
            let square = dx * dx + dy * dy;
            if square > 0.0 {
                x += dx / square;
                y += dy / square;
            }
        }
        let push = Quadtree::new(&points).push(on, 0.0);
        assert!((push.0 - x).abs() < 1e-9 && (push.1 - y).abs() < 1e-9);
    }

    #[test]
    fn the_rough_push_is_near_the_exact_one() {
        let points = grid();
        let tree = Quadtree::new(&points);
        let (exact, rough) = (tree.push(points[0], 0.0), tree.push(points[0], 0.8));
        assert!((exact.0 - rough.0).abs() < exact.0.abs() * 0.1);
    }

    #[test]
    fn points_in_one_place_do_not_push_each_other_apart_for_ever() {
        let points = vec![
            Point {
                x: 1.0,
                y: 1.0,
                mass: 1.0
            };
            3
        ];
        assert_eq!(Quadtree::new(&points).push(points[0], 0.8), (0.0, 0.0));
        assert_eq!(Quadtree::new(&[]).push(points[0], 0.8), (0.0, 0.0));
    }
}
