//! Which column holds what: guessed from the headings, column by column overridable.

use super::problem::FileProblem;
use super::sniff::Format;
use super::target::Target;
use crate::names;

/// What each column of a file holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mapping {
    columns: Vec<(String, Option<Target>)>,
}

impl Mapping {
    /// Guesses from the headings, then applies overrides of the form `target=column`, where a column is named by its
    /// heading or counted from 1. `target=` leaves that target out.
    ///
    /// # Errors
    /// [`FileProblem`], when an override cannot be applied or no column holds names.
    pub fn new(format: &Format, overrides: &[String]) -> Result<Self, FileProblem> {
        let mapping = Self::without_check(&format.columns, overrides)?;
        let is_name = |target| matches!(target, Target::FullName | Target::GivenName | Target::FamilyName);
        if mapping.columns.iter().any(|(_, target)| target.is_some_and(is_name)) {
            Ok(mapping)
        } else {
            Err(FileProblem::NoNameColumn)
        }
    }

    pub(super) fn without_check(columns: &[String], overrides: &[String]) -> Result<Self, FileProblem> {
        let mut mapping = Self { columns: columns.iter().map(|name| (name.clone(), None)).collect() };
        mapping.guess();

        let mut chosen: Vec<Target> = Vec::new();
        for choice in overrides {
            let (target, column) =
                choice.split_once('=').ok_or_else(|| FileProblem::MalformedMapping(choice.clone()))?;
            let target =
                Target::parse(target.trim()).ok_or_else(|| FileProblem::UnknownTarget(target.trim().to_owned()))?;
            let is_first = !chosen.contains(&target);
            if !is_first && !target.is_repeatable() {
                return Err(FileProblem::MappedTwice(target.to_string()));
            }
            if is_first {
                mapping.forget(target);
                chosen.push(target);
            }
            mapping.assign(target, column.trim())?;
        }
        Ok(mapping)
    }

    /// The headings of the columns and what each is taken for, in the order of the file.
    pub fn columns(&self) -> impl Iterator<Item = (&str, Option<Target>)> {
        self.columns.iter().map(|(name, target)| (name.as_str(), *target))
    }

    /// Whether the file's own ids become record numbers, since no column is called one.
    #[must_use]
    pub fn takes_external_id_as_mrn(&self) -> bool {
        self.has(Target::ExternalId) && !self.has(Target::Mrn)
    }

    /// Whether some column holds it.
    #[must_use]
    pub fn has(&self, target: Target) -> bool {
        self.places(target).next().is_some()
    }

    /// Where the columns are that hold it, in the order of the file.
    pub(super) fn places(&self, target: Target) -> impl Iterator<Item = usize> {
        self.columns.iter().enumerate().filter(move |(_, (_, held))| *held == Some(target)).map(|(at, _)| at)
    }

    pub(super) fn name_of(&self, at: usize) -> Option<&str> {
        self.columns.get(at).map(|(name, _)| name.as_str())
    }

    pub(super) fn len(&self) -> usize {
        self.columns.len()
    }

    fn guess(&mut self) {
        let mut taken = Vec::new();
        for (name, target) in &mut self.columns {
            let guessed = Target::of_heading(name);
            // The first of two columns of one name is it; whoever means the second says so.
            *target = guessed.filter(|target| target.is_repeatable() || !taken.contains(target));
            taken.extend(*target);
        }
        // "Nom" is a family name beside "Prénom", and the whole name without.
        if self.has(Target::FamilyName) && !self.has(Target::GivenName) && !self.has(Target::FullName) {
            self.replace(Target::FamilyName, Some(Target::FullName));
        } else if self.has(Target::GivenName) && self.has(Target::FamilyName) {
            // A display name beside the two parts says nothing new.
            self.forget(Target::FullName);
        }
    }

    fn replace(&mut self, from: Target, to: Option<Target>) {
        for (_, target) in self.columns.iter_mut().filter(|(_, target)| *target == Some(from)) {
            *target = to;
        }
    }

    fn forget(&mut self, target: Target) {
        self.replace(target, None);
    }

    fn assign(&mut self, target: Target, column: &str) -> Result<(), FileProblem> {
        if column.is_empty() {
            return Ok(());
        }
        let key = names::key(column);
        let by_name =
            self.columns.iter().position(|(name, _)| name == column || (names::key(name) == key && !key.is_empty()));
        let by_number = || column.parse::<usize>().ok().and_then(|number| number.checked_sub(1));
        let held = by_name.or_else(by_number).and_then(|at| self.columns.get_mut(at));
        let (_, held) = held.ok_or_else(|| FileProblem::UnknownColumn(column.to_owned()))?;
        *held = Some(target);
        Ok(())
    }
}
