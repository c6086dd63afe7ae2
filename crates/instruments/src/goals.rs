//! Goal attainment scaling: what the goals that a person has set come to.

use crate::number::{FINEST, Number};

/// The T-score of Kiresuk and Sherman: 50 + 10 Σwx / √((1 − ρ) Σw² + ρ (Σw)²) with ρ = 0.3, of the level that each goal
/// reached and of its weight. None where no goal weighs anything.
pub fn goal_attainment(goals: &[(Number, Number)], decimals: u32) -> Option<Number> {
    let weights: Number = goals.iter().map(|(_, weight)| *weight).sum();
    let squares: Number = goals.iter().map(|(_, weight)| *weight * *weight).sum();
    let reached: Number = goals.iter().map(|(level, weight)| *level * *weight).sum();
    let (seven, three, ten) = (Number::whole(7), Number::whole(3), Number::whole(10));
    let under = (seven * squares + three * weights * weights) / ten;
    if under == Number::ZERO {
        return None;
    }
    let away = (Number::whole(100) * reached * reached / under).root(decimals.min(FINEST));
    Some(Number::whole(50) + if reached.is_negative() { -away } else { away })
}

#[cfg(test)]
mod tests {
    use super::goal_attainment;
    use crate::number::Number;

    fn told(goals: &[(i64, i64)]) -> String {
        let goals: Vec<_> =
            goals.iter().map(|(level, weight)| (Number::whole(*level), Number::whole(*weight))).collect();
        goal_attainment(&goals, 1).map_or_else(|| "none".to_owned(), |score| score.to_string())
    }

    #[test]
    fn what_was_expected_is_fifty_however_much_it_weighs() {
        assert_eq!(told(&[(0, 1)]), "50");
        assert_eq!(told(&[(0, 1), (0, 5), (0, 3)]), "50");
        assert_eq!(told(&[(1, 2), (-1, 2)]), "50");
    }

    #[test]
    fn one_goal_is_ten_a_level_whatever_its_weight() {
        let levels = [-2, -1, 0, 1, 2];
        assert_eq!(levels.map(|level| told(&[(level, 1)])), ["30", "40", "50", "60", "70"]);
        assert_eq!(levels.map(|level| told(&[(level, 7)])), ["30", "40", "50", "60", "70"]);
    }

    #[test]
    fn several_goals_are_as_the_published_formula_has_them() {
        // 50 + 20 / √(0.7 · 2 + 0.3 · 4)
        assert_eq!(told(&[(1, 1), (1, 1)]), "62.4");
        // 50 − 60 / √(0.7 · 3 + 0.3 · 9)
        assert_eq!(told(&[(-2, 1), (-2, 1), (-2, 1)]), "22.6");
        // 50 + 20 / √(0.7 · 10 + 0.3 · 16)
        assert_eq!(told(&[(1, 3), (-1, 1)]), "55.8");
        // 50 + 50 / √(0.7 · 5 + 0.3 · 25)
        assert_eq!(told(&[(1, 1); 5]), "65.1");
    }

    #[test]
    fn without_a_goal_that_weighs_anything_there_is_no_score() {
        assert_eq!((told(&[]), told(&[(2, 0)])), ("none".to_owned(), "none".to_owned()));
    }
}
