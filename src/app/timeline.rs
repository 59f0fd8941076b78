//! When an entity was in the news: its articles by month, as columns of a sparkline.
//!
//! Knows nothing of where it is drawn. *Invariant:* columns are oldest first, every month between the first
//! and the last is in exactly one, and together they hold all articles.

use crate::model::Month;

/// A column's height, lowest first; a column of nothing is [`NOTHING`].
const HEIGHTS: [&str; 5] = ["▁", "▂", "▃", "▅", "▇"];
/// A column without articles.
const NOTHING: &str = "·";

/// Columns of equal length.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Timeline {
    /// Articles of each column, oldest first.
    pub columns: Vec<usize>,
    /// How many months a column stands for.
    pub step: usize,
    /// The first and the last month (with their own articles).
    pub ends: (Month, Month),
}

impl Timeline {
    /// The months (oldest first) on at most so many columns; none where there are no months.
    pub fn new(months: &[Month], most: usize) -> Option<Self> {
        let (first, last) = (*months.first()?, *months.last()?);
        let length = ordinal(&last).saturating_sub(ordinal(&first)) + 1;
        let step = length.div_ceil(most.max(1)).max(1);
        let mut columns = vec![0; length.div_ceil(step)];
        for month in months {
            let at = ordinal(month).saturating_sub(ordinal(&first)) / step;
            columns.iter_mut().skip(at).take(1).for_each(|column| *column += month.articles);
        }
        Some(Self { columns, step, ends: (first, last) })
    }

    /// The fullest column.
    pub fn most(&self) -> usize {
        self.columns.iter().copied().max().unwrap_or(0)
    }

    /// How a column is drawn, in one cell.
    pub fn symbol(&self, articles: usize) -> &'static str {
        let height = (articles * HEIGHTS.len()).div_ceil(self.most().max(1));
        height.checked_sub(1).and_then(|at| HEIGHTS.get(at)).copied().unwrap_or(NOTHING)
    }
}

/// Months since the year 0.
fn ordinal(month: &Month) -> usize {
    usize::try_from(i32::from(month.year) * 12 + i32::from(month.month) - 1).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(months: &[(i16, i8, usize)], most: usize) -> (String, usize) {
        let months: Vec<Month> =
            months.iter().map(|&(year, month, articles)| Month { year, month, articles }).collect();
        let Some(timeline) = Timeline::new(&months, most) else { return (String::new(), 0) };
        let told: usize = months.iter().map(|month| month.articles).sum();
        assert_eq!(timeline.columns.iter().sum::<usize>(), told, "nothing is lost");
        (timeline.columns.iter().map(|column| timeline.symbol(*column)).collect(), timeline.step)
    }

    #[test]
    fn months_without_articles_are_seen_and_few_articles_are_not_nothing() {
        assert_eq!(drawn(&[(2023, 11, 1), (2024, 2, 10), (2024, 3, 50)], 40), ("▁··▁▇".into(), 1));
        assert_eq!(drawn(&[(2023, 11, 7)], 40), ("▇".into(), 1));
        assert_eq!(drawn(&[], 40), (String::new(), 0));
    }

    #[test]
    fn what_is_longer_than_the_row_takes_several_months_a_column() {
        assert_eq!(drawn(&[(2020, 1, 2), (2020, 3, 2), (2021, 1, 10)], 5), ("▂···▇".into(), 3));
        assert_eq!(drawn(&[(1, 1, 1), (2020, 1, 1)], 0).0.chars().count(), 1);
    }
}
