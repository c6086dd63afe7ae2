### Treatment plans, home exercises and authorised visits.

plans-title = Treatment plan
plans-tab = Plan
plans-plan = Treatment plan
plans-goal = Goal
plans-intervention = Intervention
plans-exercise = Home exercise
plans-reassessment = Repeated assessment
plans-progress-note = Progress note
plans-package = Authorised visits
plans-add-plan = New treatment plan
plans-add-goal = Set a goal
plans-add-intervention = Add an intervention
plans-add-exercise = Give an exercise
plans-add-reassessment = Repeat an assessment
plans-add-progress-note = Write a progress note
plans-add-package = Add authorised visits
plans-status-draft = Draft
plans-status-active = Active
plans-status-completed = Completed
plans-status-revoked = Given up
plans-status-achieved = Achieved
plans-status-not-achieved = Not achieved
plans-status-cancelled = Cancelled
plans-status-entered-in-error = Entered in error
plans-none = No treatment plan yet
plans-none-text = A plan says what is to be reached, what is done for it here and at home, and how it goes.
plans-plan-title = Title
plans-text = Text
plans-label = Name
plans-level = Level
plans-summary = Summary
plans-review-on = Review on
plans-review-hint = It then appears on your list a week ahead.
plans-review-due = The review is overdue
plans-reviews = Plans due for review
plans-goals = Goals
plans-no-goals = No goal is set yet.
plans-goal-hint = What the patient wants to be able to do
plans-baseline = At the start
plans-target = Target
plans-target-on = Target date
plans-target-passed = The target date has passed
plans-instrument = Assessment
plans-instrument-hint = Its last score is shown beside the goal.
plans-levels = Goal attainment scaling
plans-levels-hint = Say what would be seen at each level, then the goal can be scored. Leave all five empty if it is not to be.
plans-much-less = −2: much less than expected
plans-less = −1: less than expected
plans-expected = 0: as expected
plans-more = +1: more than expected
plans-much-more = +2: much more than expected
plans-baseline-level = Level at the start
plans-weight = Weight
plans-weight-hint = How much it matters beside the other goals; 1 when empty
plans-attainment = Goal attainment (T-score)
plans-attainment-hint = 50 is what was expected.
plans-scores = How far it was reached
plans-score = Score
plans-not-scored = Not scored yet
plans-trend-better = Better than before
plans-trend-same = As before
plans-trend-worse = Worse than before
plans-interventions = Interventions
plans-no-interventions = No intervention is written down yet.
plans-frequency = How often
plans-exercises = Home exercises
plans-no-exercises = No exercise is given yet.
plans-instructions = Instructions
plans-instructions-hint = The patient reads this on their own pages.
plans-sets = Sets
plans-reps = Repetitions
plans-hold-seconds = Hold for (seconds)
plans-times-per-week = Days a week
plans-adherence = Done in the last four weeks
plans-adherence-low = Less than half
plans-reassessments = Repeated assessments
plans-no-reassessments = No assessment is to be repeated.
plans-every-weeks = Repeat every (weeks)
plans-every-weeks-hint = Counted from the last one that was completed
plans-once-on = Once, on
plans-once-on-hint = Instead of every so many weeks: the day of discharge, for example. One that is done up to a week early counts.
plans-due = Assessments due
plans-assess = Start
plans-due-since = Due since { $day }
plans-due-on = Due on { $day }
plans-assessed-on = Done on { $day }
plans-once-for = Once, for { $day }
plans-progress-notes = Progress notes
plans-noted-on = Date
plans-packages = Authorised visits
plans-all-packages = All of them
plans-no-packages = No authorised visits are on record.
plans-no-packages-text = Write down what was authorised. Completed appointments count against it by themselves.
plans-packages-hint = A completed appointment counts once, for the authorisation that runs out first.
plans-package-hint = What was authorised, in a few words
plans-visits = Number of visits
plans-visits-left = Visits left
plans-few-left = Nearly used up
plans-used-up = Used up
plans-expired = Expired
plans-begins-on = From
plans-ends-on = Until
plans-authorization = Authorisation number
plans-appointment-kind = Only appointments of this kind
plans-service = Only this service
plans-last-assessments = Last assessments
plans-attainment-at-start = at the start { $score }
plans-until = until { $day }
plans-done-of-due = { $done } of { $due }
plans-left-of = { $left } of { $visits }
plans-hold-for =
    { $count ->
         [one] hold { $count } second
        *[other] hold { $count } seconds
    }
plans-days-a-week =
    { $count ->
         [one] { $count } day a week
        *[other] { $count } days a week
    }
plans-each-weeks =
    { $count ->
         [one] Every week
        *[other] Every { $count } weeks
    }
plans-more-due =
    { $count ->
         [one] and { $count } more
        *[other] and { $count } more
    }
