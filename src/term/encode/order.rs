//! Stretches of a row of cells, found by their classes. Changes nothing.

use std::ops::Range;

use super::class::Class;

/// The maximal stretches of cells that satisfy `wanted`.
pub(super) fn runs(classes: &[Class], wanted: impl Fn(Class) -> bool) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < classes.len() {
        let len = classes[at..].iter().take_while(|&&class| wanted(class)).count();
        if len > 0 {
            found.push(at..at + len);
        }
        at += len.max(1);
    }
    found
}

/// Between two cells that satisfy `ends`: the stretch from the first RTL cell to the last one.
pub(super) fn spans(classes: &[Class], ends: impl Fn(Class) -> bool) -> Vec<Range<usize>> {
    let inner = |run: Range<usize>| {
        let cells = &classes[run.clone()];
        let first = cells.iter().position(|class| class.is_rtl())?;
        let last = cells.iter().rposition(|class| class.is_rtl())?;
        Some(run.start + first..run.start + last + 1)
    };
    runs(classes, |class| !ends(class)).into_iter().filter_map(inner).collect()
}

/// The numbers inside a stretch, at the places where they are once the stretch is turned round: digits,
/// with a single separator between two of them (UAX #9 W4).
pub(super) fn numbers(symbols: &[String], classes: &[Class], span: Range<usize>) -> Vec<Range<usize>> {
    let digit = |class: Class| matches!(class, Class::Digit | Class::ArabicDigit);
    let inside = |at: usize| {
        let class = classes[at];
        digit(class)
            || (class == Class::Separator || is_in_number(class, &symbols[at]))
                && at > span.start
                && at + 1 < span.end
                && digit(classes[at - 1])
                && classes[at - 1] == classes[at + 1]
    };
    turned(&span, (span.start..span.end).map(inside))
}

/// The Arabic decimal and thousands separators: of class AN themselves, so inside a number as it is.
fn is_in_number(class: Class, symbol: &str) -> bool {
    class == Class::ArabicDigit || matches!(symbol, "\u{66B}" | "\u{66C}")
}

/// The left-to-right stretches inside a right-to-left row, at the places where they are once the row
/// is turned round: from a Latin letter or digit to the last one before an RTL letter, and numbers.
pub(super) fn ltr_stretches(symbols: &[String], classes: &[Class], pane: Range<usize>) -> Vec<Range<usize>> {
    let mut inside = vec![false; pane.len()];
    for run in runs(&classes[pane.clone()], |class| !matches!(class, Class::Letter | Class::ArabicDigit)) {
        let cells = &classes[pane.start + run.start..pane.start + run.end];
        let latin = |class: &Class| matches!(class, Class::Latin);
        let strong = |class: &Class| matches!(class, Class::Latin | Class::Digit);
        let Some(first) = cells.iter().position(latin) else { continue };
        let last = cells.iter().rposition(strong).unwrap_or(first);
        inside[run.start + first..=run.start + last].fill(true);
    }
    for number in numbers(symbols, classes, pane.clone()) {
        // `numbers` speaks of turned places; turn them back.
        for at in number {
            inside[pane.end - 1 - at] = true;
        }
    }
    turned(&pane, inside.into_iter())
}

/// The stretches of a mask, as places after the whole `span` is turned round.
fn turned(span: &Range<usize>, mask: impl Iterator<Item = bool>) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    for (offset, set) in mask.enumerate() {
        if !set {
            continue;
        }
        match found.last_mut() {
            Some(run) if run.end == offset => run.end += 1,
            _ => found.push(offset..offset + 1),
        }
    }
    let place = |offset: usize| span.end - offset;
    found.iter().map(|run| place(run.end)..place(run.start)).collect()
}
